"""The fund of a Catholic diocese: XLS, a good part of it abroad, places as Dekanat."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import xlwt

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits("bistum_fonds.xls", free=frozenset({"period", "about"}))
HEADER = (
    "Lfd. Nr.",
    "Bereich",
    "Dekanat / Land",
    "Träger",
    "Projekt",
    "Erläuterung",
    "Zeitraum",
    "Bewilligte Summe",
)
ABROAD = ("Uganda", "Libanon", "Nordirak", "Indien", "Jordanien", "Ukraine", "Äthiopien", "Syrien")
PARTNERS = ("Partnerdiözese", "Ordensschwestern vor Ort", "Sozialwerk der Partnerdiözese")
HELP = (
    "Schulbau für Vertriebene",
    "Brunnen im Flüchtlingslager",
    "Ausbildung für junge Frauen",
    "Nothilfe für Binnenvertriebene",
    "Traumaarbeit mit Kindern",
    "Ambulanz im Aufnahmelager",
)


def _cells(report: Report, rng: Random) -> list[str | int]:
    return [
        "Inland",
        report.place_or(f"Dekanat {report.place.dekanat}"),
        report.carrier,
        report.title,
        notation.sometimes(rng, report.about, 0.4),
        report.period_or(notation.years(report.start, report.end)),
        report.amount,
    ]


def _abroad(rng: Random) -> list[str | int]:
    year, amount = rng.randint(2014, 2025), rng.randint(4, 60) * 500
    partner, text = rng.choice(PARTNERS), rng.choice(HELP)
    return ["Ausland", rng.choice(ABROAD), partner, text, "", str(year), amount]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write projects at home and abroad in one list, and the total."""
    rows: list[tuple[Report | None, list[str | int]]] = [(r, _cells(r, rng)) for r in reports]
    for _ in range(len(reports) * 4 // 5):
        rows.insert(rng.randrange(len(rows) + 1), (None, _abroad(rng)))
    total = sum(int(cells[-1]) for _, cells in rows)
    rows.append((None, ["Summe", "", "", "", "", "", total]))
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Bewilligungen")
    sheet.write(0, 0, "Bischöflicher Fonds Weite Räume")
    for column, name in enumerate(HEADER):
        sheet.write(1, column, name)
    for number, (_, cells) in enumerate(rows, start=1):
        if cells[0] != "Summe":
            sheet.write(number + 1, 0, number)
        for column, value in enumerate(cells, start=1):
            sheet.write(number + 1, column, value)
    book.save(str(path))
    return [report for report, _ in rows]
