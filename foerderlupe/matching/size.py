"""How many records and pairs there are.

Belongs here: which records belong to which table, and the number of all pairs. Does not belong
here: the records themselves (``records``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.em import Space


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

    def can_be_a_pair(self) -> pl.Expr:
        """Whether left and right are of different tables, if there are two."""
        if self.first_right is None:
            return pl.lit(True)
        return (pl.col("left") < self.first_right) & (pl.col("right") >= self.first_right)
