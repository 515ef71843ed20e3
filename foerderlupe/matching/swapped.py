"""Two columns whose values people swap: given name and surname.

Belongs here: which columns may be swapped, and the column that says whether a pair of records has
them swapped. Does not belong here: the columns themselves (``values``).
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import polars as pl

from foerderlupe.matching.columns import Column
from foerderlupe.matching.overlap import Rows
from foerderlupe.matching.spelling import Spelling
from foerderlupe.matching.values import Comparison, Levels

_WORDS_OF_A_NAME = 2.0
_SHARED = 0.02
_ALIKE = 0.75


def swapped_columns(columns: Sequence[Column]) -> list[Column]:
    """One column for every two columns of names that have values in common.

    Its levels are "as they stand" and "swapped": each value of the one record stands in the other
    column of the other record, one of the two perhaps mistyped.
    """
    names = [column for column in columns if column.kind == "text" and _is_name(column)]
    return [
        _swapped(one, other)
        for one, other in combinations(names, 2)
        if min(_share(one, other), _share(other, one)) >= _SHARED
    ]


def _is_name(column: Column) -> bool:
    words = column.values["words"].list.len().mean()
    return isinstance(words, float) and words <= _WORDS_OF_A_NAME


def _share(one: Column, other: Column) -> float:
    """Part of the distinct values of ``one`` that stand in ``other`` too."""
    values, there = one.values["folded"], other.values["folded"].unique()
    return float(values.is_in(there.implode()).sum()) / max(values.len(), 1)


def _swapped(one: Column, other: Column) -> Column:
    """The two values of a record as one value."""
    both = pl.DataFrame({"one": one.codes, "other": other.codes})
    values = both.drop_nulls().unique().sort("one", "other").with_row_index("code")
    codes = both.join(values, on=["one", "other"], how="left", maintain_order="left")["code"]
    texts = pl.concat(
        [one.values["folded"].gather(values["one"]), other.values["folded"].gather(values["other"])]
    )
    comparison = _comparison(texts)
    return Column(f"{one.name} and {other.name} swapped", "text", codes, values, comparison)


def _comparison(texts: pl.Series) -> Comparison:
    """``texts`` are the first values of all records, and then the second ones."""
    half = texts.len() // 2
    spelling, number = Spelling(texts), texts.rank("dense").to_numpy()
    first, second = number[:half], number[half:]

    def compare(left: Rows, right: Rows) -> Levels:
        there, back = first[left] == second[right], second[left] == first[right]
        stand = (first[left] == first[right]) | (second[left] == second[right])
        one_only = np.flatnonzero((there ^ back) & ~stand)
        # The cross that is not equal: from second to first, or from first to second.
        offset = np.where(there[one_only], half, 0)
        alike = spelling.alike(left[one_only] + offset, right[one_only] + half - offset, _ALIKE)
        found = (there & back & ~stand).astype(np.int8)
        found[one_only] = alike >= _ALIKE
        return np.asarray(found, dtype=np.int8)

    return Comparison(("as they stand", "swapped"), compare)
