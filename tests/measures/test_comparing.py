"""Titles, places, groups and carriers compared as lists write them."""

import polars as pl
import pytest

from foerderlupe.measures.comparing_titles import compare_titles
from foerderlupe.measures.groups import GroupComparison
from foerderlupe.measures.places import compare_places
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.measures.titles import read_titles

RULEBOOK = read_rulebook()
SIDES = ("left", "right")
PLACES = frozenset({"aalen", "ulm", "kehl"})


def titles(left: str | None, right: str | None) -> dict[str, object]:
    read = read_titles(pl.Series([left, right]), PLACES, RULEBOOK.words).with_columns(
        common=pl.lit(value=False), programme_name=pl.lit(value=False), cut=pl.lit(value=False)
    )
    sides = pl.DataFrame({"left": [left], "right": [right]}, schema=dict.fromkeys(SIDES, pl.String))
    for side in ("left", "right"):
        renamed = read.rename({name: f"{name}_{side}" for name in read.columns})
        sides = sides.join(
            renamed, left_on=side, right_on=f"text_{side}", how="left", coalesce=False
        )
    return compare_titles(sides, RULEBOOK.words.stops).row(0, named=True)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Nähwerkstatt Süd", "NAEHWERKSTATT SUED", "same"),
        ("Garten-Paten-Netz", "Gartenpatennetz", "same"),
        ("Sprachcafé", "Sprach-Café", "same_generic"),
        ("Deutschkurs in Aalen", "Deutschkurs", "same_generic"),
        ("Rollende Werkstatt", "Rollende Wekrstatt", "near"),
        ("Kochlöffel", "Kochlöffel – Essen über Grenzen", "part"),
        ("Quartier lebt: Radstation Ost", "Radstation Ost", "part"),
        ("Radstation Ost", "Radstation Ost Werkzeugverleih", "contained"),
        (
            "Aufbau einer mehrsprachigen Leihbücherei",
            "Aufbau einer mehrsprachigen Leihb",
            "truncated",
        ),
        ("BRUNO", "Bildung rund um neue Orte", "acronym"),
        ("GARN", "Gemeinsam aktiv rund um Nähmaschinen", "different"),
        ("Radstation Ost", "Radstation West", "variant"),
        ("Kurs 1", "Kurs 2", "same_generic"),
        ("Gemuse fur Zurich", "Gemüse für Zürich", "same"),
        ("Projekt „Töpferhof“", "Töpferhof", "same"),
        (
            "Töpferkurs für zugewanderte Eltern",
            "Töpferkurs für Eltern mit Migrationshintergr.",
            "same",
        ),
        ("Töpferkurs für Migrantinnen", "Töpferkurs für Frauen mit Zuwanderungsgeschichte", "same"),
        ("Töpferkurs für Neuzugewanderte", "Töpferkurs für Migrantinnen", "variant"),
        ("Töpfern für Vereinsvorstände", "Töpfern für Vorstände von Vereinen", "near"),
        ("Töpfer-Runde am Markt", "Am Markt: Töpferrunde", "same"),
        ("Töpferhof", "Bläserklasse", "different"),
        ("Töpferhof", None, "missing"),
    ],
)
def test_levels_of_titles(left: str, right: str | None, level: str) -> None:
    assert titles(left, right)["title"] == level


@pytest.mark.parametrize(
    ("left", "right", "fact"),
    [
        ("Radstation II", "Radstation III", "phase_differs"),
        ("Radstation II", "Radstation", "phase_unsaid"),
        ("Radstation 2015", "Radstation 2016", "edition_differs"),
        ("Kurs A1", "Kurs B1", "cefr_differs"),
        ("Schulung der Radlotsen", "Radlotsen", "activity_differs"),
        ("Evaluation Radstation", "Radstation", "activity_differs"),
        ("Radstation (institutionell)", "Radstation", "institutional_differs"),
        ("Radstation (Aufstockung)", "Radstation", "top_up"),
        ("Radstation Aalen", "Radstation Ulm", "title_places_differ"),
        ("Radbeauftragte", "Radkoordination", "office_differs"),
        ("Rundum! Orte am Fluss", "Rundum! Wege am Berg", "brand_suffix_differs"),
        ("Rundum", "Rundum: Radstation", "left_heads_right"),
    ],
)
def test_facts_of_titles(left: str, right: str, fact: str) -> None:
    assert titles(left, right)[fact] is True
    assert titles(left, left)[fact] in (False, left.endswith("(Aufstockung)"))


def places(left: list[str], right: list[str], **more: list[str]) -> dict[str, object]:
    columns = {
        f"{name}_{side}": [[]]
        for name in ("regions", "seats", "candidates", "place_names")
        for side in ("left", "right")
    }
    row = {**columns, "regions_left": [left], "regions_right": [right]}
    row |= {name: [value] for name, value in more.items()}
    schema = dict.fromkeys(row, pl.List(pl.String))
    return compare_places(pl.DataFrame(row, schema=schema)).row(0, named=True)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (["08136088"], ["08136088"], "same"),
        (["08136088"], ["08136"], "contained"),
        (["08136088", "08115"], ["08136088"], "same"),
        (["08136"], ["08"], "wide"),
        (["08"], ["08"], "wide"),
        (["08136"], ["08115"], "different"),
        (["08136"], [], "missing"),
    ],
)
def test_levels_of_places(left: list[str], right: list[str], level: str) -> None:
    assert places(left, right)["place"] == level


def test_a_seat_is_a_hint_and_never_a_contradiction() -> None:
    assert places(["08136"], [], seats_right=["08136"])["place"] == "seat"
    assert places(["08136"], [], seats_right=["08115"])["place"] == "unlike"


def test_an_ambiguous_place_stays_open() -> None:
    candidates = ["08425004", "08426008"]
    assert places([], ["08425004"], candidates_left=candidates)["place"] == "ambiguous"
    assert places([], ["08136"], candidates_left=candidates)["place"] == "unlike"


def test_towns_of_one_name_and_two_laender() -> None:
    found = places(["08121"], ["08125"], place_names_left=["x"], place_names_right=["x"])
    assert (found["homonymous"], found["land_differs"]) == (True, False)
    assert places(["08"], ["06"])["land_differs"] is True


@pytest.mark.parametrize(
    ("left", "right", "disjoint"),
    [
        (["TG2600"], ["TG2700"], True),
        (["TG2510"], ["TG2500"], False),
        (["TG2510"], ["TG2600"], False),
        (["TG1100"], ["TG2600"], False),
        (["TG1110", "TG2600"], ["TG1100", "TG2700"], True),
        ([], ["TG2700"], False),
    ],
)
def test_groups_that_have_nobody_in_common(left, right, disjoint) -> None:
    row = {
        "stated_groups_left": [left],
        "stated_groups_right": [right],
        "title_groups_left": [[]],
        "title_groups_right": [[]],
    }
    frame = pl.DataFrame(row, schema=dict.fromkeys(row, pl.List(pl.String)))
    found = GroupComparison(RULEBOOK.near_groups)(frame)
    assert found["groups_disjoint"].item() is disjoint
