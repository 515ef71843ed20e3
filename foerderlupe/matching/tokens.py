"""Words and codes of a text, and which of them say much.

Belongs here: cutting text into words and joined codes, numbering them over both tables, their
weight by rarity, and which words are the same word mistyped. Does not belong here: comparing
texts (``overlap``) and choosing pairs (``candidates``).
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import OSA
from scipy.sparse import csr_matrix

from foerderlupe.text.characters import fold
from foerderlupe.text.distinct import map_distinct

_MARK = "\x1f"
_RUN = re.compile(r"[^\W_]+(?:[-/.'][^\W_]+)+")
# What ``_RUN`` may find to be joined, in a value with a digit.
_MAY_BE_JOINED = r"(?s)\w[-/.'].*\d|\d[-/.']\w"
_ENTITY = re.compile(r"&#?\w{2,8};")
_BETWEEN_NAMES = r",|&| and | und "
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])\w{4,}|\d{5,}")
_SHORTEST_CODE = 4
_SHORTEST_MISTYPED = 5
_SHORTEST_STEM = 5
_ALIKE = 0.8


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
    """The comparison form of each value."""
    return map_distinct(values, lambda text: fold(readable(text)))


def words_of(values: pl.Series, folded: pl.Series) -> pl.Series:
    """``words`` of each value as a list, of which ``folded`` has the comparison form.

    >>> values = pl.Series(["Haus am See", "PS-LX 3-5", "?"])
    >>> words_of(values, folded_values(values)).to_list()
    [['haus', 'am', 'see'], ['3', '5', 'lx', 'ps'], None]
    """
    hyphened = values.str.contains(_MAY_BE_JOINED)
    special = cut(pl.select(pl.when(hyphened).then(values)).to_series(), words)
    plain = folded.replace("", None).str.split(" ")
    return pl.select(pl.coalesce(special, plain)).to_series()


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
class Vocabulary:
    """All words of a set of texts.

    ``weights`` are in bits: log2 of how many texts there are per text with the word.
    ``alike`` says how alike two words are: 1 on the diagonal, less for a mistyped word.
    """

    words: pl.Series
    weights: npt.NDArray[np.float64]
    alike: csr_matrix


def vocabulary(texts: pl.Series) -> tuple[Vocabulary, csr_matrix]:
    """The vocabulary of lists of words, and which text (row) has which word (column).

    A word that a text repeats counts once.
    """
    frame = texts.alias("word").to_frame().with_row_index("text").explode("word")
    frame = frame.drop_nulls().unique()
    counted = frame.group_by("word").len("texts").sort("word").with_row_index("number")
    places = frame.join(counted.select("word", "number"), on="word")
    has = csr_matrix(
        (np.ones(places.height), (places["text"].to_numpy(), places["number"].to_numpy())),
        shape=(texts.len(), counted.height),
    )
    filled = max(int((texts.list.len().fill_null(0) > 0).sum()), 1)
    weights = np.log2((filled + 1) / counted["texts"].to_numpy())
    return Vocabulary(counted["word"], weights, _alike(counted["word"])), has


def _alike(words: pl.Series) -> csr_matrix:
    """1 for the word itself, ``_ALIKE`` for one edit in a long word or a code cut short."""
    frame = pl.DataFrame({"word": words}).with_row_index("number")
    pairs = pl.concat([_one_edit(frame), _cut_short(frame)]).unique().sort("left", "right")
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    alone = np.arange(words.len())
    values = np.concatenate([np.ones(words.len()), np.full(2 * pairs.height, _ALIKE)])
    rows, columns = np.concatenate([alone, left, right]), np.concatenate([alone, right, left])
    return csr_matrix((values, (rows, columns)), shape=(words.len(), words.len()))


def _one_edit(frame: pl.DataFrame) -> pl.DataFrame:
    """Words without digits that one edit makes equal: those that share a form less one letter."""
    has_digit = pl.col("word").str.contains(r"\d")
    long = frame.filter((pl.col("word").str.len_chars() >= _SHORTEST_MISTYPED) & ~has_digit)
    longest = int(long["word"].str.len_chars().max() or 0)  # type: ignore[arg-type]
    forms = [long.select("number", "word", form="word")]
    for place in range(min(longest, 24)):
        shorter = pl.col("word").str.slice(0, place) + pl.col("word").str.slice(place + 1)
        reaching = long.filter(pl.col("word").str.len_chars() > place)
        forms.append(reaching.select("number", "word", form=shorter))
    keyed = pl.concat(forms).unique(subset=["number", "form"])
    both = keyed.join(keyed, on="form", suffix="_right").filter(
        pl.col("number") < pl.col("number_right")
    )
    both = both.unique(subset=["number", "number_right"])
    distance = [
        OSA.distance(one, other, score_cutoff=1)
        for one, other in both.select("word", "word_right").iter_rows()
    ]
    near = both.filter(pl.Series(distance, dtype=pl.Int64) <= 1)
    return near.select(left="number", right="number_right")


def _cut_short(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes of which one begins with the whole of the other ("fs105", "fs105na")."""
    codes = frame.filter(
        pl.col("word").str.contains(r"\d")
        & pl.col("word").str.contains(r"[a-z]")
        & (pl.col("word").str.len_chars() >= _SHORTEST_STEM)
    )
    cuts = [
        codes.filter(pl.col("word").str.len_chars() > length).select(
            "number", word=pl.col("word").str.slice(0, length)
        )
        for length in range(_SHORTEST_STEM, 20)
    ]
    found = pl.concat(cuts).join(codes, on="word", suffix="_right")
    return found.select(left="number", right="number_right")
