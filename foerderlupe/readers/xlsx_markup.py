"""What only the markup of an XLSX file tells: hidden columns and error values.

Belongs here: looking into the sheet's XML for facts that the spreadsheet library does not give.
Does not belong here: reading cells (``excel_list``).
"""

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]*)</v>', re.S
)


def hidden_columns(data: bytes, sheet: str) -> set[int]:
    """1-based positions of the hidden columns of a sheet; empty if the file is no XLSX."""
    hidden: set[int] = set()
    for element in _columns(_sheet_xml(data, sheet)):
        if element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", "1")), int(element.get("max", "0"))
            hidden.update(range(first, min(last, 16384) + 1))
    return hidden


def error_cells(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Error values such as ``#REF!`` by 1-based row and column; empty if the file is no XLSX."""
    markup = _sheet_xml(data, sheet)
    if b't="e"' not in markup:
        return {}
    return {
        (int(row), _position(letters.decode())): text.decode()
        for letters, row, text in _ERROR_CELL.findall(markup)
    }


def _columns(markup: bytes) -> Iterator[etree._Element]:
    """The ``col`` elements, which stand before the cells."""
    head = markup.partition(b"<sheetData")[0].partition(b"<x:sheetData")[0]
    if b"hidden" not in head:
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(head, parser)
    if root is not None:
        yield from root.iter("{*}col")


def _position(letters: str) -> int:
    """Position of a column by its letters.

    >>> _position("A"), _position("AB")
    (1, 28)
    """
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position


def _sheet_xml(data: bytes, sheet: str) -> bytes:
    """The markup of a sheet, found through the workbook and its relations."""
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        return b""
    with archive:
        if "xl/workbook.xml" not in archive.namelist():
            return b""
        target = _target(archive, sheet)
        return archive.read(target) if target in archive.namelist() else b""


def _target(archive: ZipFile, sheet: str) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    workbook = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {str(item.get("Id")): str(item.get("Target")) for item in relations}
    for element in workbook.iter("{*}sheet"):
        if element.get("name") == sheet:
            key = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
            return normpath(join("xl", targets.get(key, ""))).lstrip("/")
    return ""
