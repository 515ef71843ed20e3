"""Which of two languages a short text is written in.

Belongs here: telling English from German titles, by words and, where no word is known, by letters.
Does not belong here: translating (``synonyms``), and what a translated title proves (``matching``).
"""

from collections import Counter
from functools import cache
from math import log

import polars as pl

from foerderlupe.text.characters import fold
from foerderlupe.text.codes import read_codes
from foerderlupe.text.compounds import split_head
from foerderlupe.text.distinct import map_distinct

# Function words, which no basic vocabulary needs to translate; some are words of both languages.
_GERMAN = (
    "am an auf aus bei bis das dem den der des die durch ein eine einem einen einer eines es fuer "
    "gegen hier ihr im in ist mit nach nicht noch oder ohne sich sie sind so ueber um und uns "
    "unter vom von vor was wie will wir zu zum zur zwischen angebot buendnis initiative massnahme "
    "modellprojekt traeger treffpunkt verein"
)
_ENGLISH = "a an and are as at by for from has in into is its of on or our out the to with"
# Words that German titles have taken over, and words that mean something else in German.
_BOTH = (
    "art bank box camp center club coaching community event fair fall fast festival fit hall hub "
    "job jobs kids last live management mentoring mobile note pass power quiz radio rest rock "
    "service show song stand studio talk taste team tour tower trainer training up wall welcome "
    "west workshop workshops link name hand ring wind land park plan start test"
)
_LETTERS = 3
_SURE = 1.0


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are only English, and words that are only German."""
    rows = read_codes("lexicon_en_de")
    english = {word for row in rows for word in row["english"].split()} | set(_ENGLISH.split())
    german = {word for row in rows for word in row["german"].split()} | set(_GERMAN.split())
    both = (english & german) | set(_BOTH.split())
    return frozenset(english - both), frozenset(german - both)


@cache
def _odds() -> tuple[dict[str, float], float]:
    """Log odds of English per group of letters, and of a group that neither language shows.

    A letter model with add-one smoothing (Cavnar & Trenkle 1994 rank the same groups).
    """
    english, german = (Counter(_groups(sorted(words))) for words in _words())
    kinds, totals = len(english | german), (english.total(), german.total())
    unseen = log((totals[1] + kinds) / (totals[0] + kinds))
    odds = {
        group: log((english[group] + 1) / (german[group] + 1)) + unseen
        for group in sorted(english | german)
    }
    return odds, unseen


def _groups(words: list[str]) -> list[str]:
    padded = (f" {word} " for word in words)
    return [word[at : at + _LETTERS] for word in padded for at in range(len(word) - _LETTERS + 1)]


def is_english(text: str) -> bool:
    """Whether a title is English rather than German: by its words, else by its letters.

    >>> [is_english(title) for title in ("Thoughtfulness", "Treppenwitz", "RRT")]
    [True, False, False]
    """
    return bool(english_each(pl.Series([fold(text)]))["english"][0])


def english_each(folded: pl.Series) -> pl.DataFrame:
    """Of every folded text whether it is English, and how many more words are English than German.

    Columns: english, english_words. Words decide, and where none is known or as many are of either
    language, the letters; German alone writes compounds in one word ("Computerkurs").

    >>> english_each(pl.Series(["bridge to vocational training", "bruecke in ausbildung"])).rows()
    [(True, 3), (False, -2)]
    """
    texts = folded.alias("word").to_frame().with_row_index("text")
    words = texts.with_columns(pl.col("word").str.split(" ")).explode("word", empty_as_null=True)
    known = words.select("word").unique().sort("word")
    known = known.with_columns(
        map_distinct(known["word"], _difference, pl.Int64).alias("difference"),
        map_distinct(known["word"], _odds_of, pl.Float64).alias("odds"),
        compound=map_distinct(known["word"], lambda word: len(split_head(word)) > 1, pl.Boolean),
    )
    long = pl.col("word").str.len_chars() > _LETTERS
    summed = (
        words.join(known, on="word", how="left", maintain_order="left")
        .group_by("text", maintain_order=True)
        .agg(
            pl.sum("difference"),
            pl.sum("odds"),
            by_letters=long.any() & ~pl.col("compound").any(),
        )
    )
    difference = pl.col("difference")
    by_letters = (difference == 0) & pl.col("by_letters") & (pl.col("odds") > _SURE)
    return summed.select(
        english=(difference > 0) | by_letters.fill_null(value=False), english_words=difference
    )


def _difference(word: str) -> int:
    english, german = _words()
    return (word in english) - (word in german)


def _odds_of(word: str) -> float:
    odds, unseen = _odds()
    return sum(odds.get(group, unseen) for group in _groups([word]))
