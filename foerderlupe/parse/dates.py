"""Days, months, parts of a year and years as German lists write them.

Belongs here: the reading of one point in time as the span of days that it covers.
Does not belong here: periods made of two such points, open ends and pairs of years
(``parse.periods``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from foerderlupe.parse.unreadable import Unreadable

DateOrder = Literal["day_first", "month_first", "iso"]

FIRST_YEAR, LAST_YEAR = 1900, 2099
EXPECTED_YEAR = f"a year from {FIRST_YEAR} to {LAST_YEAR}"


@dataclass(frozen=True)
class Span:
    """Days from ``start`` to before ``end``, and how exactly they were stated."""

    start: date
    end: date
    precision: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar jänner january",
            "feb feber februar february",
            "mär mrz mar märz maerz march",
            "apr april",
            "mai may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dez dec dezember december",
        ),
        start=1,
    )
    for name in names.split()
}
# First month and length in months. Seasons are those of meteorologists, semesters those of
# universities.
_PARTS = {
    **{f"q{number + 1}": (3 * number + 1, 3) for number in range(4)},
    **{f"h{number + 1}": (6 * number + 1, 6) for number in range(2)},
    **dict.fromkeys(("frühjahr", "frühling", "fruehjahr"), (3, 3)),
    "sommer": (6, 3),
    "herbst": (9, 3),
    "winter": (12, 3),
    **dict.fromkeys(("sommersemester", "ss", "sose"), (4, 6)),
    **dict.fromkeys(("wintersemester", "ws", "wise"), (10, 6)),
}
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "erstes": 1, "zweites": 2, "drittes": 3}

NAME = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_D, _M, _Y4 = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})"
_Y = r"(?P<y>\d{4}|'?\d{2})"
_SECOND_YEAR = r"(?: ?[/-] ?(?P<y2>\d{4}|\d{2}))?"
_TIME = r"(?:,? ?[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d| uhr)?)?"
_APPROXIMATE = re.compile(
    r"^(?:(?:ca\.?|circa|etwa|voraussichtlich|vsl\.|geplant|anfang|mitte|ende|im|am|des|der) )+"
)


def read_span(text: str, order: DateOrder = "day_first") -> Span | None:
    """The days that a text names, null where it is no single point in time.

    ``order`` says how ``03/04/2015`` is meant; dots are always day first. Two-digit years mean
    1970 to 2069. Words such as "Anfang" and "Ende" leave the whole month or year. Raises
    ``Unreadable`` for a day that does not exist and a year outside 1900 to 2099.

    >>> read_span("Sept. 13")
    Span(start=datetime.date(2013, 9, 1), end=datetime.date(2013, 10, 1), precision='month')
    >>> read_span("1. Halbjahr 2014").end
    datetime.date(2014, 7, 1)
    >>> read_span("3 Jahre") is None
    True
    """
    text = _APPROXIMATE.sub("", fold_date(text))
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(found, order)
    return None


def fold_date(text: str) -> str:
    """Lower case with single blanks and plain dashes."""
    text = re.sub(r"[‐‑‒–—−]", "-", text.lower())
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def read_serial(text: str) -> Span | None:
    """The day that a bare number between 20000 and 60000 stands for in a spreadsheet.

    Those are the days from 1954 to 2064; day 0 is 1899-12-30.

    >>> read_serial("41518").start
    datetime.date(2013, 9, 1)
    """
    if not re.fullmatch(r"[2-5]\d{4}(?:\.\d+)?|60000", text):
        return None
    return day_span(date(1899, 12, 30) + timedelta(days=int(text[:5])))


def full_year(digits: str) -> int:
    """The year of two or four digits."""
    year = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 2:
        year += 1900 if year >= 70 else 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(f"the year {year}", EXPECTED_YEAR)
    return year


def day_span(day: date) -> Span:
    """One day."""
    return Span(day, day + timedelta(days=1), "day")


def month_span(year: int, month: int, months: int = 1, precision: str = "month") -> Span:
    """Whole months from the first of one."""
    if not 1 <= month <= 12:
        raise Unreadable(f"no month {month}", "a month from 1 to 12")
    last = year * 12 + month - 1 + months
    return Span(date(year, month, 1), date(last // 12, last % 12 + 1, 1), precision)


def year_span(first: int, last: int, precision: str = "year") -> Span:
    """Whole calendar years, both included."""
    return Span(date(first, 1, 1), date(last + 1, 1, 1), precision)


def day_of(year: int, month: int, day: int) -> Span:
    """One day by its numbers. Raises ``Unreadable`` where the calendar has none."""
    try:
        return day_span(date(year, month, day))
    except ValueError as error:
        raise Unreadable(
            f"no day {year:04}-{month:02}-{day:02}", "a day of the calendar"
        ) from error


def _day(found: re.Match[str], order: DateOrder) -> Span:
    return day_of(full_year(found["y"]), int(found["m"]), int(found["d"]))


def _day_of_named_month(found: re.Match[str], order: DateOrder) -> Span:
    return day_of(full_year(found["y"]), _MONTHS[found["name"]], int(found["d"]))


def _day_by_order(found: re.Match[str], order: DateOrder) -> Span:
    if order == "iso":
        raise Unreadable("day and month cannot be told apart", "a date such as 2014-12-31")
    first, second = int(found["a"]), int(found["b"])
    day, month = (first, second) if order == "day_first" else (second, first)
    return day_of(full_year(found["y"]), month, day)


def _month(found: re.Match[str], order: DateOrder) -> Span:
    return month_span(full_year(found["y"]), int(found["m"]))


def _named_month(found: re.Match[str], order: DateOrder) -> Span:
    return month_span(full_year(found["y"]), _MONTHS[found["name"]])


def _part(found: re.Match[str], order: DateOrder) -> Span:
    groups = found.groupdict()
    part = groups.get("part")
    if part is None:
        kind = "q" if groups.get("q") else "h"
        ordinal = found[kind]
        part = f"{kind}{_ORDINALS.get(ordinal, ordinal)}"
    year, (month, months) = full_year(found["y"]), _PARTS[part]
    second = groups.get("y2")
    if second and (month + months <= 12 or int(second) % 100 != (year + 1) % 100):
        raise Unreadable("two years that do not follow one another", "one season of one year")
    return month_span(year, month, months)


def _year(found: re.Match[str], order: DateOrder) -> Span:
    year = full_year(found["y"])
    return year_span(year, year)


_QUARTER = r"(?P<q>[1-4]|i{1,3}|iv)"
_HALF = r"(?P<h>[12]|ii?|erstes|zweites)"
_WORDS = "|".join(sorted((p for p in _PARTS if len(p) > 2 or p in ("ws", "ss")), key=len)[::-1])
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DateOrder], Span]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"{_Y4}-{_M}-{_D}{_TIME}", _day),
        (rf"{_Y4}/{_M}/{_D}", _day),
        (r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)", _day),
        (rf"(?:\w{{2,10}}, ?)?{_D}\. ?{_M}\. ?{_Y}{_TIME}", _day),
        (rf"(?P<a>\d{{1,2}})(?P<mark>[/-])(?P<b>\d{{1,2}})(?P=mark){_Y}{_TIME}", _day_by_order),
        (rf"{_D}\.? ?{NAME}\.?,? ?{_Y}", _day_of_named_month),
        (rf"{NAME} {_D}, {_Y4}", _day_of_named_month),
        (rf"{NAME}\.?,?[ /-]?{_Y}", _named_month),
        (rf"{_M} ?[./-] ?{_Y4}", _month),
        (r"(?P<m>\d{1,2})[./](?P<y>\d{2})", _month),
        (rf"{_Y4}[-/.](?P<m>\d{{1,2}})", _month),
        (rf"q ?{_QUARTER}[ /.-]*{_Y4}", _part),
        (rf"{_Y4}[ /.-]*q ?{_QUARTER}", _part),
        (rf"{_QUARTER}\.? ?(?:quartal|quart\.|qu\.?|q\.?)(?: des jahres| in)?[ /]*{_Y4}", _part),
        (rf"(?P<q>i{{1,3}}|iv) ?/ ?{_Y4}", _part),
        (rf"{_HALF}\.? ?(?:halbjahr|hj\.?|hlbj\.)(?: des jahres| in)?[ /]*{_Y4}", _part),
        (rf"h(?P<h>[12])[ /.-]*{_Y4}", _part),
        (rf"(?P<part>{_WORDS})[ -]?{_Y4}{_SECOND_YEAR}", _part),
        (rf"(?:(?:kalender|haushalts|förder)?jahr|hh|hj|fj)?:? ?{_Y4}(?:er)?", _year),
    )
)
