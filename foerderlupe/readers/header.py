"""The header of a grid: where it stands and what it calls the columns.

Belongs here: finding the header row, one unambiguous name per column, what lies below.
Does not belong here: what the rows below are (``layout``).
A grid is a frame with ``line`` (1-based physical row), ``locator`` and text columns ``1``, ``2`` …
with folded cells.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import one_line
from foerderlupe.readers.join import own_name

# Cells that hold a number or a date: a row with one is no header. Years may be column names.
VALUE = r"^[\s\d.,:/()€%–-]*\d[\s\d.,:/()€%–-]*$"
_YEAR = r"^(?:19|20)\d\d(?:/(?:\d\d)?\d\d)?$"
# A header stands at the top; a wide row far below does not make a narrow one a preamble.
_SEARCHED_ROWS = 200


@dataclass(frozen=True)
class Header:
    """What a grid calls its columns.

    ``names`` gives the name of each position that is kept. ``at`` and ``first`` are the physical
    rows at which header and data begin, equal without a header. ``rows`` are the header's cells.
    """

    names: dict[str, str]
    at: int
    first: int
    rows: tuple[tuple[str | None, ...], ...] = ()

    def below(self, grid: pl.DataFrame) -> pl.DataFrame:
        """The rows below the header that are neither blank nor the header once more."""
        body = self.once(grid).filter(pl.col("line") >= self.first)
        kept = body.select("line", "locator", *self.names)
        return kept.filter(~pl.all_horizontal(pl.col(name).is_null() for name in self.names))

    def once(self, grid: pl.DataFrame) -> pl.DataFrame:
        """The grid without repetitions of the header below it, as on every page of a print."""
        for row in self.rows:
            cells = zip(cell_columns(grid), row, strict=True)
            same = [pl.col(name).eq_missing(pl.lit(cell, pl.String)) for name, cell in cells]
            grid = grid.filter((pl.col("line") < self.first) | ~pl.all_horizontal(same))
        return grid

    def positions(self, names: Sequence[str]) -> list[str]:
        """Positions of columns by name. Raises ``SourceError`` for a name that is not there."""
        by_name = {name: position for position, name in self.names.items()}
        missing = [name for name in names if name not in by_name]
        if missing:
            raise SourceError(
                Problem(
                    f"no column '{missing[0]}'",
                    f"one of {', '.join(by_name)}",
                    "Correct the reader options, or look whether the list has changed.",
                )
            )
        return [by_name[name] for name in names]


def declared_header(
    grid: pl.DataFrame, first: int, names: Sequence[str], added: Sequence[str] = ()
) -> Header:
    """The header of a grid that has none: the declared names from left to right.

    ``added`` are names that other options give to new columns. Raises ``SourceError`` if the
    grid has fewer columns than names.
    """
    width = len(cell_columns(grid))
    if width < len(names):
        raise SourceError(
            Problem(
                f"{width} columns",
                f"{len(names)} columns as named",
                "Correct names, or look whether the list has changed.",
            )
        )
    return _header(grid, first, first, (), [*names, *[""] * (width - len(names))], added)


def read_header(
    grid: pl.DataFrame, at: int | None, height: int, separator: str, added: Sequence[str] = ()
) -> Header:
    """The header that stands at the physical row ``at``, or at the first that looks like one.

    ``height`` rows make up the header, their cells joined with ``separator``. Raises
    ``SourceError`` for a row that is not there and a name used twice.
    """
    at = at if at is not None else find_header(grid)
    top = grid.filter(pl.col("line") >= at).head(height)
    if top.is_empty() or top["line"][0] != at:
        raise SourceError(
            Problem(
                f"no row {at}" if top.is_empty() else f"nothing in row {at}",
                "the header",
                "Correct header_row, or look whether the list has changed.",
            )
        )
    rows = tuple(top.select(cell_columns(grid)).rows())
    names = header_names(rows, separator)
    return _header(grid, at, int(top["line"][-1]) + 1, rows, names, added)


def _header(
    grid: pl.DataFrame,
    at: int,
    first: int,
    rows: tuple[tuple[str | None, ...], ...],
    names: Sequence[str],
    added: Sequence[str],
) -> Header:
    body = grid.filter(pl.col("line") >= first)
    filled = {name for name in cell_columns(grid) if body[name].null_count() < body.height}
    positions = [str(n) for n, name in enumerate(names, 1) if name or str(n) in filled]
    named = {n: own_name(names[int(n) - 1] or f"column {n}") for n in positions}
    _demand_distinct([*named.values(), *added])
    return Header(named, at, first, rows)


def cell_columns(grid: pl.DataFrame) -> list[str]:
    """Names of the text columns of a grid, from left to right."""
    return [name for name in grid.columns if name.isdecimal()]


def filled_cells(grid: pl.DataFrame) -> pl.Expr:
    """How many cells of a row are not empty."""
    return pl.sum_horizontal(pl.col(name).is_not_null() for name in cell_columns(grid))


def find_header(grid: pl.DataFrame) -> int:
    """Physical row of the first row that looks like a header.

    That is the first row with text in at least half as many cells as the fullest row has, and
    without a number or date other than a year. Raises ``SourceError`` if no row does.
    """
    columns = cell_columns(grid)
    top = grid.head(_SEARCHED_ROWS).with_columns(filled=filled_cells(grid))
    fullest = top["filled"].max() if top.height else 0
    has_value = pl.any_horizontal(
        pl.col(name).str.contains(VALUE) & ~pl.col(name).str.contains(_YEAR) for name in columns
    )
    wide = (pl.col("filled") * 2 >= fullest) & (pl.col("filled") > 0)
    found = top.filter(wide, ~has_value.fill_null(False))
    if found.is_empty():
        raise SourceError(
            Problem(
                "no row that looks like a header",
                "a row with a name for each column",
                "Declare header_row, or header: none with names.",
            )
        )
    return int(found["line"][0])


def header_names(rows: Sequence[Sequence[str | None]], separator: str) -> list[str]:
    """One name per column from one or more header rows.

    A cell of an upper row stands over the empty cells to its right as long as there are names
    below it. A column without any name has an empty one.

    >>> header_names([["Träger", "Betrag", None, None], [None, "2014", "2015", None]], " ")
    ['Träger', 'Betrag 2014', 'Betrag 2015', '']
    """
    upper = [list(row) for row in rows]
    for above, below in pairwise(upper):
        _fill_right(above, below)
    return [
        one_line(separator.join(cell for cell in cells if cell))
        for cells in zip(*upper, strict=True)
    ]


def _fill_right(above: list[str | None], below: list[str | None]) -> None:
    spanning: str | None = None
    for at, (upper, lower) in enumerate(zip(above, below, strict=True)):
        if upper is not None:
            spanning = upper if lower is not None else None
        elif lower is not None:
            above[at] = spanning


def _demand_distinct(names: Sequence[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problems = []
        for name in twice:
            at = [str(position) for position, other in enumerate(names, 1) if other == name]
            problems.append(
                Problem(
                    f"the column name '{name}' at the positions {' and '.join(at)}",
                    "each name once",
                    "Declare header: none with names, or join two header rows with header_rows.",
                )
            )
        raise SourceError(*problems)
