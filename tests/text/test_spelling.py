from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.text.characters import UNCLEAN, clean, fold
from foerderlupe.text.compounds import Decompounder, expand_elliptic
from foerderlupe.text.distinct import map_where
from foerderlupe.text.gender import GENDERED, fold_gender
from foerderlupe.text.hyphens import dehyphenate
from foerderlupe.text.keys import solid_key, text_key, title_key
from foerderlupe.text.numbers import fold_numbers

GERMAN = st.text(
    alphabet=st.sampled_from("aeinrstbhlmouägöüßABEIMNSÜ -*:_/()&+.'’2ﬁ\u00ad\u0308\u200b")
)


@given(st.text() | GERMAN)
def test_cleaning_and_folding_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@given(st.text() | GERMAN)
def test_gender_folding_twice_changes_nothing(text: str) -> None:
    assert fold_gender(fold_gender(text)) == fold_gender(text)


PARTS = (
    "Lots Mentor Schüler Kolleg Migrant Beauftragte Eltern in innen In Innen INNEN inn nen r "
    "* : _ · • / | - ( ) , & und oder bzw. sowie u. ſ İ ı ² a 1 Berlin ein"
)
GENDERED_TITLE = st.lists(st.sampled_from(PARTS.split()), max_size=8).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@pytest.mark.parametrize(("guard", "function"), [(UNCLEAN, clean), (GENDERED, fold_gender)])
@given(texts=st.lists(st.text() | GERMAN | GENDERED_TITLE, max_size=20))
def test_a_guard_passes_every_text_that_its_function_changes(
    guard: str, function: Callable[[str], str], texts: list[str]
) -> None:
    series = pl.Series(texts, dtype=pl.String)
    assert map_where(series, guard, function).to_list() == [function(text) for text in texts]


@pytest.mark.parametrize(
    ("guard", "function", "text"),
    [
        *((UNCLEAN, clean, text) for text in ("A b c d", " a", "a ", "a  b", "a\nb", "a\u00adb")),
        *(
            (GENDERED, fold_gender, text)
            for text in ("Lots*innen", "MentorInnen", "MentorInnenrat")
        ),
        *((GENDERED, fold_gender, text) for text in ("Lots:in", "Schüler(in)", "LehrerIn stärken")),
        *((GENDERED, fold_gender, text) for text in ("Beauftragte/r", "Lotsinnen und Lotsen")),
        *((GENDERED, fold_gender, text) for text in ("Schüler und Schülerinnen", "Lots*ınnen")),
    ],
)
def test_a_guard_sees_each_spelling(guard: str, function: Callable[[str], str], text: str) -> None:
    assert map_where(pl.Series([text]), guard, function).item() == function(text) != text


def test_a_guard_spares_texts_as_titles_usually_are() -> None:
    titles = pl.Series(["Café „Miteinander“ – Treff in Köln & Bonn (ab 2024)", "Ein Verein"])
    assert not titles.str.contains(UNCLEAN).any()
    assert not titles.str.contains(GENDERED).any()


@pytest.mark.parametrize(
    ("extracted", "meant"),
    [
        ("Gru\u0308ne Bru\u0308cke", "Grüne Brücke"),
        ("Quali\ufb01zierung\u00a0vor\u200b Ort", "Qualifizierung vor Ort"),
        ("Nach\u00adbar\u00adschaft", "Nachbarschaft"),
        ("L e s e p a t e n im Quartier", "Lesepaten im Quartier"),
        ("K l e i n e A n f r a g e", "Kleine Anfrage"),
        ("Gruppe A B C D", "Gruppe A B C D"),
        ("Kurs\n  für\tEltern", "Kurs für Eltern"),
    ],
)
def test_damage_from_extraction_is_repaired(extracted: str, meant: str) -> None:
    assert clean(extracted) == meant


