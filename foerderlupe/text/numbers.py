"""Numbers written as words, digits or Roman numerals.

Belongs here: the reading of one numeral, and number words as digits on a comparison key.
Does not belong here: deciding whether a numeral is a phase, an edition or content (``titles``),
and amounts of money (``parse``).
"""

import re
from functools import cache

from foerderlupe.text.characters import fold
from foerderlupe.text.codes import read_codes

_ROMAN = re.compile(r"(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})")
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ORDINAL_ENDING = re.compile(r"(?<=e)[rsnm]$")


@cache
def _words(kind: str) -> dict[str, int]:
    rows = read_codes("number_words")
    return {row["word"]: int(row["number"]) for row in rows if row["kind"] == kind}


def cardinals() -> dict[str, int]:
    """The number words one to twenty and what they say."""
    return _words("cardinal")


def fold_numbers(text: str) -> str:
    """Folded text with the number words one to twenty as digits.

    "ein" stays, being an article far more often than a number.

    >>> fold_numbers("zehn bruecken fuer eine stadt")
    '10 bruecken fuer eine stadt'
    """
    known = cardinals()
    return " ".join(str(known.get(word, word)) for word in text.split())


def read_number(text: str) -> int | None:
    """The number that one numeral stands for: digits, Roman, number word or ordinal word.

    >>> [read_number(numeral) for numeral in ("2", "II", "zwei", "Zweiter", "2.", "Haus")]
    [2, 2, 2, 2, 2, None]
    """
    numeral = text.strip().rstrip(".")
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if roman := _ROMAN.fullmatch(numeral):
        return 10 * len(roman[1]) + _ROMAN_ONES.index(roman[2])
    word = fold(numeral)
    ordinal = _words("ordinal").get(_ORDINAL_ENDING.sub("", word))
    return _words("cardinal").get(word, ordinal)
