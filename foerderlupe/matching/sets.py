"""Sets of values per record, numbered so that equal sets are compared once.

Belongs here: giving equal sets one code, and running a comparison once per distinct pair of
codes. Does not belong here: what two sets mean to each other (``parties``, ``places`` …).
"""

from collections.abc import Callable

import polars as pl

Comparison = Callable[[pl.DataFrame], pl.DataFrame]


def number_sets(frame: pl.DataFrame, lists: list[str], code: str) -> tuple[pl.DataFrame, pl.Series]:
    """Distinct combinations of list columns, and the code of every row of ``frame``.

    The lists of ``frame`` must be sorted. Result: the table (code and lists), and a series of
    codes in row order.
    """
    keyed = frame.select(*lists, _key(lists).alias("key"))
    table = keyed.unique(subset="key").sort("key").with_row_index(code)
    codes = keyed.select("key").join(
        table.select("key", code), on="key", how="left", maintain_order="left"
    )
    return table.drop("key"), codes[code]


def _key(lists: list[str]) -> pl.Expr:
    joined = [pl.col(name).fill_null([]).list.join("\x1f") for name in lists]
    return pl.concat_str(joined, separator="\x1e")


def compare_codes(
    pairs: pl.DataFrame, left: str, right: str, table: pl.DataFrame, comparison: Comparison
) -> pl.DataFrame:
    """``pairs`` with the columns that ``comparison`` adds, computed once per pair of codes.

    ``left`` and ``right`` are columns of codes of ``table``, whose first column is the code. The
    comparison gets one row per distinct pair, with every column of the table as ``<name>_left``
    and ``<name>_right``, and returns as many rows in the same order.
    """
    code, *columns = table.columns
    distinct = pairs.select(left, right).unique().sort(left, right)
    # A code may have the name of a column of its table: "carriers".
    sides = distinct.select(pl.col(left).alias("#left"), pl.col(right).alias("#right"))
    for side in ("left", "right"):
        renamed = table.rename({code: f"#{side}", **{n: f"{n}_{side}" for n in columns}})
        sides = sides.join(renamed, on=f"#{side}", how="left", maintain_order="left")
    found = pl.concat([distinct, comparison(sides)], how="horizontal")
    return pairs.join(found, on=[left, right], how="left", maintain_order="left", nulls_equal=True)
