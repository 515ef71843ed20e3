"""How sure a pair is: its score, and the structured agreements that it needs besides.

Belongs here: counting agreements. Does not belong here: adding up weights
(``matching.scoring``), the weights (``measures.yml``) and what follows (``deciding``).
"""

import polars as pl

from foerderlupe.matching.scoring import with_score
from foerderlupe.measures.rulebook import Rulebook


def score(compared: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``compared`` with bits (log2 odds), score (probability) and agreements.

    Agreements are counted of carrier, number or amount, and place with period: the title alone
    never merges (DOMAIN 2.4, step 5). A place that one list does not give is no disagreement
    where the period is the same and the title is one telling name. To be each other's only
    counterpart counts as one more.
    """
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
    scored = with_score(compared, rulebook.weights.by_field, rulebook.prior)
    return scored.with_columns(agreements.alias("agreements"))
