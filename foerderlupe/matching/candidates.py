"""Pairs worth comparing.

Belongs here: keys of records, and the best partners of each record by what the pair shares.
Does not belong here: which keys bring records together (``meeting``) and comparing columns.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from foerderlupe.matching.listed import Listed
from foerderlupe.matching.meeting import meet
from foerderlupe.matching.overlap import Overlap
from foerderlupe.matching.size import Size

_PARTNERS = 10


@dataclass(frozen=True)
class Candidates:
    """``pairs`` to compare (left < right, likeness), and how many pairs the bounds left out.

    ``unmet`` share frequent words only; at most so many, since one counts once per word.
    ``passed_over`` met, but both records have better partners.
    """

    pairs: pl.DataFrame
    unmet: int
    passed_over: int


@dataclass(frozen=True)
class Wanted:
    """What is compared in any case: records that share one of ``keys``, and ``pairs``.

    ``keys`` has record and key, ``pairs`` left and right.
    """

    keys: pl.DataFrame
    pairs: pl.DataFrame


def candidates(
    words: pl.Series, size: Size, wanted: Wanted, listed: Listed | None = None
) -> Candidates:
    """The pairs worth comparing.

    ``words`` are the words of each record; a record of the right table and one of the left make a
    pair, or any two of one table. Records meet that share a rare word, also mistyped, or several
    frequent ones. Of those the best ``_PARTNERS`` of each record are kept; of a table of several
    lists as many within and outside its list.
    """
    overlap = Overlap(words)
    by_words, unmet = meet(_keys(overlap), size)
    by_keys, unmet_by_keys = meet(wanted.keys, size)
    always = pl.concat([by_keys, wanted.pairs.select("left", "right")]).unique()
    met = by_words
    if always.height:
        met = pl.concat([by_words, always]).unique().sort("left", "right")
    left, right = (met[side].cast(pl.Int64).to_numpy() for side in ("left", "right"))
    shared = met.with_columns(
        likeness=pl.Series(overlap.likeness(left, right), dtype=pl.Float64),
        within=listed.within(met) if listed is not None else pl.lit(False),
        always=pl.lit(False),
    )
    if always.height:
        known = always.with_columns(always=pl.lit(True))
        shared = shared.drop("always").join(
            known, on=["left", "right"], how="left", maintain_order="left"
        )
    best = [_place().over(side, "within") <= _PARTNERS for side in ("left", "right")]
    kept = shared.filter(pl.any_horizontal(*best, pl.col("always").fill_null(False)))
    pairs = kept.select("left", "right", "likeness")
    return Candidates(pairs, unmet + unmet_by_keys, shared.height - kept.height)


def _place() -> pl.Expr:
    return pl.col("likeness").rank("min", descending=True)


def _keys(overlap: Overlap) -> pl.DataFrame:
    """record, key: every word of a record, and every word of the tables that is like it."""
    given = (overlap.has @ overlap.vocabulary.alike).tocoo()
    return pl.DataFrame({"record": given.row.astype(np.uint32), "key": given.col.astype(np.uint64)})
