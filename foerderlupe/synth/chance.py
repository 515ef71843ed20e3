"""Draws that belong to a thing and not to a moment.

Belongs here: random numbers as a function of the seed, what is drawn, and whose it is, so that
neither chunks nor the order of work have any influence. Does not belong here: what is drawn.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

Ids = NDArray[np.uint64]
Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Chance:
    """Draws of one seed: the finaliser of SplitMix64 (Steele, Lea, Flood 2014) over counters.

    >>> chance = Chance(7)
    >>> float(chance.of("town", [3])[0]) == float(chance.of("town", [1, 2, 3])[2])
    True
    """

    seed: int

    def of(self, what: str, ids: ArrayLike) -> Floats:
        """One number in [0, 1) for each id."""
        salt = hashlib.blake2b(f"{self.seed}:{what}".encode(), digest_size=8).digest()
        mixed = np.asarray(ids).astype(np.uint64) * _STEP + np.frombuffer(salt, "<u8")[0]
        mixed = _mixed(_mixed(mixed))
        drawn: Floats = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return drawn

    def hits(self, what: str, ids: ArrayLike, rate: float | Floats) -> NDArray[np.bool_]:
        """True for about ``rate`` of the ids."""
        hit: NDArray[np.bool_] = self.of(what, ids) < rate
        return hit

    def below(self, what: str, ids: ArrayLike, number: int) -> Codes:
        """A whole number from 0 to ``number - 1`` for each id, all alike often."""
        return (self.of(what, ids) * number).astype(np.int64)

    def pick(self, what: str, ids: ArrayLike, weights: Sequence[float] | Floats) -> Codes:
        """A position in ``weights`` for each id, as often as its weight says."""
        bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(bounds, self.of(what, ids) * bounds[-1], side="right")
        drawn: Codes = np.minimum(found, len(bounds) - 1).astype(np.int64)
        return drawn

    def zipf(self, what: str, ids: ArrayLike, number: int, flat: float = 2.0) -> Codes:
        """A rank from 0 to ``number - 1`` for each id, the n-th with a weight of 1/(n + flat)."""
        return self.pick(what, ids, list(1.0 / (np.arange(number) + 1.0 + flat)))


def _mixed(ids: Ids) -> Ids:
    ids = (ids ^ (ids >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    ids = (ids ^ (ids >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ids ^ (ids >> np.uint64(31))


def named(words: Sequence[str] | pl.Series, codes: Codes) -> pl.Series:
    """The words at the positions ``codes``."""
    return pl.Series(words, dtype=pl.String).gather(codes)
