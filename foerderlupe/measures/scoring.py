"""How sure a pair is: its score, and the structured agreements that it needs besides.

Belongs here: counting agreements. Does not belong here: adding up weights
(``matching.scoring``), the weights (``weights.yml``) and what follows (``deciding``).
"""

import polars as pl

from foerderlupe.matching.calibration import calibrated
from foerderlupe.matching.scoring import probability, with_score
from foerderlupe.measures.rulebook import Rulebook


def score(compared: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``compared`` with bits (sum of weights and prior), score (probability) and agreements.

    The score is what the bits turned out to mean (``weights.yml``, calibration).

    Agreements are counted of carrier, number or amount, and place with period: the title alone
    never merges (DOMAIN 2.4, step 5). A place that one list does not give is no disagreement
    where the period is the same, or starts so, and the title is one telling name. To be each
    other's only counterpart counts as one more.
    """
    agreeing = rulebook.agreeing
    unplaced = (
        pl.col("place").is_in(agreeing.place_unknown)
        & pl.col("period").is_in(agreeing.period_alone)
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
    odds = calibrated(pl.col("bits"), rulebook.weights.calibration)
    return scored.with_columns(
        agreements.alias("agreements"), probability(odds).round(6).alias("score")
    )
