"""The pairs that weights are first learnt from.

Belongs here: random pairs, pairs that are each other's best, and chains of best partners. Does not
belong here: learning from them (``learning``).
"""

import numpy as np
import polars as pl

from foerderlupe.matching.clustering import components
from foerderlupe.matching.size import Size

_RANDOM_PAIRS = 500_000
_SEED = 20_261_122
_LIKELY = 0.5
_PAIR = {"left": pl.UInt32, "right": pl.UInt32}


def random_pairs(size: Size) -> pl.DataFrame:
    """left, right: every pair of small tables, else as many random ones as are enough."""
    start = size.first_right or 0
    height, width = size.first_right or size.records, size.records - start
    if height * width <= _RANDOM_PAIRS:
        left = np.repeat(np.arange(height), width)
        right = np.tile(np.arange(start, size.records), height)
    else:
        drawn = np.random.default_rng(_SEED)
        left = drawn.integers(0, height, _RANDOM_PAIRS)
        right = drawn.integers(start, size.records, _RANDOM_PAIRS)
    pairs = pl.DataFrame({"left": left, "right": right}, schema_overrides=_PAIR)
    return pairs.filter(pl.col("left") < pl.col("right"))


def nearest(alone: pl.DataFrame, size: int) -> pl.Series:
    """1 for pairs whose records are joined by a chain of best partners, else 0.

    Copies of one thing are nearest to each other; a merely similar thing has its own copies.
    """
    likely = alone.filter(pl.col("score") >= _LIKELY)
    best = likely.filter(_reached(likely, "bits", any_side=True))
    chain = components(best, size)["component"]
    joined = chain.gather(alone["left"]) == chain.gather(alone["right"])
    return joined.cast(pl.Float64)


def mutual_best(compared: pl.DataFrame) -> pl.Series:
    """1 for pairs that are the likest one of both of their records, else 0."""
    reached = _reached(compared, "likeness", any_side=False)
    return reached.cast(pl.Float64).alias("example")


def _reached(pairs: pl.DataFrame, column: str, *, any_side: bool) -> pl.Series:
    """Whether a pair has the largest value of all pairs of its records, or of one of them."""
    value = pairs[column].to_numpy()
    ends = [pairs[side].cast(pl.Int64).to_numpy() for side in _PAIR]
    largest = np.full(max((int(end.max(initial=-1)) for end in ends), default=-1) + 1, -np.inf)
    for end in ends:
        np.maximum.at(largest, end, value)
    one, other = (value >= largest[end] for end in ends)
    return pl.Series(one | other if any_side else one & other)
