"""What the bits of a score turn out to mean where the truth is known.

Belongs here: a rising line from bits to log2 odds, and applying it. Does not belong here: fitting
it (``calibrating``), and where bits come from (``scoring``, ``em``).

Evidence that comes together is counted twice by a sum of weights, so that bits promise more than
they keep. A score is a probability only after this correction (reliability diagrams, Niculescu-
Mizil & Caruana 2005; isotonic calibration, Zadrozny & Elkan 2002).
"""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

Calibration = tuple[tuple[float, float], ...]
"""Points (bits, log2 odds), both rising; straight between them, one to one beyond them."""

AS_IS: Calibration = ((0.0, 0.0),)
"""Bits that mean what they say."""


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
