"""Cells that say that nothing is known.

Belongs here: what publishers write instead of leaving a cell empty, and marks that repeat the
cell above. Does not belong here: values that are unreadable for other reasons.
"""

import re

import polars as pl

from foerderlupe.parse.unreadable import Unreadable

_MISSING = re.compile(
    r"""[-‐‑‒–—−_.·…?/\s]+ | x{2,}                         # lines, dots, question marks
    | \./\. | n/a | \#n/?a | n\.?\s?a\.? | n\.?\s?n\.? | n\.?\s?b\.? | null | none
    | k\.?\s?a\.? | o\.?\s?a\.? | keine?\s+angaben?\.? | ohne\s+angaben?\.?
    | \(?(?:noch\s+)?(?:unbekannt|nicht\s+bekannt|nicht\s+angegeben|nicht\s+benannt)\)?
    | entfällt | (?:noch\s+)?offen\s+\(k\.\s?a\.\)""",
    re.VERBOSE | re.IGNORECASE,
)
_DITTO = re.compile(
    r"""ditto|dito\.?|dto\.|s\.\s?o\.|siehe\s+oben|["”“„″]|''|-\s?["”“„″]\s?-|wie\s+oben""",
    re.IGNORECASE,
)
_LONGEST = 60
_ALONE = rf"(?ix)^\s*(?:{_MISSING.pattern})\s*$"


def stated(text: str) -> str | None:
    """The text of a cell without outer blanks, or null where it says that nothing is known.

    Raises ``Unreadable`` for a ditto mark: which cell it repeats is known only to the reader,
    which fills such cells before parsing if the source document asks for it.

    >>> [stated(cell) for cell in ("  Lernpaten ", "k. A.", "./.", "–", "unbekannt", "")]
    ['Lernpaten', None, None, None, None, None]
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return text
    if not text or _MISSING.fullmatch(text):
        return None
    if _DITTO.fullmatch(text):
        raise Unreadable("repeats the cell above", "the value itself (reader option 'ditto')")
    return text


def only_stated(texts: pl.Series) -> pl.Series:
    """Null where ``stated`` would be; everything else, ditto marks too, as it stands.

    >>> only_stated(pl.Series(["Lernpaten", "k. A.", "./.", "–", "ditto"])).to_list()
    ['Lernpaten', None, None, None, 'ditto']
    """
    short = texts.str.len_chars() <= _LONGEST
    missing = short & texts.str.contains(_ALONE) | (texts.str.strip_chars() == "")
    return texts.set(missing.fill_null(value=False), None)
