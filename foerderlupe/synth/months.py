"""Periods as a first month and a number of months.

Belongs here: months counted since January of year 0, and dates made of them. Does not belong
here: which period a measure has (``measures``).
"""

from collections.abc import Mapping

import polars as pl


def month_start(months: pl.Expr) -> pl.Expr:
    """The first day of a month that is counted since January of year 0.

    >>> pl.select(month_start(pl.lit(2014 * 12 + 8))).item()
    datetime.date(2014, 9, 1)
    """
    return pl.date(months // 12, months % 12 + 1, 1)


def whole_years() -> Mapping[str, pl.Expr]:
    """The columns start, months and by_month of periods of which only the years are known."""
    first, last = pl.col("start") // 12, (pl.col("start") + pl.col("months") - 1) // 12
    return {
        "start": first * 12,
        "months": (last - first + 1) * 12,
        "by_month": pl.lit(value=False),
    }
