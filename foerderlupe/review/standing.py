"""How the decisions of people stand tonight.

Belongs here: what is known of the judged pairs before any table is built: contradictions,
records that nobody knows, and what was seen. Does not belong here: the file
(``review.judgements``) and comparing with tonight's values (``sql/core``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.model.slices import Bundle
from foerderlupe.review.contradictions import contradictions
from foerderlupe.review.seeing import Before, judged_values

_PAIR = ["left_record_id", "right_record_id"]


@dataclass(frozen=True)
class Standing(Bundle):
    """Judgements with contradicts and unknown_records, and the values they relied on."""

    judgements: pl.DataFrame
    judged_values: pl.DataFrame


def standing(judgements: pl.DataFrame, before: Before, *named: pl.DataFrame) -> Standing:
    """How ``judgements`` (JUDGEMENTS) stand.

    ``named`` are frames with record_id of records that a list names tonight or named before: a
    record that is absent may return, one that nobody ever named is a mistake.
    """
    values = judged_values(judgements, before)
    ids = pl.concat(frame.select("record_id") for frame in (*named, before.records))
    unknown = (
        pl.concat(judgements.select(*_PAIR, record_id=side) for side in _PAIR)
        .join(ids, on="record_id", how="anti")
        # What the last publication hands on was known once, though in no ledger of measures.
        .join(values.filter("is_seen"), on=[*_PAIR, "record_id"], how="anti")
        .sort(*_PAIR, "record_id")
        .group_by(_PAIR, maintain_order=True)
        .agg(pl.col("record_id").str.join(" ").alias("unknown_records"))
    )
    told = judgements.drop("contradicts", "unknown_records")
    joined = told.join(contradictions(judgements), on=_PAIR, how="left").join(
        unknown, on=_PAIR, how="left"
    )
    return Standing(joined.sort(_PAIR), values)
