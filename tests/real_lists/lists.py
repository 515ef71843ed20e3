"""The real lists as their documents read them, and what the files say counted in another way.

Belongs here: where the lists lie, reading one of them, and sums by the standard library or another
library than the product's. Does not belong here: what is expected.
"""

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest

from foerderlupe.fetch.snapshot import Snapshot, SnapshotFile
from foerderlupe.ingest import Ingested, read_snapshot
from foerderlupe.spec.catalogue import load_document

SOURCES = Path(__file__).parent / "sources"
DATA = (Path(__file__).parents[2] / "../shared/data").resolve()
needs_lists = [
    pytest.mark.real_lists,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no folder with real lists at {DATA}"),
]
RECORDS = {
    "esf_2014_2020": 1598,
    "esf_2014_2020_xlsx": 1598,
    "esf_2007_2013": 8314,
    "efre_2014_2020": 91,
    "efre_2007_2013": 1491,
    "hamburg_2011": 4941,
    "hamburg_2013": 4694,
    "integreat_rems_murr": 362,
}


@cache
def read(source: str) -> Ingested:
    """One list, read and parsed."""
    document = load_document(SOURCES / f"{source}.yml")
    files = tuple(
        SnapshotFile(Path(address), "", address, "2026-01-01", document.licence.name)
        for address in document.addresses
    )
    return read_snapshot(document, Snapshot(source, files))


def cells(name: str, encoding: str = "utf-8", separator: str = ",") -> list[list[str]]:
    """All lines of a CSV file."""
    with (DATA / name).open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def _sum(amounts: Iterable[str]) -> Decimal:
    return sum(map(Decimal, amounts), Decimal())


def german(texts: Iterable[str]) -> Decimal:
    return _sum(text.replace(".", "").replace(",", ".") for text in texts)


def english(texts: Iterable[str]) -> Decimal:
    return _sum(text.replace(",", "") for text in texts)


def sheet_sum(name: str, first_row: int, column: int) -> Decimal:
    """Sum of a column of the first sheet."""
    sheet = openpyxl.load_workbook(DATA / name).worksheets[0]
    rows = sheet.iter_rows(first_row, min_col=column, max_col=column, values_only=True)
    return _sum(str(cell) for (cell,) in rows if cell is not None)


def pdf_sum(name: str) -> Decimal:
    """Sum of the amounts behind the year at the end of each operation."""
    with pypdfium2.PdfDocument(DATA / name) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    ends = re.finditer(r"\b20\d\d\s+((?:-?[\d.]+,\d\d ?){1,2})\s*$", text, re.MULTILINE)
    return german(amount for end in ends for amount in end[1].split())
