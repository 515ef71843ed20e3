"""Lists as tables in PDF documents, with ruling lines or by position alone.

Belongs here: which pages and rows make up the list, and rows that go on in the next line or page.
Does not belong here: finding cells on a page (``pdf_page``), header and group rows (``layout``).
"""

from pathlib import Path
from typing import Annotated, Literal

import pdfplumber
import polars as pl
from pdfplumber.utils.exceptions import PdfminerException
from pydantic import PositiveInt

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import folded
from foerderlupe.readers.header import VALUE, cell_columns
from foerderlupe.readers.layout import Layout, arranged, header_of
from foerderlupe.readers.pdf_page import PageRows, column_starts, positioned_rows, ruled_rows
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.document import OneOrMore, Regex


class Options(Layout):
    """Options of a table in a PDF document.

    ``pages``: pages to read, 1-based, default all. ``lines``: ``ruled`` for tables with lines
    around the cells, ``text`` for columns by position alone. ``column_starts``: left edges of
    the columns in points, for ``text``; without it the gaps that all lines share.
    ``area``: left, top, right and bottom edge in points of what is looked at on each page.
    ``row_starts``: name of the column that is filled in the first line of every row; a line without
    it belongs to the row above. Without it: for ``text`` the first column; for ``ruled`` only
    the first row of a page can belong to the row above, if its first cell is empty and no number
    stands below a number.
    ``skip_lines``: found in a row, the row is no part of the list (page numbers, running titles).
    ``other_tables``: ``error``, or ``skip`` for tables with another number of columns.
    ``line_breaks``: ``wrap`` when a line break in a cell is only the edge of the cell, ``keep``
    when it separates values, such as two carriers below one another.
    ``header_row`` counts rows over all pages read.
    """

    pages: Annotated[list[PositiveInt], OneOrMore] = []
    lines: Literal["ruled", "text"] = "ruled"
    column_starts: list[float] = []
    area: tuple[float, float, float, float] | None = None
    row_starts: str | None = None
    skip_lines: Regex | None = None
    other_tables: Literal["error", "skip"] = "error"
    line_breaks: Literal["wrap", "keep"] = "wrap"


def read(path: Path, options: Options) -> ListTable:
    """Read one document. The locator is ``page <n>, row <n>``.

    Rows at the top of a page that equal those at the top of the first page are its repeated head.
    Raises ``SourceError`` for a damaged or protected document, a scan without text, a document
    without table, and tables of different widths.
    """
    pages = [_without_skipped(page, options) for page in _pages(path, options)]
    pages = [page for page in pages if page.rows]
    if not pages:
        raise SourceError(
            Problem(
                f"no table with {'ruling lines' if options.lines == 'ruled' else 'text'}",
                "a table",
                "Declare lines: text for a table without lines, or other pages.",
            )
        )
    grid = _grid(_of_one_width(pages, options))
    return arranged(_with_continued_rows(grid, options), options)


def _pages(path: Path, options: Options) -> list[PageRows]:
    try:
        with pdfplumber.open(path) as document:
            _demand_pages(len(document.pages), options)
            wanted = options.pages or range(1, len(document.pages) + 1)
            pages = [document.pages[number - 1] for number in wanted]
            if not any(page.chars for page in pages):
                raise SourceError(
                    Problem("pages without text", "text", "A scan; ask for the original document.")
                )
            if options.area is not None:
                pages = [page.crop(options.area, strict=False) for page in pages]
            if options.lines == "ruled":
                return [rows for page in pages for rows in ruled_rows(page)]
            starts = options.column_starts or column_starts(pages)
            return [positioned_rows(page, starts) for page in pages]
    except PdfminerException as error:
        said = repr(error.args[0]) if error.args else "unknown"
        protected = "Password" in said
        raise SourceError(
            Problem(
                "a password-protected document" if protected else f"no readable PDF ({said})",
                "a PDF document",
                "Ask for an open copy." if protected else "Open it; if damaged, fetch it again.",
            )
        ) from error


def _demand_pages(count: int, options: Options) -> None:
    beyond = [page for page in options.pages if page > count]
    if beyond:
        raise SourceError(
            Problem(f"{count} pages", f"page {beyond[0]}", "Correct pages in the reader options.")
        )


def _without_skipped(page: PageRows, options: Options) -> PageRows:
    if options.skip_lines is None:
        return page
    pattern = options.skip_lines
    kept = [(n, row) for n, row in page.rows if not pattern.search(" ".join(filter(None, row)))]
    return PageRows(page.number, kept)


def _of_one_width(pages: list[PageRows], options: Options) -> list[PageRows]:
    """The tables with the width that most rows have."""
    rows: dict[int, int] = {}
    for page in pages:
        rows[page.width] = rows.get(page.width, 0) + len(page.rows)
    width = max(sorted(rows, reverse=True), key=lambda columns: rows[columns])
    others = [page for page in pages if page.width != width]
    if others and options.other_tables == "error":
        raise SourceError(
            Problem(
                f"a table with {others[0].width} columns on page {others[0].number}",
                f"{width} columns",
                "Declare other_tables: skip if it is another table, else pages or area.",
            )
        )
    return [page for page in pages if page.width == width]


def _grid(pages: list[PageRows]) -> pl.DataFrame:
    """The grid of all pages without repeated heads, with the number of the ``page`` in addition."""
    head = [row for _, row in pages[0].rows]
    rows = [
        (page.number, number, *row)
        for page in pages
        for number, row in page.rows[page.repeated(head) if page is not pages[0] else 0 :]
    ]
    names = [str(position) for position in range(1, pages[0].width + 1)]
    schema = {"page": pl.Int64, "row": pl.Int64, **dict.fromkeys(names, pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row").select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("line"),
        pl.format("page {}, row {}", "page", "row").alias("locator"),
        "page",
        folded(pl.col(names)),
    )


def _with_continued_rows(pages: pl.DataFrame, options: Options) -> pl.DataFrame:
    """The grid with every row that belongs to the one above joined to it, line by line."""
    header = header_of(pages, options)
    grid = header.once(pages)
    columns = cell_columns(grid)
    started = header.positions([options.row_starts])[0] if options.row_starts else columns[0]
    goes_on = pl.col(started).is_null() & (pl.col("line") > header.first)
    if options.row_starts is None and options.lines == "ruled":
        # Two numbers below one another are two amounts, and so two rows.
        number_below_number = pl.any_horizontal(
            pl.col(name).str.contains(VALUE) & pl.col(name).shift(1).str.contains(VALUE)
            for name in columns
        ).fill_null(value=False)
        opens_page = pl.col("page") != pl.col("page").shift(1)
        goes_on &= opens_page & ~number_below_number
    numbered = grid.with_columns((~goes_on).cum_sum().alias("row"))
    whole = numbered.group_by("row", maintain_order=True).agg(
        pl.col("line", "locator").first(), pl.col(columns).str.join("\n")
    )
    cells = folded(pl.col(columns))
    if options.line_breaks == "wrap":
        cells = cells.str.replace_all("\n", " ", literal=True)
    return whole.select("line", "locator", cells)
