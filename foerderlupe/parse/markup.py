"""Mark-up in the cells of lists that come from web editors.

Belongs here: turning HTML in a cell into the text that a person sees. Does not belong here: lists
that are web pages as a whole (``readers.html_list``).
"""

import html

import polars as pl

from foerderlupe.readers.html_text import page, visible_text
from foerderlupe.text.distinct import map_distinct

_TAG = r"</?[a-zA-Z][^<>]*>"
_MARKED = rf"{_TAG}|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);"


def without_markup(texts: pl.Series) -> pl.Series:
    """All texts as a person sees them in a browser; texts without mark-up and nulls stay.

    >>> cells = pl.Series(["<p>F&#252;r <b>alle</b></p><ul><li>Sport</ul>", "A < B"])
    >>> without_markup(cells).to_list()
    ['Für alle\\nSport', 'A < B']
    """
    tagged = texts.str.contains(_TAG).fill_null(False)
    marked = texts.str.contains(_MARKED).fill_null(False)
    shown = map_distinct(texts.set(~tagged, None), _shown)
    spelled = map_distinct(texts.set(tagged | ~marked, None), html.unescape)
    return shown.zip_with(tagged, spelled.zip_with(marked, texts))


def _shown(text: str) -> str:
    return visible_text(page(f"<div>{text}</div>"))
