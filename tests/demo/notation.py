"""How people write periods and amounts down.

Belongs here: text forms used by several lists. Does not belong here: distortions (``noise_facts``).
"""

import re
from datetime import date
from random import Random


def euros(amount: float, cents: bool = True) -> str:
    """An amount in German notation.

    >>> euros(15000), euros(15000, cents=False)
    ('15.000,00', '15.000')
    """
    text = f"{amount:,.2f}" if cents else f"{amount:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def day(value: date | None, missing: str = "") -> str:
    """A day in German notation.

    >>> day(date(2014, 9, 1))
    '01.09.2014'
    """
    return missing if value is None else f"{value:%d.%m.%Y}"


def years(start: date, end: date | None) -> str:
    """The years of a period, or its months where it does not consist of whole years.

    >>> years(date(2014, 1, 1), date(2015, 12, 31)), years(date(2014, 9, 1), date(2015, 7, 31))
    ('2014-2015', '09.2014 - 07.2015')
    """
    if end is None:
        return f"seit {start:%m/%Y}"
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if not whole:
        return f"{start:%m.%Y} - {end:%m.%Y}"
    return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"


def synod_years(start: date, end: date | None) -> str:
    """School years with a slash, other periods by month; a single calendar year alone.

    >>> synod_years(date(2013, 9, 1), date(2014, 7, 31))
    '2013/14'
    """
    if end is None:
        return years(start, end)
    if (start.month, end.month, end.year - start.year) == (9, 7, 1):
        return f"{start.year}/{end:%y}"
    whole = years(start, end)
    return f"{start:%m.%Y} - {end:%m.%Y}" if re.fullmatch(r"\d{4}-\d{4}", whole) else whole


def days(start: date, end: date | None) -> str:
    """A period with both days.

    >>> days(date(2014, 1, 1), None)
    'ab 01.01.2014'
    """
    return f"{day(start)} - {day(end)}" if end else f"ab {day(start)}"


def sometimes(rng: Random, text: str, chance: float, instead: str = "") -> str:
    """The text, or in some cases what people write where they know nothing."""
    return instead if rng.random() < chance else text
