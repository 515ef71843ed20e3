"""Phrases of a code file found in the folded words of a name.

Belongs here: compiling a list of phrases into one pattern, longest first.
Does not belong here: what a phrase means.
"""

import re
from collections.abc import Iterable, Mapping


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the folded phrases between blanks, the longest first.

    >>> whole_words(["rotes", "rotes kreuz"]).findall("deutsches rotes kreuz ulm")
    ['rotes kreuz']
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, ordered))})(?!\S)")


def rewrite(text: str, pattern: re.Pattern[str], written_as: Mapping[str, str]) -> str:
    """The folded text with every phrase in its other form, until none is left.

    A word that would be left out stays at the end, where it shows that the text was cut off.

    >>> rewrite("werk der diakonie im", whole_words(["der", "im"]), {"der": "", "im": ""})
    'werk diakonie im'
    """

    def other_form(found: re.Match[str]) -> str:
        form = written_as[found.group()]
        return form or (found.group() if found.end() == len(found.string) else "")

    rewritten = " ".join(pattern.sub(other_form, text).split())
    return text if rewritten == text else rewrite(rewritten, pattern, written_as)
