"""The grants of a city: JSON lines from its open-data portal."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits("stadt_mannheim.jsonl", free=frozenset({"amount", "about", "place"}), towns=True)


def _line(report: Report, number: int, rng: Random) -> dict[str, Any]:
    institutional = "institutionell" in report.title
    return {
        "vorlage": f"V{report.start:%Y}-{number:03}",
        "massnahme": report.title,
        "zuwendung": {
            "empfaenger": report.carrier.split(" / "),
            "art": "institutionelle Förderung" if institutional else "Projektförderung",
            "betrag": report.amount_or(notation.euros(report.amount) + " EUR"),
        },
        "stadtteil": report.place_or(notation.sometimes(rng, report.place.name, 0.3)) or None,
        "beginn": report.start.isoformat(),
        "ende": report.end.isoformat() if report.end else None,
        "zielgruppe": notation.sometimes(rng, report.group, 0.25) or None,
        "beschreibung": report.about,
    }


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one line per grant, sorted by start."""
    ordered = sorted(reports, key=lambda r: (r.start, r.number))
    lines = [_line(report, number, rng) for number, report in enumerate(ordered, start=1)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8", newline="\n")
    return list(ordered)
