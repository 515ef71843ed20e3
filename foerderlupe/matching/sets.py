"""Sets of values per record, numbered so that equal sets are compared once.

Belongs here: giving equal sets one code, and running a comparison once per distinct pair of
codes. Does not belong here: what two sets mean to each other (``parties``, ``places`` …).
"""

from collections.abc import Callable, Sequence

import polars as pl

Comparison = Callable[[pl.DataFrame], pl.DataFrame]
_NO_CODE = 2**32 - 1


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


def beside(
    pairs: pl.DataFrame, left: str, right: str, table: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """``pairs`` with ``columns`` of both sides beside them, as ``<name>_left``, ``<name>_right``.

    ``left`` and ``right`` are row numbers of ``table``; no number gives no values.
    """
    sides = [
        table.select(pl.col(name).gather(pairs[number]).alias(f"{name}_{side}") for name in columns)
        for side, number in (("left", left), ("right", right))
    ]
    return pl.concat([pairs, *sides], how="horizontal")


def looked_up(frame: pl.DataFrame, table: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The other columns of ``table`` for every row of ``frame``, in its order; null where none.

    ``table`` has each combination of ``keys`` once. Joining whole frames would copy all of their
    columns, which costs more than the look-up.
    """
    found = frame.select(keys).join(table, on=keys, how="left", maintain_order="left")
    return found.drop(keys)


def compare_codes(
    pairs: pl.DataFrame, left: str, right: str, table: pl.DataFrame, comparison: Comparison
) -> pl.DataFrame:
    """``pairs`` with the columns that ``comparison`` adds, computed once per pair of codes.

    ``left`` and ``right`` are columns of codes of ``table``: row numbers, which its first column
    repeats. The comparison gets one row per distinct pair, with every other column of the table as
    ``<name>_left`` and ``<name>_right``, and returns as many rows in the same order.
    """
    packed = pairs.select(_number(left) * 2**32 + _number(right)).to_series()
    distinct = packed.unique().sort()
    codes = distinct.to_frame().select(
        _code(pl.first() // 2**32).alias("#left"), _code(pl.first() % 2**32).alias("#right")
    )
    found = comparison(beside(codes, "#left", "#right", table, table.columns[1:]))
    rows = distinct.search_sorted(packed)
    return pl.concat([pairs, found.select(pl.all().gather(rows))], how="horizontal")


def _number(code: str) -> pl.Expr:
    return pl.col(code).cast(pl.UInt64).fill_null(_NO_CODE)


def _code(number: pl.Expr) -> pl.Expr:
    return pl.when(number != _NO_CODE).then(number).cast(pl.UInt32)
