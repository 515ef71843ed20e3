"""Records with one partner at the most: probabilities, choice, and finding out."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.rivals import Once, chosen, compete, named_once

BOTH = Once(True, True)
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(6, 11)), st.floats(-30, 30), min_size=1, max_size=20
)


def frame(pairs: dict[tuple[int, int], float]) -> pl.DataFrame:
    rows = [(left, right, bits) for (left, right), bits in sorted(pairs.items())]
    return pl.DataFrame(rows, schema=["left", "right", "bits"], orient="row")


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_what_is_chosen_is_one_to_one(pairs) -> None:
    scored = frame(pairs).with_columns(compete(frame(pairs), BOTH, 12))
    assert scored["score"].is_between(0, 1).all()
    for side in ("left", "right"):
        assert not scored.filter(chosen(scored, BOTH))[side].is_duplicated().any()
        assert scored.group_by(side).agg(pl.col("score").sum())["score"].max() <= 1 + 1e-9


@settings(max_examples=30, deadline=None)
@given(PAIRS)
def test_with_one_sided_rivals_the_other_side_may_repeat(pairs) -> None:
    once = Once(False, True)
    scored = frame(pairs).with_columns(compete(frame(pairs), once, 12))
    assert not scored.filter(chosen(scored, once))["right"].is_duplicated().any()
    assert scored.group_by("right").agg(pl.col("score").sum())["score"].max() <= 1 + 1e-9


def test_a_rival_that_is_sure_elsewhere_counts_less() -> None:
    torn = compete(frame({(0, 6): 8.0, (0, 7): 8.0}), BOTH, 12)
    free = compete(frame({(0, 6): 8.0, (0, 7): 8.0, (1, 7): 25.0}), BOTH, 12)
    assert torn[0] == pytest.approx(0.5, abs=0.06)
    assert free[0] > 0.85


def test_without_rivals_a_pair_counts_by_itself() -> None:
    score = compete(frame({(0, 6): 0.0, (0, 7): 3.0}), Once(False, False), 12)
    assert score.round(4).to_list() == [0.5, 0.8889]


def test_copies_in_one_table_are_found_out() -> None:
    twice = {(left, 2 * left + copy): 20.0 + copy for left in range(50) for copy in (50, 51)}
    scored = frame(twice).with_columns(score=pl.lit(1.0))
    assert named_once(scored, 0.5) == Once(left=False, right=True)


def test_similar_records_with_partners_of_their_own_are_no_copies() -> None:
    pairs = {(left, left + 50): 20.0 for left in range(50)}
    pairs |= {(left, (left + 1) % 50 + 50): 16.0 for left in range(50)}
    scored = frame(pairs).with_columns(score=pl.lit(1.0))
    assert named_once(scored, 0.5) == BOTH
