"""Lists in web pages: tables, and lists of repeated elements.

Belongs here: choosing the tables or elements that are the list. Does not belong here: their text
(``html_text``), header and group rows (``layout``).
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Self

import polars as pl
from lxml import etree
from pydantic import Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import folded, one_line
from foerderlupe.readers.encoding import Encoding, decoded
from foerderlupe.readers.html_text import page, stated_encoding, table_cells, visible_text
from foerderlupe.readers.items import ItemOptions, item_table
from foerderlupe.readers.join import joined
from foerderlupe.readers.layout import Layout, arranged
from foerderlupe.readers.table import ListTable
from foerderlupe.readers.xpath import XPath, elements, hits
from foerderlupe.spec.document import Regex

_HEADINGS = "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6][1]"


class Options(Layout):
    """Options of a list in a web page: a table, or repeated elements.

    ``table``: its 1-based position in the page, its ``id``, or ``all``; without it the page must
    have just one. ``caption``: found in the caption of the table, or in the heading above it if it
    has none; all tables that match are read, one below the other. ``caption_column``: name of a
    new column with that text.
    ``items``: XPath of repeated elements that are rows, instead of a table: ``//ul[@id="x"]/li``,
    ``//div[@class="projekt"]``. ``columns``: name and XPath within the item (``.//h3``,
    ``.//a/@href``); several hits are joined with ``; ``. Without ``columns`` there is one column
    ``text``; a ``dl`` has one column per ``dt``; a ``dt`` has the columns ``term`` and ``text``.
    ``encoding``: ``auto`` (what the page states, else UTF-8, else Windows-1252) or its name.
    """

    table: PositiveInt | str | None = None
    caption: Regex | None = None
    caption_column: str | None = None
    items: XPath | None = None
    columns: dict[str, XPath] = Field(default={})
    encoding: Encoding = "auto"

    @model_validator(mode="after")
    def _table_or_items(self) -> Self:
        if self.items is not None and (self.table is not None or self.caption is not None):
            raise PydanticCustomError("items", "either items or table and caption")
        if self.columns and self.items is None:
            raise PydanticCustomError("columns", "columns together with items")
        return self


def read(path: Path, options: Options) -> ListTable:
    """Read one page. The locator is ``table <n>, row <n>``, or the XPath of the item.

    Raises ``SourceError`` for a page without such a table or items, naming those there are.
    """
    data = path.read_bytes()
    stated = stated_encoding(data) if options.encoding == "auto" else options.encoding
    root = page(decoded(data, stated))
    if options.items is not None:
        return _items(root, options.items, options)
    tables = [
        (f"table {number}", _with_caption(arranged(_grid(table), options), table, options))
        for number, table in _chosen(root, options)
    ]
    if len(tables) > 1:
        return joined(tables, same_columns=True, part="table")
    place = pl.lit(f"{tables[0][0]}, ") + pl.col("locator")
    only = tables[0][1]
    return ListTable(
        only.rows.with_columns(locator=place), only.set_aside.with_columns(locator=place)
    )


def _chosen(root: etree._Element, options: Options) -> list[tuple[int, etree._Element]]:
    tables = list(enumerate(root.iter("table"), 1))
    wanted = options.table
    if isinstance(wanted, int):
        chosen = tables[wanted - 1 : wanted]
    elif wanted is not None and wanted != "all":
        chosen = [(number, table) for number, table in tables if table.get("id") == wanted]
    else:
        chosen = tables
    if options.caption is not None:
        pattern = options.caption
        chosen = [(number, table) for number, table in chosen if pattern.search(_caption(table))]
    elif wanted is None and len(tables) > 1:
        chosen = []
    if not chosen:
        raise _no_table(tables)
    return chosen


def _no_table(tables: Sequence[tuple[int, etree._Element]]) -> SourceError:
    there = [f"{n} ({table.get('id') or _caption(table)[:60]})" for n, table in tables]
    return SourceError(
        Problem(
            "no such table" if there else "no table",
            f"one of the tables {', '.join(there)}" if there else "a table",
            "Declare table or caption, or look whether the page has changed.",
        )
    )


def _caption(table: etree._Element) -> str:
    captions = elements(table, "./caption") or elements(table, _HEADINGS)
    return one_line(visible_text(captions[0])) if captions else ""


def _with_caption(found: ListTable, table: etree._Element, options: Options) -> ListTable:
    if options.caption_column is None:
        return found
    text = pl.lit(_caption(table) or None, pl.String).alias(options.caption_column)
    return ListTable(found.rows.with_columns(text), found.set_aside)


def _grid(table: etree._Element) -> pl.DataFrame:
    rows = table_cells(table)
    names = [str(position) for position in range(1, len(rows[0]) + 1)] if rows else []
    if not names:
        raise SourceError(Problem("a table without cells", "rows", "Declare another table."))
    cells = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    return cells.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("line"),
        pl.format("row {}", pl.int_range(1, pl.len() + 1)).alias("locator"),
        folded(pl.all()),
    )


def _items(root: etree._Element, path: XPath, options: Options) -> ListTable:
    """The table of repeated elements; layout options such as totals hold for them, too."""
    found = elements(root, path)
    if not found:
        raise SourceError(
            Problem(
                f"no element at {path}",
                "repeated elements",
                "Correct items in the reader options, or look whether the page has changed.",
            )
        )
    tree = root.getroottree()
    nested = [(tree.getpath(item), _parts(item, options)) for item in found]
    table = item_table(nested, ItemOptions(format="html"))
    names = [*options.columns] or table.columns
    places = table.rows.select(pl.col("source_row").alias("line"), "locator")
    absent = [name for name in names if name not in table.columns]
    cells = table.rows.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    grid = places.hstack(cells.select(names))
    grid.columns = ["line", "locator", *(str(n) for n in range(1, len(names) + 1))]
    return arranged(grid, options.model_copy(update={"header": "none", "names": names}))


def _parts(item: etree._Element, options: Options) -> dict[str, list[str]]:
    """The texts of one item by column."""
    if options.columns:
        return {name: _texts(hits(item, path)) for name, path in options.columns.items()}
    if item.tag == "dl":
        parts: dict[str, list[str]] = {}
        for definition in elements(item, ".//dd"):
            terms = elements(definition, "preceding-sibling::dt[1]")
            name = one_line(visible_text(terms[0])) if terms else "text"
            parts.setdefault(name, []).append(visible_text(definition))
        return parts
    if item.tag == "dt":
        below = takewhile(lambda sibling: sibling.tag != "dt", item.itersiblings())
        return {"term": [visible_text(item)], "text": _texts(below)}
    return {"text": [visible_text(item)]}


def _texts(found: Iterable[etree._Element | str]) -> list[str]:
    return [hit if isinstance(hit, str) else visible_text(hit) for hit in found]
