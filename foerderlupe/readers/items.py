"""Lists whose rows are things with named, nested parts: from nested values to columns.

Belongs here: what JSON and XML have in common above the libraries.
Does not belong here: parsing a file and finding its items.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import polars as pl

from foerderlupe.readers.cells import folded, one_line, value_text
from foerderlupe.readers.join import as_table
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.document import OneOrMore, ReaderOptions


class ItemOptions(ReaderOptions):
    """Options of every list of nested items.

    A part of a part has a dotted name (``location.town``). Repeated parts are joined with
    ``separator``; the parts named in ``numbered`` (dotted names, or ``all``) have one column per
    repetition instead, with its number from 0 in the name (``recipientOrganization.0.name``).
    """

    separator: str = "; "
    numbered: Literal["all"] | Annotated[list[str], OneOrMore] = []


def item_table(items: Sequence[tuple[str, Any]], options: ItemOptions) -> ListTable:
    """One row per item, given as (locator, nested value); a part that an item lacks is null.

    The columns stand in the order in which the items first name them.
    """
    rows = [_cells(value, options) for _, value in items]
    names = list(dict.fromkeys(name for row in rows for name in row))
    places = pl.Series("locator", [place for place, _ in items], pl.String)
    columns = [pl.Series(name, [row.get(name) for row in rows], pl.String) for name in names]
    return as_table(pl.DataFrame(columns).select(folded(pl.all())), places)


def _cells(value: Any, options: ItemOptions) -> dict[str, str]:
    """The columns of one item.

    >>> options = ItemOptions(format="json", numbered=["kinder"])
    >>> _cells({"ort": {"name": "Lahr", "": 1}, "tags": ["a", "b"], "kinder": [{"x": 2}]}, options)
    {'ort.name': 'Lahr', 'ort': '1', 'tags': 'a; b', 'kinder.0.x': '2'}
    """
    joined: dict[str, list[str]] = {}
    for path, text in _leaves(value, (), (), options.numbered):
        joined.setdefault(one_line(".".join(path)) or "value", []).append(text)
    return {name: options.separator.join(texts) for name, texts in joined.items()}


def _leaves(
    value: Any,
    path: tuple[str, ...],
    declared: tuple[str, ...],
    numbered: Literal["all"] | Sequence[str],
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every filled end of a nested value with its path; ``declared`` has no numbers in it."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            step = (str(key),) if key != "" else ()
            yield from _leaves(part, (*path, *step), (*declared, *step), numbered)
    elif isinstance(value, list):
        counted = numbered == "all" or ".".join(declared) in numbered
        for number, part in enumerate(value):
            step = (str(number),) if counted else ()
            yield from _leaves(part, (*path, *step), declared, numbered)
    else:
        text = value_text(value)
        if text is not None and text.strip():
            yield path, text
