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
    ends = pl.concat([likely.select("left", "right", "bits", record=side) for side in _PAIR])
    best = ends.filter(pl.col("bits") == pl.col("bits").max().over("record"))
    chain = components(best, size)["component"]
    joined = chain.gather(alone["left"]) == chain.gather(alone["right"])
    return joined.cast(pl.Float64)


def mutual_best(compared: pl.DataFrame) -> pl.Series:
    """1 for pairs that are the likest one of both of their records, else 0."""
    ends = pl.concat([compared.select("likeness", record=side) for side in ("left", "right")])
    best = ends.group_by("record").agg(pl.col("likeness").max().alias("best"))
    joined = compared.select("left", "right", "likeness")
    for side in ("left", "right"):
        joined = joined.join(
            best, left_on=side, right_on="record", how="left", maintain_order="left"
        ).rename({"best": f"best_{side}"})
    reached = pl.all_horizontal(
        pl.col("likeness") >= pl.col(f"best_{side}") for side in ("left", "right")
    )
    return joined.select(reached.cast(pl.Float64).alias("example"))["example"]
