"""Records in blocks of equal keys, as arrays: sorted, counted and paired without a join.

Belongs here: blocks of keys, the pairs in them, and pairs as single numbers. Does not belong here:
which blocks are small enough to be paired (``meeting``).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csc_matrix

from foerderlupe.matching.size import Size

Numbers = npt.NDArray[np.int64]
Packed = npt.NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF_FFFF)
_RECORDS = pl.Schema({"left": pl.UInt32(), "right": pl.UInt32()})


@dataclass(frozen=True)
class Blocks:
    """``records`` block by block, rising in each; block n lies from ``bounds[n]`` to the next."""

    records: Numbers
    bounds: Numbers
    size: Size

    @property
    def members(self) -> Numbers:
        """The number of records of each block."""
        return np.diff(self.bounds)

    def pairs(self) -> Numbers:
        """The number of pairs of each block."""
        members = self.members
        if self.size.first_right is None:
            return members * (members - 1) // 2
        lefts = self._lefts()
        return lefts * (members - lefts)

    def only(self, chosen: npt.NDArray[np.bool_]) -> "Blocks":
        """The ``chosen`` blocks."""
        members = self.members
        records = self.records[np.repeat(chosen, members)]
        return Blocks(records, np.concatenate([[0], np.cumsum(members[chosen])]), self.size)

    def paired(self, chosen: npt.NDArray[np.bool_]) -> Packed:
        """All pairs of the ``chosen`` blocks, packed; those of several blocks several times."""
        start, end = self.bounds[:-1][chosen], self.bounds[1:][chosen]
        if self.size.first_right is None:
            middle, stop = start, end
        else:
            middle = stop = start + self._lefts()[chosen]
        place = _ranges(start, stop - start)
        begin = np.maximum(place + 1, np.repeat(middle, stop - start))
        partners = np.repeat(end, stop - start) - begin
        left, right = np.repeat(place, partners), _ranges(begin, partners)
        return pack(self.records[left], self.records[right])

    def neighbours(self, chosen: npt.NDArray[np.bool_], window: int) -> Packed:
        """Of the ``chosen`` blocks each record with the few next ones, packed."""
        start, end = self.bounds[:-1][chosen], self.bounds[1:][chosen]
        place, end = _ranges(start, end - start), np.repeat(end, end - start)
        partners = np.minimum(end - place - 1, window)
        left = self.records[np.repeat(place, partners)]
        right = self.records[_ranges(place + 1, partners)]
        if self.size.first_right is None:
            return pack(left, right)
        across = (left < self.size.first_right) & (right >= self.size.first_right)
        return pack(left[across], right[across])

    def _lefts(self) -> Numbers:
        left = self.records < (self.size.first_right or 0)
        before = np.concatenate([[0], np.cumsum(left)])
        found: Numbers = np.diff(before[self.bounds])
        return found


def blocks_of_matrix(by_key: csc_matrix, size: Size) -> Blocks:
    """One block per key (column)."""
    return Blocks(by_key.indices.astype(np.int64), by_key.indptr.astype(np.int64), size)


def pack(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> Packed:
    """Pairs as single numbers, which are ordered as the pairs are."""
    return (left.astype(np.uint64) << _HALF) | right.astype(np.uint64)


def unpack(pairs: Packed) -> pl.DataFrame:
    """left, right of packed pairs."""
    return pl.DataFrame({"left": pairs >> _HALF, "right": pairs & _LOW}, schema=_RECORDS)


def each_once(packed: Packed) -> Packed:
    """The distinct numbers, rising."""
    rising = in_order(packed)
    found: Packed = rising[np.concatenate([[True], rising[1:] != rising[:-1]])[: len(rising)]]
    return found


def in_order(packed: Packed) -> Packed:
    """The numbers, rising."""
    # Several times as fast as numpy's, on all cores.
    found: Packed = pl.Series(packed, dtype=pl.UInt64).sort().to_numpy()
    return found


def _ranges(begin: Numbers, length: Numbers) -> Numbers:
    """The numbers from each ``begin`` on, as many as ``length`` says.

    >>> _ranges(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    before = np.cumsum(length) - length
    found: Numbers = np.repeat(begin - before, length) + np.arange(length.sum())
    return found
