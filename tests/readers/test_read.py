"""Lists of one or several files, by their source document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from foerderlupe.errors import DeclarationError, SourceError
from foerderlupe.readers.read import read_list
from foerderlupe.spec.catalogue import load_document
from foerderlupe.spec.document import SourceDocument, formats

DOCUMENT = """
title: Projekte
publisher: {id: kreis_nord, name: Kreis Nord, kind: kommune}
address: projekte.csv
licence: {name: dl-de/by-2-0}
list_level: measure
cadence: yearly
reader: %s
columns: {Projekt: title}
"""


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str], SourceDocument]:
    def write(reader: str) -> SourceDocument:
        path = tmp_path / "kreis_nord.yml"
        path.write_text(DOCUMENT % reader, encoding="utf-8")
        return load_document(path)

    return write


def files(folder: Path, *contents: str) -> list[tuple[str, Path]]:
    paths = [folder / f"bytes-{number}" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return [(f"teil{number}.csv", path) for number, path in enumerate(paths, 1)]


def test_row_numbers_run_through_all_files(
    document: Callable[[str], SourceDocument], tmp_path: Path
) -> None:
    declared = document("{format: csv, totals: ^Summe}")
    parts = files(tmp_path, "Projekt;Ort\nA;Lahr\nSumme;1\n", "Ort;Projekt\nKehl;B\n")
    table = read_list(declared, parts)
    assert table.rows.rows() == [
        (1, "teil1.csv, line 2", "A", "Lahr"),
        (3, "teil2.csv, line 2", "B", "Kehl"),
    ]
    assert table.set_aside.row(0)[:3] == (2, "teil1.csv, line 3", "total")
    assert read_list(declared, parts[:1]).rows["locator"].to_list() == ["line 2"]


def test_files_of_different_shape_are_named(
    document: Callable[[str], SourceDocument], tmp_path: Path
) -> None:
    parts = files(tmp_path, "Projekt;Ort\nA;Lahr\n", "Projekt;Kreis\nB;Nord\n")
    with pytest.raises(SourceError) as raised:
        read_list(document("{format: csv}"), parts)
    said = "kreis_nord: found the file teil2.csv without 'Ort' and with 'Kreis' in addition"
    assert str(raised.value).startswith(said)


def test_keys_may_differ_between_files(
    document: Callable[[str], SourceDocument], tmp_path: Path
) -> None:
    parts = files(tmp_path, '[{"Projekt": "A", "Ort": "Lahr"}]', '[{"Projekt": "B"}]')
    assert read_list(document("{format: json}"), parts).rows["Ort"].to_list() == ["Lahr", None]


@pytest.mark.parametrize("reader", [
    "{format: csv}", "{format: excel}", "{format: json}", "{format: pdf}", "{format: html}",
    "{format: xml, items: //a}", "{format: fixed_width, columns: {A: {start: 99, length: 1}}}",
])  # fmt: skip
@pytest.mark.parametrize("content", ["", "PK\x03\x04 abgeschnitten", "%PDF-1.4 abgeschnitten"])
def test_every_error_names_source_and_file(
    document: Callable[[str], SourceDocument], tmp_path: Path, reader: str, content: str
) -> None:
    declared = document(reader)
    parts = files(tmp_path, content)
    with pytest.raises(SourceError) as raised:
        read_list(declared, parts)
    for problem in raised.value.problems:
        assert (problem.source, problem.file) == ("kreis_nord", "teil1.csv")
        assert problem.advice


def test_a_file_that_is_gone(document: Callable[[str], SourceDocument], tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"kreis_nord, weg\.csv: .*FileNotFoundError"):
        read_list(document("{format: csv}"), [("weg.csv", tmp_path / "weg")])
    with pytest.raises(SourceError, match="kreis_nord: found no file"):
        read_list(document("{format: csv}"), [])


def test_every_format_explains_each_of_its_options() -> None:
    from importlib import import_module

    assert len(formats()) >= 7
    for name in formats():
        options = import_module(f"foerderlupe.readers.{name}_list").Options
        said = "".join(kind.__doc__ or "" for kind in options.__mro__)
        silent = [key for key in options.model_fields if f"``{key}" not in said]
        assert set(silent) <= {"format"}, name


def test_an_unknown_option_is_an_error_with_its_line(
    document: Callable[[str], SourceDocument],
) -> None:
    with pytest.raises(
        DeclarationError, match=r"line 8: found the unknown key 'sheet', expected one of"
    ):
        document("{format: excel, sheet: 1}")
