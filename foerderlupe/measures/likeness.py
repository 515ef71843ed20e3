"""How much of two texts is the same, for whole columns.

Belongs here: the share of letters that need no change. Does not belong here: what follows for
words (``word_by_word``) and titles (``comparing_titles``, ``mistyped_titles``).
"""

import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist


def alike(pairs: pl.DataFrame, one: str, other: str, least: float) -> pl.Series:
    """Whether at least that share of two texts is the same, one boolean per row of ``pairs``.

    Counted is what is left out, added, changed or swapped with its neighbour, against the longer
    text. False where a text is missing.

    >>> pairs = pl.DataFrame({"a": ["lernpaten", "garten", None], "b": ["lenrpate", "wand", "x"]})
    >>> alike(pairs, "a", "b", 0.7).to_list()
    [True, False, False]
    """
    rows = pairs.select(one, other).with_row_index("row").drop_nulls()
    found = cpdist(
        rows[one].to_numpy().astype(object),
        rows[other].to_numpy().astype(object),
        scorer=OSA.normalized_similarity,
        score_cutoff=least,
        workers=-1,
    )
    near = rows["row"].filter(pl.Series(found, dtype=pl.Float64) > 0)
    return pl.int_range(pairs.height, dtype=pl.UInt32, eager=True).is_in(near.implode())
