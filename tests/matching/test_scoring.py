"""Sums of weights are the same to the last digit, in whatever order they are added."""

from itertools import permutations

import polars as pl
import pytest

from foerderlupe.matching.scoring import with_score

WEIGHTS = {"a": {"same": 0.1}, "b": {"same": 0.2}, "c": {"same": 0.3}, "d": {"same": -7.77}}


@pytest.mark.parametrize("order", list(permutations(WEIGHTS)))
def test_the_order_of_fields_does_not_show(order: tuple[str, ...]) -> None:
    compared = pl.DataFrame({field: ["same"] for field in WEIGHTS})
    scored = with_score(compared, {field: WEIGHTS[field] for field in order}, prior=1.13)
    assert scored["bits"].to_list() == [-6.04]


def test_a_level_without_weight_is_an_error() -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError):
        with_score(pl.DataFrame({"a": ["other"]}), {"a": {"same": 1.0}}, prior=0.0)


def test_no_pairs_give_no_scores() -> None:
    none = pl.DataFrame(schema={"a": pl.String})
    assert with_score(none, {"a": {"same": 1.0}}, prior=0.0).is_empty()
