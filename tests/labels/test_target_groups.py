import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.model.frames import RECORD_TARGET_GROUPS, RECORDS

REAL_LISTS = Path(__file__).parents[2] / "../shared/data"


def records(*rows):
    named = [{"record_id": f"r{number}", **row} for number, row in enumerate(rows)]
    return RECORDS.conform(pl.DataFrame(named, infer_schema_length=None))


def label(**row):
    return label_target_groups(records(row))


def groups(title, **more):
    """The codes of one record, a mediator that is none by default marked with /m."""
    found = label(title=title, **more)
    return set(found["target_group"])


def roles(title, **more):
    found = label(title=title, **more)
    return set(found.select("target_group", "label_role").iter_rows())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Unterricht in der Muttersprache", "TG2510"),
        ("Umbau der Ausländerbehörde", "TG1000"),
        ("Anerkannter Träger der Jugendhilfe", "TG1120"),
        ("Fraunhofer-Institut für Materialforschung", "TG2600"),
        ("Beratung zur freiwilligen Rückkehr", "TG5100"),
        ("Freiwillige Rückkehr", "TG5100"),
        ("Altersunabhängige Projekte", "TG2700"),
        ("Studie zur Lage im Land", "TG3200"),
        ("Sanierung des Vereinsheims Musterhausen e. V.", "TG5520"),
        ("Software für das Jugendamt", "TG2300"),
        ("Gefördert von der EU", "TG1210"),
        ("Umleitung der Buslinie 7", "TG1160"),
        ("Uma liest vor", "TG1160"),
        ("Frauen und Männer im Gespräch", "TG2600"),
        ("Jungen Menschen eine Chance geben", "TG2620"),
        ("Bürgerschaftliches Engagement", "TG5500"),
        ("Islamismusprävention", "TG1700"),
        ("Kindergarten Sonnenschein", "TG2200"),
        ("Heimatvertriebene erinnern sich", "TG1100"),
        ("Einladung zu einem Elternabend", "TG2540"),
        ("Ein Eltern-Kind-Café", "TG2540"),
        ("Eltern-Kind-Zentrum", "TG2200"),
        ("Mutter-Kind-Gruppe", "TG2200"),
        ("Zuschuss für Kinder-Betreuung", "TG2200"),
        ("Lesepaten für Kinder im Alter von 6 bis 10 Jahren", "TG2700"),
        ("Europäische Bürger-Initiative", "TG1210"),
    ],
)
def test_known_traps_are_not_labelled(text, code):
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (date(2016, 1, 1), False),
        (date(2022, 2, 24), False),
        (date(2022, 12, 31), True),
        (None, True),
    ],
)
def test_refugees_from_ukraine_are_not_meant_before_they_fled(end, code):
    found = groups("Familienfreizeit mit Familien aus der Ukraine", period_to=end)
    assert ("TG1150" in found) is code
    assert "TG2500" in found


