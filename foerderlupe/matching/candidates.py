"""Pairs worth comparing.

Belongs here: keys of records, and the best partners of each record by what the pair shares.
Does not belong here: the pairs within a block (``blocks``) and comparing columns.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from foerderlupe.matching.blocks import one_pair_once, pairs_in_blocks
from foerderlupe.matching.overlap import Overlap

_MOST_PAIRS = 10_000_000
_LIMITS = (1000, 500, 200, 100, 50, 20)
_WINDOW = 5
_PARTNERS = 10
_REFINING = 6


@dataclass(frozen=True)
class Candidates:
    """``pairs`` to compare (left < right, likeness), and how many pairs the bounds left out.

    ``unmet`` share only words of large blocks; at least so many, since some meet elsewhere.
    ``passed_over`` met, but each record has better partners.
    """

    pairs: pl.DataFrame
    unmet: int
    passed_over: int


def candidates(words: pl.Series, first_right: int | None) -> Candidates:
    """The pairs worth comparing.

    ``words`` are the words of each record; a record numbered ``first_right`` or above belongs to
    the right table, and pairs are made between tables only. Without a right table all records are
    one table. Records that share a word that is not too frequent meet; more frequent words in
    pairs of two. Of those the best ``_PARTNERS`` of each record are kept.
    """
    overlap = Overlap(words)
    keys = _keys(overlap)
    limit = _limit(keys)
    met, unmet = pairs_in_blocks(
        keys.select("record", "key"), {"word": _frequent(keys, limit)}, limit, _WINDOW
    )
    if first_right is not None:
        met = met.filter((pl.col("left") < first_right) & (pl.col("right") >= first_right))
    met = one_pair_once(met)
    left, right = (met[side].cast(pl.Int64).to_numpy() for side in ("left", "right"))
    shared = met.with_columns(likeness=pl.Series(overlap.likeness(left, right), dtype=pl.Float64))
    best = shared.filter(
        (pl.col("likeness").rank("min", descending=True).over("left") <= _PARTNERS)
        | (pl.col("likeness").rank("min", descending=True).over("right") <= _PARTNERS)
    )
    return Candidates(best, max(unmet, 0), met.height - best.height)


def _keys(overlap: Overlap) -> pl.DataFrame:
    """record, key, size: every word of a record, and every word of the tables that is like it."""
    given = (overlap.has @ overlap.vocabulary.alike).tocoo()
    keys = pl.DataFrame(
        {"record": given.row.astype(np.uint32), "key": given.col.astype(np.uint64)}
    ).with_columns(size=pl.len().over("key"))
    return keys.filter(pl.col("size") > 1).sort("record", "key")


def _limit(keys: pl.DataFrame) -> int:
    """The largest block size with which the number of pairs stays bounded."""
    sizes = keys.group_by("key").len()["len"].cast(pl.Int64)
    for limit in _LIMITS:
        small = sizes.filter(sizes <= limit)
        if int((small * (small - 1) // 2).sum()) <= _MOST_PAIRS:
            return limit
    return _LIMITS[-1]


def _frequent(keys: pl.DataFrame, limit: int) -> pl.DataFrame:
    """record, value: the rarest of the too frequent words, by which their blocks are cut."""
    frequent = keys.filter(pl.col("size") > limit).sort("record", "size", "key")
    rarest = frequent.filter(pl.int_range(pl.len()).over("record") < _REFINING)
    return rarest.select("record", value=pl.col("key").cast(pl.String))
