"""What people decided about pairs, put above what the rules say.

Belongs here: finding the judged pairs among the records, what follows from several judgements
together, and applying the six of them. Does not belong here: reading the judgement file,
contradictions in it and re-opening a judgement (``review``).
"""

import polars as pl

from foerderlupe.matching.clustering import components

_FORCED = {
    "same": ("same", "duplicate_record"),
    "different": ("apart", "different"),
    "successor": ("apart", "successor"),
    "sibling": ("apart", "sibling"),
    "part_of": ("apart", "part_of"),
    "unsure": ("review", None),
}
KEEPING_APART = tuple(word for word, (decision, _) in _FORCED.items() if decision == "apart")
_JUDGED = pl.Schema(
    {"left": pl.UInt32(), "right": pl.UInt32(), "judgement": pl.String(), "judged_by": pl.String()}
)


def judged_pairs(judgements: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The last judgement on every pair whose records both exist tonight, and what follows.

    Result: left, right (numbers of records, left < right), judgement, judged_by. Judgements on
    records that are absent tonight wait for their return. Where A = B and B = C were judged,
    A = C is a judgement too, by all who made it follow, so that no rule comes between them.
    """
    ids = records.select("record_id", "record")
    found = judgements.join(ids, left_on="left_record_id", right_on="record_id").join(
        ids, left_on="right_record_id", right_on="record_id", suffix="_right"
    )
    spoken = (
        found.filter(pl.col("record") != pl.col("record_right"))
        .with_columns(
            left=pl.min_horizontal("record", "record_right"),
            right=pl.max_horizontal("record", "record_right"),
        )
        .sort("left", "right", "judged_at", "judgement", "judged_by")
        .group_by("left", "right", maintain_order=True)
        .last()
        .select(pl.col(name).cast(dtype) for name, dtype in _JUDGED.items())
    )
    followed = _followed(spoken, records.height)
    # To be unsure of what other decisions settle is no objection.
    settled = spoken.filter(judgement="unsure").join(followed, on=["left", "right"], how="semi")
    firm = spoken.join(settled, on=["left", "right"], how="anti")
    new = followed.join(firm, on=["left", "right"], how="anti")
    return pl.concat([firm, new]).sort("left", "right")


def _followed(spoken: pl.DataFrame, size: int) -> pl.DataFrame:
    """All pairs within what was judged to be one thing and nobody contradicts, as same."""
    same = spoken.filter(judgement="same")
    touched = pl.concat([same["left"], same["right"]]).unique()
    parts = components(same, size).filter(pl.col("record").is_in(touched.implode()))
    within = spoken.join(parts.rename({"record": "left"}), on="left").join(
        parts.rename({"record": "right"}), on=["right", "component"]
    )
    contradicted = within.filter(pl.col("judgement").is_in(KEEPING_APART))["component"].unique()
    judges = (
        within.filter(judgement="same")
        .group_by("component")
        .agg(pl.col("judged_by").unique().sort().str.join(", "))
    )
    agreed = parts.filter(~pl.col("component").is_in(contradicted.implode())).join(
        judges, on="component"
    )
    return (
        agreed.rename({"record": "left"})
        .join(agreed.select("component", right="record"), on="component")
        .filter(pl.col("left") < pl.col("right"))
        .with_columns(judgement=pl.lit("same"))
        .select(pl.col(name).cast(dtype) for name, dtype in _JUDGED.items())
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
