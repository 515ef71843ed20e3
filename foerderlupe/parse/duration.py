"""The period of a row, from the up to four fields that speak of it.

Belongs here: combining period_from, period_to, period and year. Does not belong here: reading
any of them (``parse.periods``).
"""

import polars as pl

from foerderlupe.model.columns import PERIOD_PRECISIONS
from foerderlupe.parse.fields import FIELD_SCHEMA, Fields

_FIELDS = ("period_from", "period_to", "period", "year")
_RANKS = {name: rank for rank, name in enumerate(PERIOD_PRECISIONS)}


def combine_duration(fields: Fields, height: int) -> pl.DataFrame:
    """Columns ``period, period_from, period_to, period_precision, period_open, list_column``.

    Dates of their own columns come first, the column ``period`` fills in what they leave out,
    and a year counts only where nothing else is stated: the year of an award says nothing about
    the end of a measure. The precision is the coarser one of both ends. ``list_column`` is the
    column to blame where the end lies before the start.
    """
    wide = pl.concat(
        [pl.DataFrame({"row": pl.Series(range(height), dtype=pl.Int64)})]
        + [_renamed(fields, name, height) for name in _FIELDS],
        how="horizontal",
    )
    dated = pl.any_horizontal(
        pl.col(f"{name}.value").is_not_null() for name in ("period_from", "period_to", "period")
    )
    start, first = _first_of("start", ("period_from", "period"), dated)
    end, last = _first_of("end", ("period_to", "period"), dated)
    opened = pl.any_horizontal(
        pl.col(f"{name}.open").fill_null(False) for name in ("period_from", "period_to", "period")
    )
    rank = pl.max_horizontal(
        precision.replace_strict(_RANKS, return_dtype=pl.Int64) for precision in (first, last)
    )
    names = dict(enumerate(PERIOD_PRECISIONS))
    return wide.select(
        period=pl.coalesce("period.value_raw", pl.when(~dated).then("year.value_raw")),
        period_from=start,
        period_to=end,
        period_precision=rank.replace_strict(names, return_dtype=pl.String),
        period_open=opened & end.is_null(),
        list_column=pl.coalesce(f"{name}.list_column" for name in ("period_to", *_FIELDS)),
    )


def _first_of(side: str, fields: tuple[str, str], dated: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The day on one side of the period, and its precision."""
    own, whole = fields
    day = pl.when(dated).then(pl.coalesce(f"{own}.{side}", f"{whole}.{side}"))
    precision = (
        pl.when(pl.col(f"{own}.{side}").is_not_null())
        .then(f"{own}.precision")
        .when(pl.col(f"{whole}.{side}").is_not_null())
        .then(f"{whole}.precision")
    )
    return (
        day.otherwise(f"year.{side}"),
        pl.when(dated).then(precision).otherwise("year.precision"),
    )


def _renamed(fields: Fields, name: str, height: int) -> pl.DataFrame:
    frame = fields.get(name)
    if frame is None:
        frame = FIELD_SCHEMA.to_frame().clear(height)
    return frame.rename({column: f"{name}.{column}" for column in frame.columns})
