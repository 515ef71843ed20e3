"""Source documents: each mistake is named with file, line, key and what is allowed."""

from pathlib import Path

import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.project import SOURCES
from foerderlupe.spec.catalogue import load_catalogue, load_document

DOCUMENT = """\
title: Projektliste der Stadt Musterstadt
publisher: {id: musterstadt, name: Stadt Musterstadt, kind: kommune}
address: liste.csv
licence: {name: CC-BY-4.0}
list_level: award
cadence: yearly
reader: {format: csv}
columns:
  Titel: title
  Träger: carrier
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="musterstadt.yml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def mistake(path):
    """The only problem of a document."""
    with pytest.raises(DeclarationError) as caught:
        load_document(path)
    [problem] = caught.value.problems
    assert problem.file == str(path)
    return problem


def test_a_document_is_read_with_its_file_name_as_source(write):
    document = load_document(write(DOCUMENT))
    assert document.source_id == "musterstadt"
    assert document.address == ["liste.csv"]
    assert document.filled_fields == {"title", "carrier"}


@pytest.mark.parametrize(
    ("old", "new", "line", "found", "expected"),
    [
        ("cadence: yearly", "cadance: yearly", 6, "'cadance'", "cadence"),
        ("kind: kommune", "kind: stadt", 2, "'stadt'", "'kommune'"),
        ("kind: kommune", "kind: kommune, art: x", 2, "'art'", "data_law"),
        ("{format: csv}", "{format: docx}", 7, "format", "csv, excel"),
        ("{format: csv}", "\n  format: csv\n  seperator: ';'", 9, "'seperator'", "separator"),
        ("{format: csv}", "\n  format: csv\n  group_rows:\n    colum: A", 10, "'colum'", "column"),
        ("Träger: carrier", "Träger: traeger", 10, "'traeger'", "carrier"),
        ("Träger: carrier", "Träger: {feld: carrier}", 10, "'feld'", "field"),
        ("Träger: carrier", "Träger: {pattern: '(?P<carrier'}", 10, "'(?P<carrier'", "regular"),
        ("Träger: carrier", "Träger: {ignore: x, field: carrier}", 10, "ignore", "exactly one of"),
        ("Titel: title", "Titel: subtitle", 1, "the keys", "a column that feeds 'title'"),
        ("list_level: award", "list_level: award\nreference: need", 1, "the keys", "exactly one"),
    ],
)
def test_a_mistake_is_named_with_line_and_what_is_allowed(write, old, new, line, found, expected):
    problem = mistake(write(DOCUMENT.replace(old, new)))
    assert problem.line == line
    assert found in problem.found
    assert expected in problem.expected


@pytest.mark.parametrize(
    ("added", "line", "found"),
    [
        ("constants: {fundr: Stadt}", 11, "'fundr'"),
        ("lookups:\n  place: {kreisweit: x}\n  plaze: {a: b}", 13, "'plaze'"),
        ("key: [awardnumber]", 11, "'awardnumber'"),
        ("checks:\n  - expect_column_values_to_be_unique: title", 12, "'title'"),
        ("checks:\n  - expect_table_row_count_to_equal: 5", 12, "5"),
        ("checks:\n  - {check: unique}", 12, "'check'"),
        ("source_id: other", 11, "'source_id'"),
        ("constants: {status: !!python/object:os.system x}", 11, "os.system"),
        ("rows: {min: !!int viele}", 11, "int"),
        ("constants: {status: \x01}", 11, "not allowed"),
        ("\tconstants: {}", 11, "'\\t'"),
        ("title: Zweiter Titel", 11, "'title' a second time"),
        ("---\ntitle: Zweites Dokument", 11, "another document"),
    ],
)
def test_a_mistake_in_what_is_added_is_named_with_its_line(write, added, line, found):
    problem = mistake(write(DOCUMENT + added + "\n"))
    assert abs(problem.line - line) <= 1
    assert found in problem.found


@pytest.mark.parametrize("key", ["title", "publisher", "address", "licence", "cadence", "reader"])
def test_a_missing_key_is_named(write, key):
    lines = [line for line in DOCUMENT.splitlines() if not line.startswith(f"{key}:")]
    problem = mistake(write("\n".join(lines)))
    assert f"'{key}'" in problem.expected


def test_keys_with_leading_zeros_and_norwegian_no_stay_text(write):
    added = "default_region: 08118\nlookups: {place: {NO: Nordost, 01: on}}\n"
    document = load_document(write(DOCUMENT + added))
    assert document.default_region == "08118"
    assert document.lookups == {"place": {"NO": "Nordost", "01": "on"}}


def test_a_number_where_text_belongs_asks_for_quotes(write):
    coverage = "coverage:\n  - {regions: [08, 11], years: [2014, 2020], completeness: partial}\n"
    problem = mistake(write(DOCUMENT + coverage))
    assert problem.found == "11"
    assert "quotes" in problem.expected


def test_all_mistakes_of_a_document_come_together(write):
    text = DOCUMENT.replace("kind: kommune", "kind: stadt").replace("cadence: yearly", "cadence: x")
    with pytest.raises(DeclarationError) as caught:
        load_document(write(text))
    assert [problem.line for problem in caught.value.problems] == [2, 6]


def test_the_line_of_a_wrong_byte_is_named(write):
    problem = mistake(write(DOCUMENT.replace("Träger", "Tr\xe4ger").encode("latin-1")))
    assert problem.line == 10


def test_a_byte_order_mark_does_not_disturb(write):
    assert load_document(write("\ufeff" + DOCUMENT)).title.startswith("Projektliste")


@pytest.mark.parametrize("text", ["", "# nur ein Kommentar\n", "- eine\n- Liste\n", "nur Text"])
def test_what_is_no_mapping_is_refused(write, text):
    assert mistake(write(text)).expected


@pytest.mark.parametrize("name", ["Förderliste.yml", "Liste 2024.yml"])
def test_a_file_name_that_cannot_name_a_table_is_refused(write, name):
    assert Path(name).stem in mistake(write(DOCUMENT, name)).found


class TestCatalogue:
    def test_the_folder_is_the_registry(self, write, tmp_path):
        for name in ("zweite.yml", "erste.yml"):
            write(DOCUMENT, name)
        assert list(load_catalogue([tmp_path])) == ["erste", "zweite"]

    def test_problems_of_all_documents_come_together(self, write, tmp_path):
        write(DOCUMENT.replace("yearly", "x"), "a.yml")
        write(DOCUMENT.replace("award", "x"), "b.yml")
        write(DOCUMENT, "c.yml")
        with pytest.raises(DeclarationError) as caught:
            load_catalogue([tmp_path])
        files = [Path(problem.file).name for problem in caught.value.problems]
        assert files == ["a.yml", "b.yml"]

    @pytest.mark.parametrize("second", [DOCUMENT, DOCUMENT.replace("yearly", "x")])
    def test_two_documents_of_one_name_are_refused_with_both_paths(self, write, tmp_path, second):
        for folder, text in (("eins", second), ("zwei", DOCUMENT)):
            (tmp_path / folder).mkdir()
            write(text, f"{folder}/liste.yml")
        with pytest.raises(DeclarationError) as caught:
            load_catalogue([tmp_path / "eins", tmp_path / "zwei"])
        said = str(caught.value)
        assert str(tmp_path / "eins" / "liste.yml") in said
        assert str(tmp_path / "zwei" / "liste.yml") in said

    def test_a_document_with_the_wrong_ending_is_not_passed_over(self, write, tmp_path):
        write(DOCUMENT)
        write(DOCUMENT, "vergessen.yaml")
        with pytest.raises(DeclarationError, match=r"vergessen\.yaml.*'\.yml'"):
            load_catalogue([tmp_path])

    @pytest.mark.parametrize(("folder", "said"), [("leer", "no \\*.yml file"), ("x", "no folder")])
    def test_a_folder_without_documents_is_refused(self, tmp_path, folder, said):
        (tmp_path / "leer").mkdir()
        with pytest.raises(DeclarationError, match=said):
            load_catalogue([tmp_path / folder])

    def test_the_embedded_documents_are_valid(self):
        assert len(load_catalogue([SOURCES])) >= 8
