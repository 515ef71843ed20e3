"""The project list of the federal office: CSV in cp1252, one row per project and budget year."""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits("bund_projekte.csv", limit=60, cp1252=True)
HEADER = (
    "Projektnummer",
    "Projekttitel",
    "Zuwendungsempfänger",
    "Ausführende Stelle",
    "Landkreis",
    "Haushaltsstelle",
    "Haushaltsjahr",
    "Bewilligter Betrag",
    "Laufzeit von",
    "Laufzeit bis",
    "Zielgruppe",
)


def _cells(report: Report, year: int, amount: float, rng: Random) -> list[str]:
    carriers = report.carrier.split(" / ")
    return [
        f"BI-{report.start:%y}-{report.number:04}",
        report.title,
        carriers[0],
        carriers[1] if len(carriers) > 1 else notation.sometimes(rng, carriers[0], 0.6),
        report.place_or(report.place.kreis),
        report.budget_line,
        str(year),
        notation.euros(amount) + " EUR",
        notation.day(report.start),
        notation.day(report.end),
        notation.sometimes(rng, report.group, 0.15, "k. A."),
    ]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one row per project and year, sorted by year as the office does."""
    rows: list[tuple[int, Report, list[str]]] = []
    for report in reports:
        last = report.end.year if report.end else report.start.year
        covered = range(report.start.year, last + 1)
        for year in covered:
            amount = round(report.amount / len(covered), 2)
            rows.append((year, report, _cells(report, year, amount, rng)))
    rows.sort(key=lambda row: (row[0], row[1].number))
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(cells for _, _, cells in rows)
    return [report for _, report, _ in rows]
