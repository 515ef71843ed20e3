"""Records that meet because they share a key, or several frequent ones.

Belongs here: which keys bring records together, within a budget of pairs. Does not belong here:
making the pairs of a block (``keyed``), which keys records have and which of the pairs are worth
comparing (``candidates``).

A rare key brings records together alone, a frequent one together with a second or a third. How
rare is rare follows from the number of pairs that may be made, so that their number grows with the
records and not with their square.
"""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csc_matrix, csr_matrix

from foerderlupe.matching.keyed import (
    Blocks,
    Numbers,
    Packed,
    blocks_of_matrix,
    each_once,
    in_order,
    unpack,
)
from foerderlupe.matching.size import Size

_FEWEST_PAIRS = 200_000
_PAIRS_PER_RECORD = 20
# From here on a table gets no more pairs, until this many per record are reached.
_MANY_PAIRS = 2_000_000
_FEWEST_PER_RECORD = 2
_LARGEST_BLOCK = 1000
_SMALLEST_LIMIT = 4
_DIVIDED = 0.9
_FREQUENT_KEYS = 5
_WINDOW = 5
_TWOS = tuple(combinations(range(_FREQUENT_KEYS), 2))
_BITS_OF_TWOS = 4
_NONE = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def meet(keys: csr_matrix, size: Size) -> tuple[pl.DataFrame, int]:
    """Pairs (left < right, each once, ordered) that share keys, and how many did not meet.

    ``keys`` says which record (row) has which key (column). Pairs of two tables have one end in
    each. Pairs that share frequent keys only, and no two or three of them that are rare together,
    are left out; they count once per key that they share.
    """
    by_key = _by_rarity(keys, size)
    alone = blocks_of_matrix(by_key, size)
    small, large = _divided(alone)
    rarest = _rarest(by_key[:, np.flatnonzero(large)].tocsr())
    twos, shared_by = _in_twos(rarest, alone.members[large], size)
    small_twos, large_twos = _divided(twos)
    threes = _in_threes(rarest, twos, shared_by, large_twos)
    small_threes, large_threes = _divided(threes)
    met = [
        alone.paired(small),
        twos.paired(small_twos),
        threes.paired(small_threes),
        threes.neighbours(large_threes, _WINDOW),
    ]
    return unpack(each_once(np.concatenate(met))), int(alone.pairs()[large].sum())


def key_matrix(keys: pl.DataFrame, size: Size) -> csr_matrix:
    """``keys`` (record, key), each combination once, as ``meet`` takes them."""
    number = keys["key"].rank("dense").cast(pl.Int64).to_numpy() - 1
    shape = (size.records, int(number.max(initial=-1)) + 1)
    return csr_matrix((np.ones(len(number)), (keys["record"].to_numpy(), number)), shape=shape)


def _divided(blocks: Blocks) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which blocks are paired, and which are too large; a block without a pair is neither."""
    pairs, members = blocks.pairs(), blocks.members
    budget = _budget(blocks.size.records)
    so_far = np.cumsum(np.bincount(members, weights=pairs))[: _LARGEST_BLOCK + 1]
    limit = max(int(np.searchsorted(so_far, budget, side="right")) - 1, _SMALLEST_LIMIT)
    return (pairs > 0) & (members <= limit), (pairs > 0) & (members > limit)


def _budget(records: int) -> int:
    """The number of pairs that one, two or three keys may make."""
    falling = max(_MANY_PAIRS, _FEWEST_PER_RECORD * records)
    return max(_FEWEST_PAIRS, min(_PAIRS_PER_RECORD * records, falling))


def _by_rarity(keys: csr_matrix, size: Size) -> csc_matrix:
    """The keys that make a pair, from the rarest to the most frequent."""
    by_key = keys.tocsc()
    blocks = blocks_of_matrix(by_key, size)
    paired = np.flatnonzero(blocks.pairs())
    return by_key[:, paired[np.argsort(blocks.members[paired], kind="stable")]]


def _rarest(keys: csr_matrix) -> Numbers:
    """The first keys of each record (row); -1 for none."""
    number = np.diff(keys.indptr)
    rarest = np.full((len(number), _FREQUENT_KEYS), -1)
    for slot in range(_FREQUENT_KEYS):
        has = np.flatnonzero(number > slot)
        rarest[has, slot] = keys.indices[keys.indptr[has] + slot]
    return rarest


def _in_twos(rarest: Numbers, members: Numbers, size: Size) -> tuple[Blocks, Numbers]:
    """Blocks of records that share two keys, and which two of its own each record shares.

    Two keys that always come together are left out, since they say no more than one of them.
    """
    hashed = _hashed(rarest)
    found = []
    for two, (one, other) in enumerate(_TWOS):
        record = np.flatnonzero(rarest[:, other] >= 0)
        found.append((hashed[record, one] + hashed[record, other], record, two))
    blocks, shared_by = _blocks(found, size)
    start = blocks.bounds[:-1]
    rarer = rarest[blocks.records[start], np.array(_TWOS)[shared_by[start], 0]]
    dividing = blocks.members <= _DIVIDED * members[rarer]
    inside = np.repeat(dividing, blocks.members)
    return blocks.only(dividing), shared_by[inside]


def _in_threes(
    rarest: Numbers, twos: Blocks, shared_by: Numbers, large: npt.NDArray[np.bool_]
) -> Blocks:
    """Of the ``large`` blocks of two keys those that share a third one."""
    inside = np.repeat(large, twos.members)
    record, shared_by = twos.records[inside], shared_by[inside]
    hashed = _hashed(rarest)
    found = []
    for two, (one, other) in enumerate(_TWOS):
        of = record[shared_by == two]
        for third in range(other + 1, _FREQUENT_KEYS):
            has = of[rarest[of, third] >= 0]
            key = hashed[has, one] + hashed[has, other] + hashed[has, third]
            found.append((key, has, two))
    return _blocks(found, twos.size)[0]


def _hashed(keys: Numbers) -> Packed:
    """Numbers whose sums are as good as unique (the finaliser of SplitMix64, Steele 2014)."""
    mixed = keys.astype(np.uint64) * np.uint64(0x9E37_79B9_7F4A_7C15)
    for shift, factor in ((30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def _blocks(found: list[tuple[Packed, Numbers, int]], size: Size) -> tuple[Blocks, Numbers]:
    """Blocks of equal hashes of more than one record, and the number of each record in them.

    ``found`` are hashes, records and a number (below 16) of all of them. Of a hash those bits
    count that records and numbers leave free.
    """
    bits = np.uint64(max(size.records, 1).bit_length() + _BITS_OF_TWOS)
    packed = [np.zeros(0, np.uint64)]
    for hashed, record, number in found:
        high = hashed >> bits << bits
        high |= (record << _BITS_OF_TWOS | number).view(np.uint64)
        packed.append(high)
    ordered = in_order(np.concatenate(packed))
    new = np.diff(ordered >> bits, prepend=_NONE, append=_NONE) != 0
    ordered = ordered[~(new[:-1] & new[1:])]
    key = ordered >> bits
    starts = np.flatnonzero(np.diff(key, prepend=_NONE))
    low = (ordered & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
    blocks = Blocks(low >> _BITS_OF_TWOS, np.append(starts, len(key)), size)
    return blocks, low & ((1 << _BITS_OF_TWOS) - 1)
