"""Periods as different lists state them."""

from datetime import date

import polars as pl
import pytest

from foerderlupe.measures.periods import period_facts, period_level

Span = tuple[str | None, str | None]
SCHEMA = {"start": pl.Date, "end": pl.Date, "open": pl.Boolean, "rough": pl.Boolean}


def compared(
    left: Span, right: Span, *, rough: bool = False, endless: bool = False
) -> dict[str, object]:
    sides: dict[str, pl.Series] = {}
    for side, (start, end) in (("left", left), ("right", right)):
        values = [start and date.fromisoformat(start), end and date.fromisoformat(end)]
        known = [*values, endless and side == "right", rough and side == "right"]
        sides |= {
            f"{name}_{side}": pl.Series([value], dtype=kind)
            for (name, kind), value in zip(SCHEMA.items(), known, strict=True)
        }
    frame = pl.DataFrame(sides)
    return frame.select(period_level().alias("period"), *period_facts()).row(0, named=True)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (("2014-01-01", "2015-01-01"), ("2014-02-01", "2015-01-01"), "same"),
        (("2014-01-01", "2017-01-01"), ("2014-01-01", "2015-01-01"), "contained"),
        (("2014-01-01", "2016-07-01"), ("2013-10-01", "2015-03-01"), "shifted"),
        (("2014-03-01", "2015-07-01"), ("2014-10-01", "2015-11-01"), "overlap"),
        (("2014-01-01", "2015-01-01"), ("2015-01-01", "2016-01-01"), "disjoint"),
        (("2014-01-01", "2015-01-01"), (None, None), "missing"),
        (("2014-01-01", "2015-01-01"), ("2014-01-01", None), "starts"),
    ],
)
def test_levels_of_periods(left: Span, right: Span, level: str) -> None:
    assert compared(left, right)["period"] == level
    assert compared(right, left)["period"] == level


def test_a_list_that_states_years_agrees_by_years() -> None:
    days, years = ("2014-09-01", "2016-09-01"), ("2014-01-01", "2017-01-01")
    assert compared(days, years, rough=True)["period"] == "years"
    assert compared(days, years)["period"] == "contained"


def test_years_that_only_touch_are_a_later_period() -> None:
    days, years = ("2014-09-01", "2016-09-01"), ("2016-01-01", "2019-01-01")
    assert compared(days, years, rough=True)["period"] == "shifted"


def test_weeks_around_new_year_are_no_later_period() -> None:
    decided, begun = ("2013-12-10", "2014-12-10"), ("2014-01-10", "2015-01-10")
    assert compared(decided, begun)["period"] == "same"


def test_what_follows_within_a_year_follows() -> None:
    first = ("2014-01-01", "2015-01-01")
    assert compared(first, ("2015-06-01", "2016-01-01"))["follows"]
    assert not compared(first, ("2017-06-01", "2018-01-01"))["follows"]
