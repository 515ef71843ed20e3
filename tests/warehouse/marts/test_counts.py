"""Measures by region and target group: distinct at every level, statewide apart."""

import polars as pl
import pytest

MART = "marts.measures_by_region_and_target_group"


def cell(database, region, group="TG0000", year=2014):
    rows = database.table(MART).filter(
        (pl.col("region_id") == region)
        & (pl.col("target_group") == group)
        & (pl.col("year") == year)
    )
    return rows.row(0, named=True) if rows.height else None


@pytest.fixture
def known(world):
    world.record("single", at="08111")
    world.record("two_bezirke", at=("08111", "08436064"))
    world.record("region_wide", at="0843", coverage="inherited", groups=("TG1150",))
    world.record("statewide", at="08", coverage="statewide", reach="landesweit")
    world.record("nationwide", at=None, reach="bundesweit")
    world.record("seat_only", at="08115", coverage="carrier_seat")
    world.record("nowhere", at=None, groups=("TG9999",))
    return world


@pytest.mark.parametrize(
    ("region", "measures", "dedicated"),
    [
        ("08111", 2, 1),
        ("08115", 0, 0),
        ("08435", 1, 0),
        ("08436", 2, 0),
        ("0843", 2, 1),
        ("081", 2, 1),
        ("084", 2, 1),
        ("08", 3, 3),
        ("00", 3, 3),
    ],
)
def test_a_measure_counts_once_at_the_level_shown(known, warehouse, region, measures, dedicated):
    with warehouse(known) as database:
        row = cell(database, region)
    assert (row["n_measures"], row["n_dedicated"]) == (measures, dedicated)
    assert row["n_shared"] == measures - dedicated


def test_statewide_measures_stand_in_their_own_column(known, warehouse):
    with warehouse(known) as database:
        assert cell(database, "08435")["n_statewide"] == 2
        assert cell(database, "08")["n_statewide"] == 2
        assert cell(database, "02000")["n_statewide"] == 1
        assert cell(database, "02000")["n_measures"] == 0
        kreise = database.table("core.measure_regions").filter(coverage="statewide")
    assert set(kreise["region_id"]) == {"08", "00"}


def test_what_cannot_be_placed_is_shown_and_not_counted(known, warehouse):
    with warehouse(known) as database:
        seat, nowhere = cell(database, "08115"), cell(database, "99")
        country = cell(database, "00")
    assert (seat["n_measures"], seat["n_carrier_seat"]) == (0, 1)
    assert (nowhere["n_measures"], nowhere["n_unplaced"]) == (0, 1)
    assert country["share_without_place"] == pytest.approx(1 / 7, abs=1e-6)


def test_subgroups_count_in_their_ancestors_once(world, warehouse):
    world.record("both", groups=("TG1150", "TG1200"))
    world.record("parent_and_child", groups=("TG1100", "TG1150"))
    with warehouse(world) as database:
        counts = {
            group: cell(database, "08111", group)["n_measures"]
            for group in ("TG0000", "TG1000", "TG1100", "TG1150", "TG1200")
        }
        leaves = database.table("core.measure_target_groups").filter(measure_id="parent_and_child")
    assert counts == {"TG0000": 2, "TG1000": 2, "TG1100": 2, "TG1150": 2, "TG1200": 1}
    assert leaves["target_group"].to_list() == ["TG1150"]


def test_mediators_count_only_where_nobody_else_benefits(world, warehouse):
    parents = world.record("with_parents", groups=("TG2500",))
    training = world.record("training", groups=())
    for record in (parents, training):
        world.add(
            "record_target_groups",
            record_id=record,
            target_group="TG5140",
            label_role="mediator",
            origin="inferred",
            confidence=0.5,
        )
    with warehouse(world) as database:
        assert cell(database, "08111", "TG5140")["n_measures"] == 1
        assert cell(database, "08111", "TG2500")["n_measures"] == 1


def test_the_narrower_of_two_stated_regions_counts(world, warehouse):
    world.record("m", at="08436", source="list_a")
    world.record("m", at="084", coverage="inherited", source="list_b")
    world.record("m", at="08", coverage="statewide", reach="landesweit", source="list_c")
    with warehouse(world) as database:
        rows = database.table("core.measure_regions").rows(named=True)
    assert [(row["region_id"], row["weight"], row["coverage"]) for row in rows] == [
        ("08436", 1.0, "explicit")
    ]


def test_a_region_is_spread_by_foreign_population_of_the_year(world, warehouse):
    world.record("m", at="0843", coverage="inherited")
    with warehouse(world) as database:
        rows = database.table("core.measure_regions").rows(named=True)
    # 10 % of 200,000 people against 5 % of 280,000.
    assert [(r["region_id"], round(r["weight"], 6), r["weight_basis"]) for r in rows] == [
        ("08435", round(20 / 34, 6), "foreign_population"),
        ("08436", round(14 / 34, 6), "foreign_population"),
    ]


def test_a_publisher_split_goes_before_equal_parts(world, warehouse):
    record = world.record("m", at=None)
    world.rows["record_regions"] = [
        {
            "record_id": record,
            "region_id": region,
            "coverage": "explicit",
            "weight": weight,
            "weight_basis": "publisher",
            "confidence": 0.9,
        }
        for region, weight in (("08111", 0.7), ("08115", 0.3))
    ]
    with warehouse(world) as database:
        rows = database.table("core.measure_regions")
    assert rows["weight"].to_list() == [pytest.approx(0.7), pytest.approx(0.3)]
    assert rows["is_assumed"].to_list() == [False, False]


def test_a_city_that_is_a_land_is_a_place(world, warehouse):
    world.record("m", at="02", coverage="statewide", reach="landesweit")
    with warehouse(world) as database:
        assert cell(database, "02000")["n_measures"] == 1


def test_supply_is_set_against_need_on_every_level(world, warehouse):
    world.record("m", at="08435")
    for kreis in ("08111", "08115", "08435", "08436"):
        world.need(kreis, 2013, 20_000)
    with warehouse(world) as database:
        assert cell(database, "08435", "TG1000")["measures_per_10000"] == 0.5
        assert cell(database, "08", "TG1000")["people"] == 80_000
        assert cell(database, "00", "TG1000")["people"] is None  # Hamburg has no figure.


def test_funders_and_carriers_are_institutions(world, warehouse):
    world.record("m", funders=("Land", "Stiftung"), carriers=("Caritas",))
    world.record("n", funders=("Land",), carriers=("Diakonie",))
    with warehouse(world) as database:
        row = cell(database, "08111")
    assert (row["n_funders"], row["n_carriers"]) == (2, 2)


def test_a_municipality_that_only_a_delivered_register_knows_is_a_region(world, warehouse):
    new = {"region_id": "08436999", "region_level": "gemeinde", "parent_id": "08436"}
    world.add("reference_regions", **new, name="Neustadt an der Schussen")
    with warehouse(world) as database:
        found = database.table("core.regions").filter(region_id="08436999").row(0, named=True)
        kreis = database.table("core.region_closure").filter(descendant_id="08436999")
    assert (found["tier"], found["kreis_id"], found["land_id"]) == ("gemeinde", "08436", "08")
    assert {"08", "08436", "08436999"} <= set(kreis["ancestor_id"])
