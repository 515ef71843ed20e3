"""Money: counted once, spread by days and weights, the same at every level."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

Y14 = (date(2014, 1, 1), date(2015, 1, 1))
Y15 = (date(2015, 1, 1), date(2016, 1, 1))


def counted(database, kind="bewilligt"):
    return database.table("core.awards").filter(amount_kind=kind)["counted_eur"].sum()


def test_the_same_award_in_two_lists_is_one(world, warehouse):
    world.record("m", source="land", funders=("Land",), eur=20_000)
    world.record("m", source="kreis", funders=("Land",), eur=20_000)
    with warehouse(world) as database:
        awards = database.table("core.awards")
        assert counted(database) == 20_000
    assert awards["duplicate_of"].null_count() == 1


def test_a_rounded_report_of_an_award_is_the_same_award(world, warehouse):
    world.record("m", source="land", funders=("Land",), eur=19_950.40)
    rounded = {"source": "presse", "funders": (), "amount_precision": "gerundet"}
    world.record("m", eur=20_000, period=None, **rounded)
    with warehouse(world) as database:
        assert counted(database) == Decimal("19950.40")


@pytest.mark.parametrize(
    "second",
    [
        {"source": "land", "funders": ("Land",), "eur": 5_000},  # two awards of one list
        {"source": "b", "funders": ("Stiftung",), "eur": 5_000},  # another funder
        {"source": "b", "funders": ("Land",), "eur": 5_000, "period": Y15},  # top-up
        {"source": "b", "funders": ("Land",), "eur": 5_300},  # another amount
    ],
)
def test_different_awards_stay_different(world, warehouse, second):
    world.record("m", source="land", funders=("Land",), eur=5_000)
    world.record("m", **second)
    with warehouse(world) as database:
        assert counted(database) == 5_000 + second["eur"]


def test_equal_yearly_awards_meet_in_order(world, warehouse):
    for period in (Y14, Y15):
        world.record("m", source="land", funders=("Land",), eur=5_000, period=period)
    world.record("m", source="kreis", funders=("Land",), eur=5_000, period=Y15)
    with warehouse(world) as database:
        assert counted(database) == 10_000


def test_a_total_gives_way_to_its_yearly_awards(world, warehouse):
    three_years = (date(2013, 1, 1), date(2016, 1, 1))
    world.record("m", source="stiftung", funders=("Bund",), eur=60_000, period=three_years)
    for year in (2013, 2014, 2015):
        period = (date(year, 1, 1), date(year + 1, 1, 1))
        world.record("m", source="bund", funders=("Bund",), eur=20_000, period=period)
    with warehouse(world) as database:
        assert counted(database) == 60_000


def test_money_passed_on_counts_at_the_lowest_level(world, warehouse):
    chain = {"programme": "Sprache vor Ort"}
    world.record("a", funders=("Bund",), carriers=("Landkreis",), eur=100_000, **chain)
    world.record("b", funders=("Landkreis",), carriers=("Caritas",), eur=30_000, **chain)
    world.record("c", funders=("Landkreis",), carriers=("Diakonie",), eur=50_000, **chain)
    with warehouse(world) as database:
        awards = {row["measure_id"]: row for row in database.table("core.awards").rows(named=True)}
        assert counted(database) == 100_000
    assert awards["a"]["counted_eur"] == 20_000
    assert awards["b"]["is_pass_through"]
    assert awards["b"]["parent_award_id"] == awards["a"]["award_id"]


def test_own_money_of_a_carrier_is_not_passed_on(world, warehouse):
    world.record("m", source="a", funders=("Land",), carriers=("Landkreis",), eur=50_000)
    world.record("m", source="b", funders=("Landkreis",), carriers=("Landkreis",), eur=10_000)
    with warehouse(world) as database:
        assert counted(database) == 60_000
        assert not database.table("core.awards")["is_pass_through"].any()


def test_one_amount_for_several_rows_counts_once_to_the_cent(world, warehouse):
    for measure in "abc":
        world.record(measure, funders=("Land",), eur=100, shared_group="g1")
    with warehouse(world) as database:
        shares = database.table("core.awards")["amount_eur"].to_list()
    assert sorted(shares) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


def test_kinds_of_amounts_are_never_added(world, warehouse):
    record = world.record("m", funders=("Land",), eur=100)
    for kind, eur in (("gesamtkosten", 500), ("ausgezahlt", 90)):
        world.add("record_amounts", record_id=record, amount_kind=kind, amount_eur=eur)
    with warehouse(world) as database:
        row = database.table("marts.measures").row(0, named=True)
    assert (row["awarded_eur"], row["paid_eur"], row["total_cost_eur"]) == (100, 90, 500)


def test_years_share_an_award_by_days_to_the_cent(world, warehouse):
    world.record("m", eur=1_000, period=(date(2013, 7, 1), date(2015, 1, 1)))
    with warehouse(world) as database:
        years = database.table("core.measure_years")
    assert years["awarded_eur"].to_list() == [Decimal("335.15"), Decimal("664.85")]
    assert years["active_share"].to_list() == [pytest.approx(184 / 365), 1.0]


def test_money_is_the_same_at_every_level(world, warehouse):
    world.record("a", at=("08111", "08115", "08436"), eur=100)
    world.record("b", at="084", coverage="inherited", eur=77.77)
    world.record("c", at="08", coverage="statewide", reach="landesweit", eur=33.33)
    with warehouse(world) as database:
        cells = database.table("marts.measures_by_region_and_target_group").filter(
            target_group="TG0000"
        )
    in_land = cells.filter(pl.col("region_id").str.starts_with("08"))
    sums = in_land.group_by("tier").agg(
        pl.col("awarded_eur", "awarded_statewide_eur", "awarded_eur_assumed").sum().cast(float)
    )
    assert set(sums["tier"]) == {"kreis", "region", "regierungsbezirk", "land"}
    for row in sums.rows(named=True):
        assert row["awarded_eur"] == pytest.approx(177.77, abs=0.004)
        assert row["awarded_statewide_eur"] == pytest.approx(33.33, abs=0.004)
        assert row["awarded_eur_assumed"] == pytest.approx(177.77, abs=0.004)


def finding(database):
    return database.table("marts.co_funding")["finding"].to_list()


def test_cofunding_tells_declared_from_inferred(world, warehouse):
    world.record("inferred", source="a", funders=("Land",), eur=100)
    world.record("inferred", source="b", funders=("Stiftung",), eur=50)
    world.record("declared", funders=("Land", "Stiftung"))
    with warehouse(world) as database:
        rows = database.table("marts.co_funding").rows(named=True)
    kinds = {row["measure_id"]: row["co_funding_kind"] for row in rows}
    assert kinds == {"inferred": "inferred", "declared": "declared"}
    assert {row["finding"] for row in rows} == {"kofinanziert, Kosten unbekannt"}


def test_passthrough_topup_and_double_reports_are_no_cofunding(world, warehouse):
    world.record("chain", source="a", funders=("Bund",), carriers=("Landkreis",), eur=100)
    world.record("chain", source="b", funders=("Landkreis",), carriers=("Caritas",), eur=80)
    world.record("topup", funders=("Land",), eur=100)
    world.record("topup", funders=("Land",), eur=40, period=Y15)
    world.record("twice", source="a", funders=("Land",), eur=100)
    world.record("twice", source="b", funders=("Land",), eur=100)
    with warehouse(world) as database:
        assert finding(database) == []
        anchored = database.table("core.measures").filter(measure_id="topup")
    assert anchored["anchoring"].to_list() == ["verlaengert"]


@pytest.mark.parametrize(("judged", "published"), [(False, []), (True, ["prüfbedürftig"])])
def test_what_must_be_examined_waits_for_a_person(world, warehouse, judged, published):
    left = world.record("m", source="a", funders=("Land",), eur=80)
    right = world.record("m", source="b", funders=("Stiftung",), eur=60)
    world.add("record_amounts", record_id=left, amount_kind="gesamtkosten", amount_eur=100)
    if judged:
        row = {"left_record_id": left, "right_record_id": right, "judgement": "same"}
        world.add("judgements", judged_by="reviewer", judged_at="2015-05-01", **row)
    with warehouse(world) as database:
        assert finding(database) == published


def test_money_passed_on_in_full_counts_once_whichever_list_is_read_first(world, warehouse):
    common = {"list_level": "award", "eur": 100}
    world.record("m", source="kreis", funders=("Mittler",), carriers=("AWO",), **common)
    world.record("m", source="land", funders=("Land",), carriers=("Mittler",), **common)
    with warehouse(world) as database:
        awards = database.table("core.awards")
    assert dict(awards.select("record_id", "counted_eur").iter_rows()) == {"r001": 100, "r002": 0}


def test_two_equal_awards_that_could_pass_on_each_other_count_once(world, warehouse):
    common = {"list_level": "award", "eur": 100}
    world.record("m", source="a", funders=("LK",), carriers=("Stiftung",), **common)
    world.record("m", source="b", funders=("Stiftung",), carriers=("LK",), **common)
    with warehouse(world) as database:
        awards = database.table("core.awards")
    assert awards["counted_eur"].sum() == 100
    assert awards["parent_award_id"].drop_nulls().to_list() == ["r001:bewilligt"]
