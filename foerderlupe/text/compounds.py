"""German compounds taken apart or completed.

Belongs here: shared parts written once ("Sprach- und Kulturmittler") and the splitting of one
word into the words that it is made of.
Does not belong here: hyphens of line breaks (``hyphens``).
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from math import exp, log

import polars as pl

from foerderlupe.text.characters import fold
from foerderlupe.text.codes import read_codes

_WORD = r"[^\W_][\w-]*[^\W_]"
_CONJUNCTION = r"(?:und|oder|bzw\.|sowie|u\.)"
_AND = rf"(?:\s*,\s*|\s*/\s*|\s+{_CONJUNCTION}\s+|\s*&\s*)"
_OPEN_END = re.compile(rf"(?P<firsts>(?:\b[^\W_][\w-]*-{_AND})+)(?P<last>{_WORD})")
_FIRST = re.compile(rf"(?P<part>[^\W_][\w-]*)-(?P<and>{_AND})")
_OPEN_START = re.compile(rf"(?P<first>{_WORD})(?P<and>{_AND})-(?P<head>[^\W\d_]{{3,}})")
ELLIPTIC = rf"-(?:\s*[,/&]|\s+{_CONJUNCTION}\s)|(?:[,/&]\s*|\s{_CONJUNCTION}\s+)-\S"
"""A pattern of polars without which no compound of a text is elliptic."""
_HYPHENED = r"\p{L}{3,}(?:-\p{L}{3,})+"
_SHORTEST_MODIFIER = 3
_SHORTEST_PART = 4
_LINKS = ("", "s", "n", "en", "es")
# Restored where the compound drops it: "Sprachkurs" from "Sprache".
_DROPPED = ("e", "en")

Splitter = Callable[[str], tuple[str, ...]]


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["head"] for row in read_codes("compound_heads"))


@lru_cache(1 << 16)
def split_head(word: str) -> tuple[str, ...]:
    """Modifier and heads of a compound by the heads of ``sql/codes/compound_heads.csv``.

    The word alone where no head is known.

    >>> split_head("Kulturmittlerpool"), split_head("Integration")
    (('Kultur', 'mittler', 'pool'), ('Integration',))
    """
    parts: list[str] = []
    cut = len(word)
    while (earlier := _head_start(word, cut)) is not None:
        parts.append(word[earlier:cut])
        cut = earlier
    return (word[:cut], *reversed(parts))


def _head_start(word: str, end: int) -> int | None:
    """Where the longest head starts that ends at ``end``, a linking element aside."""
    for linked in (end, end - 1) if word[end - 1 : end] == "s" and end < len(word) else (end,):
        for start in range(_SHORTEST_MODIFIER, linked - 2):
            if word[start:linked] in _heads():
                return start
    return None


def hyphened_words(texts: pl.Series) -> dict[str, tuple[str, ...]]:
    """The parts of folded compounds that a text writes with hyphens; of several ways the first.

    >>> hyphened_words(pl.Series(["Sprach-Café", "Sprachcafé und -treff"]))
    {'sprachcafe': ('sprach', 'cafe')}
    """
    found = texts.str.extract_all(_HYPHENED).explode(empty_as_null=True).drop_nulls().unique()
    parts = [tuple(fold(part) for part in word.split("-")) for word in found.sort(descending=True)]
    return {"".join(split): split for split in parts}


def expand_elliptic(text: str, split: Splitter = split_head) -> str:
    """Text in which every elliptic compound is written out.

    ``split`` gives the parts of a compound, first the modifier; an unsplit word leaves the text
    as it is.

    >>> expand_elliptic("Sprach- und Kulturmittler an Haupt-, Werkreal- und Realschulen")
    'Sprachmittler und Kulturmittler an Hauptschulen, Werkrealschulen und Realschulen'
    >>> expand_elliptic("Kindertageseinrichtungen und -pflege")
    'Kindertageseinrichtungen und Kindertagespflege'
    """
    if "-" not in text:
        return text

    def end_completed(found: re.Match[str]) -> str:
        firsts, last = found["firsts"], found["last"]
        return _FIRST.sub(lambda first: _completed(first, last, split), firsts) + last

    def start_completed(found: re.Match[str]) -> str:
        modifier = "".join(split(found["first"])[:-1])
        return f"{found['first']}{found['and']}{modifier or '-'}{found['head']}"

    return _OPEN_START.sub(start_completed, _OPEN_END.sub(end_completed, text))


def _completed(first: re.Match[str], last: str, split: Splitter) -> str:
    part, conjunction = first["part"], first["and"]
    if "-" in last:
        return f"{part}-{last.split('-', 1)[1]}{conjunction}"
    head = "".join(split(last)[1:])
    if not head:
        return first.group()
    # "Sprachmittler- und Kulturmittlerpool": the first word brings a part of the head itself.
    for cut in range(len(head) - 1, 2, -1):
        if part.lower().endswith(head[:cut].lower()):
            return f"{part}{head[cut:]}{conjunction}"
    return f"{part}{head}{conjunction}"


class Decompounder:
    """Splits words into words of a corpus.

    Chooses the split whose parts have the highest geometric mean of corpus counts, the unsplit
    word included (Koehn & Knight 2003, Empirical Methods for Compound Splitting); linking
    elements -s-, -n-, -en-, -es- and a dropped -e are allowed. Deterministic: of equal splits
    the one with fewer parts, then the alphabetically first, is taken.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        """``counts`` are folded words of the corpus with the number of times they occur."""
        self._logs = {
            word: log(count)
            for word, count in counts.items()
            if count > 0 and len(word) >= _SHORTEST_PART and word.isalpha()
        }

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word in the form that the corpus knows them, or the word alone.

        >>> counts = {"muetter": 9, "kurs": 20, "muetterkurs": 2, "sprache": 8, "foerderung": 9}
        >>> Decompounder(counts).split("muetterkurs")
        ('muetter', 'kurs')
        >>> Decompounder(counts).split("sprachfoerderung")
        ('sprache', 'foerderung')
        """
        if len(word) < 2 * _SHORTEST_PART:
            return (word,)
        unsplit = (-exp(self._logs[word]), 1, (word,)) if word in self._logs else None
        found = [
            (-exp(sum(self._logs[part] for part in parts) / len(parts)), len(parts), parts)
            for parts in self._splits(word)
        ]
        return min([*found, unsplit] if unsplit else found, default=(0.0, 1, (word,)))[2]

    def _splits(self, word: str) -> list[tuple[str, ...]]:
        """All ways to write the word as at least two known parts."""
        splits: list[tuple[str, ...]] = []
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            rest = word[cut:]
            for part in self._known(word[:cut]):
                if rest in self._logs:
                    splits.append((part, rest))
                splits.extend((part, *parts) for parts in self._splits(rest))
        return splits

    def _known(self, part: str) -> list[str]:
        """The corpus words that a non-final part can stand for."""
        bare = [part.removesuffix(link) for link in _LINKS if part.endswith(link)]
        forms = [*bare, *(part + dropped for dropped in _DROPPED)]
        return [form for form in dict.fromkeys(forms) if form in self._logs]


def split_by(decompounder: Decompounder) -> Splitter:
    """A splitter for ``expand_elliptic`` that knows the corpus.

    >>> split = split_by(Decompounder({"kultur": 5, "mittler": 3}))
    >>> expand_elliptic("Sprach- und Kulturmittler", split)
    'Sprachmittler und Kulturmittler'
    """

    def split(word: str) -> tuple[str, ...]:
        parts = decompounder.split(fold(word))
        head = parts[-1]
        if len(parts) == 1 or not word.lower().endswith(head):
            return split_head(word)
        return word[: -len(head)], word[-len(head) :]

    return split