def test_what_the_publisher_states_holds_at_any_time():
    stated = groups("Freizeit", target_group_text="TG1150", period_to=date(2016, 1, 1))
    assert stated == {"TG1150"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Flüchtlingshilfe Musterhausen", {"TG1100"}),
        ("Hilfen für Ein-Eltern-Familien", {"TG2540"}),
        ("Treff für Frauen im Alter von 60 bis 80 Jahren", {"TG2600", "TG2700"}),
        ("Wohnen im Alter", {"TG2700"}),
        ("Kurse für Menschen im SGB-III-Bezug", {"TG3400"}),
        ("FLUECHTLINGSHILFE", {"TG1100"}),
        ("Wohngruppe für UMA", {"TG1160"}),
        ("Sprachkurs für Flüchtlingskinder", {"TG1100", "TG2100", "TG2200"}),
        ("Förderung von Grundschulkindern", {"TG2210"}),
        ("Migrant*innen", {"TG1000"}),
        ("Migrantinnen und Migranten", {"TG1000"}),
        ("Migrantinnen stärken", {"TG1000", "TG2600"}),
        ("Mädchen und junge Frauen", {"TG2610"}),
        ("Angebote für Kita- und Schulkinder", {"TG2100", "TG2200"}),
        ("Kurs für ge\u00adflüchtete Mütter", {"TG1100", "TG2510"}),
        ("Menschen mit und ohne Migrationshintergrund", {"TG9000"}),
        ("Treff für Frauen mit und ohne Fluchterfahrung", {"TG2600", "TG9000"}),
        ("Nachhilfe für Schüler, nicht für Studierende", {"TG2200"}),
        ("Ausflug für Familien, Senioren sind ausgenommen", {"TG2500"}),
        ("Angebot für Jugendliche außer Auszubildenden", {"TG2300"}),
        ("Nicht nur für Mütter", {"TG2510"}),
        ("Personen ohne Schulabschluss", {"TG3800"}),
        ("Neubau einer Brücke", {"TG9999"}),
    ],
)
def test_groups_of_a_title(text, codes):
    assert groups(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Projekt (12–27 Jahre)", {"TG2300", "TG2400"}),
        ("Für 18- bis 27-Jährige", {"TG2400"}),
        ("Treffpunkt ab 60", {"TG2700"}),
        ("Werkstatt U25", {"TG2300", "TG2400"}),
        ("Kurs ab 18 Jahren", {"TG2800"}),
        ("Ferien für 6- bis 10-jährige Kinder", {"TG2200"}),
        ("Spiel für Kinder unter 3 Jahren", {"TG2100"}),
        ("Laufzeit 2-3 Jahre, ab 18 Uhr, ab 1. Juli 2014", {"TG9999"}),
        ("Haushalt 2013/14, 12 Monate, 27 Plätze", {"TG9999"}),
    ],
)
def test_ages_become_life_phases(text, codes):
    assert groups(text) == codes


def test_kinder_are_decided_by_a_sharper_word_in_the_record():
    both = groups("Kinderchor")
    assert both == {"TG2100", "TG2200"}
    assert groups("Kinderchor", description="Für Vorschulkinder") == {"TG2100"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Spielenachmittag für Senioren durch Schüler", "TG2200"),
        ("Von Jugendlichen geleitete Führungen für Senioren", "TG2300"),
        ("Studierende begleiten Grundschulkinder", "TG3200"),
    ],
)
def test_who_acts_is_a_mediator_with_little_confidence(text, role):
    found = label(title=text).filter(pl.col("target_group") == role).row(0, named=True)
    assert found["label_role"] == "mediator"
    assert found["confidence"] <= 0.5


def test_elternmentoren_are_mediators_for_parents():
    expected = {("TG5140", "mediator"), ("TG2500", "beneficiary")}
    assert roles("Elternmentoren im Kreis") == expected
    assert roles("Sprachförderung durch Elternmentoren") == expected


def test_object_of_an_activity_is_not_who_acts():
    assert roles("Integration durch Begleitung junger Geflüchteter") >= {("TG1100", "beneficiary")}


def test_zones_fall_in_weight():
    found = label(
        title="Sprachkurs für Mütter",
        programme="Programm Flüchtlinge",
        description="Das Angebot ist für Väter. Auch Senioren kommen vorbei.",
        target_group_text="Auszubildende; besonders lernschwache Schüler",
    )
    seen = {(r["target_group"], r["zone"], r["confidence"]) for r in found.iter_rows(named=True)}
    assert seen == {
        ("TG2510", "title", 0.85),
        ("TG1100", "programme", 0.7),
        ("TG2520", "for_cue", 0.7),
        ("TG2700", "text", 0.4),
        ("TG3100", "stated", 0.95),
        ("TG2200", "stated", 0.95),
    }


def test_what_the_publisher_states_exactly_is_upstream_and_the_rest_derived():
    found = label(title="Projekt", target_group_text="Flüchtlinge, arbeitslose Väter | TG2400")
    origins = dict(found.select("target_group", "origin").iter_rows())
    assert origins == {
        "TG1100": "upstream",
        "TG2400": "upstream",
        "TG2520": "derived",
        "TG3400": "derived",
    }


