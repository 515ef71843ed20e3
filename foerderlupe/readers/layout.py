"""Lists laid out as a grid of cells: header, preamble, group rows, totals, footnotes, ditto marks.

Belongs here: what csv, excel, html and pdf lists have in common above the libraries: the options
and the way from a grid (``header``) to a table.
Does not belong here: reading a file, and what a column means.
"""

from typing import Annotated, Literal, Self

import polars as pl
from pydantic import PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from foerderlupe.readers.header import Header, declared_header, read_header
from foerderlupe.readers.marks import DITTO, found_in, without_footnote_marks
from foerderlupe.readers.row_kinds import Mark, first_filled, marked, single_cell
from foerderlupe.readers.table import PLACE_COLUMNS, ListTable
from foerderlupe.spec.document import OneOrMore, ReaderOptions, Regex
from foerderlupe.spec.strict import Strict


class GroupRows(Strict):
    """Rows that say one thing, which holds for the rows below.

    Only the first cell is filled, or all cells hold the same text. ``column`` names the new column
    that carries the value. With ``matches`` (found in the cell) the single cell may stand anywhere;
    it tells group rows from other such rows, and levels of groups from one another.
    """

    column: str
    matches: Regex | None = None


class Layout(ReaderOptions):
    r"""Options of every list that is a grid of cells.

    ``header_row``: physical row of the header, 1-based; without it the first row that looks like
    one. ``header_rows``: so many rows make up the header, joined with ``header_separator``.
    ``header: none`` with ``names``: there is no header row; the columns are called ``names`` and
    the data begin at ``first_row`` (physical, default 1).
    ``group_rows``: one rule, or several from the outer to the inner level.
    ``fill_down``: columns in which an empty cell repeats the cell above, within a group.
    ``ditto``: columns in which a ditto mark (dito, s. o., ", —„—) does; ``ditto_marks`` replaces
    the usual marks. ``totals``: found in any cell, the row is set aside as a total; anchor it.
    ``footnotes``: found in the first filled cell, the row is set aside as a footnote.
    ``trailing_notes``: rows with a single cell after the last fuller row are footnotes.
    ``footnote_marks``: columns whose cells lose footnote marks at their end (``*``, ``¹``, ``1)``).
    ``stop_at``: found in the first filled cell, the table ends above that row.
    """

    header: Literal["none"] | None = None
    header_row: PositiveInt | None = None
    header_rows: PositiveInt = 1
    header_separator: str = " "
    names: list[str] | None = None
    first_row: PositiveInt = 1
    group_rows: Annotated[list[GroupRows], OneOrMore] = []
    fill_down: Annotated[list[str], OneOrMore] = []
    ditto: Annotated[list[str], OneOrMore] = []
    ditto_marks: Regex = DITTO
    totals: Regex | None = None
    footnotes: Regex | None = None
    trailing_notes: bool = False
    footnote_marks: Annotated[list[str], OneOrMore] = []
    stop_at: Regex | None = None

    @model_validator(mode="after")
    def _names_for_no_header(self) -> Self:
        if (self.header == "none") != (self.names is not None):
            raise PydanticCustomError("names", "names together with header: none")
        if self.header == "none" and self.header_row is not None:
            raise PydanticCustomError("header", "either header: none or header_row")
        return self


def arranged(grid: pl.DataFrame, layout: Layout) -> ListTable:
    """The table that a grid holds.

    ``grid`` is as in ``header``. Blank rows and repetitions of the header are no rows of the
    list. Raises ``SourceError`` for a missing header, a name used twice and an option that names
    a column that is not there.
    """
    header = header_of(grid, layout)
    cells = list(header.names)
    body = _until_stop(header.below(grid), cells, layout)
    numbered = body.with_row_index("source_row", 1).with_columns(
        pl.col("source_row").cast(pl.Int64)
    )
    ruled = marked(numbered, _marks(numbered, cells, layout))
    grouped = _with_groups(ruled, cells, len(layout.group_rows))
    data = _with_repeats(grouped.filter(pl.col("rule").is_null()), header, layout)
    groups = {f"group {level}": group.column for level, group in enumerate(layout.group_rows)}
    return ListTable(
        data.select(*PLACE_COLUMNS, *groups, *cells).rename(groups | header.names),
        grouped.filter(pl.col("rule").is_not_null()).select(*PLACE_COLUMNS, "rule", "reason"),
    )


def header_of(grid: pl.DataFrame, layout: Layout) -> Header:
    """The header of a grid, by the options."""
    added = [group.column for group in layout.group_rows]
    if layout.names is not None:
        return declared_header(grid, layout.first_row, layout.names, added)
    height, separator = layout.header_rows, layout.header_separator
    return read_header(grid, layout.header_row, height, separator, added)


def _until_stop(body: pl.DataFrame, cells: list[str], layout: Layout) -> pl.DataFrame:
    if layout.stop_at is None:
        return body
    stops = found_in(body.select(first_filled(cells)).to_series(), layout.stop_at)
    return body.filter(stops.cum_sum() == 0)


def _marks(rows: pl.DataFrame, cells: list[str], layout: Layout) -> list[Mark]:
    """What sets a row aside, the strongest first."""
    said = rows.select(first_filled(cells)).to_series()
    single = rows.select(single_cell(cells)).to_series()
    marks = []
    if layout.totals is not None:
        hits = [found_in(rows[cell], layout.totals).alias(cell) for cell in cells]
        total = pl.DataFrame(hits).select(pl.any_horizontal(cells)).to_series()
        marks.append(Mark(total, "total", "a cell matches 'totals'"))
    if layout.footnotes is not None:
        note = found_in(said, layout.footnotes)
        marks.append(Mark(note, "footnote", "the first cell matches 'footnotes'"))
    if layout.trailing_notes:
        trailing = (~single).cum_sum(reverse=True) == 0
        marks.append(Mark(trailing, "footnote", "a single cell after the last row of data"))
    for level, group in enumerate(layout.group_rows):
        first_only = rows[cells[0]].is_not_null()
        is_group = single & (found_in(said, group.matches) if group.matches else first_only)
        reason = f"gives '{group.column}' for the rows below"
        marks.append(Mark(is_group, "group row", reason, level))
    return marks


def _with_groups(rows: pl.DataFrame, cells: list[str], levels: int) -> pl.DataFrame:
    """The rows with the text of the last group row of each level; ``block`` numbers groups.

    A group row ends the groups of the inner levels.
    """
    said = first_filled(cells)
    texts = [
        pl.when(pl.col("level") == level)
        .then(said)
        .when(pl.col("level") < level)
        .then(pl.lit(""))
        .forward_fill()
        .replace("", None)
        .alias(f"group {level}")
        for level in range(levels)
    ]
    return rows.with_columns(*texts, block=pl.col("level").is_not_null().cum_sum())


def _with_repeats(rows: pl.DataFrame, header: Header, layout: Layout) -> pl.DataFrame:
    """The rows with ditto marks and declared empty cells replaced by the cell above."""
    for position in header.positions(layout.ditto):
        cell = pl.col(position)
        rows = rows.with_columns(found_in(rows[position], layout.ditto_marks).alias("as above"))
        stated = pl.when(~pl.col("as above")).then(cell.fill_null(""))
        above = stated.forward_fill().over("block")
        rows = rows.with_columns(pl.coalesce(above, cell).replace("", None).alias(position))
    downwards = header.positions(layout.fill_down)
    starred = header.positions(layout.footnote_marks)
    return rows.with_columns(pl.col(downwards).forward_fill().over("block")).with_columns(
        without_footnote_marks(pl.col(position)) for position in starred
    )
