"""The European list of operations: English, translated titles, American numbers and dates."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits("esf_operations.csv")
HEADER = (
    "Operation number",
    "Beneficiary name",
    "Operation name",
    "Operation summary",
    "Start date",
    "End date",
    "Total eligible expenditure",
    "Postcode",
    "NUTS 3",
    "Country",
)


def _day(value: date | None) -> str:
    return f"{value:%m/%d/%Y}" if value else ""


def _summary(report: Report, rng: Random) -> str:
    original = notation.sometimes(rng, f" Original title: {report.original}.", 0.6)
    return notation.sometimes(rng, f"{report.english}.{original}", 0.25)


def _cells(report: Report, rng: Random) -> list[str]:
    return [
        f"DE-BW-{report.start.year}-{report.number:04}",
        report.carrier.split(" / ")[0],
        report.title,
        _summary(report, rng),
        _day(report.start),
        _day(report.end),
        f"{report.amount + rng.choice([0, 0.5, 0.17, 0.83]):,.2f}",
        report.place.postcode,
        report.place.nuts_code,
        "Germany",
    ]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one row per operation, sorted by beneficiary."""
    ordered = sorted(reports, key=lambda r: (r.carrier, r.number))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(_cells(report, rng) for report in ordered)
    return list(ordered)
