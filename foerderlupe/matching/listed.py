"""One table that several lists were put together into.

Belongs here: which records of it may meet, and who competes with whom. Does not belong here: the
competition itself (``rivals``) and tables that stay apart (``size``).

In a list that names everything once no two records are the same thing. A record has one partner at
the most in each such list, so it competes in as many places as there are lists.
"""

from dataclasses import dataclass, replace

import polars as pl

from foerderlupe.matching.rivals import Once, chosen, compete, repeats

PAIRED = Once(True, True)


@dataclass(frozen=True)
class Listed:
    """``number`` is the list of each record; ``once`` whether each list names things once."""

    number: pl.Series
    once: pl.Series

    def allowed(self, pairs: pl.DataFrame) -> pl.Series:
        """Whether the records of each pair (left, right) may be the same thing."""
        left, right = self._sides(pairs)
        return (left != right) | ~self.once.gather(left)

    def within(self, pairs: pl.DataFrame) -> pl.Series:
        """Whether both records of each pair are of one list."""
        left, right = self._sides(pairs)
        return left == right

    def exclusive(self) -> pl.DataFrame:
        """record, group: the records of lists that name things once, which never meet."""
        of = pl.DataFrame({"group": self.number}).with_row_index("record")
        return of.filter(self.once.gather(self.number)).select("record", "group")

    def places(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """left, right: the place in which the left record competes for its right one, and back.

        Records of a list that may name things twice are no rivals of each other.
        """
        left, right = self._sides(pairs)
        first_own = self.number.len() * self.once.len()
        sides = {"left": (pairs["left"], right), "right": (pairs["right"], left)}
        found = {}
        for side, (record, other) in sides.items():
            place = record.cast(pl.Int64) * self.once.len() + other.cast(pl.Int64)
            own = pl.int_range(first_own, first_own + pairs.height, eager=True)
            found[side] = place.zip_with(self.once.gather(other), own)
            first_own += pairs.height
        return pl.DataFrame(found)

    def found_out(self, alone: pl.DataFrame, threshold: float) -> "Listed":
        """``once`` told from pairs of several lists (left, right, bits, score by itself)."""
        alike = alone.filter(pl.col("score") >= threshold)
        left, right = self._sides(alike)
        ends = [
            alike.select("bits", left="right", right="left").with_columns(list=left),
            alike.select("bits", "left", "right").with_columns(list=right),
        ]
        of = pl.concat([end.select("list", "left", "right", "bits") for end in ends])
        once = [
            not repeats(of.filter(pl.col("list") == number), "left", "right")
            for number in range(self.once.len())
        ]
        return replace(self, once=pl.Series(once, dtype=pl.Boolean) & self.once)

    def _sides(self, pairs: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
        return self.number.gather(pairs["left"]), self.number.gather(pairs["right"])


@dataclass(frozen=True)
class Competition:
    """Who competes with whom: the pairs of a record, or those with one list."""

    records: int
    listed: Listed | None = None

    def score(self, alone: pl.DataFrame, once: Once) -> pl.Series:
        """The probability of each pair (left, right, bits) beside its rivals."""
        if self.listed is None:
            return compete(alone, once, self.records)
        places = self.listed.places(alone).with_columns(alone["bits"])
        size = self.listed.number.len() * self.listed.once.len() + 2 * alone.height
        return compete(places, PAIRED, size)

    def best(self, scored: pl.DataFrame, once: Once) -> pl.Series:
        """Whether each pair (left, right, score) is the best of its records."""
        if self.listed is None:
            return chosen(scored, once)
        return chosen(self.listed.places(scored).with_columns(scored["score"]), PAIRED)


def listed(names: pl.Series) -> Listed:
    """The lists of the records, in alphabetical order; a record without list is of none.

    >>> listed(pl.Series(["b", "a", None, "b"])).number.to_list()
    [2, 1, 0, 2]
    """
    # Records without list can be the same thing as any other.
    filled = pl.select(pl.concat([pl.Series([""]), names.fill_null("")])).to_series()
    number = filled.rank("dense").cast(pl.UInt32) - 1
    once = pl.int_range(int(number.n_unique()), eager=True) > 0
    return Listed(number.slice(1).alias("list"), once)
