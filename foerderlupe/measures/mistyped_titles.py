"""Titles read letter by letter, where everything else agrees.

Belongs here: several slips of the pen in one title, also where they join words or take them apart.
Does not belong here: other distortions (``respelled_titles``) and the slip that every pair of
titles is forgiven (``comparing_titles``).
"""

import polars as pl

from foerderlupe.matching.sets import beside
from foerderlupe.measures.features import Features
from foerderlupe.measures.likeness import alike
from foerderlupe.text.whole_columns import fold_each

_ALIKE = 0.7
_SHORTEST = 5


def mistyped(pairs: pl.DataFrame, features: Features) -> pl.DataFrame:
    """The ``pairs`` (pair, title_left, title_right) that differ by slips of the pen alone: pair.

    The words that only one title has are nearly the same letters as those that only the other has,
    and of one title they are all unusual: "An sderW and" for "An der Wand". Digits are no slips,
    and both titles have words that tell.
    """
    wanted = ["core", "unusual", "telling"]
    sides = beside(pairs, "title_left", "title_right", features.titles, wanted)
    telling = pl.col("telling_left", "telling_right").list.len() > 0
    sides = sides.filter(pl.all_horizontal(telling))
    words = {side: _words(sides, side) for side in ("left", "right")}
    left, right = (
        _rest(words[side], words[other]) for side, other in (("left", "right"), ("right", "left"))
    )
    rests = left.join(right, on="pair", suffix="_right")
    both = pl.col("letters", "letters_right")
    rests = rests.filter(
        pl.any_horizontal("unusual", "unusual_right"),
        ~pl.any_horizontal(both.str.contains(r"\d")),
        pl.min_horizontal(both.str.len_chars()) >= _SHORTEST,
    )
    return rests.filter(alike(rests, "letters", "letters_right", _ALIKE)).select("pair")


def _words(sides: pl.DataFrame, side: str) -> pl.DataFrame:
    """One row per word of one side: pair, word, unusual."""
    words = sides.select(
        "pair", fold_each(sides[f"core_{side}"]).str.split(" ").alias("word"), f"unusual_{side}"
    ).explode("word")
    unusual = pl.col(f"unusual_{side}").list.contains(pl.col("word"))
    return words.select("pair", "word", unusual=unusual)


def _rest(words: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The letters of the words that the other title lacks: pair, letters, unusual (all are)."""
    rest = words.join(others, on=["pair", "word"], how="anti", maintain_order="left")
    return rest.group_by("pair", maintain_order=True).agg(
        letters=pl.col("word").str.join(""), unusual=pl.col("unusual").all()
    )
