"""Why a pair is the same, in words and numbers.

Belongs here: the text of the column ``explanation``. Does not belong here: any decision.
"""

import polars as pl

from foerderlupe.matching.em import MISSING, Learned
from foerderlupe.matching.scoring import probability


def explain(kept: pl.DataFrame, learned: Learned) -> pl.DataFrame:
    """``kept`` with ``explanation``: bits per column, their sum, and what rivals make of it.

    ``kept`` has one column of level names per field, bits, and score. Columns that are missing on
    a side are left out, since they say nothing.
    """
    fields = [_field(field, levels) for field, levels in learned.weights.items()]
    evidence = pl.concat_str(fields, separator="; ", ignore_nulls=True)
    alone = probability(pl.col("bits"))
    return kept.with_columns(
        pl.format(
            "{}; prior {} = {} bits; probability {} by itself, {} beside its rivals",
            pl.when(evidence == "").then(pl.lit("nothing to compare")).otherwise(evidence),
            pl.lit(f"{learned.prior_bits:+.1f}"),
            pl.col("bits").round(1),
            alone.round(4),
            pl.col("score").round(4),
        ).alias("explanation")
    )


def _field(field: str, levels: dict[str, float]) -> pl.Expr:
    said = {level: f"{field}: {level} {bits:+.1f}" for level, bits in levels.items()}
    said.pop(MISSING)
    return pl.col(field).replace_strict(said, default=None, return_dtype=pl.String)
