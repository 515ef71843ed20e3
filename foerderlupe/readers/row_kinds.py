"""Rows of a list that are no data: which mark holds for a row, and why.

Belongs here: telling single-cell rows and keeping the first mark of each row.
Does not belong here: which marks a list has (``layout``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Mark:
    """Rows that a rule sets aside. ``holds`` is one flag per row, ``level`` counts group levels."""

    holds: pl.Series
    rule: str
    reason: str
    level: int | None = None


def first_filled(cells: Sequence[str]) -> pl.Expr:
    """Text of the leftmost filled cell."""
    return pl.coalesce(cells).alias("first_filled")


def single_cell(cells: Sequence[str]) -> pl.Expr:
    """True for rows that say one thing: one cell, or the same text in all cells (merged ones)."""
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in cells)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(cells[0])) for name in cells)
    return ((filled == 1) | same).alias("single_cell")


def marked(rows: pl.DataFrame, marks: Sequence[Mark]) -> pl.DataFrame:
    """The rows with ``rule``, ``reason`` and ``level`` of the first mark that holds, else null."""
    rule, reason = pl.lit(None, pl.String), pl.lit(None, pl.String)
    level = pl.lit(None, pl.Int64)
    for mark in reversed(marks):
        rule = pl.when(mark.holds).then(pl.lit(mark.rule)).otherwise(rule)
        reason = pl.when(mark.holds).then(pl.lit(mark.reason)).otherwise(reason)
        level = pl.when(mark.holds).then(pl.lit(mark.level, pl.Int64)).otherwise(level)
    return rows.with_columns(rule=rule, reason=reason, level=level)
