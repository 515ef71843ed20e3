"""What is matched although the titles hardly agree, because nothing else fits."""

import polars as pl
import pytest

from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from tests.measures.pair_lists import evidence, record

SOURCES = pl.DataFrame(
    {"source_id": ["list_a", "list_b"], "distinct_measures": [True, True]},
)


def row(name: str, title: str, **changes: str) -> dict[str, object]:
    """One record of list a or b, told by the first letter of its name."""
    side = name[0]
    told = {
        "carrier": "Radwerk Ahornweg e. V.",
        "funder": "Stiftung Morgenland" if side == "a" else "European Social Fund",
        "place": "Reutlingen",
        "period": "01.03.2019 - 28.02.2021",
        **changes,
    }
    sides = {f"{field}_{side}": value for field, value in told.items()}
    about = sides.pop(f"description_{side}", None)
    made = record({"id": name, f"title_{side}": title, **sides}, side)
    return {**made, "record_id": name, "description": about}


def clusters(*rows: dict[str, object]) -> dict[str, str]:
    records = frames.RECORDS.conform(pl.DataFrame(rows, infer_schema_length=None))
    matched = match_measures(evidence(records), frames.JUDGEMENTS.empty(), SOURCES)
    return dict(matched.clusters.select("record_id", "cluster_id").iter_rows())


GERMAN = row("a1", "Speichen und Sprache")
ENGLISH = row("b1", "Spokes and language for refugee women")


def merged(*rows: dict[str, object]) -> bool:
    found = clusters(*rows)
    return found["a1"] == found["b1"]


def test_a_translated_title_without_rival_is_the_same_measure() -> None:
    assert merged(GERMAN, ENGLISH)


def test_a_second_title_that_fits_as_well_leaves_it_open() -> None:
    english, rival = row("b1", "Turning wheels"), row("a2", "Montagswerkstatt am Fluss")
    assert merged(GERMAN, english)
    assert not merged(GERMAN, english, rival)
    # A word in translation decides between the two.
    assert merged(GERMAN, ENGLISH, rival)


def test_a_rival_with_the_better_title_gets_the_record() -> None:
    better = row("a2", "Ringelnatter im Quartier", description="Speichen und Sprache auf dem Rad.")
    found = clusters(row("a1", "Freiluftkino Hohenberg"), row("b1", "Speichen und Sprache"), better)
    assert found["b1"] == found["a2"] != found["a1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "Ulm"},
        {"period": "01.03.2017 - 28.02.2019"},
        {"carrier": "Kochverein Pfefferminze e. V."},
    ],
)
def test_a_contradiction_outranks_being_the_only_one(changes: dict[str, str]) -> None:
    assert not merged(GERMAN, row("b1", "Spokes and language for refugee women", **changes))


def test_two_german_names_that_differ_are_two_measures() -> None:
    assert not merged(GERMAN, row("b1", "Offenes Atelier am Bahnhof"))
    assert not merged(row("a1", "Lerntreff Altstadt"), row("b1", "Lerntreff Hochschule"))


def test_without_place_a_carrier_that_works_everywhere_proves_too_little() -> None:
    english = row("b1", "Turning wheels", place="")
    elsewhere = row("a2", "Rollende Fahrschule", place="Ulm", period="2012")
    local = row("a2", "Rollende Fahrschule", place="Reutlingen", period="2012")
    german = row("a1", "Ringelnatter im Quartier")
    assert merged(german, english, local)
    assert not merged(german, english, elsewhere)


def test_a_project_named_in_the_description_of_a_programme_row_is_found() -> None:
    programme = row("b1", "Fonds Weitblick", description="Speichen und Sprache. Räder reparieren.")
    assert merged(GERMAN, programme)
    assert not merged(GERMAN, row("b1", "Fonds Weitblick", description="Räder reparieren."))


def test_an_acronym_before_or_instead_of_the_name_is_the_name() -> None:
    name = row("a1", "Mobil mit Rad und Recht im Quartier")
    assert merged(name, row("b1", "MRRQ – Mobil mit Rad und Recht im Quartier"))
    assert merged(name, row("b1", "MRRQ"))


def test_branch_and_head_of_one_body_are_related_in_one_place() -> None:
    branch = row("a1", "Speichen und Sprache", carrier="Hilfswerk Ahorn Kreisverband Alb e. V.")
    head = row("b1", "Speichen und Sprache", carrier="Hilfswerk Ahorn Landesverband e. V.")
    assert merged(branch, head)
