"""What stands around and between the rows of a German list."""

import polars as pl
import pytest

from foerderlupe.errors import SourceError
from foerderlupe.readers.layout import Layout, arranged
from foerderlupe.readers.table import ListTable


def grid(text: str) -> pl.DataFrame:
    """A grid from lines with cells between bars."""
    rows = [[cell.strip() or None for cell in line.split("|")] for line in text.split("\n")]
    width = max(map(len, rows))
    names = [str(position) for position in range(1, width + 1)]
    cells = pl.DataFrame([row + [None] * (width - len(row)) for row in rows], names, orient="row")
    lines = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    return cells.select(
        lines.alias("line"), pl.format("row {}", lines).alias("locator"), pl.all().cast(pl.String)
    )


def table(text: str, **options: object) -> ListTable:
    return arranged(grid(text), Layout.model_validate({"format": "csv", **options}))


KREIS_LIST = """Förderung der Integration 2014
Stand 31.12.2014
|
Träger|Projekt|Ort|Betrag
Landkreis Nord
AWO|Sprachcafé*|Lahr|1.000
dito|Elterncafé|"|2.000
Summe|||3.000

Träger|Projekt|Ort|Betrag
Landkreis Süd
Caritas|Mentoren|Lörrach|500
|Begegnung|s. o.|700
Gesamtsumme|||4.200
* vorbehaltlich der Bewilligung"""


def test_a_list_with_everything() -> None:
    read = table(
        KREIS_LIST,
        group_rows={"column": "Kreis", "matches": "^Landkreis"},
        ditto=["Träger", "Ort"],
        fill_down="Träger",
        totals="^(Gesamts|S)umme",
        trailing_notes=True,
        footnote_marks="Projekt",
    )
    assert read.rows.rows() == [
        (2, "row 6", "Landkreis Nord", "AWO", "Sprachcafé", "Lahr", "1.000"),
        (3, "row 7", "Landkreis Nord", "AWO", "Elterncafé", "Lahr", "2.000"),
        (6, "row 12", "Landkreis Süd", "Caritas", "Mentoren", "Lörrach", "500"),
        (7, "row 13", "Landkreis Süd", "Caritas", "Begegnung", "Lörrach", "700"),
    ]
    assert read.set_aside.select("source_row", "rule").rows() == [
        (1, "group row"),
        (4, "total"),
        (5, "group row"),
        (8, "total"),
        (9, "footnote"),
    ]


def test_without_options_every_row_is_a_row_and_numbers_have_no_gaps() -> None:
    read = table(KREIS_LIST)
    assert read.rows["source_row"].to_list() == list(range(1, 10))
    assert read.set_aside.is_empty()


def test_values_do_not_flow_from_one_group_into_the_next() -> None:
    read = table(
        "Träger|Projekt\nKreis A\nAWO|Eins\nKreis B\n|Zwei\nKreis C\ndito|Drei",
        group_rows={"column": "Kreis"},
        fill_down="Träger",
        ditto="Träger",
    )
    assert read.rows["Träger"].to_list() == ["AWO", None, "dito"]


def test_groups_in_groups() -> None:
    read = table(
        "Träger|Projekt\nRegierungsbezirk A\nKreis 1\na|b\nKreis 2\nc|d\nRegierungsbezirk B\ne|f",
        group_rows=[
            {"column": "Bezirk", "matches": "^Reg"},
            {"column": "Kreis", "matches": "^Kreis"},
        ],
    )
    assert read.rows.select("Bezirk", "Kreis").rows() == [
        ("Regierungsbezirk A", "Kreis 1"),
        ("Regierungsbezirk A", "Kreis 2"),
        ("Regierungsbezirk B", None),
    ]


def test_ditto_below_an_empty_cell_repeats_the_empty_cell() -> None:
    read = table("Träger|Ort\nAWO|\nAWO|—„—", ditto="Ort")
    assert read.rows["Ort"].to_list() == [None, None]


def test_two_header_rows_with_merged_cells() -> None:
    read = table("Träger|Zuwendung|||\n|2014|2015|Art|\nAWO|1|2|x|", header_row=1, header_rows=2)
    assert read.columns == ["Träger", "Zuwendung 2014", "Zuwendung 2015", "Zuwendung Art"]


def test_a_row_of_column_numbers_or_a_total_above_is_no_header() -> None:
    read = table("1|2|3\n|4941 Datensätze|892.152,55\nTräger|2014|Betrag\nAWO|x|5")
    assert read.columns == ["Träger", "2014", "Betrag"]
    assert read.rows.height == 1


def test_nameless_columns_are_called_by_position_or_dropped_when_empty() -> None:
    read = table("Träger||Ort|\nAWO|7|Lahr|")
    assert read.columns == ["Träger", "column 2", "Ort"]


def test_a_list_may_have_columns_with_names_of_ours() -> None:
    read = table(
        "line|locator|rule|level|block|1\na|b|c|d|e|f",
        header_row=1,
        group_rows={"column": "reason"},
    )
    assert read.columns == ["reason", "line", "locator_", "rule", "level", "block", "1"]
    assert read.rows.row(0)[2:] == (None, "a", "b", "c", "d", "e", "f")


def test_no_header_with_names_from_a_row_on() -> None:
    read = table("Titel\nAWO|Lahr", header="none", names=["Träger", "Ort"], first_row=2)
    assert read.rows.rows() == [(1, "row 2", "AWO", "Lahr")]


def test_the_table_ends_where_it_is_said_to() -> None:
    assert table("A|B\n1|2\n____|\nQuelle|x", stop_at="^_+$").rows.height == 1


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("A|B|A\n1|2|3", {}, "'A' at the positions 1 and 3"),
        ("A|B\n1|2", {"fill_down": "C"}, "no column 'C', expected one of A, B"),
        ("A|B\n1|2", {"header_row": 7}, "no row 7"),
        ("A\n1", {"header": "none", "names": ["A", "B"]}, "found 1 columns, expected 2"),
        ("1|2\n3|4", {}, "no row that looks like a header"),
    ],
)
def test_what_cannot_be_arranged_is_said(text: str, options: dict[str, object], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        table(text, **options)
