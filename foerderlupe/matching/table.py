"""Any table as a frame of text: CSV in any encoding and with any separator, or Parquet.

Belongs here: reading the file, finding out its separator, and refusing what is no table.
Does not belong here: lists with a preamble, groups and totals (``readers``), and what columns mean
(``kinds``).
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import polars as pl
from polars.exceptions import PolarsError

from foerderlupe.errors import DeclarationError, Problem, SourceError
from foerderlupe.readers.encoding import decoded, not_a_web_page

_SEPARATORS = ",;\t|%^~:"
_SAMPLE_LINES = 2000
_LONGEST_CELL = 2**27


def read_table(path: Path) -> pl.DataFrame:
    """The table with every cell as text, blanks at the ends cut off, and empty cells as null.

    ``.parquet`` is read as such and anything else as text with separators. Raises
    ``DeclarationError`` for a file that is no table, has no rows, or has two columns of one name.
    """
    try:
        frame = _parquet(path) if path.suffix == ".parquet" else _text(path)
    except (OSError, PolarsError, SourceError, csv.Error) as error:
        problems = [getattr(error, "strerror", None) or str(error)]
        if isinstance(error, SourceError):
            problems = [problem.found for problem in error.problems]
        raise _refused(path, "; ".join(problems).splitlines()[0], "a readable table") from error
    if frame.is_empty():
        raise _refused(path, "no rows", "a header and at least one row")
    return frame


def _refused(path: Path, found: str, expected: str, row: int | None = None) -> DeclarationError:
    advice = "Give a CSV file with a header, or a Parquet file."
    return DeclarationError(Problem(found, expected, advice, file=str(path), row=row))


def _parquet(path: Path) -> pl.DataFrame:
    table = pl.scan_parquet(path, glob=False)
    nested = [name for name, dtype in table.collect_schema().items() if dtype.is_nested()]
    if nested:
        raise _refused(path, f"the nested column '{nested[0]}'", "columns of single values")
    # In parts, so that the file, its texts and what they become are never in memory as a whole.
    return table.select(_filled(pl.all().cast(pl.String))).collect(engine="streaming")


def _filled(cells: pl.Expr) -> pl.Expr:
    """The cells without blanks at their ends; empty ones are null."""
    bare = cells.str.strip_chars()
    return pl.when(bare != "").then(bare)


def _text(path: Path) -> pl.DataFrame:
    text = decoded(path.read_bytes())
    not_a_web_page(text, "a table with separators")
    csv.field_size_limit(_LONGEST_CELL)
    separator, quoting = _notation(text)
    rows = [row for row in _rows(text, separator, quoting) if row]
    header, width = [cell.strip() for cell in rows[0]], len(rows[0])
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        raise _refused(path, f"the column '{twice[0]}' twice", "each column once")
    over = next((n for n, row in enumerate(rows[1:], 1) if any(row[width:])), None)
    if over is not None:
        raise _refused(path, f"{len(rows[over])} cells", f"{width}, as the header has", row=over)
    filled = [(row + [""] * width)[:width] for row in rows[1:]]
    frame = pl.DataFrame(filled, schema=dict.fromkeys(header, pl.String), orient="row")
    return frame.select(_filled(pl.all()))


def _rows(text: str, separator: str, quoting: bool) -> Iterator[list[str]]:
    lines = (line + "\n" for line in text.removesuffix("\n").split("\n"))
    style: Literal[0, 3] = csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE
    return csv.reader(lines, delimiter=separator, quoting=style)


def _notation(text: str) -> tuple[str, bool]:
    """Separator and whether quotation marks mark cells: what cuts most rows like the header."""
    head = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    present = [separator for separator in _SEPARATORS if separator in head.split("\n", 1)[0]]
    ways = [(separator, quoting) for separator in present for quoting in (True, False)]
    return max(ways, key=lambda way: _regularity(head, *way), default=(",", True))


def _regularity(head: str, separator: str, quoting: bool) -> tuple[float, int]:
    widths = [len(row) for row in _rows(head, separator, quoting) if row]
    whole = widths[:-1] if len(widths) > 2 else widths  # the sample may end within a cell
    return sum(width == widths[0] for width in whole) / len(whole), widths[0]
