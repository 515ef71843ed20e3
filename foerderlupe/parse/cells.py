"""The cells of one column, read for one field.

Belongs here: the way of a cell: pattern, lookup, missing marks, understanding; once per distinct
text. Does not belong here: what a kind of value looks like (``parse.kinds`` and below), and
several columns that feed one field (``parse.fields``).
"""

from typing import NamedTuple

import polars as pl

from foerderlupe.parse.columns import Feed
from foerderlupe.parse.kinds import Reader, Reading, holds_text, reader_for
from foerderlupe.parse.marks import stated
from foerderlupe.parse.markup import without_markup
from foerderlupe.parse.personal import redact
from foerderlupe.parse.unreadable import Unreadable
from foerderlupe.spec.document import ColumnRule, SourceDocument


class Cell(NamedTuple):
    """One cell as read for one field; ``reason`` and ``expected`` where it cannot be read.

    ``rule`` names what changed the value besides reading it: lookup, personal_data, constant.
    """

    value_raw: str | None = None
    value: str | None = None
    rule: str | None = None
    reason: str | None = None
    expected: str | None = None
    precision: str | None = None
    start: object = None
    end: object = None
    open: bool | None = None


CELL_SCHEMA = pl.Schema(
    {
        **dict.fromkeys(
            ("value_raw", "value", "rule", "reason", "expected", "precision"), pl.String()
        ),
        **dict.fromkeys(("start", "end"), pl.Date()),
        "open": pl.Boolean(),
    }
)


# A name, place or title of several pages is a damaged cell, and patterns take ages to say so.
_LONGEST_NAME = 10_000
_LONGEST = {"description": 1_000_000}


def _too_long(texts: pl.Series, limit: int) -> pl.DataFrame:
    """Cells that cannot be read because nothing of that length belongs there."""
    return texts.to_frame("text").select(
        "text",
        value_raw=pl.col("text").str.head(200),
        reason=pl.format("a text of {} characters", pl.col("text").str.len_chars()),
        expected=pl.lit(f"at most {limit} characters"),
    )


def read_feed(cells: pl.Series, feed: Feed, document: SourceDocument) -> pl.DataFrame:
    """One row of ``CELL_SCHEMA`` per cell, in the order of the cells.

    A pattern is searched in the cell and its named group is the text; a cell without a match
    cannot be read, unless the rule is optional.
    """
    lookup = {
        " ".join(found.split()): meant
        for found, meant in document.lookups.get(feed.field, {}).items()
    }
    reader = reader_for(feed.field, feed.rule, document)
    given = cells.drop_nulls().unique()
    limit = _LONGEST.get(feed.field, _LONGEST_NAME)
    fits = given.str.len_chars() <= limit
    texts = given.filter(fits)
    plain = without_markup(texts) if holds_text(feed.field) else texts
    shown = redact(plain) if holds_text(feed.field) else texts
    table = _table(texts, [_read_cell(text, feed, lookup, reader) for text in shown])
    removed = (
        pl.when(plain != shown)
        .then(pl.lit("personal_data"))
        .when(texts != plain)
        .then(pl.lit("markup"))
    )
    table = table.with_columns(rule=pl.coalesce(removed, "rule"))
    table = pl.concat([table, _too_long(given.filter(~fits), limit)], how="diagonal")
    joined = cells.to_frame("text").join(table, on="text", how="left", maintain_order="left")
    return joined.drop("text")


def read_texts(cells: pl.Series, reader: Reader) -> pl.DataFrame:
    """``CELL_SCHEMA`` per cell of a table that no document describes, in the order of the cells.

    Nothing is looked up or removed; what says that nothing is known is null.
    """
    texts = cells.drop_nulls().unique()
    table = _table(texts, [_readable(text, reader) for text in texts])
    joined = cells.to_frame("text").join(table, on="text", how="left", maintain_order="left")
    return joined.drop("text")


def _readable(text: str, reader: Reader) -> Cell:
    try:
        return _understood(text, {}, reader)
    except Unreadable as problem:
        return Cell(text, reason=problem.reason, expected=problem.expected)


def _table(texts: pl.Series, read: list[Cell]) -> pl.DataFrame:
    """``text`` and ``CELL_SCHEMA``."""
    columns = zip(*read, strict=True) if read else [()] * len(CELL_SCHEMA)
    return pl.DataFrame(
        [texts.alias("text")]
        + [
            pl.Series(name, list(column), dtype=dtype)
            for (name, dtype), column in zip(CELL_SCHEMA.items(), columns, strict=True)
        ]
    )


def read_constant(field: str, text: str, document: SourceDocument) -> Cell:
    """The constant of a field, read like a cell."""
    rule = ColumnRule(field=field)
    cell = _read_cell(text, Feed(field, "", rule), {}, reader_for(field, rule, document))
    return cell._replace(rule="constant")


def _read_cell(text: str, feed: Feed, lookup: dict[str, str | None], reader: Reader) -> Cell:
    part: str | None = text
    try:
        part = _part(text, feed)
        return Cell() if part is None else _understood(part, lookup, reader)
    except Unreadable as problem:
        return Cell(part, reason=problem.reason, expected=problem.expected)


def _understood(part: str, lookup: dict[str, str | None], reader: Reader) -> Cell:
    raw = part.strip()
    folded = " ".join(part.split()) if lookup else part
    looked_up = folded in lookup
    meant = lookup[folded] if looked_up else stated(part)
    if not meant:
        return Cell(raw)
    read: Reading = reader(meant)
    rule = "lookup" if looked_up else None
    return Cell(raw, read.value, rule, None, None, read.precision, read.start, read.end, read.open)


def _part(text: str, feed: Feed) -> str | None:
    """The text of the cell that feeds the field."""
    pattern = feed.rule.pattern
    if pattern is None:
        return text
    found = pattern.search(text)
    if found is not None:
        part: str | None = found[feed.field]
        return part
    if stated(text) is None or feed.rule.optional:
        return None
    raise Unreadable("the pattern does not match", f"a text like {pattern.pattern}")
