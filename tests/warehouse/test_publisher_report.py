"""What a publisher reads of its list: what is empty, what others know, what to do."""

import pytest

from tests.warehouse.marts.conftest import World, built


@pytest.fixture(scope="module")
def world():
    """A Kreis that says little of a measure that the Land knows well."""
    world = World()
    world.source("kreis", publisher_name="Kreis A")
    world.source("land", publisher_name="Land")
    world.source("land_2", publisher="land", publisher_name="Land")
    world.record("m", source="kreis", at=None, groups=(), period=None, place="Neustadt")
    world.record("n", source="kreis", at=None, groups=(), carriers=("Verein",), period=None)
    world.record("m", source="land", carriers=("Caritas",), funders=("Land",), eur=10)
    world.record("k", source="land", at=None, carriers=("Caritas",), funders=("Land",), eur=10)
    world.record("k", source="land_2", at="08436", carriers=("Caritas",), eur=10)
    first = next(row for row in world.rows["record_regions"] if row["record_id"] == "r001")
    first.update(candidates="08111 08436", stated_text="Neustadt")
    pair = {"left_record_id": "r001", "right_record_id": "r002", "decision": "review"}
    world.add("pairs", **pair)
    return world


@pytest.fixture(scope="module")
def tables(world):
    with built(world) as database:
        return {
            name: database.table(f"marts.{name}").rows(named=True)
            for name in ("publisher_report", "publisher_gaps", "unplaced_records")
        }


def test_what_another_publisher_knows_is_counted_and_its_name_told(tables):
    gaps = {(r["source_id"], r["topic"]): r for r in tables["publisher_gaps"]}
    place = gaps["kreis", "place"]
    assert (place["n_records"], place["n_empty"], place["n_known_elsewhere"]) == (2, 2, 1)
    assert place["known_by"] == "Land"
    assert gaps["kreis", "carrier"]["n_known_elsewhere"] == 1
    assert gaps["kreis", "field_of_action"]["n_empty"] == 0


def test_another_list_of_the_same_publisher_is_not_elsewhere(tables):
    gaps = {(r["source_id"], r["topic"]): r for r in tables["publisher_gaps"]}
    place = gaps["land", "place"]
    assert (place["n_empty"], place["n_known_elsewhere"], place["known_by"]) == (1, 0, None)


def test_a_row_without_a_place_says_why_and_what_others_know(tables):
    rows = {r["record_id"]: r for r in tables["unplaced_records"]}
    reasons = {name: row["unplaced_because"] for name, row in rows.items()}
    assert reasons == {"r001": "ambiguous", "r002": "not_stated", "r004": "not_stated"}
    assert rows["r001"]["place"] == "Neustadt"
    assert rows["r001"]["could_be"].split("; ")[0] == "Landkreis Ravensburg (08436)"
    assert rows["r001"]["known_place"] == "Stadtkreis Stuttgart"
    assert rows["r002"]["known_place"] is None


def test_the_suggestions_are_plain_german_with_numbers(tables):
    report = {r["source_id"]: r for r in tables["publisher_report"]}
    said = report["kreis"]["suggestions"]
    empty = "(fehlt oder war nicht zu finden: 2 Zeilen; zu 1 davon weiß es: Land)."
    assert f"Bitte zu jeder Maßnahme den Ort oder den Kreis nennen {empty}" in said
    assert "Bitte den Träger jeder Maßnahme nennen (fehlt: 1 Zeilen; zu 1" in said
    assert "Vielleicht dieselbe Maßnahme: 1 Paare von Zeilen" in said
    assert report["land_2"]["suggestions"] is None
    assert (report["kreis"]["n_unplaced"], report["kreis"]["n_measures_elsewhere"]) == (2, 1)
    assert report["kreis"]["share_ambiguous_place"] == 0.5


def test_a_list_of_programmes_is_not_asked_for_places():
    world = World()
    world.source("programmes", list_level="programme")
    world.record(None, source="programmes", list_level="programme", at=None, period=None)
    with built(world) as database:
        [row] = database.table("marts.publisher_report").rows(named=True)
    assert (row["suggestions"], row["share_without_place"]) == (None, None)
