"""The stem language of the code lists, and finding many stems in one pass over a text.

A stem is matched at the start of a token: ``geflüchtet`` finds "Geflüchteten". Marks change that:
``~x`` is a whole token, ``-x`` the end of a compound ("-kinder" finds "Flüchtlingskindern", never
"Kinder" alone). A stem of several words is a phrase: adjacent tokens, each word by its own mark;
its words of up to three letters ("ein eltern", "in schulen") are whole tokens without a mark.
A word written with a capital letter is compared as written ("~UMA" never finds "Uma"); all
others are folded, so umlauts and ß may be spelt either way.

Belongs here: parsing stems and finding them in tokens. Does not belong here: which stems there
are (``labels.vocabulary``, ``labels.cues``) and what a finding means (``labels.reading``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from foerderlupe.text.characters import fold

TOKEN = re.compile(r"[^\W_]+")
_ENDINGS = ("", "e", "n", "s", "en", "er", "es", "ern")
# Articles, prepositions and acronyms begin too many other words: "ein" is not "einem".
_SHORT_WORD = 3


class Mark(StrEnum):
    """Where in a token a word of a stem has to stand."""

    START = ""
    WHOLE = "~"
    END = "-"


class Word(NamedTuple):
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
        return self.text in _heads(seen, [len(self.text)])


@dataclass(frozen=True, eq=False)
class Pattern:
    """A stem, the code or cue that it stands for, and whether it excludes the code.

    Every pattern is one of its own: it is compared by identity, which is fast.
    """

    key: str
    stem: str
    words: tuple[Word, ...]
    excludes: bool = False

    @cached_property
    def rule(self) -> str:
        """The rule id that a label carries; without words it is no stem but names itself."""
        return f"stem {self.stem}" if self.words else self.stem


class Found(NamedTuple):
    """A pattern in a text: tokens ``start`` to ``end``, half-open."""

    pattern: Pattern
    start: int
    end: int

    @property
    def tokens(self) -> range:
        """The tokens of the finding."""
        return range(self.start, self.end)


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
    parts = stem.split()
    words = tuple(_word(part, in_phrase=len(parts) > 1) for part in parts)
    if not words or not all(word.text for word in words):
        raise ValueError(f"the stem '{stem}' has a word without letters")
    return Pattern(key, stem, words, excludes)


def _word(part: str, *, in_phrase: bool) -> Word:
    mark = Mark(part[0]) if part[0] in (Mark.WHOLE, Mark.END) else Mark.START
    bare = part.removeprefix(mark.value)
    if in_phrase and mark is Mark.START and len(bare) <= _SHORT_WORD:
        mark = Mark.WHOLE
    as_written = bare != bare.lower()
    return Word(mark, bare if as_written else fold_token(bare), as_written)


def _heads(token: str, lengths: Iterable[int]) -> Iterator[str]:
    """So many last letters before each inflectional ending, if something precedes them."""
    for ending in _ENDINGS:
        if token.endswith(ending):
            stop = len(token) - len(ending)
            yield from (token[stop - length : stop] for length in lengths if stop > length)


class _Token(NamedTuple):
    """What one distinct token can be: stems, the first word of phrases, a word of phrases.

    ``phrases`` are those that it can begin, by their second word.
    """

    stems: tuple[Pattern, ...]
    phrases: Mapping[Word, Sequence[Pattern]]
    words: Mapping[Word, None]


class Lexicon:
    """Many patterns, indexed by their words.

    What a token can be is worked out once per distinct token, so a long text costs one
    dictionary look-up per token.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        # By mark first: a mark within every key would be hashed for every look-up.
        self._words: dict[Mark, dict[str, set[Word]]] = {mark: defaultdict(set) for mark in Mark}
        self._beginning: dict[Word, list[Pattern]] = defaultdict(list)
        self._tokens: dict[str, _Token] = {}
        for pattern in patterns:
            self._beginning[pattern.words[0]].append(pattern)
            for word in pattern.words:
                self._words[word.mark][word.text].add(word)
        self._lengths = {mark: sorted(set(map(len, self._words[mark]))) for mark in Mark}

    def find(self, tokens: Sequence[str]) -> list[Found]:
        """All patterns in the tokens, also overlapping ones, by first token."""
        known = [self._tokens.get(token) or self._look_up(token) for token in tokens]
        found = []
        for start, token in enumerate(known):
            if token.stems:
                found += [Found(pattern, start, start + 1) for pattern in token.stems]
            if token.phrases and start + 1 < len(known):
                found += _phrases(known, start)
        return found

    def _look_up(self, token: str) -> _Token:
        words = sorted(self._fitting(token), key=lambda word: (word.mark, word.text))
        patterns = [one for word in words for one in self._beginning.get(word, ())]
        phrases = defaultdict(list)
        for pattern in patterns:
            if len(pattern.words) > 1:
                phrases[pattern.words[1]].append(pattern)
        stems = tuple(pattern for pattern in patterns if len(pattern.words) == 1)
        self._tokens[token] = _Token(stems, dict(phrases), dict.fromkeys(words))
        return self._tokens[token]

    def _fitting(self, token: str) -> set[Word]:
        """The words of all patterns that find the token."""
        folded = fold_token(token)
        start, whole, end = (self._words[mark] for mark in (Mark.START, Mark.WHOLE, Mark.END))
        near: set[Word] = set()
        for seen in {token, folded}:
            near.update(whole.get(seen, ()))
            lengths = (length for length in self._lengths[Mark.START] if length <= len(seen))
            for beginning in start.keys() & {seen[:length] for length in lengths}:
                near.update(start[beginning])
            for head in end.keys() & set(_heads(seen, self._lengths[Mark.END])):
                near.update(end[head])
        return {word for word in near if word.fits(token, folded)}


def _phrases(known: Sequence[_Token], start: int) -> Iterator[Found]:
    """The phrases that begin at one token."""
    beginning = known[start].phrases
    for second in known[start + 1].words:
        for pattern in beginning.get(second, ()):
            rest, stop = pattern.words[2:], start + len(pattern.words)
            if stop <= len(known) and all(
                word in known[at].words for at, word in enumerate(rest, start + 2)
            ):
                yield Found(pattern, start, stop)
