"""Which patterns the errors have: what was merged wrongly, what was missed, and why.

Belongs here: counting errors by pattern, with one example each. Does not belong here: what a
pattern is (the caller names it: levels that were compared, a veto).
"""

import polars as pl

from foerderlupe.matching.evaluation import PAIR, as_pairs

MERGED, MISSED = "wrongly merged", "missed"
_BY_OTHERS = "by way of other records"
_NEVER_CLOSE = "no pair kept: no common key, or far below the threshold"


def mistakes(found: pl.DataFrame, truth: pl.DataFrame, patterns: pl.DataFrame) -> pl.DataFrame:
    """Wrong and missed pairs by pattern, the commonest first.

    ``found`` and ``truth`` have left_id, right_id, ``patterns`` left_id, right_id, pattern, all
    written the same way round. A pair without a pattern was joined by way of other records, or
    never came close. Result: mistake (wrongly merged, missed), pattern, pairs, and as the example
    left_id, right_id (the pair with the smallest ids).
    """
    pairs, true = as_pairs(found), as_pairs(truth)
    wrong = pairs.join(true, on=PAIR, how="anti").with_columns(mistake=pl.lit(MERGED))
    missed = true.join(pairs, on=PAIR, how="anti").with_columns(mistake=pl.lit(MISSED))
    known = patterns.select(pl.col(PAIR).cast(pl.String), "pattern").unique(PAIR)
    told = pl.concat([wrong, missed]).join(known, on=PAIR, how="left")
    without = pl.col("mistake").replace_strict({MERGED: _BY_OTHERS, MISSED: _NEVER_CLOSE})
    return (
        told.with_columns(pl.coalesce("pattern", without))
        .sort(PAIR)
        .group_by("mistake", "pattern")
        .agg(pl.len().cast(pl.Int64).alias("pairs"), pl.col(PAIR).first())
        .sort("mistake", "pairs", "pattern", descending=[True, True, False])
    )
