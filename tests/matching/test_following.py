"""A column that follows from another one counts once."""

import random
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.matching.columns import Column, column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.em import Learned
from foerderlupe.matching.following import following, led
from foerderlupe.matching.rivals import Once
from foerderlupe.matching.trained import read_trained, write_trained

TOWNS = {f"{10_000 + 37 * number}": f"Town {number // 3}" for number in range(30)}


def columns_of(**cells: list[str | None]) -> list[Column]:
    return [column(name, "text", pl.Series(values)) for name, values in cells.items()]


@pytest.fixture(scope="module")
def postcodes() -> list[str]:
    return random.Random(4).choices(sorted(TOWNS), k=2000)


def towns(postcodes: list[str], wrong: float) -> list[str | None]:
    drawn = random.Random(5)
    return [
        drawn.choice(sorted(TOWNS.values())) if drawn.random() < wrong else TOWNS[code]
        for code in postcodes
    ]


@pytest.mark.parametrize("wrong", [0.0, 0.1])
def test_a_town_follows_from_its_postcode_though_some_are_wrong(postcodes, wrong) -> None:
    columns = columns_of(town=towns(postcodes, wrong), postcode=postcodes)
    assert following(columns) == {"town": "postcode"}


def test_columns_that_have_nothing_to_do_with_each_other_follow_from_none(postcodes) -> None:
    shuffled = random.Random(6).sample(towns(postcodes, 0.0), k=2000)
    assert following(columns_of(postcode=postcodes, town=shuffled)) == {}


def test_a_column_that_is_mostly_one_value_follows_from_none(postcodes) -> None:
    country = ["DE"] * 1900 + ["AT"] * 100
    assert following(columns_of(postcode=postcodes, country=country)) == {}


def test_what_few_records_share_proves_nothing() -> None:
    # Five copies of each person: all their columns go together, since they are the same.
    phone = [f"0160 {number // 5}" for number in range(2000)]
    name = [f"Name {number // 10}" for number in range(2000)]
    assert following(columns_of(phone=phone, name=name)) == {}


def test_a_column_speaks_where_its_leader_differs(postcodes) -> None:
    columns = columns_of(
        postcode=["10000", "10000", "10037", None], town=["Town 0", "Town 1", "Town 0", "Town 0"]
    )
    leading = led(columns, {"town": "postcode"})
    pairs = pl.DataFrame(
        {"left": [0, 0, 0, 1], "right": [1, 2, 3, 2]},
        schema={"left": pl.UInt32, "right": pl.UInt32},
    )
    said, before = (compare(pairs, which)["town"].to_list() for which in (leading, columns))
    assert said == [None, *before[1:]]
    assert None not in before


def test_a_file_of_weights_says_which_column_follows(postcodes, tmp_path: Path) -> None:
    columns = led(columns_of(town=towns(postcodes, 0.0), postcode=postcodes), {"town": "postcode"})
    bits = {column.name: dict.fromkeys(column.comparison.levels, 1.0) for column in columns}
    path = tmp_path / "weights.yml"
    write_trained(Learned({}, {}, -9.0, bits, 0.0, 0.0, 0), Once(False, False), columns, path)
    assert read_trained(path, columns).follows == {"town": "postcode"}
    path.write_text(path.read_text().replace("town: postcode", "town: street"))
    with pytest.raises(DeclarationError, match="town: street"):
        read_trained(path, columns)
