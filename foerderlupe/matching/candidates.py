"""Pairs worth comparing.

Belongs here: keys of records, and the best partners of each record by what the pair shares.
Does not belong here: which keys bring records together (``meeting``) and comparing columns.
"""

from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.keyed import Packed, each_once, in_order, pack, unpack
from foerderlupe.matching.listed import Listed
from foerderlupe.matching.meeting import key_matrix, meet
from foerderlupe.matching.overlap import Numbers, Overlap, Rows
from foerderlupe.matching.size import Size

_PARTNERS = 10
_FEWEST_PARTNERS = 5
# As many ends of pairs as a table may have before its records get fewer partners.
_MANY = 2_000_000
_MARGIN = 2.0


@dataclass(frozen=True)
class Candidates:
    """``pairs`` to compare (left < right, likeness), and how many pairs the bounds left out.

    ``unmet`` share frequent words only; at most so many, since one counts once per word.
    ``passed_over`` met, but share no more than chance, or both records have better partners.
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
    overlap: Overlap, size: Size, wanted: Wanted, listed: Listed | None = None
) -> Candidates:
    """The pairs worth comparing.

    ``overlap`` has the words of each record; a record of the right table and one of the left make
    a pair, or any two of one table. Records meet that share a rare word, also mistyped, or several
    frequent ones. Of those that share more than chance the best partners of each record are kept,
    fewer in large tables; of a table of several lists as many within and outside its list.

    As many bits as log2 of the number of records are shared with one record by chance. What shares
    less than that, by more than ``_MARGIN``, is one of many that nothing tells apart.
    """
    by_words, unmet = meet(overlap.has + overlap.mistyped, size)
    by_keys, unmet_by_keys = meet(key_matrix(wanted.keys, size), size)
    always = each_once(np.concatenate([_packed(by_keys), _packed(wanted.pairs)]))
    met = each_once(np.concatenate([_packed(by_words), always]))
    pairs = unpack(met)
    left, right = (pairs[side].cast(pl.Int64).to_numpy() for side in ("left", "right"))
    bits = overlap.shared(left, right)
    likeness = overlap.likeness_of(bits, left, right)
    promising = np.flatnonzero(bits >= log2(max(size.records, 1)) - _MARGIN)
    kept = np.isin(met, always)
    within = np.zeros(len(met), np.bool_) if listed is None else listed.within(pairs).to_numpy()
    ends = [(record + within * size.records)[promising] for record in (left, right)]
    best = _among_best(ends, likeness[promising], _partners(size))
    kept[promising[best]] = True
    found = pairs.with_columns(likeness=likeness).filter(kept)
    return Candidates(found, unmet + unmet_by_keys, len(met) - found.height)


def _packed(pairs: pl.DataFrame) -> Packed:
    return pack(pairs["left"].to_numpy(), pairs["right"].to_numpy())


def _partners(size: Size) -> int:
    """Of one table twice as many, since a record stands on either side of its pairs."""
    most = _PARTNERS if size.first_right is not None else 2 * _PARTNERS
    return min(max(_MANY // max(size.records, 1), _FEWEST_PARTNERS), most)


def _among_best(ends: list[Rows], likeness: Numbers, partners: int) -> npt.NDArray[np.bool_]:
    """Whether fewer than ``partners`` pairs of one end are likelier; ``ends`` are two groups each.

    >>> ends = [np.array([4, 4, 2, 2]), np.array([5, 6, 4, 3])]
    >>> _among_best(ends, np.array([0.5, 0.9, 0.6, 0.1]), 1).tolist()
    [True, True, True, True]
    """
    # Floats that are not negative are in the order of their bits.
    unlike = np.uint32(0xFFFF_FFFF) - likeness.astype(np.float32).view(np.uint32)
    ordered = in_order(np.concatenate([pack(group, unlike) for group in ends]))
    counts = np.bincount((ordered >> np.uint64(32)).astype(np.int64))
    last = np.cumsum(counts) - np.maximum(counts - partners, 0) - 1
    least = (ordered & np.uint64(0xFFFF_FFFF))[last] if len(ordered) else ordered
    found: npt.NDArray[np.bool_] = np.any([unlike <= least[group] for group in ends], axis=0)
    return found
