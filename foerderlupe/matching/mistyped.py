"""Words that are the same word mistyped.

Belongs here: which words of a vocabulary one edit makes equal, and codes cut short. Does not
belong here: what a mistyped word counts (``overlap``).
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST_MISTYPED = 5
_SHORTEST_STEM = 5
_LONGEST_STEM = 20
_LONGEST_EDITED = 24

Numbers = npt.NDArray[np.int64]


def mistyped(words: pl.Series, count: npt.NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Two arrays of places in ``words``: the rarer word, and one that it is like.

    Like is one edit in a long word without digits, or a code cut short. ``count`` says how many
    texts have each word; of two as rare as each other the first is taken for the mistyped one.

    >>> words = pl.Series(["sprache", "spracje", "fs105", "fs105na"])
    >>> [places.tolist() for places in mistyped(words, np.array([9, 1, 4, 2]))]
    [[1, 3], [0, 2]]
    """
    frame = pl.DataFrame({"word": words}).with_row_index("number")
    pairs = pl.concat([_one_edit(frame), _cut_short(frame)]).unique().sort("left", "right")
    left, right = (pairs[side].cast(pl.Int64).to_numpy() for side in ("left", "right"))
    turned = count[left] > count[right]
    return np.where(turned, right, left), np.where(turned, left, right)


def _one_edit(frame: pl.DataFrame) -> pl.DataFrame:
    """Words without digits that one edit makes equal: those that share a form less one letter."""
    has_digit = pl.col("word").str.contains(r"\d")
    long = frame.filter((pl.col("word").str.len_chars() >= _SHORTEST_MISTYPED) & ~has_digit)
    longest = int(long["word"].str.len_chars().max() or 0)  # type: ignore[arg-type]
    forms = [long.select("number", form=pl.col("word").hash(_SEED))]
    for place in range(min(longest, _LONGEST_EDITED)):
        shorter = pl.col("word").str.slice(0, place) + pl.col("word").str.slice(place + 1)
        reaching = long.filter(pl.col("word").str.len_chars() > place)
        forms.append(reaching.select("number", form=shorter.hash(_SEED)))
    keyed = pl.concat(forms).unique()
    shared = keyed.filter(pl.col("form").is_duplicated())
    both = shared.join(shared, on="form", suffix="_right").filter(
        pl.col("number") < pl.col("number_right")
    )
    pairs = both.select(left="number", right="number_right").unique()
    word = frame["word"]
    one, other = (word.gather(pairs[side]).to_numpy() for side in ("left", "right"))
    return pairs.filter(process.cpdist(one, other, scorer=OSA.distance, score_cutoff=1) <= 1)


_SEED = 7


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
        for length in range(_SHORTEST_STEM, _LONGEST_STEM)
    ]
    found = pl.concat(cuts).join(codes, on="word", suffix="_right")
    return found.select(left="number", right="number_right")
