"""Words and codes of texts.

Belongs here: cutting text into words and joined codes, and numbering them. Does not belong here:
which words are the same word mistyped (``mistyped``), comparing texts (``overlap``) and choosing
pairs (``candidates``).
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_matrix

from foerderlupe.matching.keyed import each_once, pack
from foerderlupe.text.characters import fold
from foerderlupe.text.distinct import map_distinct

_MARK = "\x1f"
_RUN = re.compile(r"[^\W_]+(?:[-/.'][^\W_]+)+")
# What ``_RUN`` may find to be joined, in a value with a digit.
_MAY_BE_JOINED = r"(?s)\w[-/.'].*\d|\d[-/.']\w"
# A value that is one such run.
_ONE_RUN = r"^[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)+$"
# Signs that ``fold`` takes for blanks, and letters that it writes in one way.
_PLAIN = r"^[ !-%(-*,-_a-~ÄÖÜäöüß„“”«»–—]*$"
_ENTITY = re.compile(r"&#?\w{2,8};")
_BETWEEN_NAMES = r",|&| and | und "
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])\w{4,}|\d{5,}")
_SHORTEST_CODE = 4


def readable(text: str) -> str:
    """Text without the entities of web pages.

    >>> readable("Lud&#228;scher &amp; Sohn")
    'Ludäscher & Sohn'
    """
    return html.unescape(text) if _ENTITY.search(text) else text


def words(text: str) -> list[str]:
    """Words in comparison form, and codes that are written with hyphens as one word besides.

    >>> words("Sony PS-LX350H, Belt-Drive")
    ['belt', 'drive', 'lx350h', 'ps', 'pslx350h', 'sony']
    """
    found = set(fold(text).split())
    for run in _RUN.findall(text):
        joined = fold(run).replace(" ", "")
        if len(joined) >= _SHORTEST_CODE and any(letter.isdigit() for letter in joined):
            found.add(joined)
    return sorted(found)


def folded_values(values: pl.Series) -> pl.Series:
    """The comparison form of each value.

    >>> folded_values(pl.Series(["„Spaß“ (AG-12)", "D&#39;Or & Sohn", None])).to_list()
    ['spass ag 12', 'dor und sohn', None]
    """
    plain = values.str.contains(_PLAIN).fill_null(True)
    short_way = (
        values.filter(plain)
        .str.to_lowercase()
        .str.replace_many(["ä", "ö", "ü", "ß"], ["ae", "oe", "ue", "ss"])
        .str.replace_all(r"[^a-z0-9]+", " ")
        .str.strip_chars(" ")
    )
    if plain.all():
        return short_way
    long_way = map_distinct(values.filter(~plain), lambda text: fold(readable(text)))
    # One after the other, and then back to their places.
    places = pl.concat([plain.arg_true(), (~plain).arg_true()])
    return pl.concat([short_way, long_way]).gather(places.arg_sort())


def words_of(values: pl.Series, folded: pl.Series) -> pl.Series:
    """``words`` of each value as a list, of which ``folded`` has the comparison form.

    >>> values = pl.Series(["Haus am See", "PS-LX 3-5", "?", "2024-05-01"])
    >>> words_of(values, folded_values(values)).to_list()
    [['haus', 'am', 'see'], ['3', '5', 'lx', 'ps'], None, ['2024', '05', '01', '20240501']]
    """
    plain = folded.replace("", None).str.split(" ")
    solid = folded.str.replace_all(" ", "", literal=True)
    one_run = values.str.contains(_ONE_RUN) & (solid.str.len_chars() >= _SHORTEST_CODE)
    run = one_run & values.str.contains(r"\d")
    hyphened = values.str.contains(_MAY_BE_JOINED) & ~run
    special = cut(pl.select(pl.when(hyphened).then(values)).to_series(), words)
    with_solid = pl.when(run).then(pl.concat_list(plain, solid))
    return pl.select(pl.coalesce(special, with_solid, plain)).to_series()


def codes(text: str) -> list[str]:
    """Words that can be the code of one thing: four characters with letters, or five digits.

    >>> codes("Netgear ProSafe FS-105NA switch, 8 Port 10/100, 706018")
    ['105na', '706018', 'fs105na']
    """
    written = set(fold(text).split())
    return [
        word
        for word in words(text)
        if _CODE.fullmatch(word) and (word in written or not word.isdigit())
    ]


def names_in(text: str) -> list[str]:
    """The persons of a list, each as family name and as family name with initial.

    >>> names_in("D. Scott Mackay, Viswanath Poosala")
    ['mackay', 'mackay d', 'poosala', 'poosala v']
    >>> names_in("Mackay, D. S.; Poosala, V.")
    ['mackay', 'mackay d', 'poosala', 'poosala v']
    """
    between, inside = (r";", ",") if ";" in text else (_BETWEEN_NAMES, None)
    found = set()
    for name in re.split(between, text):
        parts = name.split(inside, 1)[::-1] if inside and inside in name else [name]
        given_and_family = fold(" ".join(parts)).split()
        if given_and_family:
            family = given_and_family[-1]
            found.add(family)
            if len(given_and_family) > 1:
                found.add(f"{family} {given_and_family[0][0]}")
    return sorted(found)


def cut(texts: pl.Series, cutting: Callable[[str], list[str]]) -> pl.Series:
    """The parts of each text as a list; null where there is none.

    >>> cut(pl.Series(["Haus am See", "?"]), words).to_list()
    [['am', 'haus', 'see'], None]
    """
    # As one text, since polars would make a column of every list that Python gives it.
    joined = map_distinct(texts, lambda text: _MARK.join(cutting(readable(text))) or None)
    return joined.str.split(_MARK)


@dataclass(frozen=True)
class Worded:
    """The distinct ``words`` of a set of texts, and which text (row) has which of them (column)."""

    words: pl.Series
    has: csr_matrix


def worded(texts: pl.Series) -> Worded:
    """The words of lists of words; one that a text repeats counts once."""
    frame = texts.alias("word").to_frame().with_row_index("text").explode("word").drop_nulls()
    words = frame["word"].unique().sort()
    numbers = words.to_frame().with_row_index("number")
    places = frame.join(numbers, on="word", how="left", maintain_order="left")
    return Worded(
        words,
        _places(places["text"].to_numpy(), places["number"].to_numpy(), (texts.len(), words.len())),
    )


def joined(parts: Sequence[tuple[pl.Series, Worded]]) -> Worded:
    """All words of each record, of the number of its text in every part (null for none)."""
    every = pl.concat([part.words for _, part in parts])
    words = every.unique().sort()
    number = every.rank("dense").cast(pl.Int32).to_numpy() - 1
    texts, places, start = [], [], 0
    for codes, part in parts:
        of_part = number[start : start + part.words.len()]
        start += part.words.len()
        known = codes.is_not_null()
        of = part.has[codes.filter(known).to_numpy()]
        texts.append(np.repeat(known.arg_true().to_numpy().astype(np.int32), np.diff(of.indptr)))
        places.append(of_part[of.indices])
    shape = (parts[0][0].len(), words.len())
    return Worded(words, _places(np.concatenate(texts), np.concatenate(places), shape))


def _places(texts: npt.NDArray[Any], words: npt.NDArray[Any], shape: tuple[int, int]) -> csr_matrix:
    each = each_once(pack(texts, words))
    text, word = (each >> np.uint64(32)).astype(np.int32), each.astype(np.uint32).view(np.int32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(text, minlength=shape[0]))])
    has = csr_matrix((np.ones(len(each)), word, starts.astype(np.int32)), shape=shape)
    has.has_canonical_format = True
    return has
