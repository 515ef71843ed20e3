"""Files of lists, written chunk by chunk.

Belongs here: one class per kind of file; equal rows give equal bytes. Does not belong here: what
stands in the cells (``notation``).
"""

import zipfile
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape

import polars as pl

from foerderlupe.synth.publishers import Publisher

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_DAY = (2026, 1, 1, 0, 0, 0)


class ListFile(Protocol):
    """A file that takes rows until it is closed."""

    def write(self, rows: pl.DataFrame) -> None:
        """Append the rows."""

    def close(self) -> None:
        """Write what stands below the rows."""


class _Text:
    """A text file: something above the rows, rows, something below."""

    def __init__(self, path: Path, encoding: str, above: str, below: str) -> None:
        self.file = path.open("w", encoding=encoding, errors="replace", newline="")
        self.below = below
        self.file.write(above)

    def write(self, rows: pl.DataFrame) -> None:
        self.file.write(self.text(rows))

    def text(self, rows: pl.DataFrame) -> str:
        raise NotImplementedError

    def close(self) -> None:
        self.file.write(self.below)
        self.file.close()


class _Separated(_Text):
    """Cells between separators."""

    def __init__(self, path: Path, headings: list[str], encoding: str, separator: str) -> None:
        above = pl.DataFrame(schema=dict.fromkeys(headings, pl.String))
        super().__init__(path, encoding, above.write_csv(separator=separator), "")
        self.separator = separator

    def text(self, rows: pl.DataFrame) -> str:
        return rows.write_csv(separator=self.separator, include_header=False)


class _JsonLines(_Text):
    def text(self, rows: pl.DataFrame) -> str:
        return rows.write_ndjson()


class _Json(_Text):
    """One object per row in a list."""

    first = True

    def text(self, rows: pl.DataFrame) -> str:
        joined = rows.write_ndjson().strip().replace("\n", ",\n")
        comma, self.first = "" if self.first else ",\n", False
        return comma + joined if joined else ""


class _Marked(_Text):
    """One element per row, one below it per cell."""

    def __init__(self, path: Path, above: str, below: str, row: str, cells: list[str]) -> None:
        super().__init__(path, "utf-8", above, below)
        self.row, self.cells = row, cells

    def text(self, rows: pl.DataFrame) -> str:
        return _elements(rows, self.row, self.cells)


def _elements(rows: pl.DataFrame, row: str, cells: list[str]) -> str:
    parts = [
        pl.format(f"<{cell}>{{}}</{cell}>", _safe(heading))
        for heading, cell in zip(rows.columns, cells, strict=True)
    ]
    lines = rows.select(pl.format(f"<{row}>{{}}</{row}>", pl.concat_str(parts))).to_series()
    return "".join(f"{line}\n" for line in lines)


def _safe(heading: str) -> pl.Expr:
    return pl.col(heading).fill_null("").str.replace_many(_ESCAPED)


class _Workbook:
    """A workbook of one sheet, its cells texts; the smallest that spreadsheet programs open."""

    def __init__(self, path: Path, headings: list[str]) -> None:
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        for name, content in _WORKBOOK.items():
            self.archive.writestr(zipfile.ZipInfo(name, _DAY), content)
        self.sheet = self.archive.open(zipfile.ZipInfo("xl/worksheets/sheet1.xml", _DAY), "w")
        self.sheet.write(_SHEET.encode())
        self.write(pl.DataFrame([headings], schema=headings, orient="row"))

    def write(self, rows: pl.DataFrame) -> None:
        cells = [
            pl.format('<c t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>', _safe(name))
            for name in rows.columns
        ]
        lines = rows.select(pl.format("<row>{}</row>", pl.concat_str(cells))).to_series()
        self.sheet.write("".join(lines).encode())

    def close(self) -> None:
        self.sheet.write(b"</sheetData></worksheet>")
        self.sheet.close()
        self.archive.close()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>'
_WORKBOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
    f'Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Liste" sheetId="1" r:id="r1"/></sheets></workbook>',
}

SUFFIXES = {"csv_german": "csv", "csv_english": "csv"}
READERS: dict[str, dict[str, Any]] = {
    "csv_german": {"format": "csv", "encoding": "cp1252", "separator": ";"},
    "csv_english": {"format": "csv", "encoding": "utf-8", "separator": ","},
    "tsv": {"format": "csv", "encoding": "utf-8", "separator": "\t"},
    "jsonl": {"format": "json", "lines": True},
    "json": {"format": "json", "items": "grants"},
    "xlsx": {"format": "excel"},
    "xml": {"format": "xml", "items": "//eintrag"},
    "html": {"format": "html"},
}


def file_name(source_id: str, publisher: Publisher) -> str:
    """The name of the file of a list."""
    return f"{source_id}.{SUFFIXES.get(publisher.file, publisher.file)}"


def open_list(path: Path, publisher: Publisher) -> ListFile:
    """A file of the kind that the publisher delivers, with its header."""
    headings = list(publisher.columns)
    match publisher.file:
        case "csv_german" | "csv_english" | "tsv":
            reader = READERS[publisher.file]
            return _Separated(path, headings, reader["encoding"], reader["separator"])
        case "jsonl":
            return _JsonLines(path, "utf-8", "", "")
        case "json":
            return _Json(path, "utf-8", '{"grants": [\n', "]}\n")
        case "xml":
            above = '<?xml version="1.0" encoding="UTF-8"?>\n<liste>\n'
            return _Marked(path, above, "</liste>\n", "eintrag", headings)
        case "html":
            titles = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
            above = f"<html><body><table>\n<tr>{titles}</tr>\n"
            cells = ["td"] * len(headings)
            return _Marked(path, above, "</table></body></html>\n", "tr", cells)
        case "xlsx":
            return _Workbook(path, headings)
