"""Periods as German lists write them.

Belongs here: the reading of one text as a half-open period: two points in time, pairs of years
by the notation of the list, open ends. Does not belong here: single points in time
(``parse.dates``) and combining several columns of a row (``parse.duration``).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foerderlupe.model.columns import PERIOD_PRECISIONS
from foerderlupe.parse.dates import (
    NAME,
    DateOrder,
    Span,
    fold_date,
    full_year,
    month_span,
    read_serial,
    read_span,
    year_span,
)
from foerderlupe.parse.unreadable import Unreadable

YearNotation = Literal["school_year", "double_budget", "funding_period"]

EXPECTED_PERIOD = "a period such as 01.09.2013 - 31.08.2014, 2014 or 'seit 2012'"


@dataclass(frozen=True)
class Period:
    """First day, first day after it, precision, and whether the text names no end."""

    start: date | None
    end: date | None
    precision: str | None
    open: bool = False


_OPEN_WORD = (
    r"(?:offen|heute|jetzt|laufend|lfd\.?|fortlaufend|unbefristet|unbegrenzt|dauerhaft|dauerangebot"
    r"|(?:bis )?auf weiteres|open|ongoing|present|\.\.\.|…|\?)"
)
_OPEN = re.compile(rf"(?:seit langem|ab sofort|{_OPEN_WORD})")
_OPEN_TAIL = re.compile(rf"(?: ?- ?| bis )(?:{_OPEN_WORD})?$|,? (?:ff\.?|{_OPEN_WORD})$|ff\.?$")
_SINCE = re.compile(r"^(?:seit|ab|since|from|beginn(?:end)?:?|start:?)(?: (?:dem|ab|am|mit))? ")
_UNTIL = re.compile(r"^(?:bis|until|endet)(?: (?:zum|einschließlich|einschl\.|am|spätestens))? ")
_LABEL = re.compile(
    r"^(?:(?:projekt|förder|bewilligungs)?(?:laufzeit|zeitraum|dauer)(?: von| vom)?|vom|von)\b:? ?"
)
_REMARK = re.compile(
    r" ?\([^()]*\b(?:monat|jahr|woche|tag|geplant|voraussichtlich|verlänger|kostenneutral)[^()]*\)$"
)
_SEPARATOR = re.compile(
    r" ?(?:- | -|-|\bbis (?:zum |einschließlich |einschl\. )?|\bto |/|\bund ) ?"
)
_PAIR = re.compile(r"(?P<y>\d{4}|\d{2}(?=/\d{2}$)) ?[/-] ?(?P<z>\d{4}|\d{2})")
_DASHED_YEARS = re.compile(r"\d{4} ?- ?\d{4}")
_NOTATION_WORDS: tuple[tuple[YearNotation, re.Pattern[str]], ...] = (
    (
        "school_year",
        re.compile(r"\b(?:schuljahre?|sj\.?|kindergartenjahre?|kita-?jahre?):? (?=\d)"),
    ),
    ("double_budget", re.compile(r"\b(?:doppelhaushalt|dhh|haushaltsjahre?):? (?=\d)")),
)
_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_LIST = re.compile(r"(?:in den jahren |jahre )?\d{4}(?:(?:, | ?\+ ?| ?& ?| und | u\. )\d{4})+")
# What the start of a range leaves to its end, by the precision of the end.
_STARTS = {
    "day": (
        (re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.?"), "{d}.{m}.{year}"),
        (re.compile(rf"(?P<d>\d{{1,2}})\. ?{NAME}\.?"), "{d}. {name} {year}"),
        (re.compile(r"(?P<d>\d{1,2})\."), "{d}.{month}.{year}"),
    ),
    "month": (
        (re.compile(rf"{NAME}\.?"), "{name} {year}"),
        (re.compile(r"(?P<m>\d{1,2})\.?"), "{m}/{year}"),
        (re.compile(r"(?P<part>\w+)"), "{part} {year}"),
    ),
}
_PART_WORD = re.compile(r"\b(?:quartal|halbjahr|hj\b)")


def read_period(
    text: str,
    order: DateOrder = "day_first",
    notation: YearNotation = "funding_period",
    *,
    serials: bool = False,
) -> Period:
    """The period that a text states. Raises ``Unreadable``.

    ``notation`` says what the list means by "2013/14" (DOMAIN §2.6); ``serials`` allows the day
    numbers of spreadsheets. "2011-12" is a pair of years unless ``order`` is ISO.

    >>> read_period("seit Sept. 13")
    Period(start=datetime.date(2013, 9, 1), end=None, precision='month', open=True)
    >>> read_period("Schuljahr 2013/14").end
    datetime.date(2014, 8, 1)
    """
    span = read_serial(text.strip()) if serials else None
    if span is None:
        folded = _LABEL.sub("", _REMARK.sub("", fold_date(text)))
        return _read_folded(*_noted(folded, notation), order)
    return _closed(span)


def read_year(
    text: str, order: DateOrder = "day_first", notation: YearNotation = "funding_period"
) -> Period:
    """The year that a text names, as a whole; several years become the period they span.

    Raises ``Unreadable``.

    >>> read_year("Förderrunde 2014").start
    datetime.date(2014, 1, 1)
    """
    folded, notation = _noted(fold_date(text), notation)
    years = set(_ONE_YEAR.findall(folded))
    if len(years) == 1 and _year_pair(folded, order, notation) is None:
        year = full_year(years.pop())
        return _closed(year_span(year, year))
    return _read_folded(folded, notation, order)


def _noted(text: str, notation: YearNotation) -> tuple[str, YearNotation]:
    """The text without words such as "Schuljahr", and the notation of years that they name."""
    for named, word in _NOTATION_WORDS:
        bare = word.sub("", text)
        if bare != text and named == "school_year" and re.fullmatch(r"\d{4}", bare):
            raise Unreadable("a school year of one calendar year", "a school year such as 2013/14")
        if bare != text:
            return bare, named
    # "2016-2017" names two years; the year that schools and budgets mean is written "2016/17".
    dashed = notation == "school_year" and _DASHED_YEARS.fullmatch(text) is not None
    return text, "funding_period" if dashed else notation


def _read_folded(text: str, notation: YearNotation, order: DateOrder) -> Period:
    if _OPEN.fullmatch(text):
        return Period(None, None, None, open=True)
    if span := _closed_span(text, order, notation):
        return _closed(span)
    until = _UNTIL.sub("", text)
    if until != text and (span := _closed_span(until, order, notation)):
        return replace(_closed(span), start=None)
    since = _SINCE.sub("", text)
    begun = _OPEN_TAIL.sub("", since)
    if text != begun and (span := _closed_span(begun, order, notation)):
        # "ab 1.9.2013 bis 31.8.2014" names its end; "ab Schuljahr 2013/14" does not.
        ends = begun == since and _moment(begun, order, notation) is None
        return _closed(span) if ends else Period(span.start, None, span.precision, open=True)
    raise Unreadable("not a period", EXPECTED_PERIOD)


def _closed(span: Span) -> Period:
    return Period(span.start, span.end, span.precision)


def _closed_span(text: str, order: DateOrder, notation: YearNotation) -> Span | None:
    return _moment(text, order, notation) or _year_list(text) or _range(text, order, notation)


def _moment(text: str, order: DateOrder, notation: YearNotation) -> Span | None:
    return _year_pair(text, order, notation) or read_span(text, order)


def _year_pair(text: str, order: DateOrder, notation: YearNotation) -> Span | None:
    found = _PAIR.fullmatch(text)
    if found is None or (order == "iso" and re.fullmatch(r"\d{4}-\d\d", text)):
        return None
    first = full_year(found["y"])
    last = full_year(found["z"] if len(found["z"]) == 4 else f"{(first + 1) // 100}{found['z']}")
    if last <= first or (len(found["y"]) == 2 and last != first + 1):
        return None
    return _years(first, last, notation)


def _years(first: int, last: int, notation: YearNotation) -> Span:
    if last > first + 1:
        return year_span(first, last, "funding_period" if notation == "funding_period" else "year")
    if notation == "school_year":
        # § 26 SchG Baden-Württemberg: the school year runs from 1 August to 31 July.
        return month_span(first, 8, 12, "school_year")
    return year_span(first, last, notation)


def _year_list(text: str) -> Span | None:
    if _YEAR_LIST.fullmatch(text) is None:
        return None
    years = [full_year(digits) for digits in re.findall(r"\d{4}", text)]
    if years != list(range(years[0], years[0] + len(years))):
        raise Unreadable("years with a gap between them", "a period without gaps")
    return year_span(years[0], years[-1])


def _range(text: str, order: DateOrder, notation: YearNotation) -> Span | None:
    for found in _SEPARATOR.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        last = _moment(right, order, notation)
        first = last and (_incomplete(left, last, right, order) or _moment(left, order, notation))
        if last and first:
            if first.start >= last.end:
                raise Unreadable("the period ends before it starts", EXPECTED_PERIOD)
            precision = max(first.precision, last.precision, key=PERIOD_PRECISIONS.index)
            return Span(first.start, last.end, precision)
    return None


def _incomplete(text: str, last: Span, right: str, order: DateOrder) -> Span | None:
    """The start of a range that takes year, month or the word "Quartal" from its end."""
    known = {"year": last.start.year, "month": last.start.month}
    if word := _PART_WORD.search(right):
        return read_span(f"{text} {word.group()} {known['year']}", order)
    for pattern, form in _STARTS.get(last.precision, ()):
        found = pattern.fullmatch(text)
        span = read_span(form.format(**known, **found.groupdict()), order) if found else None
        if span is not None:
            return span
    return None
