import polars as pl
import pytest

from foerderlupe.labels.fields import label_fields
from foerderlupe.model.frames import RECORD_FIELDS, RECORDS


def label(**row):
    return label_fields(RECORDS.conform(pl.DataFrame([{"record_id": "r", **row}])))


def fields(title, **more):
    return set(label(title=title, **more)["field_of_action"])


def primary(title, **more):
    found = label(title=title, **more).filter("is_primary")
    assert found.height == 1
    return found["field_of_action"].item()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ansprechpartner im Rathaus", "HF0100"),
        ("Versprechen halten", "HF0100"),
        ("Interkulturelle Elternabende", "HF1100"),
        ("Freiwillige Rückkehr", "HF0900"),
        ("Rückkehr in den Beruf", "HF1300"),
        ("Kunststoffhalle", "HF1100"),
        ("Studierende im Praktikum", "HF1203"),
        ("Unternehmensberatung", "HF1000"),
        ("Pflegefamilien gesucht", "HF0500"),
        ("Neuffen interkulturell", "HF0604"),
    ],
)
def test_known_traps_are_not_labelled(text, code):
    assert code not in fields(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mama lernt Deutsch", "HF0101"),
        ("Interkulturelle Elternmentoren", "HF0202"),
        ("Hausaufgabenhilfe", "HF0203"),
        ("Koordinierungsstelle Integration", "HF1201"),
        ("Wissenschaftliche Begleitung des Programms", "HF1203"),
        ("Beratung zur freiwilligen Rückkehr", "HF1301"),
        ("Beratung", "HF1000"),
        ("Miteinander leben", "HF0600"),
        ("Neubau einer Brücke", "HF9900"),
    ],
)
def test_primary_field_of_a_title(text, code):
    assert primary(text) == code


def test_primary_is_first_by_zone():
    found = label(title="Schwimmkurs", description="Mit Theater und Musik")
    assert found.select("field_of_action", "is_primary").rows() == [
        ("HF1101", False),
        ("HF1102", True),
    ]


def test_broad_field_is_primary_only_without_a_specific_one():
    assert primary("Miteinander und Vielfalt") == "HF0600"
    assert primary("Miteinander und Vielfalt", description="Ein Fußballturnier") == "HF1102"
    assert "HF0600" in fields("Miteinander und Vielfalt", description="Ein Fußballturnier")


def test_counselling_on_a_subject_belongs_to_the_subject():
    assert fields("Suchtberatung") == {"HF0502"}
    assert fields("Beratung für alle") == {"HF1000"}


def test_leaves_are_stored_and_stand_as_high_as_their_parent():
    found = label(title="Gesundheit für alle", description="Hilfe nach einem Trauma, mit Musik")
    assert set(found["field_of_action"]) == {"HF0501", "HF1101"}
    assert found.filter("is_primary")["field_of_action"].item() == "HF0501"


def test_what_the_publisher_states_comes_first():
    found = label(title="Theaterprojekt", field_text="Sprache").sort("is_primary")
    assert found.select("field_of_action", "origin", "zone").rows() == [
        ("HF1101", "inferred", "title"),
        ("HF0100", "upstream", "stated"),
    ]


def test_individual_aid_is_not_labelled():
    found = label(title="Individualhilfe", description="Sprachkurs für eine Mutter")
    assert found.select("field_of_action", "rule").rows() == [("HF9900", "individual_aid")]


def test_no_records_give_no_labels():
    assert label_fields(RECORDS.empty()).equals(RECORD_FIELDS.empty())
