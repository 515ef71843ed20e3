"""Short names made of first letters, and the names that they stand for.

Belongs here: the letters that a title could be shortened to, and an acronym before its long form.
Does not belong here: acronyms of organisations (``organisations.name``), comparing (``comparing``).
"""

import re
from collections.abc import Container
from itertools import chain

from foerderlupe.text.characters import fold
from foerderlupe.text.compounds import split_head

_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9]{1,7}")
_BEFORE = re.compile(rf"(?P<acronym>{_ACRONYM.pattern})(?:\s+[-–—|]|:)\s+(?P<rest>\S.*)")
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ](?=\w)")
_MOST_WORDS = 8
_SHORTEST = 3


def as_acronym(title: str) -> str | None:
    """The folded acronym where a title is nothing else.

    >>> as_acronym("MIKA"), as_acronym("MIKA Ost")
    ('mika', None)
    """
    found = _ACRONYM.fullmatch(title.strip())
    return fold(title) if found and len(title.strip()) >= _SHORTEST else None


def initials(title: str, stops: Container[str]) -> list[str]:
    """What a title could be shortened to: its words, parts of compounds, or capitals.

    >>> initials("Mit Mut in den Kochalltag", {"in", "den"})
    ['mmk', 'mmkt']
    >>> initials("Theater und Heimat an Schulen", {"und", "an"})
    ['ths']
    """
    tokens = [token for token in fold(title).split() if token not in stops]
    # A compound may give a letter per part: "MO" for Migrantenorganisationen.
    parts = [*chain.from_iterable(split_head(token) or (token,) for token in tokens)]
    capitals = [fold(letter) for letter in _CAPITAL.findall(title)]
    spelled = [tokens, parts] if 2 <= len(tokens) <= _MOST_WORDS else []
    forms = {"".join(word[0] for word in words) for words in [*spelled, capitals]}
    return sorted(form for form in forms if len(form) > 1)


def without_acronym(title: str, stops: Container[str]) -> str:
    """A title without the acronym that stands before its long form.

    >>> without_acronym("GIB – Gemeinsam in Bewegung", {"in"})
    'Gemeinsam in Bewegung'
    >>> without_acronym("AWO: Gemeinsam in Bewegung", {"in"})
    'AWO: Gemeinsam in Bewegung'
    """
    found = _BEFORE.fullmatch(title)
    if found is None:
        return title
    acronym = fold(found["acronym"])
    forms = [*initials(found["rest"], stops), *initials(found["rest"], ())]
    stands_for = any(form.startswith(acronym) or acronym.startswith(form) for form in forms)
    return found["rest"] if stands_for else title
