import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.errors import DeclarationError
from foerderlupe.text.codes import CODES, read_codes
from foerderlupe.text.distinct import map_distinct
from foerderlupe.text.titles import read_title


@pytest.mark.parametrize(
    ("title", "core", "phase"),
    [
        ("Wegweiser II", "Wegweiser", 2),
        ("Wegweiser, 2. Phase", "Wegweiser", 2),
        ("Wegweiser (Phase II)", "Wegweiser", 2),
        ("Wegweiser – zweite Phase", "Wegweiser", 2),
        ("Teil 2: Wegweiser", "Wegweiser", 2),
        ("Wegweiser 2.0", "Wegweiser", 2),
        ("Wegweiser I", "Wegweiser", 1),
        ("„Wegweiser IV“", "„Wegweiser “", 4),
        ("Beratung im SGB II", "Beratung im SGB II", None),
        ("You and I", "You and I", None),
        ("Generation X", "Generation X", None),
        ("Lernhilfe Klasse 5", "Lernhilfe Klasse 5", None),
        ("Übergang Sek I", "Übergang Sek I", None),
    ],
)
def test_phase(title: str, core: str, phase: int | None) -> None:
    parts = read_title(title)
    assert (parts.core, parts.phase) == (core, phase)


@pytest.mark.parametrize(
    ("title", "core", "year"),
    [
        ("Sommerschule 2014", "Sommerschule", 2014),
        ("Sommerschule (2014/15)", "Sommerschule", (2014, 2015)),
        ("Sommerschule 2014 - 2016", "Sommerschule", (2014, 2016)),
        ("Sommerschule Schuljahr 13/14", "Sommerschule", (2013, 2014)),
        ("Sommerschule vom 01.09.2014 bis 31.07.2015", "Sommerschule", (2014, 2015)),
        ("Starke Orte (Förderaufruf 2023)", "Starke Orte", 2023),
        ("Agenda 2030 im Quartier", "Agenda 2030 im Quartier", None),
        ("Lernhaus seit 2009", "Lernhaus seit 2009", None),
        ("Lernhaus 76133", "Lernhaus 76133", None),
    ],
)
def test_year(title: str, core: str, year: int | tuple[int, int] | None) -> None:
    parts = read_title(title)
    assert (parts.core, parts.year) == (core, year)


@pytest.mark.parametrize(
    ("title", "core", "number"),
    [
        ("7. Lernhaus am Park", "Lernhaus am Park", "7"),
        ("3.2 Lernhaus am Park", "Lernhaus am Park", "3.2"),
        ("Nr. 12: Lernhaus", "Lernhaus", "12"),
        ("3. Generation", "3. Generation", None),
        ("2. Chance für Mütter", "2. Chance für Mütter", None),
        ("2. Arbeitsmarkt", "2. Arbeitsmarkt", None),
        ("4. Projekt „Lernhaus“", "„Lernhaus“", "4"),
        ("Förderung der Maßnahme „Lernhaus“", "„Lernhaus“", None),
        ("Projekt Lernhaus", "Projekt Lernhaus", None),
        ("60 Plätze im Grünen", "60 Plätze im Grünen", None),
    ],
)
def test_list_number(title: str, core: str, number: str | None) -> None:
    parts = read_title(title)
    assert (parts.core, parts.list_number) == (core, number)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Deutschkurs A2", "A2"),
        ("Deutsch B1-B2 für Pflegekräfte", "B1-B2"),
        ("Ausbau der A8", None),
        ("B2B Messe", None),
    ],
)
def test_language_level_is_no_phase(title: str, level: str | None) -> None:
    parts = read_title(title)
    assert (parts.cefr, parts.phase) == (level, None)


def test_brackets_budget_lines_numbers_and_editions_are_fields() -> None:
    assert read_title("Lernhaus (Aufstockung)").qualifiers == ("Aufstockung",)
    assert read_title("Lernhaus (Jugend) 1702/684 01").budget_line == "1702/68401"
    assert read_title("Lernhaus, Az. 41-5913.7/16").numbers == ("41-5913.7/16",)
    assert read_title("18. Interkulturelle Woche").edition == 18
    assert read_title("Elternschule, Staffel 3").edition == 3


def test_a_prefix_is_returned_for_the_caller_to_judge() -> None:
    parts = read_title("Landesprogramm Zukunft: Lernhaus am Park II")
    assert (parts.prefix, parts.rest, parts.phase) == (
        "Landesprogramm Zukunft",
        "Lernhaus am Park",
        2,
    )
    assert read_title("Lernhaus").rest == "Lernhaus"


@given(st.text(alphabet="aBI2.V 014(-–:),/", max_size=30))
def test_a_title_never_loses_its_name(title: str) -> None:
    parts = read_title(title)
    assert bool(parts.core) == bool(title.strip())


def test_functions_run_once_per_distinct_text_and_keep_nulls() -> None:
    calls: list[str] = []

    def length(text: str) -> int | None:
        calls.append(text)
        return len(text) or None

    series = pl.Series("title", ["ab", None, "", "ab", "c"])
    mapped = map_distinct(series, length, pl.Int64)
    assert mapped.to_list() == [2, None, None, 2, 1]
    assert (mapped.name, sorted(calls)) == ("title", ["", "ab", "c"])


def test_a_shifted_cell_in_a_code_file_is_an_error(tmp_path: object) -> None:
    folder = CODES.__class__(str(tmp_path))
    (folder / "broken.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="row 1"):
        read_codes("broken", folder)
    with pytest.raises(DeclarationError, match="no such file"):
        read_codes("absent", folder)
