"""The project list of a foundation: XLSX with a title block and two header rows."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.demo import notation
from tests.demo.containers import freeze
from tests.demo.reports import FUNDERS, Report, Traits

TRAITS = Traits(
    "stiftung_brueckenbau.xlsx",
    free=frozenset({"period", "amount", "place", "funder", "about"}),
    towns=True,
)
TOP = {1: "Projekt", 4: "Träger", 7: "Förderung", 9: "Förderer"}
HEADER = (
    "Titel",
    "Untertitel",
    "Kurzbeschreibung",
    "Name",
    "Ort",
    "Kfz",
    "Laufzeit",
    "Betrag",
    None,
)
MERGED = ("A5:C5", "D5:F5", "G5:H5", "I5:I6", "A1:I1")


def _funders(report: Report) -> str | None:
    """All funders, the foundation first; an empty cell where it funds alone."""
    own = FUNDERS[report.source]
    return None if report.funder == own else f"{own}; {report.funder}"


def _cells(report: Report, rng: Random) -> list[str | int | None]:
    title, _, subtitle = report.title.partition(" – ")
    amount: str | int | None = report.amount_text or report.amount
    return [
        title,
        subtitle or None,
        notation.sometimes(rng, report.about, 0.3) or None,
        report.carrier.replace(" / ", "; "),
        report.place_or(notation.sometimes(rng, report.place.name, 0.1)) or None,
        report.place.plate,
        report.period_or(notation.years(report.start, report.end)),
        amount if rng.random() > 0.04 else "k. A.",
        _funders(report),
    ]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write the rows in the order of approval, with a total at the end."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Projekte"
    sheet["A1"] = "Stiftung Brückenbau Südwest – geförderte Projekte 2012–2026"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Alle Angaben ohne Gewähr"
    sheet["A3"] = "Beträge in Euro, Stand 31.10.2026"
    for column, text in TOP.items():
        sheet.cell(5, column, text).font = Font(bold=True)
    for column, name in enumerate(HEADER, start=1):
        sheet.cell(6, column, name).font = Font(bold=True)
    for merged in MERGED:
        sheet.merge_cells(merged)
    ordered = sorted(reports, key=lambda r: (r.start.year, r.place.name, r.number))
    for number, report in enumerate(ordered, start=7):
        for column, value in enumerate(_cells(report, rng), start=1):
            sheet.cell(number, column, value)
    total = sum(report.amount for report in ordered)
    sheet.cell(len(ordered) + 7, 1, "Gesamtsumme")
    sheet.cell(len(ordered) + 7, 8, total)
    book.save(path)
    freeze(path)
    return [*ordered, None]
