"""Periods as German lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.parse.periods import Period, YearNotation, read_period, read_year
from foerderlupe.parse.unreadable import Unreadable

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 30))


def _said(period: Period) -> str:
    return (
        f"{period.start or ''} {period.end or ''} {period.precision} {'open' * period.open}".strip()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", "2014-01-01 2015-01-01 year"),
        ("12/2014", "2014-12-01 2015-01-01 month"),
        ("12/2013", "2013-12-01 2014-01-01 month"),
        ("09/13", "2013-09-01 2013-10-01 month"),
        ("31.12.2014", "2014-12-31 2015-01-01 day"),
        ("1.9.13", "2013-09-01 2013-09-02 day"),
        ("2014-01-01 00:00:00", "2014-01-01 2014-01-02 day"),
        ("09.2013 - 07.2014", "2013-09-01 2014-08-01 month"),
        ("01.09.2013–31.08.2016 (36 Monate)", "2013-09-01 2016-09-01 day"),
        ("vom 1. September 2013 bis 31. August 2014", "2013-09-01 2014-09-01 day"),
        ("01.01.-31.12.2014", "2014-01-01 2015-01-01 day"),
        ("01.09 - 31.12.2013", "2013-09-01 2014-01-01 day"),
        ("1.-31. März 2015", "2015-03-01 2015-04-01 day"),
        ("März–Juli 2015", "2015-03-01 2015-08-01 month"),
        ("Mai/Juni 2014", "2014-05-01 2014-07-01 month"),
        ("1-6/2014", "2014-01-01 2014-07-01 month"),
        ("Okt. 2013-März 2014", "2013-10-01 2014-04-01 month"),
        ("Frühjahr 2014", "2014-03-01 2014-06-01 month"),
        ("Winter 2013/14", "2013-12-01 2014-03-01 month"),
        ("1. Halbjahr 2014", "2014-01-01 2014-07-01 month"),
        ("Q1/2014", "2014-01-01 2014-04-01 month"),
        ("IV/2014", "2014-10-01 2015-01-01 month"),
        ("1. - 3. Quartal 2014", "2014-01-01 2014-10-01 month"),
        ("Ende 2013 - Anfang 2015", "2013-01-01 2016-01-01 year"),
        ("2013, 2014 und 2015", "2013-01-01 2016-01-01 year"),
        ("Schuljahr 2013/14", "2013-08-01 2014-08-01 school_year"),
        ("Schuljahr 2013-2014", "2013-08-01 2014-08-01 school_year"),
        ("Schuljahre 2013/14 bis 2015/16", "2013-08-01 2016-08-01 school_year"),
        ("Doppelhaushalt 2013/14", "2013-01-01 2015-01-01 double_budget"),
        ("seit Sept. 13", "2013-09-01  month open"),
        ("ab 2012", "2012-01-01  year open"),
        ("2013 ff.", "2013-01-01  year open"),
        ("2012 –", "2012-01-01  year open"),
        ("01.09.2013 - offen", "2013-09-01  day open"),
        ("ab Schuljahr 2013/14", "2013-08-01  school_year open"),
        ("ab 1.9.2013 bis 31.8.2014", "2013-09-01 2014-09-01 day"),
        ("laufend", "  None open"),
        ("bis 31.12.2016", " 2017-01-01 day"),
    ],
)
def test_notations(text: str, expected: str) -> None:
    assert _said(read_period(text)) == expected.strip()


@pytest.mark.parametrize("text", ["2013/14", "2013/2014", "2013 - 14"])
@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("school_year", "2013-08-01 2014-08-01 school_year"),
        ("double_budget", "2013-01-01 2015-01-01 double_budget"),
        ("funding_period", "2013-01-01 2015-01-01 funding_period"),
    ],
)
def test_a_pair_of_years_means_what_the_list_means(
    text: str, notation: YearNotation, expected: str
) -> None:
    assert _said(read_period(text, notation=notation)) == expected


def test_the_document_says_whether_the_month_comes_first() -> None:
    assert read_period("03/04/2015").start == date(2015, 4, 3)
    assert read_period("03/04/2015", "month_first").start == date(2015, 3, 4)
    assert read_period("03.04.2015", "month_first").start == date(2015, 4, 3)
    assert read_period("2011-12", "iso").start == date(2011, 12, 1)
    with pytest.raises(Unreadable):
        read_period("03/04/2015", "iso")


def test_day_numbers_of_spreadsheets_count_only_in_date_columns() -> None:
    assert read_period("41518", serials=True).start == date(2013, 9, 1)
    for text, serials in (("41518", False), ("415180", True), ("19999", True), ("60001", True)):
        with pytest.raises(Unreadable):
            read_period(text, serials=serials)


@pytest.mark.parametrize(
    "text",
    [
        "3 Jahre",
        "31.02.2014",
        "13/2014",
        "2015-2014",
        "01.09.2014 - 31.08.2013",
        "20014",
        "2013 und 2015",
        "Schuljahr 2013",
        "12/31/2010",
        "01.01.0201",
    ],
)
def test_impossible_and_vague_periods_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text)


def test_a_year_column_gives_whole_years() -> None:
    assert _said(read_year("Förderrunde 2014")) == "2014-01-01 2015-01-01 year"
    assert _said(read_year("31.12.2014")) == "2014-01-01 2015-01-01 year"
    two_years = read_period("2013-2014", notation="school_year")
    assert (two_years.start, two_years.end) == (date(2013, 1, 1), date(2015, 1, 1))
    assert read_year("2013/14", notation="school_year").start == date(2013, 8, 1)


@given(DAYS, DAYS)
def test_two_printed_days_give_the_period_between_them(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = read_period(f"{first:%d.%m.%Y} - {last:%d.%m.%Y}")
    assert period.end is not None
    assert (period.start, (period.end - last).days, period.precision) == (first, 1, "day")
    assert read_period(f"{first:%d.%m.%y}–{last:%d.%m.%y}") == period
    assert read_period(f"{first.isoformat()}/{last.isoformat()}") == period


@given(st.text(alphabet="0123456789./- bisabseitQuartalSchuljahrMärz'", max_size=25))
def test_any_text_is_a_period_or_unreadable(text: str) -> None:
    try:
        period = read_period(text, serials=True)
    except Unreadable:
        return
    assert not (period.start and period.end) or period.start < period.end
