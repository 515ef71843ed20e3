"""Lists as text with columns of fixed width, several kinds of records perhaps in one file.

Belongs here: cutting lines at declared positions. Does not belong here: what a column means.
"""

from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import Field, PositiveInt

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import folded
from foerderlupe.readers.encoding import Encoding, decoded, not_a_web_page
from foerderlupe.readers.join import as_table
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.document import OneOrMore, ReaderOptions
from foerderlupe.spec.strict import Strict


class Slot(Strict):
    """Where a column stands in the line: its first character, 1-based, and its length."""

    start: PositiveInt
    length: PositiveInt

    def cut(self, line: pl.Expr) -> pl.Expr:
        """The characters of the slot."""
        return line.str.slice(self.start - 1, self.length)


class RecordType(Slot):
    """Which lines belong to the list: those whose slot holds one of ``equals``."""

    equals: Annotated[list[str], OneOrMore]


class Options(ReaderOptions):
    """Options of a fixed-width list.

    ``columns``: name of each column with ``start`` (1-based, counted in characters) and ``length``.
    ``record_type``: the lines of the list, if the file holds several kinds of lines; the others
    belong to other lists and are not counted. ``skip_lines``: lines above the list.
    ``encoding``: ``auto`` or its name.
    """

    columns: Annotated[dict[str, Slot], Field(min_length=1)]
    record_type: RecordType | None = None
    skip_lines: int = Field(default=0, ge=0)
    encoding: Encoding = "auto"


def read(path: Path, options: Options) -> ListTable:
    """Read one file. The locator is ``line <n>``; blank lines are no rows.

    Raises ``SourceError`` for an empty file, a web page, another encoding, a file without any line
    of the record type, and a last line that ends before the last column begins.
    """
    text = decoded(path.read_bytes(), options.encoding)
    not_a_web_page(text, "lines of fixed width")
    lines = pl.DataFrame({"text": text.split("\n")}).with_row_index("line", 1)
    line = pl.col("text")
    kept = lines.filter(pl.col("line") > options.skip_lines, line.str.strip_chars() != "")
    if options.record_type is not None:
        wanted = options.record_type
        kept = kept.filter(wanted.cut(line).str.strip_chars().is_in(wanted.equals))
    _demand_lines(kept, options)
    cells = [slot.cut(line).pipe(folded).alias(name) for name, slot in options.columns.items()]
    return as_table(kept.select(cells), kept.select(pl.format("line {}", "line")).to_series())


def _demand_lines(lines: pl.DataFrame, options: Options) -> None:
    if lines.is_empty():
        types = options.record_type.equals if options.record_type else []
        raise SourceError(
            Problem(
                f"no line of the record type {' or '.join(types)}" if types else "no line",
                "rows",
                "Correct record_type in the reader options, or look whether the list has changed.",
            )
        )
    needed = max(slot.start for slot in options.columns.values())
    cut_off = lines.filter(pl.col("text").str.len_chars() < needed)
    if cut_off.height == 1 and cut_off["line"][0] == lines["line"][-1]:
        raise SourceError(
            Problem(
                "the end of the file in the middle of a line",
                f"at least {needed} characters",
                "The file is cut off; fetch it again.",
                line=cut_off["line"][0],
            )
        )
