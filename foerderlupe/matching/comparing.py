"""Levels of agreement of pairs of records.

Belongs here: running the comparison of every column once per distinct pair of values.
Does not belong here: the comparisons (``values``), weights and decisions.
"""

from collections.abc import Sequence

import polars as pl

from foerderlupe.matching.columns import Column
from foerderlupe.matching.sets import compare_codes


def compare(pairs: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """``pairs`` (left, right) with one column of levels (Int8, null for missing) per column."""
    for column in columns:
        pairs = _compare_column(pairs, column)
    return pairs


def _compare_column(pairs: pl.DataFrame, column: Column) -> pl.DataFrame:
    codes = column.codes
    coded = pairs.with_columns(
        codes.gather(pairs["left"]).alias("#one"), codes.gather(pairs["right"]).alias("#other")
    )
    known = coded.filter(pl.col("#one").is_not_null() & pl.col("#other").is_not_null())
    numbers = pl.DataFrame({"code": column.values["code"], "number": column.values["code"]})

    def levels(sides: pl.DataFrame) -> pl.DataFrame:
        one, other = (
            sides[f"number_{side}"].cast(pl.Int64).to_numpy() for side in ("left", "right")
        )
        return pl.DataFrame({column.name: column.comparison.compare(one, other)})

    distinct = known.select("#one", "#other").unique()
    found = compare_codes(distinct, "#one", "#other", numbers, levels)
    return coded.join(found, on=["#one", "#other"], how="left", maintain_order="left").drop(
        "#one", "#other"
    )
