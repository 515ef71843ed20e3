"""Scores that mean what they say."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.calibrating import fit
from foerderlupe.matching.calibration import AS_IS, Calibration, calibrated
from foerderlupe.matching.scoring import probability

BITS = st.floats(-30, 30, allow_nan=False)
LABELLED = st.lists(st.tuples(BITS, st.booleans(), st.integers(1, 500)), min_size=1, max_size=40)


def labelled(rows: list[tuple[float, bool, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["bits", "same", "count"], orient="row")


def odds(line: Calibration, *bits: float) -> list[float]:
    return pl.select(calibrated(pl.Series(bits, dtype=pl.Float64), line)).to_series().to_list()


@settings(max_examples=60, deadline=None)
@given(LABELLED, st.lists(BITS, min_size=2, max_size=20))
def test_more_bits_never_mean_less(rows: list[tuple[float, bool, int]], bits: list[float]) -> None:
    found = odds(fit(labelled(rows), AS_IS, strength=10), *sorted(bits))
    assert all(low <= high + 1e-9 for low, high in pairwise(found))


def test_bits_that_promise_too_much_are_taken_down() -> None:
    pairs = labelled([(6.0, True, 500), (6.0, False, 500)])
    line = fit(pairs, AS_IS, strength=10)
    (score,) = pl.select(probability(pl.Series(odds(line, 6.0)))).to_series()
    assert score == pytest.approx(0.5, abs=0.02)


def test_bits_that_keep_their_promise_stay() -> None:
    kept = labelled([(2.0, True, 800), (2.0, False, 200), (-2.0, True, 200), (-2.0, False, 800)])
    assert odds(fit(kept, AS_IS, strength=10), -2.0, 2.0) == pytest.approx([-2, 2], abs=0.05)


def test_a_few_pairs_change_little() -> None:
    line = fit(labelled([(4.0, False, 1)]), AS_IS, strength=10)
    assert 2 < odds(line, 4.0)[0] < 4


def test_nothing_known_changes_nothing() -> None:
    nothing = labelled([]).cast({"bits": pl.Float64, "same": pl.Boolean, "count": pl.Int64})
    before: Calibration = ((-10.0, -12.0), (0.0, -3.0), (12.0, 9.0))
    line = fit(nothing, before, strength=10)
    for bits in (-10.0, -4.0, 0.0, 6.0, 12.0):
        assert odds(line, bits) == pytest.approx(odds(before, bits), abs=0.02)


def test_beyond_the_points_bits_count_one_to_one() -> None:
    line: Calibration = ((0.0, -3.0), (10.0, 5.0))
    assert odds(line, -20.0, 30.0) == pytest.approx([-23.0, 25.0])
