"""The grants of a foundation with English brands: 360Giving JSON with banded amounts."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.demo.reports import Report, Traits

TRAITS = Traits("stiftung_horizonte.json", free=frozenset({"about"}), towns=True)
BANDS = (5000, 10000, 25000, 50000, 100000, 250000)


def _grant(report: Report, number: int) -> dict[str, Any]:
    band = next(limit for limit in BANDS if report.amount <= limit)
    dates = {"startDate": report.start.isoformat()}
    if report.end is not None:
        dates["endDate"] = report.end.isoformat()
    return {
        "id": f"360G-horizonte-{report.start.year}-{number:03}",
        "title": report.title,
        "description": report.about,
        "currency": "EUR",
        "amountAwarded": band,
        "amountBand": f"up to {band // 1000}k",
        "awardDate": report.start.isoformat(),
        "plannedDates": [dates],
        "recipientOrganization": [{"name": name} for name in report.carrier.split(" / ")],
        "fundingOrganization": [{"name": "Horizonte Stiftung gGmbH"}],
        "beneficiaryLocation": [
            {"name": report.place_or(report.place.name), "geoCodeType": "NUTS3"}
        ],
        "grantProgramme": [{"title": "New Horizons" if number % 3 else "Open Cities"}],
    }


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one package of grants."""
    grants = [_grant(report, number) for number, report in enumerate(reports, start=1)]
    package = {"version": "1.1", "license": "CC BY 4.0", "grants": grants}
    text = json.dumps(package, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return list(reports)
