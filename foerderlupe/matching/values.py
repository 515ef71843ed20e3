"""Comparing two values of one kind: texts, lists of names, codes, numbers, years, dates.

Belongs here: one function per kind that turns the distinct values of a column into a
``Comparison``. Does not belong here: which column is of which kind (``kinds``), pairs of records
(``comparing``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.kinds import KINDS, Kind
from foerderlupe.matching.overlap import Numbers, Overlap, Rows
from foerderlupe.matching.spelling import Spelling
from foerderlupe.matching.tokens import codes, cut, names_in, worded
from foerderlupe.text.distinct import map_distinct

Comparator = Literal[Kind, "spelling", "equality"]
COMPARATORS: tuple[str, ...] = (*KINDS, "spelling", "equality")
Levels = npt.NDArray[np.int8]
_LONGEST_SPELLED = 60
_RARE = (0.05, 0.005, 0.0005)
_EQUAL = ("equal though frequent", "equal", "equal and rare", "equal and very rare")


@dataclass(frozen=True)
class Comparison:
    """Levels from the least to the most agreement, and the level of pairs of values.

    ``compare`` takes the numbers of the left and the right values and gives the place of the
    level among ``levels``.
    """

    levels: tuple[str, ...]
    compare: Callable[[Rows, Rows], Levels]


def comparison(comparator: Comparator, values: pl.DataFrame) -> Comparison:
    """The comparison of a column, named by the kind that it is made for or by itself.

    ``values`` has one row per distinct value: value (text), share, the part of the records that
    have it, folded, its comparison form, and words.
    """
    makers = {
        "text": _text,
        "names": _names,
        "code": _code,
        "codes": _codes,
        "number": _number,
        "year": _year,
        "date": _date,
        "spelling": _spelling,
        "equality": _equality,
    }
    return makers[comparator](values, values["share"].to_numpy())


def _steps(values: Numbers, bounds: tuple[float, ...]) -> Levels:
    """How many of the rising ``bounds`` each value reaches."""
    return np.searchsorted(np.array(bounds), values, side="right").astype(np.int8)


def _with_equal(graded: Levels, equal: npt.NDArray[np.bool_], share: Numbers, top: int) -> Levels:
    """Graded levels; equal values come above them, the rarer the higher."""
    rarity = _steps(-share, tuple(-bound for bound in _RARE)) + np.int8(top)
    return np.where(equal, rarity, graded).astype(np.int8)


_BOUNDS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LIKENESS = ("different", *(f"alike {bound:.0%}" for bound in _BOUNDS))


def _text(values: pl.DataFrame, share: Numbers) -> Comparison:
    folded, overlap = values["folded"], Overlap(worded(values["words"]))
    short = (folded.str.len_chars() <= _LONGEST_SPELLED).to_numpy()
    spelled = folded.str.replace_all(" ", "", literal=True)
    # What is too long is never spelled; letters of short texts alone take no room.
    spelling = Spelling(spelled.set(pl.Series(~short), ""))
    same = folded.rank("dense").to_numpy()

    def compare(left: Rows, right: Rows) -> Levels:
        equal = same[left] == same[right]
        alike = np.zeros(len(left))
        unequal = np.flatnonzero(~equal)
        alike[unequal] = overlap.likeness(left[unequal], right[unequal])
        both = unequal[short[left[unequal]] & short[right[unequal]]]
        # What is spelled alike by less than that is no more alike than the words say.
        least = (1 + np.maximum(alike[both], _BOUNDS[0])) / 2
        by_letters = 2 * spelling.alike(left[both], right[both], least) - 1
        alike[both] = np.maximum(alike[both], by_letters)
        return _with_equal(_steps(alike, _BOUNDS), equal, share[left], len(_LIKENESS))

    return Comparison((*_LIKENESS, *_EQUAL), compare)


def _names(values: pl.DataFrame, share: Numbers) -> Comparison:
    overlap = Overlap(worded(cut(values["value"], names_in)))
    same = values["folded"].rank("dense").to_numpy()

    def compare(left: Rows, right: Rows) -> Levels:
        graded = _steps(overlap.likeness(left, right), _BOUNDS)
        return _with_equal(graded, same[left] == same[right], share[left], len(_LIKENESS))

    return Comparison((*_LIKENESS, *_EQUAL), compare)


def _code(values: pl.DataFrame, share: Numbers) -> Comparison:
    spelling = Spelling(values["folded"].str.replace_all(" ", "", literal=True))
    bounds = (0.7, 0.85)

    def compare(left: Rows, right: Rows) -> Levels:
        alike = spelling.alike(left, right, bounds[0])
        return _with_equal(_steps(alike, bounds), alike == 1.0, share[left], 3)

    return Comparison(("different", "similar", "a character apart", *_EQUAL), compare)


def _spelling(values: pl.DataFrame, share: Numbers) -> Comparison:
    spelling = Spelling(values["folded"])

    def compare(left: Rows, right: Rows) -> Levels:
        alike = spelling.alike(left, right, _BOUNDS[0])
        return _with_equal(_steps(alike, _BOUNDS), alike == 1.0, share[left], len(_LIKENESS))

    return Comparison((*_LIKENESS, *_EQUAL), compare)


def _equality(values: pl.DataFrame, share: Numbers) -> Comparison:
    number = values["folded"].rank("dense").to_numpy()

    def compare(left: Rows, right: Rows) -> Levels:
        equal = number[left] == number[right]
        return _with_equal(np.zeros(len(left), np.int8), equal, share[left], 1)

    return Comparison(("different", *_EQUAL), compare)


_PARTS = (0.1, 0.3, 0.5, 0.7, 0.9)


def _codes(values: pl.DataFrame, share: Numbers) -> Comparison:
    overlap = Overlap(worded(cut(values["value"], codes)))

    def compare(left: Rows, right: Rows) -> Levels:
        return _steps(overlap.contained(left, right), _PARTS)

    return Comparison(("no code shared", *(f"{part:.0%} shared" for part in _PARTS)), compare)


_NEAR = ("far apart", "within half", "within a fifth", "within a twentieth", "within a hundredth")


def _number(values: pl.DataFrame, share: Numbers) -> Comparison:
    number = map_distinct(values["value"].str.extract(r"(-?\d[\d.,]*)"), _amount, pl.Float64)
    amounts = number.to_numpy()

    def compare(left: Rows, right: Rows) -> Levels:
        one, other = amounts[left], amounts[right]
        larger = np.maximum(np.abs(one), np.abs(other))
        none = np.where(np.isnan(larger), np.nan, 0.0)
        apart = np.divide(np.abs(one - other), larger, out=none, where=larger > 0)
        graded = _steps(_known(-apart), (-0.5, -0.2, -0.05, -0.01))
        equal = (one == other) | (left == right)
        return _with_equal(graded, equal, share[left], len(_NEAR))

    return Comparison((*_NEAR, *_EQUAL), compare)


def _known(closeness: Numbers) -> Numbers:
    """A value that is no number is as far away as can be."""
    return np.where(np.isnan(closeness), -np.inf, closeness)


def _amount(text: str) -> float:
    """A number in English or German notation.

    >>> _amount("1,299.00"), _amount("1.299,5"), _amount("1.299"), _amount("9.99")
    (1299.0, 1299.5, 1299.0, 9.99)
    """
    text = text.rstrip(".,")
    mark = max(text.rfind("."), text.rfind(","))
    alone = text.count(".") + text.count(",") == 1
    if mark >= 0 and (len(text) - mark - 1 != 3 or not alone) and text.count(text[mark]) == 1:
        return float(text[:mark].replace(".", "").replace(",", "") + "." + text[mark + 1 :])
    return float(text.replace(".", "").replace(",", ""))


def _year(values: pl.DataFrame, share: Numbers) -> Comparison:
    years = values["value"].str.extract(r"(\d{4})").cast(pl.Float64).fill_null(np.nan).to_numpy()

    def compare(left: Rows, right: Rows) -> Levels:
        apart = np.where(left == right, 0.0, np.abs(years[left] - years[right]))
        return _steps(_known(-apart), (-3, -1, 0))

    return Comparison(("other years", "within three years", "a year apart", "same year"), compare)


def _date(values: pl.DataFrame, share: Numbers) -> Comparison:
    solid = map_distinct(values["value"], _compact)
    spelling = Spelling(solid)
    pieces = [solid.str.slice(at, length) for at, length in ((0, 4), (4, 2), (6, 2))]
    parts = np.split(pl.concat(pieces).rank("dense").to_numpy(), len(pieces))

    def compare(left: Rows, right: Rows) -> Levels:
        year, month, day = (part[left] == part[right] for part in parts)
        swapped = year & (parts[1][left] == parts[2][right]) & (parts[2][left] == parts[1][right])
        alike = spelling.alike(left, right, 0.85)
        two = (year.astype(int) + month + day == 2) | swapped
        found = np.where(alike >= 0.85, 2, np.where(two, 1, 0))
        return np.where(alike == 1.0, 3, found).astype(np.int8)

    levels = ("different", "two parts equal or swapped", "a digit apart", "same day")
    return Comparison(levels, compare)


def _compact(text: str) -> str:
    """Year, month and day as eight digits, where they can be told; else the digits there are.

    >>> _compact("3.11.1956"), _compact("1956-11-03 00:00"), _compact("19561103")
    ('19561103', '19561103', '19561103')
    """
    numbers = re.findall(r"\d+", text)
    if len(numbers) >= 3:
        ordered = numbers[:3] if len(numbers[0]) == 4 else numbers[2::-1]
        return f"{ordered[0]}{ordered[1]:0>2}{ordered[2]:0>2}"
    return "".join(numbers)
