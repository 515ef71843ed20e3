"""Columns that follow from another one: the town from the postcode.

Belongs here: finding them in the values. Does not belong here: comparing (``comparing``).

Weights are added as if columns were independent. A town that goes with its postcode would count
what the postcode has said already, for and against. So it speaks only where the postcodes differ,
and its weights are learnt from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from foerderlupe.matching.columns import Column

_SAMPLE = 100_000
# Values of fewer records may be those of one thing, all of whose columns go together.
_FEWEST_RECORDS = 20
_OFTEN = 0.1
_FOLLOWS = 0.7
_MOSTLY_ONE = 0.5


def following(columns: Sequence[Column]) -> dict[str, str]:
    """Column, and the one that it follows from: with more values, and first named among several.

    Two records with the same value in the one have the same in the other with a probability of
    ``_FOLLOWS``, and in general hardly ever. Every record counts, or so many at equal distances.
    """
    found: dict[str, str] = {}
    sampled = [column.codes.gather_every(-(-column.codes.len() // _SAMPLE)) for column in columns]
    order = sorted(range(len(columns)), key=lambda at: -columns[at].values.height)
    for place, leader in enumerate(order):
        if columns[leader].name not in found and _repeats(sampled[leader]):
            for other in order[place + 1 :]:
                if _follows(sampled[leader], sampled[other]):
                    found.setdefault(columns[other].name, columns[leader].name)
    return found


def led(columns: Sequence[Column], leaders: Mapping[str, str]) -> list[Column]:
    """``columns``, those that follow with their leader."""
    named = {column.name: column for column in columns}
    return [
        replace(column, leader=named[leaders[column.name]]) if column.name in leaders else column
        for column in columns
    ]


def _repeats(leader: pl.Series) -> bool:
    counts = leader.drop_nulls().value_counts()["count"]
    return int(counts.filter(counts >= _FEWEST_RECORDS).sum()) >= max(_OFTEN * leader.len(), 1)


def _follows(leader: pl.Series, other: pl.Series) -> bool:
    both = pl.DataFrame({"leader": leader, "other": other}).drop_nulls()
    often = both.filter(pl.len().over("leader") >= _FEWEST_RECORDS)
    if often.height < max(_OFTEN * leader.len(), 1):
        return False
    by_chance = _together(both, ["other"]) / both.height**2
    in_general = _together(often, ["leader", "other"]) / _together(often, ["leader"])
    return by_chance <= _MOSTLY_ONE and in_general >= _FOLLOWS


def _together(frame: pl.DataFrame, names: list[str]) -> float:
    """How many pairs of rows have the same values."""
    return float((frame.group_by(names).len()["len"].cast(pl.Float64) ** 2).sum())
