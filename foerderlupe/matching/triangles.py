"""Whether sameness is transitive: A like B, B like C, and A like C.

Belongs here: the third sides of triangles of pairs, and whether things occur three times at all.
Does not belong here: comparing third sides and what follows from it (``learning``).

Sameness is transitive, likeness is not. So the third sides tell, without any example, whether what
looks the same is the same or merely similar; and the surest pairs tell whether there are things
that occur more than twice.
"""

import polars as pl

_SEED = 5
_OFTEN = 0.1


def third_sides(same: pl.DataFrame) -> pl.DataFrame:
    """left, right of pairs of partners of one record, at most one fewer than it has partners.

    ``same`` has left and right. Which partners are paired depends on nothing but their numbers.

    >>> third_sides(pl.DataFrame({"left": [0, 0], "right": [4, 7]})).rows()
    [(4, 7)]
    """
    ends = pl.concat(
        [
            same.select(middle="left", end="right"),
            same.select(middle="right", end="left"),
        ]
    )
    ordered = ends.sort("middle", pl.col("end").hash(_SEED))
    both = ordered.select("end", other=pl.col("end").shift(-1).over("middle")).drop_nulls()
    return both.select(
        left=pl.min_horizontal("end", "other"), right=pl.max_horizontal("end", "other")
    )


def repeated(scored: pl.DataFrame, threshold: float) -> bool:
    """Whether things occur more than twice.

    ``scored`` has left, right, bits, score. Of the surer half of the pairs that are the same, one
    end in ten at least has a second partner.
    """
    same = scored.filter(pl.col("score") >= threshold)
    surer = same.filter(pl.col("bits") >= pl.col("bits").median())
    return third_sides(surer).height > _OFTEN * surer.height
