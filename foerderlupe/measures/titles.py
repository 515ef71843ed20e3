"""Titles made comparable: one row of features per distinct title.

Belongs here: the words of a title that carry its identity, and the facts in it that vetoes rest
on (phase, year, level, what is done). Does not belong here: taking a title apart
(``text.titles``), and comparing two of them (``comparing``).
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any

import polars as pl

from foerderlupe.measures.acronyms import as_acronym, initials, without_acronym
from foerderlupe.measures.rulebook import Words
from foerderlupe.text.characters import clean, fold
from foerderlupe.text.compounds import Decompounder, split_head
from foerderlupe.text.gender import fold_gender
from foerderlupe.text.keys import solid_key, text_key
from foerderlupe.text.language import english_words, is_english
from foerderlupe.text.synonyms import translate
from foerderlupe.text.titles import TitleParts, read_title

_LONGEST = 300
_SURE_LETTERS = 3
_SEPARATORS = re.compile(r"[„“”\"»«()]|\s[-–—]\s|[–—:!?|;]|,\s")
_REMARK = re.compile(r"\[[^\]]*(?:\]|$)")
_ENDING = re.compile(r"(?<=\w{4})(?:ern|en|em|er|es|e|n|s)$")

SCHEMA = pl.Schema(
    {
        "text": pl.String(),
        "solid": pl.String(),
        "words": pl.List(pl.String()),
        "telling": pl.List(pl.String()),
        "title_places": pl.List(pl.String()),
        "pieces": pl.List(pl.String()),
        "letters": pl.String(),
        "beginning": pl.String(),
        "stem": pl.String(),
        "phase": pl.Int64(),
        "edition": pl.Int64(),
        "year_from": pl.Int64(),
        "year_to": pl.Int64(),
        "call_year": pl.Int64(),
        "cefr": pl.String(),
        "budget": pl.String(),
        "remarks": pl.String(),
        "activity": pl.String(),
        "trains": pl.Boolean(),
        "individual": pl.Boolean(),
        "office": pl.String(),
        "institutional": pl.Boolean(),
        "top_up": pl.Boolean(),
        "acronym": pl.String(),
        "initials": pl.List(pl.String()),
        "translated": pl.List(pl.String()),
        "translated_solid": pl.String(),
        "foreign": pl.Boolean(),
        "english": pl.Boolean(),
    }
)


@dataclass(frozen=True)
class TitleReader:
    """Reads titles with what is known about the whole corpus.

    ``places`` are folded words of place names that occur in the lists, ``keys`` the keys of all
    titles, ``vocabulary`` their words, ``split`` takes a compound apart by them. ``solids``
    and ``generic`` remember pieces and words of the titles read so far.
    """

    words: Words
    places: frozenset[str]
    keys: Mapping[str, str]
    vocabulary: frozenset[str]
    split: Callable[[str], tuple[str, ...]]
    solids: dict[str, str] = field(default_factory=dict)
    generic: dict[str, bool] = field(default_factory=dict)

    def read(self, title: str) -> dict[str, object]:
        """The features of one title; keys as in ``SCHEMA``."""
        title = title[:_LONGEST]
        parts = read_title(title)
        stops = self.words.stops
        core = without_acronym(parts.core, stops)
        tokens = self._tokens(core)
        content = self._content(tokens)
        everything = fold(title).split()
        head = content[:1]
        words = sorted(self._parts(content or tokens))
        first, last = _years(parts)
        acronym = as_acronym(parts.core)
        foreign = acronym is None and is_english(core)
        german = self._translated(core) if foreign else []
        is_call = self._any(everything, "call")
        return {
            "text": title,
            "solid": "".join(content) or solid_key(" ".join(tokens)),
            "words": words,
            "telling": [word for word in words if not self._is_generic(word)],
            "title_places": sorted(token for token in tokens if token in self.places),
            "pieces": self._pieces(core),
            "letters": fold(clean(core)).replace(" ", ""),
            # Of the last word of a cut title only the first letters are sure.
            "beginning": self._stem(content[:-1]) + "".join(content[-1:])[:_SURE_LETTERS],
            "stem": self._stem(content),
            "phase": parts.phase,
            "edition": parts.edition,
            "year_from": None if is_call else first,
            "year_to": None if is_call else last,
            "call_year": last if is_call else None,
            "cefr": parts.cefr,
            "budget": parts.budget_line,
            "remarks": " ".join(sorted(fold(remark) for remark in parts.qualifiers)) or None,
            "activity": self._activity(everything, head),
            "trains": self._trains(everything),
            "individual": self._any(everything, "individual") or self._withheld(title),
            "office": self._office(everything),
            "institutional": self._any(everything, "institutional"),
            "top_up": self._any(everything, "top_up"),
            "acronym": acronym,
            "initials": initials(title, stops),
            "translated": sorted(self._parts(german)),
            "translated_solid": "".join(german) or None,
            "foreign": foreign,
            "english": foreign and english_words(core) > 0,
        }

    def _tokens(self, text: str) -> list[str]:
        # A hyphen at a line end is the only thing that the vocabulary decides.
        known = None if "- " in text else self.keys.get(text)
        return (text_key(text, self.vocabulary) if known is None else known).split()

    def _content(self, tokens: list[str]) -> list[str]:
        stops = self.words.stops
        return [token for token in tokens if token not in stops and token not in self.places]

    def _stem(self, content: list[str]) -> str:
        return "".join(_without_ending(token) for token in content)

    def _parts(self, tokens: list[str]) -> set[str]:
        parts = chain.from_iterable(self.split(token) for token in tokens)
        stops = self.words.stops
        return {_without_ending(part) for part in parts if part not in stops}

    def _is_generic(self, word: str) -> bool:
        if word not in self.generic:
            self.generic[word] = self.words.generic_pattern.fullmatch(word) is not None
        return self.generic[word]

    def _pieces(self, core: str) -> list[str]:
        written = _SEPARATORS.split(fold_gender(core))
        if len(written) == 1:
            return []
        pieces = (self._solid(piece) for piece in written)
        return list(dict.fromkeys(piece for piece in pieces if piece))

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        return {name: self.words.stems(name) for name in Words.model_fields}

    def _solid(self, piece: str) -> str:
        """The content of a piece, which other titles often have too, in one word."""
        if piece not in self.solids:
            self.solids[piece] = "".join(self._content(self._tokens(piece)))
        return self.solids[piece]

    def _any(self, tokens: list[str], name: str) -> bool:
        stems = self._stems[name]
        return any(token.startswith(stems) for token in tokens)

    def _activity(self, tokens: list[str], head: list[str]) -> str | None:
        studied = any(token.endswith(self._stems["study"]) for token in tokens)
        if studied or self._any(tokens, "evaluation"):
            return "evaluation"
        return "training" if self._trains(head) else None

    def _trains(self, tokens: list[str]) -> bool:
        return any(stem in token for stem in self._stems["training"] for token in tokens)

    def _withheld(self, title: str) -> bool:
        """Whether a remark in square brackets, or the whole title, stands for what is not told."""
        removed = (remark := _REMARK.search(title)) is not None and "entfernt" in fold(remark[0])
        return removed or self._any(fold(title).split(), "withheld")

    def _office(self, tokens: list[str]) -> str | None:
        offices = [
            office
            for office in ("steering", "case_work", "coordination")
            if any(stem in token for stem in self._stems[office] for token in tokens)
        ]
        return offices[0] if len(offices) == 1 else None

    def _translated(self, core: str) -> list[str]:
        folded = fold(core)
        german = translate(folded)
        if german == folded:
            return []
        return self._content(text_key(german).split())


def read_titles(titles: pl.Series, places: frozenset[str], words: Words) -> pl.DataFrame:
    """The features of distinct titles, ordered by title, numbered in ``title`` (UInt32).

    Columns: title and those of ``SCHEMA``. Word counts of all titles teach the splitting of
    compounds, so the result depends on the set of titles, never on their order.
    """
    texts = titles.drop_nulls().unique().sort()
    keys = {text: text_key(text) for text in texts.str.head(_LONGEST)}
    counts = Counter(word for key in keys.values() for word in key.split())
    for text in keys:
        folded = fold(text)
        if is_english(text) and (german := translate(folded)) != folded:
            counts.update(text_key(german).split())
    by_corpus = Decompounder(counts).split

    @cache
    def split(word: str) -> tuple[str, ...]:
        parts = by_corpus(word)
        # A small corpus knows few words; the list of common heads knows "kurs" and "hilfe".
        return parts if len(parts) > 1 else split_head(word) or parts

    reader = TitleReader(words, places, keys, frozenset(counts), split)
    rows = [reader.read(text) for text in texts]
    columns = [_column(name, [row[name] for row in rows]) for name in SCHEMA]
    return pl.DataFrame(columns).with_columns(pl.Series("text", texts)).with_row_index("title")


def _column(name: str, values: list[Any]) -> pl.Series:
    """One column by ``SCHEMA``; lists of words go through text, which is much faster."""
    if SCHEMA[name] != pl.List(pl.String):
        return pl.Series(name, values, dtype=SCHEMA[name])
    joined = pl.Series(name, ["\x1f".join(words) for words in values], dtype=pl.String)
    words = pl.when(pl.col(name) != "").then(pl.col(name).str.split("\x1f")).otherwise(pl.lit([]))
    return joined.to_frame().select(words.cast(SCHEMA[name]).alias(name)).to_series()


@lru_cache(1 << 16)
def _without_ending(word: str) -> str:
    return _ENDING.sub("", word)


def _years(parts: TitleParts) -> tuple[int | None, int | None]:
    return parts.year if isinstance(parts.year, tuple) else (parts.year, parts.year)
