"""The fund of a Protestant church: ODS, one sheet per period of the synod, totals per sheet."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.demo import notation
from tests.demo.containers import freeze
from tests.demo.reports import Report, Traits

TRAITS = Traits("landeskirche_fonds.ods", free=frozenset({"period", "amount"}))
HEADER = ("Antragsteller", "Maßnahme", "Kirchenbezirk", "Kategorie", "Zeitraum", "Zuschuss")
PERIODS = ((2012, 2016), (2017, 2021), (2022, 2027))
NEEDS = ("Fahrtkosten", "Übersetzung von Zeugnissen", "Schulbedarf", "Kaution", "Passgebühren")
Row = tuple[Report | None, list[str]]


def _cells(report: Report, rng: Random) -> list[str]:
    return [
        report.carrier,
        report.title,
        report.place_or(f"Kirchenbezirk {report.place.kirchenbezirk}"),
        "Strukturförderung" if "Kommunen" in report.group else "Projekte",
        report.period_or(notation.synod_years(report.start, report.end)),
        report.amount_or(notation.sometimes(rng, notation.euros(report.amount) + " €", 0.04, "-")),
    ]


def _aid(year: int, rng: Random) -> list[str]:
    """A grant to one person; the fund lists it without a name."""
    amount = notation.euros(rng.randint(4, 60) * 10) + " €"
    return ["Beratungsstelle", rng.choice(NEEDS), "k. A.", "Individualhilfen", str(year), amount]


def _sheet_rows(reports: Sequence[Report], first: int, last: int, rng: Random) -> list[Row]:
    inside = [r for r in reports if first <= r.start.year <= last]
    rows: list[Row] = [(r, _cells(r, rng)) for r in sorted(inside, key=lambda r: r.number)]
    for year in range(first, min(last, 2026) + 1):
        rows.insert(rng.randrange(len(rows) + 1), (None, _aid(year, rng)))
    total = notation.euros(sum(report.amount for report in inside)) + " €"
    rows.append((None, [f"Summe {first}–{last}", "", "", "", "", total]))
    return rows


def _add_row(table: Table, cells: Sequence[str]) -> None:
    row = TableRow()
    for text in cells:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write three sheets, each with a title line, the header and a total."""
    book = OpenDocumentSpreadsheet()
    written: list[Report | None] = []
    for first, last in PERIODS:
        table = Table(name=f"{first}-{last}")
        _add_row(table, [f"Evangelischer Landesfonds Flucht und Integration {first}–{last}"])
        _add_row(table, [""])
        _add_row(table, HEADER)
        for report, cells in _sheet_rows(reports, first, last, rng):
            _add_row(table, cells)
            written.append(report)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    freeze(path)
    return written
