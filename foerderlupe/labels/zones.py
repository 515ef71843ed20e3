"""The texts of a record, and how much a label read there is worth.

Belongs here: which columns are read, the zone of each and its confidence (DOMAIN section 3, L2).
Does not belong here: reading the texts.
"""

import polars as pl

CONFIDENCES = {"stated": 0.95, "title": 0.85, "programme": 0.7, "for_cue": 0.7, "text": 0.4}
MEANS_CONFIDENCE = 0.5
# From here on a label was said on purpose, not in passing.
CLEAR = 0.7
ZONES = {
    "title": "title",
    "subtitle": "title",
    "programme": "programme",
    "call": "programme",
    "description": "text",
    "activity": "text",
}
"""The zone of each column that is read."""


def zone_texts(records: pl.DataFrame, stated: str) -> pl.DataFrame:
    """One row per record and text: ``record_id, zone, part, text``; empty texts are left out.

    ``stated`` is the column in which the publisher states the labels; ``part`` orders the
    texts of one record.
    """
    columns = {stated: "stated", **ZONES}
    return pl.concat(
        records.select(
            "record_id",
            zone=pl.lit(zone),
            part=pl.lit(part, pl.Int64),
            text=pl.col(column),
        ).filter(pl.col("text").str.strip_chars() != "")
        for part, (column, zone) in enumerate(columns.items())
    )


def confidence(zone: pl.Expr) -> pl.Expr:
    """The confidence of a label read in a zone."""
    return zone.replace_strict(CONFIDENCES, return_dtype=pl.Float64)
