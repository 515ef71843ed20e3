"""Combinations of levels, numbered, so that weights are learnt and summed once per combination.

Belongs here: numbering the patterns of pairs, and counting pairs per pattern. Does not belong
here: levels (``comparing``) and weights (``em``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.columns import Column
from foerderlupe.matching.em import MISSING, Learned
from foerderlupe.matching.scoring import with_score


@dataclass(frozen=True)
class Patterns:
    """The patterns of many pairs.

    ``table`` has one row per pattern and one column of level names per field; ``codes`` the row
    of each pair.
    """

    table: pl.DataFrame
    codes: pl.Series

    def counted(self, weight: pl.Series) -> pl.DataFrame:
        """The table with ``count``, the sum of the weights of the pairs of each pattern."""
        weighed = pl.DataFrame({"code": self.codes, "weight": weight})
        sums = weighed.group_by("code").agg(pl.col("weight").sum())
        counts = pl.DataFrame(
            {"code": pl.int_range(self.table.height, dtype=pl.UInt32, eager=True)}
        )
        count = counts.join(sums, on="code", how="left", maintain_order="left")["weight"]
        return self.table.with_columns(count.fill_null(0.0).alias("count"))

    def scored(self, learned: Learned) -> pl.DataFrame:
        """bits and score of each pair by itself."""
        found = with_score(self.table, learned.weights, learned.prior_bits)
        return found.select("bits", "score")[self.codes]


def number_patterns(compared: pl.DataFrame, columns: Sequence[Column]) -> Patterns:
    """The patterns of compared pairs (one Int8 column per column)."""
    names = [column.name for column in columns]
    distinct = compared.select(names).unique().sort(names).with_row_index("#code")
    codes = compared.select(names).join(
        distinct, on=names, how="left", nulls_equal=True, maintain_order="left"
    )["#code"]
    return Patterns(distinct.select(_named(column) for column in columns), codes)


def _named(column: Column) -> pl.Expr:
    names = dict(enumerate(column.comparison.levels))
    named = pl.col(column.name).replace_strict(names, default=None, return_dtype=pl.String)
    return named.fill_null(MISSING)
