"""Weights for any tables, learnt from the tables themselves.

Belongs here: which pairs count as examples of one thing and of two, turn by turn. Does not belong
here: the estimation from counts (``em``), comparing, and what follows from a score (``linking``).

Random pairs alone take a similar thing for the same thing where columns say the same twice. So a
pair counts as an example of one thing only as far as it has no better rival. Where records may
have any number of partners and rivals prove nothing, the compared pairs that are not the same
thing count as examples of two things, as many as random ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from foerderlupe.matching.clustering import components
from foerderlupe.matching.columns import Column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.em import Learned, Space, learn, unlikely
from foerderlupe.matching.patterns import Patterns, number_patterns
from foerderlupe.matching.rivals import Once, compete, named_once

_RANDOM_PAIRS = 500_000
_SEED = 20_261_122
_TURNS = 4
# One to choose them by weights from random pairs, one to learn. With every further one pairs that
# are doubtful would become examples of the doubt, until nothing is the same.
_TURNS_WITH_RELATED = 2
_SAME = 0.5
_NEGLIGIBLE = 1e-6
_PAIR = {"left": pl.UInt32, "right": pl.UInt32}


@dataclass(frozen=True)
class Size:
    """Numbers of records; those from ``first_right`` on are the right table, if there is one."""

    records: int
    first_right: int | None = None

    def space(self) -> Space:
        """All pairs; of two tables no more are the same thing than the smaller one has records."""
        if self.first_right is None:
            return Space(max(self.records * (self.records - 1) / 2, 1), float(self.records))
        left, right = self.first_right, self.records - self.first_right
        return Space(max(left * right, 1), float(min(left, right)))


@dataclass(frozen=True)
class Fit:
    """Weights, which table names things once, and ``scored``: left, right, bits, score."""

    learned: Learned
    once: Once
    scored: pl.DataFrame


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


def fit(compared: pl.DataFrame, columns: Sequence[Column], size: Size, stated: Once | None) -> Fit:
    """Weights of the columns and scores of the pairs.

    ``compared`` has left, right, likeness, and levels per column. ``stated`` says which table
    names things once; otherwise it is found out. One table may name anything twice.
    """
    learning = _Learning(compared, columns, size)
    found = learning.turns(Once(True, True), _TURNS)
    if size.first_right is None:
        return learning.turns(Once(False, False), _TURNS_WITH_RELATED)
    alone = learning.alone(found.learned)
    once = named_once(alone, _SAME) if stated is None else stated
    return found if once == found.once else learning.turns(once, _TURNS_WITH_RELATED)


class _Learning:
    """What stays the same from turn to turn, and the examples that change."""

    def __init__(self, compared: pl.DataFrame, columns: Sequence[Column], size: Size) -> None:
        self.pairs, self.size = compared.select("left", "right"), size
        self.levels = {column.name: column.comparison.levels for column in columns}
        self.patterns: Patterns = number_patterns(compared, columns)
        self.random = number_patterns(compare(random_pairs(size), columns), columns)
        one = pl.repeat(1.0, self.random.codes.len(), eager=True)
        self.drawn = self.random.counted(one)
        self.examples = _mutual_best(compared)
        self.space = size.space()
        self.different = self._without(self.examples)

    def turns(self, once: Once, number: int) -> Fit:
        """Learn, score, and choose the examples of the next turn, ``number`` times."""
        for _ in range(number):
            learned = self._learn()
            alone = self.alone(learned)
            score = compete(alone, once, self.size.records)
            excluding = once.left or once.right
            example = score if excluding else score * nearest(alone, self.size.records)
            self.examples = example / alone["score"].clip(_NEGLIGIBLE)
            self._choose_different(learned, example, related=not (once.left and once.right))
        return Fit(learned, once, alone.with_columns(score))

    def alone(self, learned: Learned) -> pl.DataFrame:
        """left, right, bits and score of the pairs, each by itself."""
        return self.pairs.hstack(self.patterns.scored(learned))

    def _learn(self) -> Learned:
        counted = self.patterns.counted(self.examples.clip(0.0, 1.0))
        seen = counted.filter(pl.col("count") > _NEGLIGIBLE)
        return learn(seen, unlikely(self.different, self.levels), self.space)

    def _without(self, examples: pl.Series) -> pl.DataFrame:
        """The random pairs less as many of the examples as they are expected to hold."""
        share = self.random.codes.len() / self.space.pairs
        names = list(self.levels)
        held = self.patterns.counted(examples).rename({"count": "held"})
        joined = self.drawn.join(held, on=names, how="left", maintain_order="left")
        left = pl.col("count") - share * pl.col("held").fill_null(0.0)
        return joined.select(*names, left.clip(0.0).alias("count"))

    def _choose_different(self, learned: Learned, score: pl.Series, *, related: bool) -> None:
        """Random pairs, each as far as it is different; with ``related`` compared ones besides."""
        same = self.random.table.hstack(_alone(self.random.table, learned))["score"]
        random = self.drawn.with_columns(pl.col("count") * (1 - same))
        self.different, self.space = random, self.size.space()
        if related and score.len():
            near = self.patterns.counted(1 - score)
            share = float(near["count"].sum()) / max(float(random["count"].sum()), 1.0)
            scaled = random.with_columns(pl.col("count") * share)
            self.different = pl.concat([near, scaled])
            self.space = Space(2.0 * score.len(), self.space.at_most)


def nearest(alone: pl.DataFrame, size: int) -> pl.Series:
    """1 for pairs whose records are joined by a chain of best partners, else 0.

    Copies of one thing are nearest to each other; a merely similar thing has its own copies.
    """
    likely = alone.filter(pl.col("score") >= _SAME)
    ends = pl.concat([likely.select("left", "right", "bits", record=side) for side in _PAIR])
    best = ends.filter(pl.col("bits") == pl.col("bits").max().over("record"))
    chain = components(best, size)["component"]
    joined = chain.gather(alone["left"]) == chain.gather(alone["right"])
    return joined.cast(pl.Float64)


def _alone(table: pl.DataFrame, learned: Learned) -> pl.DataFrame:
    every = Patterns(table, pl.int_range(table.height, dtype=pl.UInt32, eager=True))
    return every.scored(learned)


def _mutual_best(compared: pl.DataFrame) -> pl.Series:
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
