"""The member list of a welfare association: XLSX with group rows per Kreis and ditto marks."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from openpyxl import Workbook

from tests.demo import notation
from tests.demo.containers import freeze
from tests.demo.reports import Report, Traits

TRAITS = Traits("wohlfahrt_projekte.xlsx", free=frozenset({"period", "funder"}))
HEADER = ("Träger", "Angebot", "Ort", "Laufzeit", "Gefördert durch", "Art", "Kontakt")
PERSONS = ("Mira Beispiel", "Jonas Muster", "Ayse Vorlage", "Petra Probe", "Ilja Exempel")
REGULAR = ("Migrationsberatung für erwachsene Zugewanderte (MBE)", "Jugendmigrationsdienst (JMD)")
Row = tuple[Report | None, list[str | None]]


def _cells(report: Report, carrier: str, rng: Random) -> list[str | None]:
    return [
        carrier,
        report.title,
        report.place_or(notation.sometimes(rng, report.place.name, 0.15, "k. A.")),
        report.period_or(notation.days(report.start, report.end)),
        notation.sometimes(rng, report.funder, 0.2, "Eigenmittel"),
        "Projekt",
        rng.choice(PERSONS),
    ]


def _regular(name: str, rng: Random) -> list[str | None]:
    """A regular service without a term, as member lists mix them with projects."""
    return [
        name,
        rng.choice(REGULAR),
        "k. A.",
        "seit 2005",
        "Bund",
        "Regeldienst",
        rng.choice(PERSONS),
    ]


def _group(kreis: str, reports: Sequence[Report], rng: Random) -> list[Row]:
    rows: list[Row] = [(None, [kreis])]
    above = ""
    for report in sorted(reports, key=lambda r: (r.carrier, r.number)):
        carrier = "dito" if report.carrier == above else report.carrier
        rows.append((report, _cells(report, carrier, rng)))
        above = report.carrier
    if rng.random() < 0.4:
        rows.append((None, _regular("Sozialwerk Lebensbrücke Migrationsdienste", rng)))
    return rows


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one sheet for readers and a hidden one that nobody should read."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Projekte"
    sheet.append(["Sozialwerk Lebensbrücke – Projekte der Mitglieder", None, None])
    sheet.append(["Stand: Herbst 2026"])
    sheet.append([])
    sheet.append(list(HEADER))
    ordered = sorted(reports, key=lambda r: (r.place.kreis, r.number))
    rows: list[Row] = []
    for kreis, group in groupby(ordered, key=lambda r: r.place.kreis):
        rows += _group(kreis, list(group), rng)
    rows.append((None, ["* Angaben der Mitglieder, ohne Gewähr"]))
    for _, cells in rows:
        sheet.append(cells)
    hidden = book.create_sheet("intern")
    hidden.append(["Name", "Durchwahl"])
    for number, person in enumerate(PERSONS):
        hidden.append([person, f"0000-{number:02}"])
    hidden.sheet_state = "hidden"
    book.save(path)
    freeze(path)
    return [report for report, _ in rows]
