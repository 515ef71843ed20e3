"""Amounts of money as German and English lists write them.

Belongs here: the reading of one text as an amount in euros and how exact it is.
Does not belong here: which amount of a record leads (``parse.money``), and other currencies:
without a rate and its day they cannot be compared, so they are unreadable.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from foerderlupe.parse.unreadable import Unreadable

Numbers = Literal["de", "en"]


@dataclass(frozen=True)
class Amount:
    """An amount in euros with two decimals, and its precision (vocabulary of the column)."""

    eur: Decimal
    precision: str


_EXPONENTS = {"EUR": 0, "T€": 3, "Mio. €": 6}
_LARGEST = Decimal(10) ** 12 - 1
_CENT = Decimal("0.01")
_LONGEST = 40
_NO_DIGITS = re.compile(r"\D")

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘`´", "'"))
_FOOTNOTES = re.compile(r"[*†‡¹²³⁴-⁹⁰]+$")
_HEDGES = (
    ("bis_zu", re.compile(r"(?:bis(?: zu| max\.?)?|max\.?|maximal|höchstens|up to) ?", re.I)),
    (
        "geschaetzt",
        re.compile(
            r"""(?:geschätzt|schätzungsweise|voraussichtlich|vsl\.|voraus\.|geplant|geplante
            |über|mehr\ als|mindestens|mind\.|ab|estimated)\ ?""",
            re.I | re.VERBOSE,
        ),
    ),
    (
        "gerundet",
        re.compile(
            r"(?:rd\.|rund|ca\.?|circa|zirka|etwa|ungefähr|knapp|gut|about|approx\.?|~|≈) ?", re.I
        ),
    ),
)
_EURO = r"(?:€|Euros?|EUR)"
_SCALES = (
    (3, rf"(?:T ?{_EURO}|Tsd\.?(?: ?{_EURO})?|Tausend(?: {_EURO})?|[kK] ?(?:€|EUR))"),
    (6, rf"(?:Mio\.?|Mill\.|Millionen|Million|million|Mn\.?|M(?= ?€))(?: ?{_EURO})?"),
    (9, rf"(?:Mrd\.?|Milliarden|Milliarde|billion)(?: ?{_EURO})?"),
    (0, _EURO),
)
_SCALE_PATTERNS = [(power, re.compile(f"^{p} ?| ?{p}$", re.IGNORECASE)) for power, p in _SCALES]
_OTHER_CURRENCY = re.compile(
    r"(?<![A-Za-z])(DM|DEM|CHF|SFr\.?|Fr\.|USD|US\$|GBP|ATS|TRY|\$|£)(?![A-Za-z])", re.IGNORECASE
)

_NUMBER = {
    "de": re.compile(
        r"(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[. '])\d{3})(?:(?P=mark)\d{3})*|\d+)"
        r"(?:,(?P<decimals>\d+)|[,.]-{1,2}|,)?"
    ),
    "en": re.compile(
        r"(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[, '])\d{3})(?:(?P=mark)\d{3})*|\d+)"
        r"(?:\.(?P<decimals>\d+)|\.-{1,2})?"
    ),
}
# Numbers that the file stores as numbers arrive with a point and never three decimals.
_TYPED = re.compile(r"(?P<whole>\d+)\.(?P<decimals>\d{1,2}|\d{4,})")
_EXPECTED = {
    "de": "an amount in euros such as 1.234,56 ('numbers: en' if the list writes 1,234.56)",
    "en": "an amount in euros such as 1,234.56 ('numbers: de' if the list writes 1.234,56)",
}


def read_amount(text: str, numbers: Numbers = "de", unit: str = "EUR") -> Amount:
    """The amount that a text states. Raises ``Unreadable``.

    ``unit`` is the unit of the column and holds unless the cell names its own. In German lists
    a point before exactly three digits separates thousands. An amount in thousands or millions
    is exact only if its decimals reach down to single euros.

    >>> read_amount("bis zu 20.000 €")
    Amount(eur=Decimal('20000.00'), precision='bis_zu')
    >>> read_amount("rd. 1,8 Mio. Euro")
    Amount(eur=Decimal('1800000.00'), precision='gerundet')
    >>> read_amount("75,453.00", numbers="en")
    Amount(eur=Decimal('75453.00'), precision='exakt')
    """
    if bare := _bare_number(text, numbers):
        return _amount(bare, _EXPONENTS[unit], None, numbers)
    rest = _FOOTNOTES.sub("", _BLANKS.sub(" ", text).translate(_DASHES).strip()).strip()
    if found := _OTHER_CURRENCY.search(rest):
        raise Unreadable(f"the amount is in {found.group()}, not in euros", "an amount in euros")
    rest, hedge = _without_hedge(rest)
    rest, outer_sign = _without_sign(rest)
    rest, exponent = _without_unit(rest, _EXPONENTS[unit])
    rest, inner_sign = _without_sign(rest)
    bare = _bare_number(rest, numbers)
    if bare is None:
        raise Unreadable("not an amount", _EXPECTED[numbers])
    return _amount(outer_sign * inner_sign * bare, exponent, hedge, numbers)


def _bare_number(text: str, numbers: Numbers) -> Decimal | None:
    """The number, with as many decimals as are printed."""
    found = _TYPED.fullmatch(text) or _NUMBER[numbers].fullmatch(text)
    if found is None or len(text) > _LONGEST:
        return None
    whole, decimals = _NO_DIGITS.sub("", found["whole"]), found["decimals"]
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _amount(number: Decimal, exponent: int, hedge: str | None, numbers: Numbers) -> Amount:
    decimals = -int(number.as_tuple().exponent)
    if exponent == 0 and decimals == 3:
        raise Unreadable("three decimals of a euro, or thousands", _EXPECTED[numbers])
    if abs(number.scaleb(exponent)) > _LARGEST:
        raise Unreadable("the amount is a trillion euros or more", _EXPECTED[numbers])
    eur = number.scaleb(exponent).quantize(_CENT, ROUND_HALF_UP)
    return Amount(eur + 0, hedge or ("gerundet" if decimals < exponent and eur else "exakt"))


def _without_hedge(text: str) -> tuple[str, str | None]:
    """The first word that weakens the amount decides: "bis zu ca. 5.000" is an upper bound."""
    first = None
    for precision, pattern in (*_HEDGES, *_HEDGES):
        if found := pattern.match(text):
            first = first or precision
            text = text[found.end() :]
    return text, first


def _without_sign(text: str) -> tuple[str, int]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text.startswith(("-", "+")):
        return text[1:].strip(), -1 if text[0] == "-" else 1
    # Accounting systems print the minus behind the cents; "1.234,-" is a price without cents.
    if re.search(r"[.,]\d\d-$", text):
        return text[:-1], -1
    return text, 1


def _without_unit(text: str, exponent: int) -> tuple[str, int]:
    for power, pattern in _SCALE_PATTERNS:
        if found := pattern.search(text):
            rest = (text[: found.start()] + text[found.end() :]).strip()
            return re.sub(rf"^{_EURO} ?", "", rest, flags=re.IGNORECASE), power
    return text, exponent
