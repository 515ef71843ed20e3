"""Cells on one page of a PDF document.

Belongs here: from ruling lines or word positions to rows of cells.
Does not belong here: what the rows are, and how pages belong together (``pdf_list``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Row = tuple[str | None, ...]
Word = dict[str, Any]

# A gap wider than this share of the font size is no blank between two words (about 0.28).
_WIDE_GAP = 0.5
# Narrowest gap between two columns, in points.
_COLUMN_GAP = 3


@dataclass(frozen=True)
class PageRows:
    """The rows of one table on one page, each with its number on the page."""

    number: int
    rows: list[tuple[int, Row]]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.rows[0][1])

    def repeated(self, head: Sequence[Row]) -> int:
        """How many rows at the top equal those at the top of the first page."""
        pairs = zip(head, self.rows, strict=False)
        equal = [_plain(above) == _plain(row) for above, (_, row) in pairs]
        return equal.index(False) if False in equal else len(equal)


def ruled_rows(page: Any) -> Iterator[PageRows]:
    """The tables of a page whose cells have lines around them; a table of one column is a box."""
    before = 0
    for table in page.extract_tables():
        rows = [tuple(row) for row in table]
        if len(rows[0]) > 1:
            yield PageRows(page.page_number, [(before + n, row) for n, row in enumerate(rows, 1)])
            before += len(rows)
    page.flush_cache()


def positioned_rows(page: Any, starts: Sequence[float]) -> PageRows:
    """The lines of text of a page, each part between wide gaps in the column where it begins."""
    rows: list[tuple[int, Row]] = []
    for number, line in enumerate(_lines(page), 1):
        cells: list[list[str]] = [[] for _ in starts]
        for part in _parts(line):
            at = sum(start <= part[0]["x0"] + 1 for start in starts[1:])
            cells[at] += [word["text"] for word in part]
        rows.append((number, tuple(" ".join(words) or None for words in cells)))
    page.flush_cache()
    return PageRows(page.page_number, rows)


def column_starts(pages: Sequence[Any]) -> list[float]:
    """Left edges of the columns: where a gap ends that all lines with several parts share."""
    inked: set[int] = set()
    for page in pages:
        for line in _lines(page):
            parts = _parts(line)
            if len(parts) > 1:
                for part in parts:
                    inked.update(range(int(part[0]["x0"]), int(part[-1]["x1"]) + 1))
    edges = sorted(inked)
    gaps = pairwise(edges)
    return [float(edge) for edge in edges[:1]] + [
        float(after) for before, after in gaps if after - before > _COLUMN_GAP
    ]


def _lines(page: Any) -> list[list[Word]]:
    """The words of a page line by line, from left to right."""
    words = sorted(page.extract_words(), key=lambda word: (word["bottom"], word["x0"]))
    lines: list[list[Word]] = []
    for word in words:
        height = word["bottom"] - word["top"]
        if lines and word["bottom"] - lines[-1][-1]["bottom"] < height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: float(word["x0"])) for line in lines]


def _parts(line: Sequence[Word]) -> list[list[Word]]:
    """The words of a line, apart at wide gaps."""
    parts: list[list[Word]] = []
    for word in line:
        height = word["bottom"] - word["top"]
        if parts and word["x0"] - parts[-1][-1]["x1"] < _WIDE_GAP * height:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(" ".join((cell or "").split()) for cell in row)
