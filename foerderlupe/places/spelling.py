"""Place texts as tokens that do not depend on spelling.

Belongs here: folding of umlauts, capitals, hyphens and common abbreviations, and where a cell
breaks into parts. Does not belong here: which words name a place (``places.gazetteer``). The
folded form is for comparison only and is never shown.
"""

import re
import unicodedata
from dataclasses import dataclass

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BOTH = re.compile(r"\bstadt\s*[-–/]?\s*(?:und|u\.?|/|&)\s*(?:land)?kreis(?:es)?\b")
_BOTH_LAND = re.compile(r"\bstadt\s+(?:und|u\.?|&)\s+land\b")
# Words broken at the end of a line; "Stadt- und Landkreis" is none.
_BROKEN = re.compile(r"(?<=[a-zäöüß])-\s+(?!(?:und|u\.|oder|sowie|bzw)\b)(?=[a-zäöüß]{2})")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]|\n")
_ABBREVIATED = {"a": "am", "an": "am", "d": "der", "i": "im", "in": "im", "b": "bei", "st": "sankt"}
_WORD_BREAKS = frozenset({"und", "u", "sowie", "bzw", "oder", "and"})
_BREAKS = frozenset(",;|\n&+•·:")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number: its comparison key, as folded, how it hangs on the one before.

    ``joined``: only a hyphen stands before it. ``part`` counts the parts of the cell that
    commas, semicolons, line ends or "und" separate. ``start`` and ``end`` are offsets in the
    folded text.
    """

    key: str
    word: str
    joined: bool
    part: int
    start: int
    end: int


def fold(text: str) -> str:
    """The text without capitals, umlauts, invisible characters, broken words and variants.

    >>> fold("TÜBINGEN"), fold("Tuebingen"), fold("Weil\u00adheim")
    ('tuebingen', 'tuebingen', 'weilheim')
    """
    visible = _BROKEN.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    folded = visible.casefold().translate(_UMLAUTS)
    folded = _BOTH.sub("stadtundlandkreis", folded)
    return _BOTH_LAND.sub("stadtundlandkreis", folded)


def tokens(folded: str) -> list[Token]:
    """Words and numbers of a folded text.

    >>> [(t.key, t.joined, t.part) for t in tokens(fold("Aalen, Baden-Baden u. Horb a. N."))]
    [('aalen', False, 0), ('baden', False, 1), ('baden', True, 1), ('horb', False, 2), \
('am', False, 2), ('n', False, 2)]
    """
    found: list[Token] = []
    part = 0
    pieces = list(_TOKEN.finditer(folded))
    for at, piece in enumerate(pieces):
        word = piece.group()
        if (
            word in _BREAKS
            or (word in _WORD_BREAKS and found)
            or (word == "-" and not _tight(folded, piece))
        ):
            part += 1
        elif word[0].isalnum():
            joined = at > 0 and pieces[at - 1].group() == "-" and _tight(folded, pieces[at - 1])
            key = _ABBREVIATED.get(word, word)
            found.append(Token(key, word, joined, part, piece.start(), piece.end()))
    return found


def key(name: str) -> str:
    """The comparison key of a place name: its token keys joined by blanks.

    >>> key("Neustadt a.d. Weinstraße") == key("Neustadt an der Weinstrasse")
    True
    """
    return " ".join(token.key for token in tokens(fold(name)))


def _tight(text: str, piece: re.Match[str]) -> bool:
    before, after = text[: piece.start()], text[piece.end() :]
    return bool(before[-1:].isalnum() and after[:1].isalnum())
