"""Wordings of region_phrases.csv that are more, less or other than one place."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

CODES = Path(__file__).parents[2] / "sql" / "codes"
PHRASES = pl.read_csv(CODES / "region_phrases.csv", infer_schema=False).fill_null("").to_dicts()
PLAIN = [row for row in PHRASES if "{name}" not in row["phrase"]]
PARAMETERS = [row for row in PHRASES if "{name}" in row["phrase"]]


def regions(rows):
    return [row["region_id"] for row in rows]


def test_the_file_has_phrases_of_all_readings():
    assert len(PLAIN) > 20
    assert {row["reading"] for row in PHRASES} == {
        "land", "reach", "regions", "ambiguous", "unresolved",
        "both_kreise", "church_unit", "place_of_service",
    }  # fmt: skip


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row["phrase"])
def test_every_phrase_is_read_as_the_file_says(place, row):
    rows = place(place=row["phrase"])
    coverage = {one["coverage"] for one in rows}
    stated = sorted(row["region_ids"].split())
    if row["reading"] == "regions":
        assert (regions(rows), coverage) == (stated, {"inherited"})
    elif row["reading"] == "ambiguous":
        assert (regions(rows), coverage) == ([None], {"none"})
        assert rows[0]["candidates"].split() == stated
    elif row["reading"] == "unresolved":
        assert (regions(rows), coverage) == ([None], {"none"})
    else:
        assert (regions(rows), coverage) == (stated or ["08"], {"statewide"})
    if row["reach"]:
        assert {one["reach"] for one in rows} == {row["reach"]}


@pytest.mark.parametrize("row", PARAMETERS, ids=lambda row: row["phrase"])
def test_every_phrase_with_a_name_is_read_as_the_file_says(place, row):
    expected = {
        "both_kreise": ("Heilbronn", ["08121", "08125"]),
        "church_unit": ("Musterstadt", [None]),
        "place_of_service": ("Bad Urach", ["08415078"]),
    }
    name, ids = expected[row["reading"]]
    assert regions(place(place=row["phrase"].format(name=name))) == ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rhein-Neckar (Mannheim, Heidelberg)", ["0822"]),
        ("Rhein-Neckar, Weinheim", ["08226096"]),
        ("Rhein-Neckar-Kreis", ["08226"]),
        ("Bodensee (Friedrichshafen)", ["08435016"]),
        ("Bodenseekreis", ["08435"]),
        ("Königsfeld im Schwarzwald", ["08326031"]),
        ("Stuttgart und online", ["08111"]),
        ("landesweit, Schwerpunkt Mannheim", ["08"]),
        ("Baden-Baden", ["08211"]),
    ],
)
def test_a_town_beside_a_phrase_decides_it(place, text, expected):
    assert regions(place(place=text)) == expected


def test_the_landratsamt_as_carrier_decides_rhein_neckar(place):
    rows = place(place="Rhein-Neckar", carrier="Landratsamt Rhein-Neckar-Kreis")
    assert regions(rows) == ["08226"]
    [hint] = place(place="Bodensee", carrier="Caritasverband Konstanz e. V.")
    assert hint["region_id"] == "08335"
    assert float(hint["confidence"]) < 0.7


def test_statewide_is_the_land_of_the_list(place):
    [row] = place(place="landesweit", default_region="06")
    assert (row["region_id"], row["coverage"], row["reach"]) == ("06", "statewide", "landesweit")


@pytest.mark.parametrize(
    "text", ["landesweit (Hessen)", "Hessen (landesweit)", "Land Hessen, landesweit"]
)
def test_statewide_is_the_land_that_stands_beside(place, text):
    [row] = place(place=text)
    assert (row["region_id"], row["coverage"], row["reach"]) == ("06", "statewide", "landesweit")


def test_the_column_for_the_land_does_not_make_a_measure_statewide(place):
    [row] = place(region_name="Baden-Württemberg")
    assert (row["region_id"], row["coverage"], row["reach"]) == ("08", "none", "unbekannt")


def test_church_units_follow_the_dated_table_and_never_the_town_of_that_name(place):
    rows = place(church_unit="Dekanat Rottweil", period_from=date(2015, 1, 1))
    assert regions(rows) == ["08325", "08326074"]
    assert sum(float(str(row["weight"])) for row in rows) == pytest.approx(1)
    assert {row["coverage"] for row in rows} == {"inherited"}
    [early] = place(church_unit="Dekanat Rottweil", period_from=date(1999, 1, 1))
    assert (early["region_id"], early["rule"]) == (None, "church_unit_not_valid_then")
    [unknown] = place(church_unit="Kirchenbezirk Nagold")
    assert (unknown["region_id"], unknown["rule"]) == (None, "church_unit_unknown")
    assert regions(place(church_unit="Rottweil")) == ["08325", "08326074"]
