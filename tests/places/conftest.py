from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.model.frames import RECORD_PARTIES, RECORDS, REFERENCE_POSTCODES
from foerderlupe.places.gazetteer import Gazetteer, load_gazetteer
from foerderlupe.places.resolve import place_records

CODES = Path(__file__).parents[2] / "sql" / "codes"
Place = Callable[..., list[dict[str, object]]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The embedded register with a small postcode list of real places."""
    rows = [
        ("76133", "08212", "Karlsruhe"),
        ("76646", "08215", "Bruchsal"),
        ("70173", "08111", "Stuttgart Mitte"),
        ("70376", "08111", "Stuttgart Bad Cannstatt"),
        ("70376", "08111", "Stuttgart"),
        ("70121", "08111", "Musterwerke Vertriebs GmbH"),
        ("70122", "08111", "SWR"),
        ("68167", "08222", "Mannheim Neckarstadt"),
        ("88348", "08437", "Bad Saulgau"),
        ("88348", "08426", "Allmannsweiler"),
        ("72574", "08415", "Bad Urach"),
        ("72070", "08416", "Tübingen"),
        ("04109", "14713", "Leipzig"),
    ]
    postcodes = pl.DataFrame(rows, ["postcode", "region_id", "place"], orient="row")
    return load_gazetteer(CODES, postcodes=REFERENCE_POSTCODES.conform(postcodes))


@pytest.fixture(scope="session")
def place(gazetteer: Gazetteer) -> Place:
    """Regions of one record given by its fields; ``carrier`` names its carrier."""

    def _place(**fields: object) -> list[dict[str, object]]:
        carrier = fields.pop("carrier", None)
        defaults = {
            "record_id": "r",
            "source_id": "s",
            "title": "Lesepaten",
            "default_region": "08",
        }
        records = RECORDS.conform(pl.DataFrame([{**defaults, **fields}]))
        parties = RECORD_PARTIES.empty()
        if carrier is not None:
            party = {
                "record_id": "r",
                "role": "carrier",
                "position": 1,
                "organisation_name": carrier,
            }
            parties = RECORD_PARTIES.conform(pl.DataFrame([party]))
        return place_records(records, parties, gazetteer).to_dicts()

    return _place
