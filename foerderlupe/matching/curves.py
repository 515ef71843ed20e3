"""What scores are worth: the curve over thresholds, and whether a probability is one.

Belongs here: frames made of scored pairs and true pairs. Does not belong here: drawing them
(``foerderlupe.evaluate.picture``) and correcting scores (``calibration``).
"""

from collections.abc import Sequence

import polars as pl

from foerderlupe.matching.evaluation import PAIR, as_pairs


def threshold_curve(
    scored: pl.DataFrame, truth: pl.DataFrame, thresholds: Sequence[float]
) -> pl.DataFrame:
    """Quality of the pairs that score at least as high as each threshold.

    ``scored`` has left_id, right_id, score (a pair that is given twice counts with its highest),
    ``truth`` left_id, right_id, written the same way round. True pairs without a score are missed
    at every threshold. Result, by rising threshold: threshold, found, right, precision, recall,
    f1; nothing found has precision 1.
    """
    scores = pl.DataFrame({"threshold": sorted(set(thresholds))}, schema={"threshold": pl.Float64})
    counted = _told(scored, truth).group_by("score").agg(found=pl.len(), right=pl.col("true").sum())
    summed = counted.sort("score").with_columns(
        pl.col("found", "right").cum_sum(reverse=True).cast(pl.Int64)
    )
    at = scores.join_asof(summed, left_on="threshold", right_on="score", strategy="forward")
    return _with_quality(at.with_columns(pl.col("found", "right").fill_null(0)), truth)


def _with_quality(at: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    true = as_pairs(truth).height
    found, right = pl.col("found"), pl.col("right")
    return at.select(
        "threshold",
        "found",
        "right",
        precision=pl.when(found > 0).then(right / found).otherwise(1.0),
        recall=right / true if true else pl.lit(1.0),
        f1=pl.when(found + true > 0).then(2 * right / (found + true)).otherwise(1.0),
    )


def reliability(scored: pl.DataFrame, truth: pl.DataFrame, edges: Sequence[float]) -> pl.DataFrame:
    """How many of the pairs of one score are true: a probability of 0.9 has to hold for 9 of 10.

    ``edges`` are the rising limits between bins; a bin holds the scores from its lower limit up to
    below its upper one, the last bin its upper limit too. Bins without a pair are left out.
    Result, by rising score: least, most, pairs, mean_score, share_true.
    """
    limits = [float(edge) for edge in edges]
    bins = pl.DataFrame({"least": limits[:-1], "most": limits[1:]}).with_row_index("bin")
    above = [(pl.col("score") >= edge).cast(pl.UInt32) for edge in limits[1:-1]]
    number = pl.sum_horizontal(pl.lit(0, pl.UInt32), *above)
    within = _told(scored, truth).filter(pl.col("score").is_between(limits[0], limits[-1]))
    counted = within.group_by(bin=number).agg(
        pairs=pl.len().cast(pl.Int64),
        # A sum of floats depends on the order of its rows.
        mean_score=pl.col("score").sort().mean(),
        share_true=pl.col("true").mean(),
    )
    return bins.join(counted, on="bin", maintain_order="left").drop("bin")


def _told(scored: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Score and truth of every distinct pair."""
    texts = scored.select(pl.col(PAIR).cast(pl.String), pl.col("score").cast(pl.Float64))
    best = texts.drop_nulls().group_by(PAIR).agg(pl.col("score").max())
    true = as_pairs(truth).with_columns(true=pl.lit(value=True))
    told = best.join(true, on=PAIR, how="left")
    return told.select("score", pl.col("true").fill_null(value=False))
