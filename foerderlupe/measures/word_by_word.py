"""Two texts read word by word: which words are one word, written twice.

Belongs here: slips of the pen, abbreviations and cut words between the words of a pair of texts.
Does not belong here: what follows for titles (``respelled_titles``) and names of carriers
(``respelled_carriers``).

This is costly, and forgiving: it is for pairs of records that agree in other ways.
"""

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from foerderlupe.measures.likeness import alike

_SHORTEST = 5
_TWO_SLIPS = 10
_SHORTEST_CUT = 3
_ALIKE = 0.7
# What text recognition takes for one letter.
_MISREAD = {"rn": "m", "vv": "w"}


def meeting_words(words: pl.DataFrame) -> pl.DataFrame:
    """``words`` (one, other; distinct pairs of words), those that are one word written twice.

    With a third column, unusual, a word may have more slips where one of both is unusual: seven of
    ten letters are enough then.

    Equal words are, as text recognition sees them ("rn" is "m"); so are words with one slip from
    five letters and two from ten (swapped letters count as one, digits and first letters are never
    slips), and a word that begins as an abbreviation says, which ends with a full stop. Of an
    abbreviation three letters must be left.

    >>> rows = {
    ...     "one": ["lernpaten", "unterst.", "a1"],
    ...     "other": ["leernpaten", "unterstuetzung", "a2"],
    ... }
    >>> meeting_words(pl.DataFrame(rows))["other"].to_list()
    ['leernpaten', 'unterstuetzung']
    """
    one, other = pl.col("one"), pl.col("other")
    said = [word.str.strip_suffix(".").str.replace_many(_MISREAD) for word in (one, other)]
    begins = _begins("one", "other") | _begins("other", "one")
    met = (said[0] == said[1]) | begins | _slip(words)
    if "unusual" in words.columns:
        met = met | _mistyped(words)
    return words.filter(met)


def _begins(short: str, long: str) -> pl.Expr:
    """One is an abbreviation of the other."""
    beginning = pl.col(short).str.strip_suffix(".")
    abbreviated = pl.col(short).str.ends_with(".") & ~pl.col(long).str.ends_with(".")
    long_enough = beginning.str.len_chars() >= _SHORTEST_CUT
    return abbreviated & long_enough & pl.col(long).str.starts_with(beginning)


def _slip(words: pl.DataFrame) -> pl.Series:
    """Whether two words are one with a slip, as a column for ``words``."""
    one, other = pl.col("one"), pl.col("other")
    lengths = one.str.len_chars().cast(pl.Int16), other.str.len_chars().cast(pl.Int16)
    shorter = pl.min_horizontal(lengths)
    allowed = pl.when(shorter >= _TWO_SLIPS).then(2).otherwise(1)
    digits = pl.any_horizontal(pl.col("one", "other").str.contains(r"\d"))
    possible = (shorter >= _SHORTEST) & ((lengths[0] - lengths[1]).abs() <= allowed)
    possible = possible & (one.str.head(1) == other.str.head(1)) & ~digits
    rows = words.with_row_index("row").with_columns(allowed=allowed).filter(possible)
    distance = cpdist(
        rows["one"].to_numpy().astype(object),
        rows["other"].to_numpy().astype(object),
        scorer=OSA.distance,
        score_cutoff=2,
        dtype=np.uint8,
        workers=-1,
    )
    found = rows.filter(pl.Series(distance, dtype=pl.UInt8) <= rows["allowed"])["row"]
    return pl.int_range(words.height, dtype=pl.UInt32, eager=True).is_in(found.implode())


def _mistyped(words: pl.DataFrame) -> pl.Series:
    """Whether an unusual word is the other one with several slips, as a column for ``words``."""
    lengths = [pl.col(name).str.len_chars() for name in ("one", "other")]
    digits = pl.any_horizontal(pl.col("one", "other").str.contains(r"\d"))
    long_enough = pl.min_horizontal(lengths) >= _SHORTEST
    near = pl.min_horizontal(lengths) >= _ALIKE * pl.max_horizontal(lengths)
    rows = words.with_row_index("row").filter("unusual", long_enough, near, ~digits)
    mistyped = rows["row"].filter(alike(rows, "one", "other", _ALIKE))
    return pl.int_range(words.height, dtype=pl.UInt32, eager=True).is_in(mistyped.implode())
