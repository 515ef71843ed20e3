"""From levels to a probability.

Belongs here: adding up the weights of the levels (Fellegi & Sunter 1969) and counting structured
agreements. Does not belong here: the weights (``measures.yml``) and what follows
(``deciding``).
"""

from math import log

import polars as pl

from foerderlupe.matching.rulebook import Rulebook


def score(compared: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``compared`` with bits (log2 odds), score (probability) and agreements.

    Agreements are counted of carrier, number or amount, and place with period: the title alone
    never merges (DOMAIN 2.4, step 5). A place that one list does not give is no disagreement
    where the period is the same and the title is one telling name. To be each other's only
    counterpart counts as one more.
    """
    weights = [
        pl.col(field).replace_strict(levels, return_dtype=pl.Float64)
        for field, levels in rulebook.weights.by_field.items()
    ]
    agreeing = rulebook.agreeing
    unplaced = (
        pl.col("place").is_in(agreeing.place_unknown)
        & (pl.col("period") == "same")
        & pl.col("title").is_in(rulebook.told_titles["one_name"])
    )
    agreements = (
        pl.col("carrier").is_in(agreeing.carrier).cast(pl.Int64)
        + (pl.col("number").is_in(agreeing.number) | pl.col("amount").is_in(agreeing.amount))
        + (
            (pl.col("place").is_in(agreeing.place) & pl.col("period").is_in(agreeing.period))
            | unplaced
        )
        + pl.col("counterpart").is_in(agreeing.counterpart)
    )
    return compared.with_columns(
        (pl.sum_horizontal(weights) + rulebook.prior).alias("bits"), agreements.alias("agreements")
    ).with_columns(probability(pl.col("bits")).round(6).alias("score"))


def probability(bits: pl.Expr) -> pl.Expr:
    """Log2 odds as a probability."""
    return 1 / (1 + (-bits * log(2)).exp())
