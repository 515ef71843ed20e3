"""Overlap, duplication candidates, fragmentation and gaps: the published definitions."""

from datetime import date

import polars as pl
import pytest

BASE = {"funders": ("Land",), "carriers": ("Caritas",)}
OTHER = {"funders": ("Stiftung",), "carriers": ("Diakonie",)}


def test_parallel_offers_of_different_hands_are_a_candidate(world, warehouse):
    world.record("a", **BASE, eur=100)
    world.record("b", **OTHER)
    with warehouse(world) as database:
        [row] = database.table("marts.duplication_candidates").rows(named=True)
        [pair] = database.table("marts.overlap_pairs").rows(named=True)
    assert (row["left_measure_id"], row["right_measure_id"]) == ("a", "b")
    assert row["awarded_eur"] == 100
    assert row["evidence"].count("line 1") == 2
    assert pair["overlap_score"] == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"funders": ("Land",)},
        {"carriers": ("Caritas",)},
        {"fields": ("HF0103",)},
        {"groups": ("TG1150",)},
        {"at": ("08111", "08115", "08435", "08436")},
        {"activity": "Beratung"},
    ],
)
def test_an_overlap_need_not_be_a_candidate(world, warehouse, changed):
    world.record("a", **BASE)
    world.record("b", **{**OTHER, **changed})
    with warehouse(world) as database:
        assert database.count("marts.overlap_pairs") == 1
        assert database.count("marts.duplication_candidates") == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"fields": ("HF0202",)},
        {"groups": ("TG2500",)},
        {"groups": ("TG9999",)},
        {"at": "08115"},
        {"at": "08111", "coverage": "carrier_seat"},
        {"at": "08", "coverage": "statewide", "reach": "landesweit"},
        {"period": (date(2015, 1, 1), date(2016, 1, 1))},
        {"period": (date(2014, 11, 1), date(2015, 11, 1))},
        {"period": None},
    ],
)
def test_no_overlap_without_common_field_group_place_and_time(world, warehouse, changed):
    world.record("a", **BASE)
    world.record("b", **{**OTHER, **changed})
    with warehouse(world) as database:
        assert database.count("marts.overlap_pairs") == 0


def test_similarities_follow_their_definition(world, warehouse):
    half = (date(2014, 7, 1), date(2015, 7, 1))
    world.record("a", at=("08111", "08115"), groups=("TG1100", "TG2500"), fields=("HF0101",))
    world.record("b", at="08111", groups=("TG1150", "TG2500"), fields=("HF0103",), period=half)
    with warehouse(world) as database:
        [row] = database.table("marts.overlap_pairs").rows(named=True)
    # One equal group and one that meets its ancestor: (1 + 0.5) / (2 + 2 - 2).
    assert (row["sim_field"], row["sim_target_group"], row["sim_region"]) == (0.6, 0.75, 0.5)
    assert row["sim_time"] == pytest.approx(184 / 365)
    assert row["overlap_score"] == pytest.approx((0.6 * 0.75 * 0.5 * 184 / 365) ** 0.25, abs=1e-6)


def test_statewide_measures_meet_statewide_ones(world, warehouse):
    everywhere = {"at": "08", "coverage": "statewide", "reach": "landesweit"}
    world.record("a", **BASE, **everywhere)
    world.record("b", **OTHER, **everywhere)
    with warehouse(world) as database:
        [row] = database.table("marts.overlap_pairs").rows(named=True)
    assert row["sim_region"] == 1


def test_a_part_does_not_overlap_with_its_whole(world, warehouse):
    left, right = world.record("a", **BASE), world.record("b", **OTHER)
    pair = {"left_record_id": left, "right_record_id": right, "decision": "apart"}
    world.add("pairs", relation="part_of", veto="list_level", explanation="…", **pair)
    with warehouse(world) as database:
        assert database.count("marts.overlap_pairs") == 0


def test_fragmentation_counts_institutions_and_their_weight(world, warehouse):
    for measure, funder, eur in (("a", "Land", 300), ("b", "Land", 100), ("c", "Stiftung", 400)):
        world.record(measure, funders=(funder,), carriers=(f"Verein {measure}",), eur=eur)
    world.record("d", fields=("HF1200",), funders=("Kreis",))
    with warehouse(world) as database:
        row = (
            database.table("marts.fragmentation")
            .filter(field_of_action="HF0100", year=2014)
            .row(0, named=True)
        )
    assert (row["n_measures"], row["n_funders"], row["n_carriers"]) == (3, 2, 3)
    assert row["effective_funders_by_measures"] == pytest.approx(9 / 5)
    assert row["effective_funders_by_money"] == 2
    assert row["has_coordination"]


def gaps(database, year=2014, group="TG1000", field="HF0100"):
    rows = database.table("marts.coverage_gaps").filter(
        year=year, target_group=group, field_of_action=field
    )
    return dict(rows.select("region_id", "gap_class").iter_rows())


def test_gap_classes_follow_the_order_of_the_definition(world, warehouse):
    for kreis in ("08111", "08115", "08435", "08436"):
        world.need(kreis, 2013, 10_000)
    world.add("source_coverage", source_id="a", region_id="08", year=2014, completeness="complete")
    for measure in "abcdefgh":
        world.record(measure, at="08111")
    world.record("i", at="08436")
    with warehouse(world) as database:
        assert gaps(database) == {
            "08111": "present",
            "08115": "none",
            "08435": "none",
            "08436": "below",
        }
        assert set(gaps(database, year=2015).values()) == {"no_evidence"}
    world.record("j", at="08", coverage="statewide", reach="landesweit")
    with warehouse(world) as database:
        assert gaps(database)["08115"] == "statewide_only"
        assert gaps(database)["08436"] == "below"


def test_without_declared_coverage_an_empty_cell_is_no_evidence(world, warehouse):
    world.need("08115", 2013, 10_000)
    world.record("a", at="08115", coverage="carrier_seat")
    world.add("source_coverage", source_id="a", region_id="08", year=2014, completeness="unknown")
    with warehouse(world) as database:
        assert gaps(database)["08115"] == "no_evidence"


def test_small_or_suppressed_need_makes_no_cell(world, warehouse):
    world.record("a")
    world.need("08111", 2013, 99)
    world.need("08115", 2013, 5_000)
    world.rows["need"][-1]["suppressed"] = True
    with warehouse(world) as database:
        assert database.count("marts.coverage_gaps") == 0
        assert database.table("core.need").filter(pl.col("suppressed"))["need_value"][0] is None
