"""From levels to a probability.

Belongs here: adding up the weights of the levels (Fellegi & Sunter 1969). Does not belong here:
where the weights come from, and what follows from a score.
"""

from math import log

import polars as pl

Weights = dict[str, dict[str, float]]
"""Field, level and bits: log2 of how much more often one thing shows the level than two do."""


def with_score(compared: pl.DataFrame, weights: Weights, prior: float) -> pl.DataFrame:
    """``compared`` with bits (log2 odds) and score (probability).

    ``compared`` has one column of levels per field; a level without a weight is an error.
    """
    bits = [
        pl.col(field).replace_strict(levels, return_dtype=pl.Float64)
        for field, levels in weights.items()
    ]
    return compared.with_columns((pl.sum_horizontal(bits) + prior).alias("bits")).with_columns(
        probability(pl.col("bits")).round(6).alias("score")
    )


def probability(bits: pl.Expr) -> pl.Expr:
    """Log2 odds as a probability."""
    return 1 / (1 + (-bits * log(2)).exp())
