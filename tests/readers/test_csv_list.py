"""CSV lists as publishers send them: encodings, separators, quotes, ragged and damaged files."""

import csv
import io
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from foerderlupe.errors import SourceError
from foerderlupe.readers import csv_list
from foerderlupe.readers.cells import folded
from foerderlupe.readers.table import ListTable

PLAIN = "Träger;Projekt;Betrag\nCaritas Lörrach;Sprachcafé „Mitte“ – ab 2014;1.234,56 €\n"


def read(
    folder: Path, content: str | bytes, written: str = "utf-8", **options: object
) -> ListTable:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(written))
    return csv_list.read(path, csv_list.Options.model_validate({"format": "csv", **options}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    table = read(tmp_path, PLAIN, encoding)
    assert table.rows.rows() == [
        (1, "line 2", "Caritas Lörrach", "Sprachcafé „Mitte“ – ab 2014", "1.234,56 €")
    ]


def test_latin_1_never_gives_control_characters(tmp_path: Path) -> None:
    assert (
        read(tmp_path, PLAIN, "cp1252", encoding="latin-1")
        .rows["Projekt"][0]
        .startswith("Sprachcafé „Mitte“ –")
    )


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found_beside_decimal_commas_and_lists(tmp_path: Path, separator: str) -> None:
    rows = [["Träger", "Projekt", "Betrag", "Orte"]]
    rows += [[f"Träger {n}", "Deutsch, Sport; Spiel | Tanz", "1.500,00", "A, B"] for n in range(9)]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    table = read(tmp_path, out.getvalue())
    assert table.columns == rows[0]
    assert [list(row[2:]) for row in table.rows.rows()] == rows[1:]


def test_the_line_that_tells_excel_the_separator(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=|\nA|B\n1;2|3\n")
    assert table.rows.rows() == [(1, "line 3", "1;2", "3")]


def test_line_breaks_in_cells_and_the_line_a_row_begins_on(tmp_path: Path) -> None:
    table = read(tmp_path, 'A;B\r\n1;"eins\r\n  zwei"\r\n\r\n2;drei\r\n')
    assert table.rows.rows() == [(1, "line 2", "1", "eins\nzwei"), (2, "line 5", "2", "drei")]


def test_quotation_marks_inside_an_unquoted_cell_are_text(tmp_path: Path) -> None:
    table = read(tmp_path, 'A;B\n1;Projekt "Haus" e.V.\n"2";"sagt ""ja"""\n3;"Mut" und 5" Rohr\n')
    assert table.rows["B"].to_list() == ['Projekt "Haus" e.V.', 'sagt "ja"', '"Mut" und 5" Rohr']


def test_control_characters_are_blanks(tmp_path: Path) -> None:
    assert read(tmp_path, "A;B\n1;Eltern\x0bund\x03Kinder\n").rows["B"][0] == "Eltern und Kinder"


def test_short_rows_stay_and_blank_rows_do_not_count(tmp_path: Path) -> None:
    table = read(tmp_path, "A;B;C\n1\n;;\n\n2;b;c\n")
    assert table.rows.rows() == [(1, "line 2", "1", None, None), (2, "line 5", "2", "b", "c")]


def test_filled_cells_beyond_the_header(tmp_path: Path) -> None:
    text = "A;B\n1;eins;\n2;zwei; drei\n"
    with pytest.raises(SourceError, match=r"line 3: found more cells .*surplus: keep or join"):
        read(tmp_path, text)
    assert read(tmp_path, text, surplus="join").rows["B"].to_list() == ["eins", "zwei;drei"]
    assert read(tmp_path, text, surplus="keep").columns == ["A", "B", "column 3"]
    assert read(tmp_path, "A;B\n1;eins;\n2;zwei;\n").columns == ["A", "B"]


def test_a_cell_of_ten_megabytes(tmp_path: Path) -> None:
    long = "Wort " * 2_000_000
    assert len(read(tmp_path, f'A;B\n1;"{long}"\n').rows["B"][0]) == len(long) - 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "an HTML page"),
        (b"A;B\n1;x\0y\n", r"line 2: found NUL"),
        (b'A;B\n1;x\n2;"cut of', r"line 3: found the end of the file in the middle"),
        (b"A;B;C\n1;2;3\n1;2;3\n1;2;3\n4;5", r"line 5: found the end of the file in the middle"),
        ("A;B\nä;ö\nü;".encode() + b"\xff\nx;y\n", r"line 3: found the bytes ff, expected utf-8"),
    ],
)
def test_unusable_files_say_why(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(tmp_path, content)


def test_wrongly_declared_encoding_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"line 1: found the bytes e4, expected utf-8"):
        read(tmp_path, PLAIN, "cp1252", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 1: found UTF-8, expected cp1252 as declared"):
        read(tmp_path, PLAIN, "utf-8", encoding="cp1252")


def test_options_are_strict() -> None:
    for wrong in (
        {"seperator": ";"},
        {"separator": ";;"},
        {"encoding": "ansi-9"},
        {"names": ["A"]},
    ):
        with pytest.raises(ValidationError):
            csv_list.Options.model_validate({"format": "csv", **wrong})


CELL = st.text(st.sampled_from('aä;,"\n |1'), max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8), st.sampled_from(";,|"))
def test_what_a_csv_writer_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], separator: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("A", "B", "C"), *rows])
    folder = tmp_path_factory.mktemp("csv")
    table = read(folder, out.getvalue(), separator=separator)
    cells = pl.DataFrame(rows, schema=["A", "B", "C"], orient="row").select(folded(pl.all()))
    expected = [row for row in cells.rows() if any(row)]
    assert table.rows.select("A", "B", "C").rows() == expected


def test_decomposed_umlauts_are_composed_in_names_and_cells(tmp_path: Path) -> None:
    """Files from Apple's programs spell ä as a and two dots; documents are typed with one ä."""
    table = read(tmp_path, unicodedata.normalize("NFD", PLAIN))
    assert table.columns == ["Träger", "Projekt", "Betrag"]
    assert table.rows["Träger"].to_list() == ["Caritas Lörrach"]
