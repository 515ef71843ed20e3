"""Weights learnt from counts recover what made the counts, and never run away."""

import itertools
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.em import MISSING, Space, learn, rising, unlikely

LEVELS = ["other", "similar", "same"]
U = {
    "name": {"other": 0.994, "similar": 0.005, "same": 0.001},
    "town": {"other": 0.95, "similar": 0.02, "same": 0.03},
    "year": {"other": 0.94, "similar": 0.03, "same": 0.03},
}
M = {
    "name": {"other": 0.05, "similar": 0.15, "same": 0.8},
    "town": {"other": 0.1, "similar": 0.1, "same": 0.8},
    "year": {"other": 0.05, "similar": 0.05, "same": 0.9},
}


def drawn(same: int, different: int) -> pl.DataFrame:
    """Patterns of pairs drawn from the probabilities above, counted."""
    random = np.random.default_rng(3)

    def levels(of: dict[str, dict[str, float]], number: int) -> pl.DataFrame:
        return pl.DataFrame(
            {f: random.choice(LEVELS, number, p=list(share.values())) for f, share in of.items()}
        )

    pairs = pl.concat([levels(M, same), levels(U, different)])
    return pairs.group_by(pl.all()).agg(pl.len().alias("count")).sort(pl.all())


def test_learning_recovers_what_made_the_pairs() -> None:
    learned = learn(drawn(800, 99_200), U, Space(100_000))
    assert learned.expected == pytest.approx(800, rel=0.15)
    for field, levels in M.items():
        for level, share in levels.items():
            assert learned.m[field][level] == pytest.approx(share, abs=0.1)


def test_an_easy_block_does_not_raise_the_prior() -> None:
    """Pairs of one town agree on the town; they are still different people."""
    easy = drawn(0, 20_000).with_columns(town=pl.lit("same"))
    counted = easy.group_by("name", "town", "year").agg(pl.col("count").sum())
    learned = learn(counted, U, Space(5_000_000, 1_000))
    assert learned.expected < 1_000
    assert learned.prior_bits < -10


def test_a_missing_level_says_nothing() -> None:
    patterns = drawn(500, 9_500)
    half = patterns.with_columns(year=pl.lit(MISSING))
    learned = learn(pl.concat([patterns, half]), U, Space(20_000))
    assert learned.weights["year"][MISSING] == 0
    nulls = learn(pl.concat([patterns, half.with_columns(year=None)]), U, Space(20_000))
    assert nulls.weights == learned.weights


def test_a_start_steers_where_the_data_are_silent() -> None:
    few = pl.DataFrame({"name": ["same"], "town": ["same"], "year": ["similar"], "count": [1.0]})
    start = {"year": {"other": 0.01, "similar": 0.01, "same": 0.98}}
    learned = learn(few, U, Space(1000), start=start, strength=1000)
    assert learned.m["year"]["same"] > 0.95


def test_an_unknown_level_is_an_error() -> None:
    patterns = pl.DataFrame({"name": ["sames"], "town": ["same"], "year": ["same"], "count": [1]})
    with pytest.raises(KeyError, match="sames"):
        learn(patterns, U, Space(10))


def test_no_level_is_impossible() -> None:
    found = unlikely(pl.DataFrame({"name": ["other"] * 99}), {"name": LEVELS})
    assert sum(found["name"].values()) == pytest.approx(1)
    assert all(share > 0 for share in found["name"].values())


SHARES = st.lists(st.floats(0.01, 1), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None)
@given(SHARES, SHARES, st.lists(st.integers(0, 500), min_size=9, max_size=9))
def test_weights_are_finite_and_rise(u_name, u_town, counts) -> None:
    u = {
        field: dict(zip(LEVELS, (share / sum(shares) for share in shares), strict=True))
        for field, shares in (("name", u_name), ("town", u_town))
    }
    cells = [(name, town) for name in LEVELS for town in LEVELS]
    patterns = pl.DataFrame(cells, schema=["name", "town"], orient="row").with_columns(
        count=pl.Series(counts)
    )
    learned = learn(patterns, u, Space(max(sum(counts), 1) * 3, 400))
    for levels in learned.weights.values():
        bits = [levels[level] for level in LEVELS]
        assert all(math.isfinite(value) for value in bits)
        assert all(one <= other + 1e-9 for one, other in itertools.pairwise(bits))
    assert learned.expected <= 400 + 1e-6 or learned.prior_bits <= 0
    assert sum(learned.m["name"].values()) == pytest.approx(1)


@settings(deadline=None)
@given(SHARES, SHARES)
def test_rising_keeps_probabilities(m, u) -> None:
    one, other = np.array(m) / sum(m), np.array(u) / sum(u)
    found = rising(one, other)
    assert found.sum() == pytest.approx(1)
    assert np.all(np.diff(found / other) >= -1e-9)
