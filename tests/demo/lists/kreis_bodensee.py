"""The pages of a Landkreis on local offers: JSON as an integration app delivers it."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from tests.demo.places import read_places
from tests.demo.reports import Report, Traits

TRAITS = Traits("kreis_bodensee.json")
OFFERS = (
    "Integrationskurse in {ort}",
    "Sprachcafé im Bürgerhaus {ort}",
    "Kleiderkammer {ort}",
    "Asylberatung in {ort}",
    "Hausaufgabenhilfe in {ort}",
    "Offener Mädchentreff {ort}",
    "Schwangerschaftsberatung in {ort}",
    "Sportangebote für Kinder in {ort}",
    "Ausländerbehörde: Sprechzeiten für {ort}",
)


def _page(number: int, title: str, place: str, text: str) -> dict[str, Any]:
    slug = title.lower().replace(" ", "-").replace(":", "")
    month = number % 10 + 1
    return {
        "id": 770000 + number * 7,
        "url": f"https://app.example/bodenseekreis/de/{slug}/",
        "path": f"/bodenseekreis/de/{slug}/",
        "title": title,
        "last_updated": f"2026-{month:02}-03T09:30:00.000+02:00",
        "excerpt": text,
        "content": f"<div><p>{escape(text)}</p></div>",
        "parent": {"id": 770000, "path": f"/bodenseekreis/de/{place.lower()}/", "title": place},
        "location": {"town": place, "country": "DE"},
    }


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write pages of projects and of everyday offers."""
    towns = [p.name for p in read_places() if p.kreis_id == "08435"]
    pages: list[tuple[Report | None, str, str, str]] = [
        (r, r.title, r.place.name, f"{r.about} Kontakt: info@app.example") for r in reports
    ]
    for offer in OFFERS:
        for town in rng.sample(towns, 4):
            text = f"Offen für alle. Ansprechpartnerin: Mira Beispiel, Tel. 07541 000-{len(pages)}"
            pages.append((None, offer.format(ort=town), town, text))
    items = [_page(n, title, town, text) for n, (_, title, town, text) in enumerate(pages, 1)]
    text = json.dumps(items, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return [report for report, *_ in pages]
