"""Fitting the line of ``calibration`` to pairs whose truth is known.

Belongs here: the fit. Does not belong here: the line and what it is for (``calibration``), which
every run reads; only training fits one.
"""

import numpy as np
import polars as pl
from scipy.optimize import isotonic_regression

from foerderlupe.matching.calibration import Calibration, calibrated
from foerderlupe.matching.scoring import probability

_GRID = [float(bits) for bits in range(-10, 13, 2)]


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