def test_rule_labels_stay_beside_stated_ones():
    found = label(title="Seniorentreff", target_group_text="Geflüchtete (allgemein)")
    assert set(found["target_group"]) == {"TG1100", "TG2700"}


def test_three_siblings_become_their_parent():
    found = label(title="Mütter, Väter und Alleinerziehende")
    assert found["target_group"].to_list() == ["TG2500"]
    assert found["rule"].to_list() == ["siblings TG2510, TG2520, TG2540"]


def test_three_siblings_that_the_publisher_states_stay():
    found = label(title="Projekt", target_group_text="Mütter; Väter; Alleinerziehende")
    assert set(found["target_group"]) == {"TG2510", "TG2520", "TG2540"}


def test_ancestors_give_way_to_details_but_not_to_passing_mentions():
    assert groups("Hilfe für Geflüchtete und Geduldete") == {"TG1130"}
    passing = groups("Hilfe für Geflüchtete", description="Geduldete kommen vor.")
    assert passing == {"TG1100", "TG1130"}


def test_at_most_five_codes_per_facet():
    text = (
        "Kinder unter 6 Jahren, Schulkinder, Jugendliche, Frauen, Senioren, queere Personen, Väter"
    )
    found = label(title="Projekt", description=text)
    assert found.height == 5


@pytest.mark.parametrize(
    "row",
    [
        {"title": "Individualhilfe für eine Mutter"},
        {"title": "Zuschuss", "description": "Einzelfallhilfe für Familie N."},
        {"title": "Jugendliche", "description": "[Personenbezogene Daten entfernt]"},
    ],
)
def test_individual_aid_is_not_labelled(row):
    found = label(**row)
    assert found.select("target_group", "rule").rows() == [("TG9999", "individual_aid")]


def test_every_label_names_the_words_and_the_rule():
    found = label(title="Café für Migrantinnen und Migranten ab 60")
    said = set(found.select("target_group", "span", "rule").iter_rows())
    assert said == {
        ("TG1000", "Migranten", "stem migrant"),
        ("TG2700", "ab 60", "age 60–84"),
    }


def test_every_record_has_a_label_and_none_twice():
    frame = records({"title": "Mütter"}, {"title": None}, {"title": ""}, {"title": "..."})
    found = label_target_groups(frame)
    assert found.schema == RECORD_TARGET_GROUPS.schema
    assert found["record_id"].to_list() == ["r0", "r1", "r2", "r3"]
    assert found["target_group"].to_list() == ["TG2510", "TG9999", "TG9999", "TG9999"]


def test_no_records_give_no_labels():
    assert label_target_groups(RECORDS.empty()).equals(RECORD_TARGET_GROUPS.empty())


def test_a_cell_of_megabytes_is_read_at_its_beginning():
    found = label(title="Frauentreff", description="Senioren. " + "x y " * 500_000 + " Väter")
    assert set(found["target_group"]) == {"TG2600", "TG2700"}


WORDS = [
    *("Mütter", "für", "Kinder", "durch", "nicht", "und", "ohne", "Senioren", "von", "ab"),
    *("60", "Jahre,", "Jugendliche.", "außer", "3-6"),
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=5), st.randoms())
def test_the_order_of_records_has_no_influence(texts, random):
    frame = records(*({"title": " ".join(words)} for words in texts))
    order = list(range(frame.height))
    random.shuffle(order)
    found = label_target_groups(frame)
    assert found.equals(label_target_groups(frame[order]))
    assert set(found["record_id"]) == set(frame["record_id"])
    assert found.select("record_id", "target_group", "label_role").is_unique().all()


@pytest.mark.real_lists
def test_pages_of_a_real_offer_guide_mostly_name_a_group():
    path = REAL_LISTS / "integreat/rems-murr-kreis.de.json"
    if not path.is_file():
        pytest.skip("the folder with real lists is absent")
    pages = json.loads(path.read_text(encoding="utf-8"))
    frame = records(*({"title": p["title"], "description": p["content"]} for p in pages))
    found = label_target_groups(frame)
    assert (found["target_group"] == "TG9999").sum() < 0.4 * frame.height
