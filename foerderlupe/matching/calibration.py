"""What the bits of a score turn out to mean where the truth is known.

Belongs here: a rising line from bits to log2 odds, fitting and applying it. Does not belong here:
where bits come from (``scoring``, ``em``).

Evidence that comes together is counted twice by a sum of weights, so that bits promise more than
they keep. A score is a probability only after this correction (reliability diagrams, Niculescu-
Mizil & Caruana 2005; isotonic calibration, Zadrozny & Elkan 2002).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import polars as pl
from scipy.optimize import isotonic_regression

from foerderlupe.matching.scoring import probability

Calibration = tuple[tuple[float, float], ...]
"""Points (bits, log2 odds), both rising; straight between them, one to one beyond them."""

AS_IS: Calibration = ((0.0, 0.0),)
"""Bits that mean what they say."""

_GRID = [float(bits) for bits in range(-10, 13, 2)]


def calibrated(bits: pl.Expr, calibration: Sequence[tuple[float, float]]) -> pl.Expr:
    """Bits as the log2 odds that they turned out to mean.

    >>> line = ((0.0, -3.0), (4.0, 1.0), (6.0, 5.0))
    >>> pl.select(calibrated(pl.Series([-1.0, 2.0, 5.0, 8.0]), line)).to_series().to_list()
    [-4.0, -1.0, 3.0, 7.0]
    """
    (first, odds), *_ = calibration
    inner = [
        (above[1] - below[1]) / (above[0] - below[0]) for below, above in pairwise(calibration)
    ]
    line = bits - first + odds
    # At every point the line turns by the difference of the slopes on its two sides.
    for (point, _), (before, after) in zip(calibration, pairwise([1, *inner, 1]), strict=True):
        line = line + (bits - point).clip(lower_bound=0) * (after - before)
    return line


def fit(labelled: pl.DataFrame, before: Calibration, strength: float) -> Calibration:
    """The line for pairs whose truth is known: columns bits, same (boolean), count.

    At every second bit stands the observed share of the pairs around it, to which ``strength``
    pairs are added that keep to the line ``before``; shares that fall are pooled.
    """
    grid = pl.DataFrame({"bits": _GRID, "count": float(strength)}).with_columns(
        hits=probability(calibrated(pl.col("bits"), before)) * strength
    )
    seen = labelled.select(
        ((pl.col("bits") / 2).round() * 2).clip(_GRID[0], _GRID[-1]).alias("bits"),
        pl.col("count").cast(pl.Float64),
        hits=pl.col("same").cast(pl.Float64) * pl.col("count"),
    )
    points = (
        pl.concat([grid, seen.select(grid.columns)])
        .group_by("bits")
        .agg(pl.col("count", "hits").sum())
    )
    points = points.sort("bits")
    share = (points["hits"] / points["count"]).to_numpy()
    rising = isotonic_regression(share, weights=points["count"].to_numpy()).x
    odds = np.log2(rising / (1 - rising)).round(2)
    return tuple(zip(points["bits"].to_list(), map(float, odds), strict=True))
