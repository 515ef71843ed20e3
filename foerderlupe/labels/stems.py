"""The stem language of the code lists, and finding many stems in one pass over a text.

A stem is matched at the start of a token: ``geflüchtet`` finds "Geflüchteten". Marks change that:
``~x`` is a whole token, ``-x`` the end of a compound ("-kinder" finds "Flüchtlingskindern", never
"Kinder" alone). A stem of several words is a phrase: adjacent tokens, each word by its own mark.
A word written with a capital letter is compared as written ("~UMA" never finds "Uma"); all
others are folded, so umlauts and ß may be spelt either way.

Belongs here: parsing stems and finding them in tokens. Does not belong here: which stems there
are (``labels.vocabulary``, ``labels.cues``) and what a finding means (``labels.reading``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from foerderlupe.text.characters import fold

TOKEN = re.compile(r"[^\W_]+")
_ENDINGS = ("", "e", "n", "s", "en", "er", "es", "ern")


class Mark(StrEnum):
    """Where in a token a word of a stem has to stand."""

    START = ""
    WHOLE = "~"
    END = "-"


@dataclass(frozen=True)
class Word:
    """One word of a stem."""

    mark: Mark
    text: str
    as_written: bool

    def fits(self, token: str, folded: str) -> bool:
        """Whether the word finds the token, given as written and folded."""
        seen = token if self.as_written else folded
        if self.mark is Mark.START:
            return seen.startswith(self.text)
        if self.mark is Mark.WHOLE:
            return seen == self.text
        return self.text in _heads(seen, len(self.text))


@dataclass(frozen=True)
class Pattern:
    """A stem, the code or cue that it stands for, and whether it excludes the code."""

    key: str
    stem: str
    words: tuple[Word, ...]
    excludes: bool = False

    @property
    def rule(self) -> str:
        """The rule id that a label carries; without words it is no stem but names itself."""
        return f"stem {self.stem}" if self.words else self.stem


@dataclass(frozen=True)
class Found:
    """A pattern in a text: tokens ``start`` to ``end``, half-open."""

    pattern: Pattern
    start: int
    end: int


def fold_token(token: str) -> str:
    """One token folded to one word.

    >>> fold_token("Großmütter")
    'grossmuetter'
    """
    return fold(token).replace(" ", "")


def parse_stem(key: str, stem: str, *, excludes: bool = False) -> Pattern:
    """The pattern of a stem in the notation of this module.

    Raises ``ValueError`` for a stem without letters or digits.

    >>> [word.text for word in parse_stem("TG1160", "~UMA").words]
    ['UMA']
    """
    words = tuple(_word(part) for part in stem.split())
    if not words or not all(word.text for word in words):
        raise ValueError(f"the stem '{stem}' has a word without letters")
    return Pattern(key, stem, words, excludes)


def _word(part: str) -> Word:
    mark = Mark(part[0]) if part[0] in (Mark.WHOLE, Mark.END) else Mark.START
    bare = part.removeprefix(mark.value)
    as_written = bare != bare.lower()
    return Word(mark, bare if as_written else fold_token(bare), as_written)


def _heads(token: str, length: int) -> Iterator[str]:
    """The last ``length`` letters before each inflectional ending, if something precedes them."""
    for ending in _ENDINGS:
        stop = len(token) - len(ending)
        if stop > length and token.endswith(ending):
            yield token[stop - length : stop]


class Lexicon:
    """Many patterns, indexed by their first word.

    What a token can begin is worked out once per distinct token, so a long text costs one
    dictionary look-up per token.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._index: dict[tuple[Mark, str], list[Pattern]] = defaultdict(list)
        self._lengths: dict[Mark, list[int]] = {mark: [] for mark in Mark}
        self._folded: dict[str, str] = {}
        self._begun: dict[str, tuple[Pattern, ...]] = {}
        for pattern in patterns:
            first = pattern.words[0]
            self._index[first.mark, first.text].append(pattern)
        for mark, text in self._index:
            if len(text) not in self._lengths[mark]:
                self._lengths[mark].append(len(text))

    def find(self, tokens: Sequence[str]) -> list[Found]:
        """All patterns in the tokens, also overlapping ones, by first token."""
        found = []
        for start, token in enumerate(tokens):
            patterns = self._begun.get(token)
            if patterns is None:
                patterns = self._begun[token] = self._beginning(token)
            for pattern in patterns:
                size = len(pattern.words)
                if size == 1 or self._continues(pattern, tokens[start + 1 : start + size]):
                    found.append(Found(pattern, start, start + size))
        return found

    def _continues(self, pattern: Pattern, tokens: Sequence[str]) -> bool:
        rest = pattern.words[1:]
        return len(tokens) == len(rest) and all(
            word.fits(token, self._fold(token)) for word, token in zip(rest, tokens, strict=True)
        )

    def _fold(self, token: str) -> str:
        folded = self._folded.get(token)
        if folded is None:
            folded = self._folded[token] = fold_token(token)
        return folded

    def _beginning(self, token: str) -> tuple[Pattern, ...]:
        folded = self._fold(token)
        texts = {(Mark.WHOLE, seen) for seen in (token, folded)}
        for length in self._lengths[Mark.START]:
            texts |= {(Mark.START, seen[:length]) for seen in (token, folded)}
        for length in self._lengths[Mark.END]:
            for seen in (token, folded):
                texts |= {(Mark.END, head) for head in _heads(seen, length)}
        return tuple(
            pattern
            for text in sorted(texts)
            for pattern in self._index.get(text, ())
            if pattern.words[0].fits(token, folded)
        )
