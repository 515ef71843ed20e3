"""Given name and surname in each other's column."""

import polars as pl
import pytest

from foerderlupe.matching.columns import Column, column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.swapped import swapped_columns

GIVEN = ["Peter", "Winter", "Petre", "Ada", None, "Kim", "Peter"]
FAMILY = ["Winter", "Peter", "Winter", "Kowalczyk", "Winter", "Kim", "Sommer"]


def columns() -> list[Column]:
    return [
        column("given", "text", pl.Series(GIVEN)),
        column("family", "text", pl.Series(FAMILY)),
        column("about", "text", pl.Series(["Peter Winter geht gern im Winter baden"] * 7)),
    ]


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [(0, 1, 1), (1, 2, 1), (0, 2, 0), (0, 3, 0), (1, 4, None), (5, 5, 0), (1, 6, 0)],
    ids=["swapped", "mistyped", "as it was", "others", "missing", "one name", "half"],
)
def test_a_pair_is_swapped_or_as_it_stands(left: int, right: int, level: int | None) -> None:
    [found] = swapped_columns(columns())
    assert found.name == "given and family swapped"
    pair = pl.DataFrame({"left": [left], "right": [right]})
    assert compare(pair, [found])[found.name].to_list() == [level]


def test_columns_without_common_values_cannot_be_swapped() -> None:
    town = column(
        "town", "text", pl.Series(["Altenau", "Ulm", "Bern", "Köln", "Kiel", "Rom", "Bonn"])
    )
    assert swapped_columns([columns()[0], town]) == []
