"""Pairs that exclude each other.

Belongs here: the probability of a pair whose records have other partners to choose from, the
choice itself, and whether a table names things once. Does not belong here: weights (``learning``)
and clusters (``clustering``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.keyed import pack

_Numbers = npt.NDArray[np.float64]
_Codes = npt.NDArray[np.int64]
_ROUNDS = 60
_SETTLED = 1e-7
_MOST_BITS = 60.0
_NO_RIVAL = 2.0**-15
_NEAR_BITS = 8.0
_OFTEN_TWICE = 0.2


@dataclass(frozen=True)
class Once:
    """Whether a record of the left or the right table can have one partner only.

    ``left`` is true if every left record has at most one partner, so the right table names
    things once; ``right`` the same the other way round.
    """

    left: bool
    right: bool


def compete(pairs: pl.DataFrame, once: Once, size: int) -> pl.Series:
    """The probability of each pair, given that its records cannot have two partners.

    ``pairs`` has left, right (below ``size``) and bits, the log2 odds of the pair alone. Every
    record has one partner or none: the odds are scaled by a factor per record until what is left
    for "none" and the probabilities of its pairs add to 1 (Sinkhorn & Knopp 1967, with a place
    for none). A record that is sure elsewhere is no rival any more, and two equal rivals get half
    each.

    >>> pairs = pl.DataFrame({"left": [0, 0, 1], "right": [2, 3, 3], "bits": [9.0, 9.0, 20.0]})
    >>> compete(pairs, Once(True, True), 4).round(2).to_list()
    [0.95, 0.01, 0.99]
    """
    left, right = (pairs[side].cast(pl.Int64).to_numpy() for side in ("left", "right"))
    odds = np.exp2(np.clip(pairs["bits"].to_numpy(), -_MOST_BITS, _MOST_BITS))
    if not (once.left and once.right):
        return _one_sided(left, right, odds, once)
    free = _free(left, right, odds, size)
    found = odds * free[left] * free[right]
    sums = np.bincount(left, weights=found, minlength=size)
    sums += np.bincount(right, weights=found, minlength=size)
    # What the rounds leave above 1 is taken off.
    return pl.Series("score", found / np.maximum(1.0, np.maximum(sums[left], sums[right])))


def _free(left: _Codes, right: _Codes, odds: _Numbers, size: int) -> _Numbers:
    """The factor of each record; pairs that are next to impossible take nothing from it."""
    rival = odds > _NO_RIVAL
    left, right, odds = left[rival], right[rival], odds[rival]
    pairs = np.bincount(left, minlength=size) + np.bincount(right, minlength=size)
    alone = (pairs[left] == 1) & (pairs[right] == 1)
    free = np.ones(size)
    # Two records without another partner share one factor f, with f + odds f² = 1.
    of_two = 2 / (1 + np.sqrt(1 + 4 * odds[alone]))
    free[left[alone]] = free[right[alone]] = of_two
    records, place = np.unique(np.concatenate([left[~alone], right[~alone]]), return_inverse=True)
    one, other = np.split(place, 2)
    free[records] = _settled(one, other, odds[~alone], len(records))
    return free


def _settled(left: _Codes, right: _Codes, odds: _Numbers, size: int) -> _Numbers:
    free = np.ones(size)
    for _ in range(_ROUNDS):
        taken = np.bincount(left, weights=odds * free[right], minlength=size)
        taken += np.bincount(right, weights=odds * free[left], minlength=size)
        # The mean of old and new on the log scale settles in a few rounds at any odds.
        before, free = free, np.sqrt(free / (1 + taken))
        if np.allclose(free, before, rtol=_SETTLED, atol=0.0):
            break
    return free


def _one_sided(left: _Codes, right: _Codes, odds: _Numbers, once: Once) -> pl.Series:
    """Odds against all pairs of the record that has one partner only; else of the pair alone."""
    others = odds
    if len(odds) and (once.left or once.right):
        side = left if once.left else right
        others = np.asarray(np.bincount(side, weights=odds)[side], dtype=np.float64)
    return pl.Series("score", odds / (1 + others))


def chosen(pairs: pl.DataFrame, once: Once) -> pl.Series:
    """Whether a pair is the best of each of its records that can have one partner only.

    ``pairs`` has left, right, score; of equal ones the smaller number goes first. A record of one
    table has one place, whichever side of a pair it stands on.
    """
    sides = [side for side, alone in (("left", once.left), ("right", once.right)) if alone]
    ends = [pairs[side].cast(pl.Int64).to_numpy() for side in sides]
    score = pairs["score"].to_numpy()
    # In the order of their records.
    number = pack(*(pairs[side].to_numpy() for side in ("left", "right")))
    size = max((int(end.max(initial=-1)) for end in ends), default=-1) + 1
    best, first = np.full(size, -np.inf), np.full(size, np.iinfo(np.uint64).max, np.uint64)
    for end in ends:
        np.maximum.at(best, end, score)
    for end in ends:
        reached = score == best[end]
        np.minimum.at(first, end[reached], number[reached])
    found = [(score == best[end]) & (number == first[end]) for end in ends]
    return pl.Series("chosen", np.all([np.ones(len(score), np.bool_), *found], axis=0))


def named_once(scored: pl.DataFrame, threshold: float) -> Once:
    """Which table names things once, told from the pairs that look the same.

    ``scored`` has left, right, bits, score, each pair by itself. If the right table names a thing
    twice, two of its records have the same left record as their best partner and are nearly as
    good. A merely similar record has a better partner of its own, or falls behind clearly.
    """
    alike = scored.filter(pl.col("score") >= threshold)
    return Once(
        left=not repeats(alike, "left", "right"),
        right=not repeats(alike, "right", "left"),
    )


def repeats(alike: pl.DataFrame, side: str, other: str) -> bool:
    """Whether the records of ``other`` name things more than once.

    ``alike`` has two columns of records, and bits. Often, records of ``side`` are the only best
    partner of a second, near record.
    """
    best = pl.col("bits") == pl.col("bits").max().over(other)
    own = (
        alike.with_columns(behind=pl.col("bits").max().over(side) - pl.col("bits"))
        .filter(best)
        .filter(pl.len().over(other) == 1, pl.col("behind") <= _NEAR_BITS)
    )
    return own.height > (1 + _OFTEN_TWICE) * own[side].n_unique()
