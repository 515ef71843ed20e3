"""Supply per region, group, field and year; deaneries and church districts."""

import shutil
from datetime import date
from pathlib import Path

import pytest

CODES = Path(__file__).parent / "codes"


def cell(database, region, field="HF0100", group="TG1100", year=2014):
    keys = {"region_id": region, "field_of_action": field, "target_group": group, "year": year}
    table = database.table("marts.measures_by_region_group_and_field")
    return next(iter(table.filter(**keys).rows(named=True)), None)


def test_a_measure_in_two_fields_and_two_kreise_counts_once_at_every_level(world, warehouse):
    world.record("a", at=("08111", "08115"), fields=("HF0101", "HF0103", "HF0202"), eur=100)
    world.record("b", at="08111", fields=("HF0101",), funders=("Land",), carriers=("Caritas",))
    with warehouse(world) as database:
        kreis, land, other = (
            cell(database, "08111"),
            cell(database, "08"),
            cell(database, "08", "HF0200"),
        )
    assert (kreis["n_dedicated"], kreis["n_shared"], kreis["n_measures"]) == (1, 1, 2)
    assert (land["n_dedicated"], land["n_shared"], land["n_measures"]) == (2, 0, 2)
    assert other["n_measures"] == 1
    assert (float(kreis["awarded_eur"]), float(land["awarded_eur"])) == (50, 100)
    assert (kreis["n_funders"], kreis["n_carriers"]) == (1, 1)


def test_statewide_measures_stand_apart_and_money_of_theirs_with_the_land(world, warehouse):
    everywhere = {"at": "08", "coverage": "statewide", "reach": "landesweit"}
    world.record("a", at="08111")
    world.record("s", **everywhere, eur=900)
    with warehouse(world) as database:
        kreis, land = cell(database, "08111"), cell(database, "08")
    assert (kreis["n_measures"], kreis["n_statewide"]) == (1, 1)
    assert (land["n_measures"], land["n_statewide"]) == (1, 1)
    assert (kreis["awarded_statewide_eur"], land["awarded_statewide_eur"]) == (0, 900)


def test_the_effective_number_of_funders_weighs_them_by_measures(world, warehouse):
    for name, funder in (("a", "Land"), ("b", "Land"), ("c", "Land"), ("d", "Stiftung")):
        world.record(name, funders=(funder,))
    with warehouse(world) as database:
        row = cell(database, "08111")
        [whole] = (
            database.table("marts.measures_by_region_and_target_group")
            .filter(region_id="08111", target_group="TG1100", year=2014)
            .rows(named=True)
        )
    assert row["n_funders"] == 2
    assert row["effective_funders"] == whole["effective_funders"] == pytest.approx(16 / 10)


def test_an_empty_cell_with_need_has_a_row_and_a_gap_class(world, warehouse):
    for kreis in ("08111", "08115"):
        world.need(kreis, 2013, 20_000)
    world.add("source_coverage", source_id="a", region_id="08", year=2014, completeness="complete")
    world.record("a", at="08111")
    with warehouse(world) as database:
        here = cell(database, "08111", group="TG1000")
        empty = cell(database, "08115", group="TG1000")
    assert (here["gap_class"], here["people"], here["measures_per_10000"]) == (
        "present",
        20_000,
        0.5,
    )
    assert (empty["gap_class"], empty["n_measures"]) == ("none", 0)


@pytest.fixture
def deaneries(world, warehouse, tmp_path):
    """Measures in and around deaneries whose borders are known."""
    codes = shutil.copytree(CODES, tmp_path / "codes")
    header = (CODES / "regions.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (codes / "regions.csv").open("a", encoding="utf-8") as file:
        for region, level, parent in (
            ("08325", "landkreis", "08"),
            ("08325051", "gemeinde", "08325"),
        ):
            given = {"region_id": region, "level": level, "parent_id": parent, "name": region}
            file.write(",".join(given.get(name, "") for name in header) + "\n")
    carrier = {"carriers": ("Caritas Zollern",)}
    world.record("stated", at="08111", church_unit="Dekanat Filder", **carrier)
    world.record("kreis", at="08417")
    world.record("town", at="08325051")
    world.record("early", at="08417", period=(date(2005, 1, 1), date(2006, 1, 1)))
    world.record("elsewhere", at="08111")
    world.record("seat", at="08417", coverage="carrier_seat")
    world.rows["organisations"][0]["umbrella"] = "Caritas"
    with warehouse(world, codes=codes) as database:
        yield database


def test_a_church_unit_is_what_a_list_states_else_what_the_place_tells(deaneries):
    rows = deaneries.table("core.measure_church_units").select("measure_id", "church_unit", "basis")
    assert set(rows.rows()) == {
        ("stated", "Dekanat Filder", "stated"),
        ("kreis", "Dekanat Zollern", "place"),
        ("town", "Dekanat Offenburg-Kinzigtal", "place"),
        ("early", None, "none"),
        ("elsewhere", None, "none"),
        ("seat", None, "none"),
    }


def test_measures_are_counted_per_church_unit_and_umbrella(deaneries):
    rows = deaneries.table("marts.measures_by_church_unit").filter(year=2014)
    found = {(r["church_unit"], r["umbrella"]): r["n_measures"] for r in rows.rows(named=True)}
    assert found[("Dekanat Filder", "Caritas")] == found[("Dekanat Filder", "alle")] == 1
    assert found[("Dekanat Zollern", "alle")] == 1
    assert ("Dekanat Zollern", "Caritas") not in found
