"""What people decided about pairs, put above what the rules say.

Belongs here: finding the judged pairs among the records, and applying the six judgements.
Does not belong here: reading the judgement file and re-opening a judgement (``review``).
"""

import polars as pl

_FORCED = {
    "same": ("same", "duplicate_record"),
    "different": ("apart", "different"),
    "successor": ("apart", "successor"),
    "sibling": ("apart", "sibling"),
    "part_of": ("apart", "part_of"),
    "unsure": ("review", None),
}


def judged_pairs(judgements: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The last judgement on every pair whose records both exist tonight.

    Result: left, right (numbers of records, left < right), judgement, judged_by. Judgements on
    records that are absent tonight wait for their return.
    """
    ids = records.select("record_id", "record")
    found = judgements.join(ids, left_on="left_record_id", right_on="record_id").join(
        ids, left_on="right_record_id", right_on="record_id", suffix="_right"
    )
    return (
        found.filter(pl.col("record") != pl.col("record_right"))
        .with_columns(
            left=pl.min_horizontal("record", "record_right"),
            right=pl.max_horizontal("record", "record_right"),
        )
        .sort("left", "right", "judged_at", "judgement", "judged_by")
        .group_by("left", "right", maintain_order=True)
        .last()
        .select("left", "right", "judgement", "judged_by")
    )


def apply_judgements(decided: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """``decided`` with decided_by, and decision and relation of judged pairs as people said."""
    joined = decided.join(judged, on=["left", "right"], how="left", maintain_order="left")
    decision = {judgement: forced[0] for judgement, forced in _FORCED.items()}
    relation = {judgement: forced[1] for judgement, forced in _FORCED.items()}
    by_person = pl.col("judgement").is_not_null()
    stated = pl.col("judgement").replace_strict(relation, return_dtype=pl.String)
    top_up = (pl.col("judgement") == "same") & (pl.col("relation") == "top_up")
    return joined.with_columns(
        decision=pl.coalesce(
            pl.col("judgement").replace_strict(decision, return_dtype=pl.String), "decision"
        ),
        relation=pl.when(top_up | ~by_person).then("relation").otherwise(stated),
        decided_by=pl.when(by_person).then("judged_by").otherwise(pl.lit("rules")),
    ).drop("judgement", "judged_by")