@pytest.mark.parametrize(
    "spellings",
    [
        ["Kulturlots*innen", "Kulturlots:innen", "KulturlotsInnen", "Kulturlotsen"],
        ["Schüler_innen", "Schüler/-innen", "Schüler(innen)", "Schülerinnen und Schüler"],
        ["Berater*in", "Berater/in", "Beraterin oder Berater", "BeraterIn"],
        ["Migrant*innen", "Migranten und Migrantinnen", "Migrantinnen/Migranten"],
        ["Ärzt*innen", "Ärztinnen und Ärzte"],
        ["Integrationsbeauftragte*r", "Integrationsbeauftragte/r", "Integrationsbeauftragte(r)"],
        ["Mentor*innenprogramm", "Mentorenprogramm"],
        ["LEHRER*INNEN", "LEHRER"],
    ],
)
def test_gendered_spellings_fold_to_one(spellings: list[str]) -> None:
    assert len({fold_gender(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "text",
    ["Migrantinnen stärken", "online/in Präsenz", "außen/innen", "Berlin und Berliner", "LinkedIn"],
)
def test_words_that_only_look_gendered_stay(text: str) -> None:
    assert fold_gender(text) == text


@pytest.mark.parametrize(
    ("short", "written_out"),
    [
        ("Eltern- und Familienbildung", "Elternbildung und Familienbildung"),
        ("Haupt-, Real- und Förderschulen", "Hauptschulen, Realschulen und Förderschulen"),
        ("IT- und Medien-Kompetenz", "IT-Kompetenz und Medien-Kompetenz"),
        ("Wohnungsbau und -verwaltung", "Wohnungsbau und Wohnungsverwaltung"),
        ("Nord- und Ostsee", "Nord- und Ostsee"),
    ],
)
def test_elliptic_compounds_are_written_out(short: str, written_out: str) -> None:
    assert expand_elliptic(short) == written_out


def test_both_ways_of_an_elliptic_compound_agree() -> None:
    pairs = ("Lese- und Lernpatenprogramm", "Lesepaten- und Lernpatenprogramm")
    assert len({text_key(text) for text in pairs}) == 1


def test_line_break_hyphens_are_joined_only_for_words_of_the_corpus() -> None:
    known = {"stadtteilmuetter", "sprachund"}
    assert dehyphenate("Stadtteil- mütter", known) == "Stadtteilmütter"
    assert dehyphenate("Stadtteil - mütter", known) == "Stadtteilmütter"
    assert dehyphenate("Sprach- und Lesepaten", known) == "Sprach- und Lesepaten"
    assert dehyphenate("Quartiers- mütter", known) == "Quartiers- mütter"


def test_decompounding_prefers_frequent_parts_and_is_deterministic() -> None:
    counts = {"familie": 9, "familien": 4, "bildung": 30, "arbeit": 40, "ausbildung": 12}
    split = Decompounder(counts).split
    assert split("familienbildung") == ("familie", "bildung")
    assert split("bildungsarbeit") == ("bildung", "arbeit")
    assert split("ausbildung") == ("ausbildung",)
    assert Decompounder(dict(reversed(counts.items()))).split("familienbildung") == split(
        "familienbildung"
    )


def test_number_words_equal_digits() -> None:
    assert fold_numbers("zwoelf orte") == "12 orte"
    assert text_key("Zwölf Orte") == text_key("12 Orte")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Spaß am Lesen", "SPASS AM LESEN"),
        ("Väter lernen mit", "Vaeter lernen mit"),
        ("„Vielfalt tut gut!“ – Tage der Begegnung", "Vielfalt tut gut Tage der Begegnung"),
        ("7. Lernwerkstatt Neckartal", "2.4 Lernwerkstatt Neckartal"),
        ("Wegweiser III", "Wegweiser, 3. Phase"),
        ("Unterstützung für Geflüchtete", "Unterstützung für Flüchtlinge"),
        ("Kinder mit Zuwanderungsgeschichte", "Kinder mit Migrationshintergrund"),
    ],
)
def test_one_title_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_hyphenated_compounds_are_equal_without_blanks() -> None:
    keys = {solid_key(title_key(t)) for t in ("Lern-Paten-Projekt", "Lernpaten-Projekt")}
    assert keys == {"lernpatenprojekt"}


def test_refugees_and_applicants_are_no_synonyms() -> None:
    assert text_key("Kurs für Asylsuchende") != text_key("Kurs für Flüchtlinge")
