"""Umlauts that a list has lost, as in "Kuche fur alle", "K?che f?r alle" or "Kche fr alle".

Belongs here: which words of a column are other words of it without their dots or without those
letters, and writing them as those. Does not belong here: umlauts spelled out ("ae"), which
``characters.fold`` reads as what they are, and other damage of letters.
"""

import re
from collections.abc import Set

import polars as pl

_UMLAUT = "[äöüßÄÖÜẞ]"
_WITH_UMLAUT = rf"\p{{L}}*{_UMLAUT}\p{{L}}*"
_LOST = (
    {"ä": "a", "ö": "o", "ü": "u", "ß": "s"},
    dict.fromkeys("äöüß", "?"),
    dict.fromkeys("äöüß", ""),
)
"""What lists write for umlauts: the letter without its dots, a sign, nothing."""
_SHORTEST = 2
_SHORTEST_SHARP = 5
"""Letters of a word in which a lost ß counts: "das" is no "daß"."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SIGN = rf"[?{_REPLACEMENT}]"
_WORD = re.compile(rf"[^\W\d_]*(?:{_SIGN}[^\W\d_]+)+|[^\W\d_]+")


def restored_each(texts: pl.Series, names: Set[str] = frozenset()) -> pl.Series:
    """The texts; where one has no umlaut at all, its words are written as others write them.

    A word gets its umlauts where at least as many of the other ``texts`` write it with them.
    ``names`` are words in small letters that stay, since they are right without ("Pocking").

    >>> restored_each(pl.Series(["Kuche fur alle", "Küche für alle", "Bar"])).to_list()
    ['Küche für alle', 'Küche für alle', 'Bar']
    """
    distinct = texts.drop_nulls().unique().alias("text").to_frame()
    dotted = pl.col("text").str.contains(_UMLAUT)
    dotless = _words(distinct.filter(~dotted), rf"\p{{L}}*(?:{_SIGN}\p{{L}}+)+|\p{{L}}+")
    seen = pl.Series(sorted(names), dtype=pl.String).implode()
    lost = dotless.join(_written(distinct.filter(dotted)), on="word").filter(
        ~pl.col("word").is_in(seen),
        pl.col("word").str.contains("?", literal=True) | (pl.len().over("word") <= pl.col("times")),
    )
    written = dict(lost.select("word", "written").unique().sort("word").iter_rows())
    damaged = lost["text"].unique().sort()
    mended = [_WORD.sub(lambda found: _as(found.group(), written), text) for text in damaged]
    return texts.replace(damaged, pl.Series(mended, dtype=pl.String)) if mended else texts


def _words(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """text, word: the words of each text in small letters, "?" for whatever sign."""
    lower = pl.col("text").str.to_lowercase().str.extract_all(pattern)
    words = texts.with_columns(
        word=lower.list.eval(pl.element().str.replace_all(_REPLACEMENT, "?", literal=True))
    )
    return words.explode("word", empty_as_null=True).drop_nulls()


def _written(texts: pl.DataFrame) -> pl.DataFrame:
    """word (as lists without umlauts have it, each once), written (with them), times."""
    words = _words(texts, _WITH_UMLAUT).group_by(written="word").agg(times=pl.len())
    lost = pl.concat(
        words.with_columns(word=pl.col("written").str.replace_many(signs)) for signs in _LOST
    ).filter(pl.col("word").str.len_chars() >= _SHORTEST)
    long_enough = pl.col("word").str.len_chars() >= _SHORTEST_SHARP
    return (
        lost.filter(long_enough | ~pl.col("written").str.contains("ß"))
        .sort("word", "times", "written", descending=[False, True, False])
        .unique("word", keep="first", maintain_order=True)
    )


def _as(word: str, written: dict[str, str]) -> str:
    """The word as ``written``, with a capital where it has one or may have lost one."""
    found = written.get(word.lower().replace(_REPLACEMENT, "?"))
    if found is None:
        return word
    return found.upper() if word.isupper() else found if word.islower() else found.capitalize()
