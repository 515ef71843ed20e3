"""Lists as spreadsheets: XLSX, XLS and ODS, told apart by content, not by name.

Belongs here: choosing sheets and writing typed cells as text. Does not belong here: header, group
rows and totals (``layout``), and what only the XLSX markup tells (``xlsx_markup``).
A merged cell has its text in its first cell, the others are empty: ``fill_down`` repeats it where
that is meant, because a merged amount is one amount.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import PositiveInt
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import folded, value_text
from foerderlupe.readers.encoding import decoded, not_a_web_page
from foerderlupe.readers.join import joined
from foerderlupe.readers.layout import Layout, arranged
from foerderlupe.readers.table import ListTable
from foerderlupe.readers.xlsx_markup import error_cells, hidden_columns
from foerderlupe.spec.document import Regex

_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")


class Options(Layout):
    """Options of a spreadsheet.

    ``sheets``: the ``first`` visible sheet, all ``visible`` ones, or names and 1-based positions;
    a hidden sheet is read only by name or position. ``sheets_matching``: visible sheets whose name
    contains the pattern, instead of ``sheets``. ``sheet_column``: name of a new column that holds
    the name of the sheet. ``hidden_columns``: true reads columns that are hidden in an XLSX file,
    too; they often hold personal data (XLS and ODS do not tell, there they are always read).
    Hidden and filtered rows are always read.
    """

    sheets: Literal["first", "visible"] | PositiveInt | str | list[PositiveInt | str] = "first"
    sheets_matching: Regex | None = None
    sheet_column: str | None = None
    hidden_columns: bool = False


def read(path: Path, options: Options) -> ListTable:
    """Read the chosen sheets of one file. The locator is ``sheet '<name>', row <n>``.

    Error cells of XLSX files are text such as ``#REF!``; booleans are ``wahr`` and ``falsch``.
    Raises ``SourceError`` for a damaged or password-protected file, a web page, a sheet that is not
    there and sheets with different columns.
    """
    data = path.read_bytes()
    workbook = _opened(data)
    tables = [
        (f"sheet '{name}'", _sheet_table(data, workbook.get_sheet_by_name(name), options))
        for name in _chosen(workbook, options)
    ]
    if len(tables) == 1:
        return _with_sheet(*tables[0])
    return joined(tables, same_columns=True, part="sheet")


def _opened(data: bytes) -> CalamineWorkbook:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _protected()
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise _protected() from None
    except CalamineError as error:
        if not data.startswith((b"PK", _OLE)):
            not_a_web_page(decoded(data), "a spreadsheet")
        raise SourceError(
            Problem(
                f"a file that is no readable spreadsheet ({error})",
                "XLSX, XLS or ODS",
                "Open the file; if it is cut off or damaged, fetch it again.",
            )
        ) from error


def _protected() -> SourceError:
    return SourceError(
        Problem(
            "a password-protected file",
            "a spreadsheet that opens without a password",
            "Ask the publisher for an open copy.",
        )
    )


def _chosen(workbook: CalamineWorkbook, options: Options) -> list[str]:
    """Names of the sheets to read, in the order of the file or of the declaration."""
    known = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in known if sheet.visible == SheetVisibleEnum.Visible]
    names = [sheet.name for sheet in known]
    if options.sheets_matching is not None:
        pattern = options.sheets_matching
        chosen = [name for name in visible if pattern.search(name)]
        return chosen or _no_sheet(f"matching '{pattern.pattern}'", names)
    if options.sheets == "first":
        return visible[:1] or _no_sheet("that is visible", names)
    if options.sheets == "visible":
        return visible or _no_sheet("that is visible", names)
    wanted = options.sheets if isinstance(options.sheets, list) else [options.sheets]
    return [_named(sheet, names) for sheet in wanted]


def _named(wanted: int | str, names: Sequence[str]) -> str:
    """A sheet by name, also by one that is a number such as 2014, else by position."""
    if str(wanted) in names:
        return str(wanted)
    if isinstance(wanted, int) and wanted <= len(names):
        return names[wanted - 1]
    return _no_sheet(repr(wanted), names)[0]


def _no_sheet(which: str, names: Sequence[str]) -> list[str]:
    raise SourceError(
        Problem(
            f"no sheet {which}",
            f"one of {', '.join(repr(name) for name in names)}",
            "Correct sheets, or look whether the publisher renamed it.",
        )
    )


def _sheet_table(data: bytes, sheet: CalamineSheet, options: Options) -> ListTable:
    table = arranged(_grid(data, sheet, options), options)
    if options.sheet_column is None:
        return table
    name = pl.lit(sheet.name).alias(options.sheet_column)
    return ListTable(table.rows.with_columns(name), table.set_aside)


def _with_sheet(name: str, table: ListTable) -> ListTable:
    place = pl.lit(f"{name}, ") + pl.col("locator")
    return ListTable(
        table.rows.with_columns(locator=place), table.set_aside.with_columns(locator=place)
    )


def _grid(data: bytes, sheet: CalamineSheet, options: Options) -> pl.DataFrame:
    """The grid of one sheet, hidden columns left out."""
    rows = sheet.to_python(skip_empty_area=False)
    width = len(rows[0]) if rows else 0
    if width == 0:
        raise SourceError(
            Problem(
                f"no cell in the sheet '{sheet.name}'", "rows", "Declare sheets with another one."
            )
        )
    names = [str(position) for position in range(1, width + 1)]
    cells = pl.DataFrame(
        [
            pl.Series(name, map(value_text, column), pl.String)
            for name, column in zip(names, zip(*rows, strict=True), strict=True)
        ]
    )
    cells = _with_errors(cells, error_cells(data, sheet.name))
    hidden = set() if options.hidden_columns else hidden_columns(data, sheet.name)
    shown = cells.select(name for name in names if int(name) not in hidden)
    shown.columns = [str(position) for position in range(1, shown.width + 1)]
    place = cells.select(line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    locator = pl.format("row {}", "line").alias("locator")
    return place.with_columns(locator).hstack(shown.with_columns(folded(pl.all())))


def _with_errors(cells: pl.DataFrame, errors: dict[tuple[int, int], str]) -> pl.DataFrame:
    """The cells with the text of error values, which the library gives as empty cells."""
    for (row, column), text in errors.items():
        if row <= cells.height and column <= cells.width:
            cells[row - 1, column - 1] = text
    return cells
