"""Words that a line break cut in two.

Belongs here: joining them again where the corpus knows the whole word.
Does not belong here: hyphens that belong to the word (``compounds``).
"""

import re
from collections.abc import Container

from foerderlupe.text.characters import fold

_BROKEN = re.compile(r"(?P<left>[^\W\d_]{2,}) ?[-\u2010\u00ac]\s+(?P<right>[a-zäöüß]{2,})")
_HYPHENS = "-\u2010\u00ac"
BROKEN = r"\S{2} ?[-\x{2010}¬]\s+[a-zäöüß]{2}"
"""A pattern of polars without which no word of a text is broken."""
_CONJUNCTIONS = frozenset(["und", "oder", "bzw", "sowie", "als", "bis", "noch", "wie", "aber"])


def dehyphenate(text: str, vocabulary: Container[str]) -> str:
    """Text with words joined that were cut by a line break.

    ``vocabulary`` holds folded words of the corpus; only a word found there is joined, so that
    "Sprach- und Kulturmittler" never is.

    >>> dehyphenate("Eltern- mentoren, Sprach- und Kulturmittler", {"elternmentoren", "sprachund"})
    'Elternmentoren, Sprach- und Kulturmittler'
    """
    if not any(hyphen in text for hyphen in _HYPHENS):
        return text

    def joined(found: re.Match[str]) -> str:
        word = found["left"] + found["right"]
        if found["right"] in _CONJUNCTIONS or fold(word) not in vocabulary:
            return found.group()
        return word

    return _BROKEN.sub(joined, text)
