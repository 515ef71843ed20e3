"""Text and tables of web pages as a person sees them.

Belongs here: the visible text of an element, and the cells of a table element.
Does not belong here: which elements make up a list (``html_list``).
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from foerderlupe.readers.xpath import elements

_BLOCKS = re.compile(r"p|div|li|[uod]l|d[td]|tr|table|h[1-6]|section|article|br")
_UNSEEN = ("script", "style", "template", "noscript", "head")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def stated_encoding(data: bytes) -> str:
    """The encoding that the page states, else ``auto``.

    >>> stated_encoding(b'<meta charset="windows-1252">')
    'windows-1252'
    """
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", errors="replace") if found else "auto"


def page(text: str) -> etree._Element:
    """The root element of a page; the network stays off."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    return html.document_fromstring(text.encode(), parser=parser)


def visible_text(element: etree._Element) -> str:
    """The text of an element, blocks and ``br`` on lines of their own.

    Raised digits stay raised, so that a footnote number is not read as part of a word.

    >>> visible_text(page("<p>Haus<sup>1</sup> <b>der</b><br>Jugend</p>"))
    'Haus¹ der\\nJugend'
    """
    text = re.sub(r" *\n\s*", "\n", re.sub(r" +", " ", "".join(_pieces(element))))
    return text.strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag in _UNSEEN:
        return
    edge = "\n" if _BLOCKS.fullmatch(tag) else ""
    yield edge
    own = _squeezed(element.text)
    yield own.translate(_RAISED) if tag == "sup" else own
    for child in element:
        yield from _pieces(child)
        yield _squeezed(child.tail)
    yield edge


def _squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def table_cells(table: etree._Element) -> list[list[str | None]]:
    """The cells of a table row by row; a cell over several places fills only the first of them.

    >>> table_cells(page("<table><tr><td colspan=2>A<td>B<tr><td>1<td>2<td>3</table>")[0][0])
    [['A', None, 'B'], ['1', '2', '3']]
    """
    rows: list[dict[int, str | None]] = []
    below: dict[tuple[int, int], None] = {}
    for at, row in enumerate(elements(table, _ROWS)):
        cells: dict[int, str | None] = {place: None for line, place in below if line == at}
        place = 0
        for cell in elements(row, "./td | ./th"):
            while place in cells:
                place += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            cells |= {place + step: None for step in range(wide)}
            cells[place] = visible_text(cell)
            below |= {(at + d, place + s): None for d in range(1, high) for s in range(wide)}
        rows.append(cells)
    width = max((max(cells, default=-1) + 1 for cells in rows), default=0)
    return [[cells.get(place) for place in range(width)] for cells in rows]


def _span(cell: etree._Element, name: str) -> int:
    stated = str(cell.get(name) or "1").strip()
    return min(max(int(stated), 1), 1000) if stated.isdecimal() else 1
