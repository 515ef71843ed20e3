"""How two periods lie to each other.

Belongs here: the level of a pair of periods and the facts that rules rest on.
Does not belong here: reading a period (``parse.periods``), and what a level is worth
(``weights.yml``).

A list that states only years says less than one that states days, and does not contradict it: its
periods are compared by their years. DOMAIN section 2.6.
"""

import polars as pl

_SAME_DAYS = 62
_FOLLOWING_DAYS = 366
_ROUGH = ["year", "double_budget", "funding_period"]


def rough() -> pl.Expr:
    """Whether a period_precision names years only."""
    return pl.col("period_precision").is_in(_ROUGH).fill_null(value=False)


def period_level() -> pl.Expr:
    """The level of a pair with start, end, open and rough of both sides.

    same (two months apart at most), starts (an end is not known), years (one side names years
    only, and the years are the same), contained, overlap, shifted (one begins and ends in a later
    year), disjoint, missing. Open ends are unknown, not infinite: what starts together may well
    end together.
    """
    same_end = (_apart("end") <= _SAME_DAYS) | (pl.col("open_left") & pl.col("open_right"))
    return (
        pl.when(pl.col("start_left").is_null() | pl.col("start_right").is_null())
        .then(pl.lit("missing"))
        .when(_disjoint().fill_null(value=False))
        .then(pl.lit("disjoint"))
        .when((_apart("start") <= _SAME_DAYS) & same_end.fill_null(value=False))
        .then(pl.lit("same"))
        .when(_starts_together())
        .then(pl.lit("starts"))
        .when(_same_years().fill_null(value=False))
        .then(pl.lit("years"))
        .when((_inside("left", "right") | _inside("right", "left")).fill_null(value=False))
        .then(pl.lit("contained"))
        .when((_later("left", "right") | _later("right", "left")).fill_null(value=False))
        .then(pl.lit("shifted"))
        .otherwise(pl.lit("overlap"))
    )


def period_facts() -> list[pl.Expr]:
    """starts_together (one list names no end), and follows (begins within a year of the end)."""
    follows = _disjoint() & (_gap() <= _FOLLOWING_DAYS)
    return [
        _starts_together().alias("starts_together"),
        follows.fill_null(value=False).alias("follows"),
    ]


def _apart(end: str) -> pl.Expr:
    return (pl.col(f"{end}_left") - pl.col(f"{end}_right")).dt.total_days().abs()


def _inside(one: str, other: str) -> pl.Expr:
    begins = pl.col(f"start_{one}") >= pl.col(f"start_{other}")
    return begins & (pl.col(f"end_{one}") <= pl.col(f"end_{other}"))


def _first_year(side: str) -> pl.Expr:
    return pl.col(f"start_{side}").dt.year()


def _last_year(side: str) -> pl.Expr:
    return (pl.col(f"end_{side}") - pl.duration(days=1)).dt.year()


def _same_years() -> pl.Expr:
    years = _first_year("left") == _first_year("right")
    years = years & (_last_year("left") == _last_year("right"))
    return years & (pl.col("rough_left") | pl.col("rough_right"))


def _later(one: str, other: str) -> pl.Expr:
    years = _first_year(one) > _first_year(other)
    years = years & (_last_year(one) > _last_year(other))
    return years & (_apart("start") > _SAME_DAYS) & (_apart("end") > _SAME_DAYS)


def _disjoint() -> pl.Expr:
    return (pl.col("end_left") <= pl.col("start_right")) | (
        pl.col("end_right") <= pl.col("start_left")
    )


def _gap() -> pl.Expr:
    """Days between two periods that do not meet."""
    return pl.max_horizontal(
        (pl.col("start_right") - pl.col("end_left")).dt.total_days(),
        (pl.col("start_left") - pl.col("end_right")).dt.total_days(),
    )


def _starts_together() -> pl.Expr:
    """One list names no end: the start alone can agree."""
    open_end = pl.col("open_left") | pl.col("open_right")
    no_end = pl.col("end_left").is_null() | pl.col("end_right").is_null()
    return ((open_end | no_end) & (_apart("start") <= _SAME_DAYS)).fill_null(value=False)
