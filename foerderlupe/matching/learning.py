"""Weights learnt from the tables themselves, turn by turn.

Belongs here: which pairs count as examples of one thing and of two. Does not belong here: the
estimation from counts (``em``), comparing, and how many partners a record can have (``fitting``).

Random pairs alone take a similar thing for the same thing where columns say the same twice. So a
pair counts as an example of one thing only as far as it has no better rival. Where records may
have any number of partners and rivals prove nothing, the compared pairs that are not the same
thing count as examples of two things, as many as random ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from foerderlupe.matching.columns import Column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.em import Learned, Space, learn, unlikely
from foerderlupe.matching.examples import mutual_best, nearest, random_pairs
from foerderlupe.matching.listed import Competition, Listed
from foerderlupe.matching.patterns import Patterns, number_patterns
from foerderlupe.matching.rivals import Once
from foerderlupe.matching.scoring import probability
from foerderlupe.matching.size import Size

_NEGLIGIBLE = 1e-6


@dataclass(frozen=True)
class Fit:
    """Weights and what they make of the pairs.

    ``once`` says which table names things once, ``listed`` the same of the lists within a table.
    ``compared`` are the pairs that can meet; ``scored`` has left, right, bits, score and best of
    the same pairs: whether it is the best one of those of its records that have one partner only.
    """

    learned: Learned
    once: Once
    compared: pl.DataFrame
    scored: pl.DataFrame
    listed: Listed | None = None


class Scorer:
    """Pairs with their patterns, ready to be scored under any weights.

    ``compared`` has left, right, levels per column, and judged: the bits that a person gave the
    pair, or null.
    """

    def __init__(
        self,
        compared: pl.DataFrame,
        columns: Sequence[Column],
        size: Size,
        listed: Listed | None = None,
    ) -> None:
        met = compared if listed is None else compared.filter(listed.allowed(compared))
        self.compared, self.columns, self.size, self.listed = met, columns, size, listed
        self.patterns: Patterns = number_patterns(met, columns)
        self.competition = Competition(size.records, listed)

    def alone(self, learned: Learned) -> pl.DataFrame:
        """left, right, bits and score of the pairs, each by itself."""
        scored = self.patterns.scored(learned)
        judged = pl.coalesce(self.compared["judged"], scored["bits"])
        return self.compared.select("left", "right").with_columns(
            bits=judged, score=probability(judged).round(6)
        )

    def fitted(self, learned: Learned, once: Once) -> Fit:
        """The scores of the pairs beside their rivals."""
        alone = self.alone(learned)
        scored = alone.with_columns(self.competition.score(alone, once))
        best = self.competition.best(scored, once).alias("best")
        return Fit(learned, once, self.compared, scored.with_columns(best), self.listed)


class Learning(Scorer):
    """What stays the same from turn to turn, and the examples that change."""

    def __init__(
        self,
        compared: pl.DataFrame,
        columns: Sequence[Column],
        size: Size,
        listed: Listed | None = None,
    ) -> None:
        super().__init__(compared, columns, size, listed)
        self.levels = {column.name: column.comparison.levels for column in columns}
        self.random = number_patterns(compare(random_pairs(size), columns), columns)
        one = pl.repeat(1.0, self.random.codes.len(), eager=True)
        self.drawn = self.random.counted(one)
        self.examples = mutual_best(self.compared)
        self.space = size.space()
        self.unpaired = self._without(self.examples)
        self.different = self.unpaired

    def turns(self, once: Once, number: int, *, related: bool) -> Learned:
        """Learn, score, and choose the examples of the next turn, ``number`` times.

        With ``related`` compared pairs are examples of two things besides random ones.
        """
        for _ in range(number):
            learned = self._learn()
            alone = self.alone(learned)
            score = self.competition.score(alone, once)
            excluding = once.left or once.right
            example = score if excluding else score * nearest(alone, self.size.records)
            self.examples = example / alone["score"].clip(_NEGLIGIBLE)
            self._choose_different(learned, example, related=related)
        return learned

    def _learn(self) -> Learned:
        counted = self.patterns.counted(self.examples.clip(0.0, 1.0))
        seen = counted.filter(pl.col("count") > _NEGLIGIBLE)
        learned = learn(seen, unlikely(self.different, self.levels), self.space)
        factor = {column.name: column.weight for column in self.columns}
        weighed = {
            name: {level: bits * factor[name] for level, bits in levels.items()}
            for name, levels in learned.weights.items()
        }
        return replace(learned, weights=weighed)

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
        # Never more than without the first examples: where one column decides alone, doubt about
        # a level would make its pairs examples of the doubt, until nothing is the same.
        count = pl.min_horizontal(self.drawn["count"] * (1 - same), self.unpaired["count"])
        random = self.drawn.with_columns(count=count)
        self.different, self.space = random, self.size.space()
        if related and score.len():
            near = self.patterns.counted(1 - score)
            share = float(near["count"].sum()) / max(float(random["count"].sum()), 1.0)
            scaled = random.with_columns(pl.col("count") * share)
            self.different = pl.concat([near, scaled])
            self.space = Space(2.0 * score.len(), self.space.at_most)


def _alone(table: pl.DataFrame, learned: Learned) -> pl.DataFrame:
    every = Patterns(table, pl.int_range(table.height, dtype=pl.UInt32, eager=True))
    return every.scored(learned)
