"""Measures made up at random, and the ways in which a second list words them.

Belongs here: titles, carriers, places, periods and amounts from a seeded generator; carriers and
projects are invented, places are real. Does not belong here: files and source documents
(``bench.lists``).
"""

import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from foerderlupe.project import CODES

OFFERS = (
    ("Sprachcafé", "Begegnung und Gespräche auf Deutsch in kleiner Runde", "Sprache"),
    ("Deutschkurs", "Unterricht auf den Stufen A1 bis B1 mit Kinderbetreuung", "Sprache"),
    ("Jobpaten", "Ehrenamtliche begleiten bei Bewerbung und Anerkennung", "Arbeit"),
    ("Bewerbungswerkstatt", "Lebenslauf, Anschreiben und Vorstellungsgespräch üben", "Arbeit"),
    ("Elternmentoren", "Geschulte Mütter und Väter beraten zu Schule und Kita", "Bildung"),
    ("Lernhilfe", "Unterstützung bei den Hausaufgaben an drei Nachmittagen", "Bildung"),
    ("Gesundheitslotsen", "Wegweiser durch Arztpraxen, Kassen und Vorsorge", "Gesundheit"),
    ("Psychosoziale Beratung", "Gespräche in mehreren Sprachen nach Flucht", "Gesundheit"),
    ("Wohnraumakquise", "Vermittlung von Wohnungen und Begleitung der Mietenden", "Wohnen"),
    ("Interkultureller Garten", "Gemeinsam pflanzen, kochen und feiern", "Begegnung"),
    ("Fahrradwerkstatt", "Räder reparieren und dabei ins Gespräch kommen", "Begegnung"),
    ("Theaterprojekt", "Stücke entwickeln und öffentlich aufführen", "Kultur"),
    ("Sport verbindet", "Offenes Training mit Übungsleitungen im Verein", "Sport"),
    ("Kulturdolmetscher", "Schulung und Einsatz von Sprachmittelnden bei Ämtern", "Verwaltung"),
    ("Sozialbegleitung", "Aufsuchende Hilfe in der Anschlussunterbringung", "Beratung"),
    ("Demokratiewerkstatt", "Seminare zu Grundrechten und Beteiligung", "Teilhabe"),
)
GROUPS = (
    "Geflüchtete",
    "geflüchtete Frauen",
    "Kinder und Jugendliche mit Migrationshintergrund",
    "zugewanderte Eltern",
    "Zugewanderte aus der EU",
    "junge Erwachsene",
    "ältere Migrantinnen und Migranten",
    "unbegleitete minderjährige Ausländer",
    "Neuzugewanderte",
    "langzeitarbeitslose Zugewanderte",
)
MOTTOS = (
    *("Ankommen", "Brücke", "Horizont", "Kompass", "Miteinander", "Startklar", "Wegweiser"),
    *("Vielfalt", "Offene Tür", "Lichtblick", "Perspektive", "Rückenwind", "Anker", "Mosaik"),
    *("Gemeinsam", "Zukunft", "Aufwind", "Windrad", "Wurzeln", "Treffpunkt", "Leuchtturm"),
)
CARRIERS = (
    *("Caritasverband {kreis} e. V.", "Diakonisches Werk {town}", "AWO Ortsverein {town} e.V."),
    *("Freundeskreis Asyl {town} e. V.", "Volkshochschule {town}", "Stadt {town}"),
    *("Evangelische Kirchengemeinde {town}", "DRK-Kreisverband {kreis} e.V."),
    *("Bildungswerk {motto} gGmbH", "Verein {motto} {town} e. V.", "Internationales Haus {town}"),
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ü": "Ue"})


@dataclass(frozen=True)
class Measure:
    """One measure as one list tells of it."""

    title: str
    text: str
    carrier: str
    town: str
    kreis: str
    start: date
    end: date
    eur: int
    group: str
    field: str


@cache
def towns() -> list[tuple[str, str]]:
    """Municipalities of Baden-Württemberg and their Kreise."""
    with (CODES / "regions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {row["region_id"]: row["name"] for row in rows}
    return [
        (row["name"].partition(",")[0], names[row["parent_id"]].partition(",")[0])
        for row in rows
        if row["region_id"].startswith("08") and row["level"] == "gemeinde"
    ]


def invent(rng: Random) -> Measure:
    """One measure."""
    offer, text, field = rng.choice(OFFERS)
    town, kreis = rng.choice(towns())
    motto, group = rng.choice(MOTTOS), rng.choice(GROUPS)
    title = rng.choice(
        (
            f"{offer} {town}",
            f"{offer} für {group}",
            f"„{motto}“ – {offer} für {group} in {town}",
            f"{motto} {town}: {offer}",
            f"{motto} – {text}",
        )
    )
    start = date(rng.randint(2014, 2025), rng.choice((1, 1, 1, 3, 4, 9, 10)), 1)
    return Measure(
        title=title,
        text=f"{text} für {group} in {town}.",
        carrier=rng.choice(CARRIERS).format(town=town, kreis=kreis, motto=motto),
        town=town,
        kreis=kreis,
        start=start,
        end=start + timedelta(days=rng.choice((364, 364, 729, 1094))),
        eur=rng.randint(4, 900) * 250,
        group=group,
        field=field,
    )


def retold(rng: Random, measure: Measure) -> Measure:
    """The measure as another list words it: shorter, spelled out, rounded, without a town."""
    changes: tuple[dict[str, Any], ...] = (
        {"title": measure.title.translate(_SPELLED_OUT)},
        {"title": measure.title.replace("„", "").replace("“", "")},
        {"title": measure.title.replace(" – ", ": ")},
        {"title": f"Projekt {measure.title}"},
        {"carrier": measure.carrier.replace(" e. V.", "").replace(" e.V.", "")},
        {"town": measure.kreis},
        {"eur": round(measure.eur, -3) or 500},
        {},
    )
    for change in rng.sample(changes, 2):
        measure = replace(measure, **change)
    return measure
