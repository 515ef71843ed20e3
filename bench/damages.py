"""Kinds of damage that a list does to a text, one function each.

Belongs here: what becomes of one text. Does not belong here: which texts are damaged, and what it
costs (``damage``). Each function is given a text and a source of chance; all of them are measured.
"""

import re
from html import escape
from random import Random

_LETTERS = "enrtsai"
_CUT_AT, _SHORTENED_TO = 30, 4
_LONG_WORD, _SEVERAL = 8, 3
_UMLAUTS = "[äöüÄÖÜß]"


def one_slip(text: str, chance: Random) -> str:
    """A letter is lost, swapped with the next one, added or changed."""
    if len(text) < _SHORTENED_TO:
        return text
    at, letter = chance.randrange(1, len(text) - 1), chance.choice(_LETTERS)
    before, here, after = text[:at], text[at], text[at + 1 :]
    ways = ("", after[:1] + here, letter + here, letter)
    kind = chance.randrange(len(ways))
    return before + ways[kind] + (after[1:] if kind == 1 else after)


def three_slips(text: str, chance: Random) -> str:
    """Three slips of the pen, wherever they fall."""
    return one_slip(one_slip(one_slip(text, chance), chance), chance)


def cut_off(text: str, chance: Random) -> str:
    """Thirty letters, with dots or without."""
    return text if len(text) <= _CUT_AT else text[:_CUT_AT].rstrip() + chance.choice(["", "…"])


def two_words_joined(text: str, chance: Random) -> str:
    """One blank is lost."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    words[at : at + 2] = ["".join(words[at : at + 2])]
    return " ".join(words)


def blanks_lost(text: str, _: Random) -> str:
    """All blanks are lost, as in extraction from a document."""
    return text.replace(" ", "")


def word_parted(text: str, chance: Random) -> str:
    """A blank or hyphen stands in a long word."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= _LONG_WORD]
    if not long:
        return text
    at = chance.choice(long)
    cut = chance.randrange(3, len(words[at]) - 3)
    words[at] = words[at][:cut] + chance.choice([" ", "-", "- "]) + words[at][cut:]
    return " ".join(words)


def two_words_shortened(text: str, chance: Random) -> str:
    """Four letters and a full stop stand for a long word, twice."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= _LONG_WORD]
    for at in chance.sample(long, min(2, len(long))):
        words[at] = f"{words[at][:_SHORTENED_TO]}."
    return " ".join(words)


def word_lost(text: str, chance: Random) -> str:
    """One of three words or more is lost."""
    words = text.split(" ")
    if len(words) >= _SEVERAL:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def words_shuffled(text: str, chance: Random) -> str:
    """The words stand in any order."""
    words = text.split(" ")
    return " ".join(chance.sample(words, len(words)))


def capitals(text: str, _: Random) -> str:
    """Everything is written in capitals."""
    return text.upper()


def wrong_encoding(text: str, _: Random) -> str:
    """Bytes of one encoding are read in another."""
    return text.encode().decode("latin-1")


def marked_up(text: str, _: Random) -> str:
    """Umlauts are entities, as in a page."""
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()


def umlauts_as_signs(text: str, _: Random) -> str:
    """A question mark stands for every umlaut."""
    return re.sub(_UMLAUTS, "?", text)


def umlauts_lost(text: str, _: Random) -> str:
    """Umlauts are gone."""
    return re.sub(_UMLAUTS, "", text)


def nothing_said(_: str, __: Random) -> None:
    """The cell is empty."""
