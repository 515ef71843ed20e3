"""Rows that a source document sets aside.

Belongs here: the ``ignore_rows`` of a document. Does not belong here: rows that the reader finds
to be no data, which arrive already set aside.
"""

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.parse.columns import BoundColumns, find_column
from foerderlupe.readers.table import SET_ASIDE_SCHEMA, ListTable
from foerderlupe.spec.document import IgnoreRule, SourceDocument
from foerderlupe.text.distinct import map_distinct


def ignore_rows(
    table: ListTable, document: SourceDocument, bound: BoundColumns
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows to read, and all rows set aside: ``source_row, locator, rule, reason``.

    The first rule that fits names the row. Raises ``SourceError`` for a rule on a column that
    the list does not have.
    """
    number = pl.lit(None, pl.Int64)
    masks = {}
    for index, rule in reversed(list(enumerate(document.ignore_rows))):
        column = _column(rule, table, document, bound)
        if column is not None:
            masks[f"_{index}"] = _fits(table.rows[column], rule)
            number = pl.when(pl.col(f"_{index}")).then(index).otherwise(number)
    place = table.rows.select("source_row", "locator")
    numbered = place.with_columns(**masks).with_columns(index=number)
    reasons = pl.DataFrame(
        {
            "index": pl.Series(range(len(document.ignore_rows)), dtype=pl.Int64),
            "reason": pl.Series([rule.reason for rule in document.ignore_rows], dtype=pl.String),
        }
    )
    ignored = (
        numbered.drop_nulls("index")
        .join(reasons, on="index", maintain_order="left")
        .with_columns(rule=pl.format("ignore_rows[{}]", "index"))
        .select(SET_ASIDE_SCHEMA.names())
    )
    kept = table.rows.filter(numbered["index"].is_null())
    return kept, pl.concat([table.set_aside.select(SET_ASIDE_SCHEMA.names()), ignored])


def _column(
    rule: IgnoreRule, table: ListTable, document: SourceDocument, bound: BoundColumns
) -> str | None:
    column = bound.names.get(rule.column) or find_column(rule.column, table.columns)
    if column is None and rule.column not in document.columns:
        raise SourceError(
            Problem(
                f"no column '{rule.column}'",
                f"a column of the list: {', '.join(table.columns)}",
                "Correct 'ignore_rows'.",
                source=document.source_id,
                file=str(document.path),
                column=rule.column,
            )
        )
    return column


def _fits(cells: pl.Series, rule: IgnoreRule) -> pl.Series:
    folded = cells.str.replace_all(r"\s+", " ").str.strip_chars()
    if rule.empty is not None:
        empty = folded.fill_null("") == ""
        return empty if rule.empty else ~empty
    if rule.equals is not None:
        wanted = [" ".join(value.split()).lower() for value in rule.equals]
        return folded.str.to_lowercase().is_in(wanted).fill_null(False)
    pattern = rule.matches
    assert pattern is not None
    fits = map_distinct(cells, lambda text: pattern.search(text) is not None, pl.Boolean)
    return fits.fill_null(False)
