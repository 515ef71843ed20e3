"""How a text is understood, by the kind of the field it feeds.

Belongs here: the choice of the reading function for a field, and the small vocabularies and keys
that need no module of their own. Does not belong here: whole columns (``parse.cells``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from foerderlupe.model.columns import LIST_LEVELS
from foerderlupe.model.fields import LIST_FIELDS, FieldKind
from foerderlupe.parse.amounts import Numbers, read_amount
from foerderlupe.parse.dates import DateOrder
from foerderlupe.parse.periods import Period, YearNotation, read_period, read_year
from foerderlupe.parse.unreadable import Unreadable
from foerderlupe.spec.document import ColumnRule


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as understood: canonical text, and what amounts and periods say besides."""

    value: str
    precision: str | None = None
    start: date | None = None
    end: date | None = None
    open: bool | None = None


class Notation(Protocol):
    """How a list writes numbers, dates and "2013/14", as its source document says."""

    @property
    def numbers(self) -> Numbers:
        """de for 1.234,56, en for 1,234.56."""

    @property
    def dates(self) -> DateOrder:
        """What 03/04/2015 means."""

    @property
    def year_notation(self) -> YearNotation:
        """What 2013/14 means."""


Reader = Callable[[str], Reading]

_KEYS = frozenset({"postcode", "ags"})


def reader_for(field: str, rule: ColumnRule, written: Notation) -> Reader:
    """The function that understands the texts of one column for one field.

    It raises ``Unreadable`` for what it does not understand.
    """
    kind = LIST_FIELDS[field]
    numbers, order = rule.numbers or written.numbers, rule.dates or written.dates
    notation = written.year_notation
    if kind is FieldKind.AMOUNT:
        return lambda text: _amount(text, numbers, rule.unit)
    if kind is FieldKind.YEAR:
        return lambda text: _whole_period(read_year(text, order, notation), field)
    if kind is FieldKind.DATE:
        return lambda text: _date(read_period(text, order, notation, serials=True), field)
    if kind is FieldKind.PERIOD:
        return lambda text: _whole_period(read_period(text, order, notation), field)
    return _PLAIN.get(field, _as_published)


def holds_text(field: str) -> bool:
    """Whether the field holds free text, in which personal data may stand."""
    kinds = (FieldKind.TEXT, FieldKind.ORGANISATIONS, FieldKind.PLACE)
    return LIST_FIELDS[field] in kinds and field not in _KEYS


def _as_published(text: str) -> Reading:
    return Reading(text)


def _list_level(text: str) -> Reading:
    level = text.casefold()
    if level not in LIST_LEVELS:
        raise Unreadable("not a list level", f"one of {', '.join(LIST_LEVELS)}, or a lookup")
    return Reading(level)


def _postcode(text: str) -> Reading:
    """Spreadsheets drop the leading zero of postcodes in the east."""
    found = re.fullmatch(r"(?:DE?\s?-?\s?)?(\d{4,5})", text)
    return Reading(found[1].zfill(5) if found else text)


def _ags(text: str) -> Reading:
    """Keys of 1, 4 and 7 digits have lost their leading zero; blanks between levels go."""
    digits = re.sub(r"\s", "", text)
    return Reading(f"0{digits}" if re.fullmatch(r"\d|\d{4}|\d{7}", digits) else digits)


def _amount(text: str, numbers: Numbers, unit: str) -> Reading:
    amount = read_amount(text, numbers, unit)
    return Reading(str(amount.eur), amount.precision)


def _date(period: Period, field: str) -> Reading:
    side = period.start if field == "period_from" else period.end
    if side is None and not period.open:
        raise Unreadable("only the other end of the period", "a date such as 31.12.2014")
    value = side.isoformat() if side else ".."
    return Reading(value, period.precision, period.start, period.end, period.open)


def _whole_period(period: Period, field: str) -> Reading:
    """A period as ISO 8601 interval with ".." for an open side, one calendar year as its number."""
    start, end = period.start, period.end
    if field == "call_year" and (period.precision != "year" or start is None):
        raise Unreadable("not one year", "one year such as 2014")
    one_year = start and end and (end.year - start.year, period.precision) == (1, "year")
    if start and one_year:
        return Reading(str(start.year), period.precision, start, end, period.open)
    value = f"{start or '..'}/{end or '..'}"
    return Reading(value, period.precision, start, end, period.open)


_PLAIN: dict[str, Reader] = {"list_level": _list_level, "postcode": _postcode, "ags": _ags}
