"""Whether sameness is transitive: A like B, B like C, and A like C.

Belongs here: the third sides of triangles of pairs, and whether things occur three times at all.
Does not belong here: comparing third sides and what follows from it (``learning``).

Sameness is transitive, likeness is not. So the third sides tell, without any example, whether what
looks the same is the same or merely similar; and the surest pairs tell whether there are things
that occur more than twice.
"""

import numpy as np
import polars as pl

from foerderlupe.matching.keyed import in_order, pack

_OFTEN = 0.1


def third_sides(same: pl.DataFrame) -> pl.DataFrame:
    """left, right of pairs of partners of one record, at most one fewer than it has partners.

    ``same`` has left and right. Which partners are paired depends on nothing but their numbers.

    >>> third_sides(pl.DataFrame({"left": [0, 0], "right": [4, 7]})).rows()
    [(4, 7)]
    """
    left, right = (same[side].to_numpy() for side in ("left", "right"))
    # Ends in an order that has nothing to do with that of the records.
    ends = [end.astype(np.uint32) * _MIXING for end in (right, left)]
    ordered = in_order(np.concatenate([pack(left, ends[0]), pack(right, ends[1])]))
    middle, end = ordered >> np.uint64(32), ordered.astype(np.uint32) * _BACK
    beside = middle[1:] == middle[:-1]
    one, other = end[:-1][beside], end[1:][beside]
    return pl.DataFrame({"left": np.minimum(one, other), "right": np.maximum(one, other)})


# An odd factor and its inverse: no two of all 32-bit numbers become the same.
_MIXING = np.uint32(0x9E37_79B1)
_BACK = np.uint32(pow(0x9E37_79B1, -1, 2**32))


def repeated(scored: pl.DataFrame, threshold: float) -> bool:
    """Whether things occur more than twice.

    ``scored`` has left, right, bits, score. Of the surer half of the pairs that are the same, one
    end in ten at least has a second partner.
    """
    same = scored.filter(pl.col("score") >= threshold)
    surer = same.filter(pl.col("bits") >= pl.col("bits").median())
    return third_sides(surer).height > _OFTEN * surer.height
