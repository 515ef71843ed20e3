"""The list of the integration officer of a Landkreis: tab-separated UTF-8 with byte order mark."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits(
    "kreis_ortenau.tsv",
    free=frozenset({"period", "amount", "place", "funder", "about"}),
    towns=True,
)
HEADER = (
    "Maßnahme",
    "Träger",
    "Gemeinde",
    "Zeitraum",
    "Mittelgeber",
    "Mittel",
    "Handlungsfeld",
    "Zielgruppe",
    "Beschreibung",
    "Stand",
)
UNREADABLE = (
    "Runder Tisch Asyl",
    "Ortenaukreis",
    "kreisweit",
    "2026",
    "Ortenaukreis",
    "siehe Haushaltsplan S. 14",
    "",
    "alle",
    "Regelmäßiges Treffen der Träger und Helferkreise.",
    "läuft",
)
TODAY = date(2026, 11, 22)


def _state(report: Report, rng: Random) -> str:
    if report.start > TODAY:
        return "geplant"
    ended = report.end is not None and report.end < TODAY
    state = rng.choice(["beendet", "beendet", "verstetigt"]) if ended else "läuft"
    return notation.sometimes(rng, state, 0.1, "k. A.")


def _cells(report: Report, rng: Random) -> list[str]:
    rough = f"rd. {max(1, round(report.amount / 1000))} T€"
    return [
        report.title,
        report.carrier.replace(" / ", "; ") if rng.random() < 0.3 else report.carrier,
        report.place_or(notation.sometimes(rng, report.place.name, 0.08, "kreisweit")),
        report.period_or(notation.years(report.start, report.end)),
        report.funder,
        report.amount_or(notation.sometimes(rng, rough, 0.3, "k. A.")),
        notation.sometimes(rng, report.field_of_action, 0.2),
        notation.sometimes(rng, report.group, 0.2, "alle"),
        notation.sometimes(rng, report.about, 0.35),
        _state(report, rng),
    ]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one row per measure in the order in which the officer heard of them.

    The last row cannot be read: nobody can make an amount of what stands there.
    """
    ordered = list(reports)
    rng.shuffle(ordered)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_cells(report, rng) for report in ordered)
        writer.writerow(UNREADABLE)
    return [*ordered, None]
