"""Levels of agreement of pairs of records.

Belongs here: running the comparison of every column, once per distinct pair of values where many
pairs of records have the same. Does not belong here: the comparisons (``values``), weights and
decisions.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from foerderlupe.matching.chunks import in_chunks
from foerderlupe.matching.columns import Column
from foerderlupe.matching.overlap import Rows
from foerderlupe.matching.values import Comparison, Levels

_FEW = 4_000_000
_OFTEN = 3


def compare(pairs: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """``pairs`` (left, right) with one column of levels (Int8) per column.

    Null stands for a missing value, and for one that follows from another column that is equal.
    """
    return pairs.with_columns(
        _levels(pairs["left"], pairs["right"], column).alias(column.name) for column in columns
    )


def _levels(left: pl.Series, right: pl.Series, column: Column) -> pl.Series:
    codes = column.codes.cast(pl.Int64)
    values = pl.DataFrame({"one": codes.gather(left), "other": codes.gather(right)})
    known = values.select(pl.all_horizontal(pl.all().is_not_null()))["one"]
    if column.leader is not None:
        led = column.leader.codes
        told = led.gather(left) == led.gather(right)
        known &= ~told.fill_null(False)
    one, other = (side.to_numpy() for side in values.filter(known))
    found = pl.Series(_compared(one, other, column.comparison, column.values.height))
    if known.all():
        return found
    return pl.repeat(None, known.len(), dtype=pl.Int8, eager=True).scatter(known.arg_true(), found)


def _compared(one: Rows, other: Rows, comparison: Comparison, values: int) -> Levels:
    if values**2 <= min(len(one), _FEW):
        return _of_few(one, other, comparison, values)
    pair = pl.Series(one * values + other)
    if int(pair.approx_n_unique()) * _OFTEN > len(one):  # type: ignore[arg-type]
        found: Levels = in_chunks(comparison.compare, one, other)
        return found
    distinct = pair.unique()
    number = distinct.to_numpy()
    levels = pl.Series(in_chunks(comparison.compare, number // values, number % values))
    return (
        pl.DataFrame({"pair": pair})
        .join(
            pl.DataFrame({"pair": distinct, "level": levels}),
            on="pair",
            how="left",
            maintain_order="left",
        )["level"]
        .to_numpy()
    )


def _of_few(one: Rows, other: Rows, comparison: Comparison, values: int) -> Levels:
    """By a table of all pairs that two values can make."""
    pair = one * values + other
    occurring = np.zeros(values**2, np.bool_)
    occurring[pair] = True
    distinct = np.flatnonzero(occurring)
    table = np.zeros(values**2, np.int8)
    table[distinct] = in_chunks(comparison.compare, distinct // values, distinct % values)
    found: Levels = table[pair]
    return found
