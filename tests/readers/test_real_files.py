"""Real lists, read whole: counts known from the publishers or counted in another way."""

import re
from pathlib import Path
from types import ModuleType

import polars as pl
import pypdfium2
import pytest

from foerderlupe.readers import csv_list, excel_list, fixed_width_list, json_list, pdf_list
from foerderlupe.readers.table import ListTable

DATA = (Path(__file__).parents[2] / "../shared/data").resolve()
pytestmark = [
    pytest.mark.real_lists,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no folder with real lists at {DATA}"),
]
STATISTICS = {"header": "none", "first_row": 6, "stop_at": "^_+$", "encoding": "cp1252"}


def read(reader: ModuleType, name: str, **options: object) -> ListTable:
    declared = reader.Options.model_validate({"format": "real", **options})
    table: ListTable = reader.read(DATA / name, declared)
    assert table.rows["source_row"].to_list() == list(range(1, table.rows.height + 1))
    return table


@pytest.mark.parametrize(
    ("name", "rows", "columns", "options"),
    [
        ("bw_esf/esf_2014_2020.csv", 1598, 11, {}),
        ("bw_esf/esf_2007_2013.csv", 8314, 5, {}),
        ("hamburg/zuwendungsbericht-2011.csv", 4941, 13, {}),
        (
            "hamburg/zuwendungsbericht-2013.csv",
            4694,
            13,
            {"header": "none", "names": [f"Spalte {n}" for n in range(1, 14)]},
        ),
        ("reference_official/zipcodes.de.csv", 23297, 11, {}),
        (
            "reference_official/AI002-1.csv",
            6456,
            10,
            STATISTICS | {"names": ["Jahr", "AGS", "Gebiet", *"1234567"]},
        ),
    ],
)
def test_csv(name: str, rows: int, columns: int, options: dict[str, object]) -> None:
    table = read(csv_list, name, **options)
    assert (table.rows.height, len(table.columns)) == (rows, columns)


@pytest.mark.parametrize(
    ("name", "rows", "options"),
    [
        ("bw_esf/esf_2014_2020.xlsx", 1598, {}),
        ("bw_esf/efre_2014_2020.xlsx", 91, {"header_row": 10, "header_rows": 2}),
        ("hamburg/zuwendungsbericht-2011.xlsx", 4941, {}),
    ],
)
def test_excel(name: str, rows: int, options: dict[str, object]) -> None:
    assert read(excel_list, name, **options).rows.height == rows


def values(table: ListTable) -> pl.DataFrame:
    """The cells with German dates and amounts rewritten as a spreadsheet stores them."""
    day = r"^(\d\d)\.(\d\d)\.(\d{4})$"
    amount = r"^(\d{1,3})(?:\.(\d{3}))?(?:\.(\d{3}))?,(\d\d)$"
    cells = pl.all().str.replace(day, "$3-$2-$1").str.replace(amount, "$1$2$3.$4")
    return table.rows.select(table.columns).select(
        cells.str.replace(r"^(\d+\.\d)0$", "$1").str.replace(r"^(\d+)\.0$", "$1")
    )


def test_the_same_list_as_csv_and_xlsx_is_equal_field_by_field() -> None:
    text = values(read(csv_list, "bw_esf/esf_2014_2020.csv"))
    book = values(read(excel_list, "bw_esf/esf_2014_2020.xlsx"))
    book.columns = text.columns
    assert book.equals(text)


def test_json() -> None:
    table = read(json_list, "integreat/rems-murr-kreis.de.json")
    assert table.rows.height == 362
    assert table.rows["title"].null_count() == 0


def test_fixed_width() -> None:
    columns = {"key": {"start": 11, "length": 12}, "name": {"start": 23, "length": 50}}
    municipalities = {"start": 1, "length": 2, "equals": "60"}
    name = "reference_official/GV100AD_31082025.txt"
    table = read(fixed_width_list, name, columns=columns, record_type=municipalities)
    lines = (DATA / name).read_text("utf-8-sig").splitlines()
    assert table.rows.height == sum(line.startswith("60") for line in lines) == 10952


def test_pdf_gives_every_operation_of_its_73_pages() -> None:
    name = "bw_esf/efre_2007_2013.pdf"
    table = read(pdf_list, name, header_row=2, header_rows=2)
    with pypdfium2.PdfDocument(DATA / name) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    operation = r"\b20\d\d\s+(?:-?[\d.]+,\d\d ?){1,2}\s*$"
    assert table.rows.height == len(re.findall(operation, text, re.MULTILINE)) == 1491
    assert table.rows.select(pl.nth(2, 3, 4).null_count()).row(0) == (0, 0, 0)
