"""Rows that could not be read, and why.

Belongs here: the one problem that each rejected row reports, and its content.
Does not belong here: finding that a single value is unreadable (``parse.cells``).
"""

import json

import polars as pl

from foerderlupe.model.columns import TEXT
from foerderlupe.parse.fields import Readings
from foerderlupe.parse.personal import redact

_PROBLEM = ("list_column", "reason", "found", "expected")
_LONGEST_FOUND = 200
# The whole cell stays in the snapshot; its place stands beside the row.
_LONGEST_CELL = 10_000


def find_problems(readings: Readings, duration: pl.DataFrame) -> pl.DataFrame:
    """Columns ``list_column, reason, found, expected`` per row, null where the row can be read.

    The first unreadable column in the order of the document speaks for the row; then a period
    that ends before it starts; then a row that states nothing in any column that is read.
    """
    unreadable = [
        frame.select(
            pl.when(pl.col("reason").is_not_null())
            .then(pl.struct(pl.lit(feed.column), "reason", pl.col("value_raw"), "expected"))
            .struct.rename_fields(list(_PROBLEM))
            .alias(str(index))
        ).to_series()
        for index, (feed, frame) in enumerate(readings)
    ]
    silent = [frame["value"].is_null() for _, frame in readings]
    nothing = pl.all_horizontal(pl.lit(bool(readings)), *silent)
    problems = pl.DataFrame([*unreadable, _contradictions(duration).alias("period")]).with_columns(
        pl.when(nothing)
        .then(
            pl.struct(
                list_column=pl.lit(None, pl.String),
                reason=pl.lit("the row states nothing in any column that is read"),
                found=pl.lit("nothing"),
                expected=pl.lit("a value"),
            )
        )
        .alias("nothing")
    )
    return problems.select(pl.coalesce(pl.all()).alias("problem")).unnest("problem")


def reject(rows: pl.DataFrame, problems: pl.DataFrame, shown: tuple[str, ...]) -> pl.DataFrame:
    """The rejected rows, with ``content`` as JSON of the columns that may be shown."""
    bad = problems["reason"].is_not_null()
    place = rows.filter(bad).select("source_row", "locator")
    cells = rows.filter(bad).select(pl.col(shown).str.head(_LONGEST_CELL)).to_dicts()
    content = redact(pl.Series([json.dumps(row, ensure_ascii=False) for row in cells], dtype=TEXT))
    told = problems.filter(bad)["found"].fill_null("").str.head(_LONGEST_CELL)
    found = redact(told).str.head(_LONGEST_FOUND)
    return pl.concat([place, problems.filter(bad)], how="horizontal").with_columns(
        content=content, found=found
    )


def _contradictions(duration: pl.DataFrame) -> pl.Series:
    return duration.select(
        pl.when(pl.col("period_to") <= pl.col("period_from")).then(
            pl.struct(
                "list_column",
                reason=pl.lit("the period ends before it starts"),
                found=pl.format("{} to {}", "period_from", pl.col("period_to").dt.offset_by("-1d")),
                expected=pl.lit("an end on or after the start"),
            )
        )
    ).to_series()
