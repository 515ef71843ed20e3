"""From levels to a probability.

Belongs here: adding up the weights of the levels (Fellegi & Sunter 1969). Does not belong here:
where the weights come from, and what follows from a score.
"""

from functools import reduce
from math import log
from operator import add

import polars as pl

_DIGITS = 6

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
    # Added one after the other: a horizontal sum adds in any order, which shows in the last digit.
    added = reduce(add, bits, pl.lit(prior)).round(_DIGITS)
    return compared.with_columns(added.alias("bits")).with_columns(
        probability(pl.col("bits")).round(6).alias("score")
    )


def probability(bits: pl.Expr) -> pl.Expr:
    """Log2 odds as a probability."""
    return 1 / (1 + (-bits * log(2)).exp())
