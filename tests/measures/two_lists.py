"""Records of two lists, and whether matching takes two of them for one measure.

Belongs here: one invented measure as two lists tell it, and the question. Does not belong here:
expectations.
"""

import polars as pl

from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from tests.measures.pair_lists import evidence, record

SOURCES = pl.DataFrame({"source_id": ["list_a", "list_b"], "distinct_measures": [True, True]})
TITLE = "Ringelnatter: Unterstützung rund um den Garten für Alleinerziehende"


def row(
    side: str, number: int = 1, description: str | None = None, **changes: str
) -> dict[str, object]:
    """The measure as list ``side`` tells it, with ``changes`` of its fields."""
    fields = {
        "title": TITLE,
        "carrier": "Radwerk Ahornweg e. V.",
        "funder": f"Stiftung {side}",
        "place": "Reutlingen",
        "period": "01.03.2019 - 28.02.2021",
        **changes,
    }
    sides = {f"{field}_{side}": value for field, value in fields.items()}
    told = record({"id": str(number), **sides}, side, description=description)
    return {**told, "record_id": f"{side}{number}"}


def merged(*rows: dict[str, object]) -> bool:
    """Whether the first records of both lists are one measure."""
    records = frames.RECORDS.conform(pl.DataFrame(rows, infer_schema_length=None))
    matched = match_measures(evidence(records), frames.JUDGEMENTS.empty(), SOURCES)
    found = dict(matched.clusters.select("record_id", "cluster_id").iter_rows())
    return bool(found["a1"] == found["b1"])
