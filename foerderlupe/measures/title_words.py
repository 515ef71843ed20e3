"""The words of titles, read once each.

Belongs here: which words of a title carry its identity, the words that compounds are made of, and
the forms that are compared. Does not belong here: titles as a whole (``titles``).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import polars as pl

from foerderlupe.measures.rulebook import Words
from foerderlupe.text.compounds import Decompounder, split_head

_SURE_LETTERS = 3
_ENDING = re.compile(r"(?<=\w{4})(?:ern|en|em|er|es|e|n|s)$")


class TitleWords:
    """Reads the words of titles with what is known about the whole corpus.

    ``places`` are folded words of place names that occur in the lists, ``corpus`` the keys of all
    titles, ``hyphened`` the parts of words that a title writes with hyphens. ``counts`` has the
    words of the corpus.
    """

    def __init__(
        self,
        words: Words,
        places: frozenset[str],
        corpus: Sequence[pl.Series],
        hyphened: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.words = words
        self.hyphened = hyphened
        self.places = pl.Series(sorted(places), dtype=pl.String)
        self.stops = pl.Series(sorted(words.stops), dtype=pl.String)
        found = pl.concat([_split(keys)["word"] for keys in corpus]).value_counts(sort=False)
        self.counts: dict[str, int] = dict(found.rows())

    def read(self, keys: pl.Series) -> pl.DataFrame:
        """What the words of each key say, a row each.

        Columns: solid (the content in one word, or all words where there is no content), content
        (the same, empty where there is none), words (parts of compounds without endings, each once
        and ordered), telling (those that are not generic), title_places (words that are places),
        stem (the content without endings), beginning (of its last word only the first letters, all
        that is sure of a title that is cut), head (the first word of the content).
        """
        rows = pl.int_range(keys.len(), dtype=pl.UInt32, eager=True).alias("title").to_frame()
        tokens = _split(keys)
        known = self._known(tokens["word"].unique().sort()).with_row_index("number")
        tokens = tokens.join(known, on="word", how="left", maintain_order="left")
        content = tokens.filter("content")
        forms = content.group_by("title", maintain_order=True).agg(
            content=pl.col("word").str.join(""),
            stem=pl.col("stem").str.join(""),
            beginning=pl.col("stem").head(pl.len() - 1).str.join("")
            + pl.col("word").last().str.head(_SURE_LETTERS),
            head=pl.col("word").first(),
        )
        places = tokens.filter("place").group_by("title").agg(title_places=pl.col("word").sort())
        bare = tokens.join(content, on="title", how="anti", maintain_order="left")
        whole = bare.group_by("title", maintain_order=True).agg(whole=pl.col("word").str.join(""))
        listed = self._listed_parts(pl.concat([content, bare]).select("title", "number"), known)
        for found in (forms, whole, places, listed):
            rows = rows.join(found, on="title", how="left", maintain_order="left")
        return rows.select(
            pl.coalesce("content", "whole", pl.lit("")).alias("solid"),
            pl.col("content").fill_null(""),
            *(pl.col(name).fill_null([]) for name in ("words", "telling", "title_places")),
            *(pl.col(name).fill_null("") for name in ("stem", "beginning")),
            "head",
        )

    def _listed_parts(self, chosen: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
        """Per title the words and telling of ``chosen`` (title, number of a word in ``known``)."""
        used = known.select("number", "word").join(chosen, on="number", how="semi")
        parts = self._parts(used["word"]).join(used, on="word")
        names = parts["part"].unique().sort()
        # Numbers in the order of the alphabet: a long table of words is slow.
        parts = parts.select("number", "generic", part=names.search_sorted(parts["part"]))
        rows = chosen.join(parts, on="number").select("title", "part", "generic").unique()
        rows = rows.sort("title", "part").with_columns(pl.lit(names).gather(pl.col("part")))
        return rows.group_by("title", maintain_order=True).agg(
            words="part", telling=pl.col("part").filter(~pl.col("generic"))
        )

    def _known(self, words: pl.Series) -> pl.DataFrame:
        """word, content, place, stem."""
        place = words.is_in(self.places.implode())
        stop = words.is_in(self.stops.implode())
        stems = pl.Series([_without_ending(word) for word in words], dtype=pl.String)
        return pl.DataFrame(
            {"word": words, "content": ~(place | stop), "place": place, "stem": stems}
        )

    def _parts(self, words: pl.Series) -> pl.DataFrame:
        """word, part, generic: the words without endings that a word is made of."""
        stops, pattern = self.words.stops, self.words.generic_pattern
        rows = [
            (word, _without_ending(part))
            for word in words
            for part in self._split_word(word)
            if part not in stops
        ]
        parts = pl.DataFrame(rows, schema={"word": pl.String, "part": pl.String}, orient="row")
        distinct = parts["part"].unique()
        generic = pl.DataFrame(
            {
                "part": distinct,
                "generic": [pattern.fullmatch(part) is not None for part in distinct],
            },
            schema={"part": pl.String, "generic": pl.Boolean},
        )
        return parts.join(generic, on="part", maintain_order="left")

    def _split_word(self, word: str) -> tuple[str, ...]:
        if word in self.hyphened:
            return tuple(part for written in self.hyphened[word] for part in self._split(written))
        return self._split(word)

    def _split(self, word: str) -> tuple[str, ...]:
        parts = self._by_corpus.split(word)
        # A small corpus knows few words; the list of common heads knows "kurs" and "hilfe".
        return parts if len(parts) > 1 else split_head(word) or parts

    @cached_property
    def _by_corpus(self) -> Decompounder:
        return Decompounder(self.counts)


def _split(keys: pl.Series) -> pl.DataFrame:
    """One row per word of a key, in order: title (row number of the key), word."""
    words = keys.alias("word").to_frame().with_row_index("title")
    split = words.with_columns(pl.col("word").str.split(" ")).explode("word")
    return split.filter(pl.col("word") != "")


@lru_cache(1 << 16)
def _without_ending(word: str) -> str:
    return _ENDING.sub("", word)
