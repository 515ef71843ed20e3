"""Ages in a text, and the life phases that they stand for.

Belongs here: reading "12–27 Jahre", "ab 60", "u25", "18- bis 27-Jährige" (DOMAIN section 3, L7)
and comparing the interval with the ages of the codes.
Does not belong here: words for a life phase ("Jugendliche"), which are stems of the code list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Open ends: beyond this age intervals are not compared, or "ab 25" would mostly mean the old.
_OLDEST = 84
# "Unter 25" is a term of employment law: from 15, the end of compulsory school, not from birth.
# "Ab 6 Jahren" is for children of school age, "ab 14" open to all ages above; a bare number below
# that is a quantity.
_TEENAGER = 12
_ADULT = 18
_YEAR_ENDS = ("jahr", "jahre", "jahren", "j.", "lebensjahr")
_SPAN_OF_YOUTH = 9

_DIGIT = re.compile(r"\d")
_N = r"(?P<{}>\d{{1,2}})"
_YEARS = r"(?:\s*-?\s*(?:jahre?n?\b|j\.|jährige\w*|lebensjahre?n?\b))"
_DASH = r"\s*(?:-|–|—|bis(?:\s+zu)?|und)\s*"
_MONTH = r"(?!\.?\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))"
_BARE_END = (
    _MONTH + r"(?=\s*(?:$|[,;)!?/]|\.(?!\d)|(?:und|oder|in|aus|mit|im|zur|für|sowie|-|–)\b))"
)
_RANGE = re.compile(
    rf"\b{_N.format('low')}\s*(?:-?jährige[nr]?|jahren?)?-?{_DASH}(?:unter\s+)?"
    rf"{_N.format('high')}{_YEARS}",
    re.IGNORECASE,
)
_AGED_RANGE = re.compile(
    rf"\b(?:alter|altersgruppe)\s*(?:von|zwischen)?\s*:?\s*{_N.format('low')}{_DASH}{_N.format('high')}\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b(?:(?:ab|über|mindestens|älter als)\s+(?:dem\s+)?"
    rf"{_N.format('low')}\.?(?:{_YEARS}|{_BARE_END})"
    rf"|ü\s?-?{_N.format('low2')}\b|{_N.format('low3')}(?:\s?plus\b|\s?\+(?!\w)))",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b(?:(?P<word>unter|bis|bis zu|höchstens)\s+{_N.format('high')}{_YEARS}"
    rf"|u\s?-?{_N.format('under')}\b)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:laufzeit|dauer|seit|vor|nach|innerhalb|zeitraum|förderung|jeweils|insgesamt|beträgt)"
    r"\s*(?:von|den|von zunächst|nächsten)?\s*:?\s*$",
    re.IGNORECASE,
)
# These words precede durations and ages; a project seldom lasts longer than this.
_SHORT_DURATION = re.compile(r"\b(?:für|alle|in|rund|etwa|ca\.?|über)\s*$", re.IGNORECASE)
_LONGEST_PROJECT = 5


@dataclass(frozen=True)
class AgeSpan:
    """Ages in completed years, both ends included, and where the text says so."""

    start: int
    end: int
    low: int
    high: int


def find_ages(text: str) -> list[AgeSpan]:
    """The age intervals of a text; durations ("für 2 bis 3 Jahre", "seit 10 Jahren") are none.

    >>> [(age.low, age.high) for age in find_ages("Projekte für 12–27 Jahre, Treff ab 60")]
    [(12, 27), (60, 84)]
    >>> find_ages("Laufzeit 2-3 Jahre, ab 18 Uhr, ab 12. März")
    []
    """
    if not _DIGIT.search(text):
        return []
    taken: list[AgeSpan] = []
    for span in (*_ranges(text), *_open_ranges(text)):
        if not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _ranges(text: str) -> Iterator[AgeSpan]:
    for pattern in (_AGED_RANGE, _RANGE):
        for match in pattern.finditer(text):
            low, high = int(match["low"]), int(match["high"])
            aged = pattern is _AGED_RANGE or "jährig" in match.group().lower()
            if low < high and (aged or not _is_duration(text[: match.start()], high)):
                yield AgeSpan(match.start(), match.end(), low, high)


def _is_duration(before: str, years: int) -> bool:
    short = years <= _LONGEST_PROJECT and _SHORT_DURATION.search(before)
    return bool(short or _DURATION.search(before))


def _open_ranges(text: str) -> Iterator[AgeSpan]:
    for match in _FROM.finditer(text):
        low = int(match["low"] or match["low2"] or match["low3"])
        bare = not match["low"] or not match.group().lower().endswith(_YEAR_ENDS)
        if low >= (_TEENAGER if bare else 0):
            high = _OLDEST if low >= _TEENAGER else _ADULT - 1
            yield AgeSpan(match.start(), match.end(), low, max(low, high))
    for match in _TO.finditer(text):
        upper = int(match["high"] or match["under"])
        high = upper if (match["word"] or "").lower().startswith(("bis", "höch")) else upper - 1
        low = 0 if high < _ADULT else min(_ADULT, high - _SPAN_OF_YOUTH)
        yield AgeSpan(match.start(), match.end(), low, high)


def life_phases(low: int, high: int, bands: Iterable[tuple[str, int, int]]) -> list[str]:
    """The codes for an interval of ages, sorted; ``bands`` are (code, first age, last age).

    A code counts if the interval covers at least half of its ages (L7). If these codes make up
    less than half of the interval, the code that covers most of the interval counts too. Of two
    codes that contain one another, the narrower counts if it makes up more than half of what the
    text says, else the wider.

    >>> bands = [("young", 18, 27), ("adult", 18, 84), ("old", 60, 84), ("teen", 12, 17)]
    >>> life_phases(12, 27, bands), life_phases(18, 84, bands), life_phases(60, 84, bands)
    (['teen', 'young'], ['adult'], ['old'])
    >>> life_phases(30, 40, bands)
    ['adult']
    """
    said = high - low + 1
    overlaps = [
        (min(high, last) - max(low, first) + 1, code, first, last) for code, first, last in bands
    ]
    fired = [o for o in overlaps if 2 * o[0] >= o[3] - o[2] + 1]
    if 2 * sum(common for common, *_ in fired) < said:
        most = max(overlaps, key=lambda o: (o[0], o[1]), default=None)
        fired += [most] if most and most[0] > 0 and most not in fired else []
    return sorted(o[1] for o in fired if not _outdone(o, fired, said))


_Overlap = tuple[int, str, int, int]


def _outdone(one: _Overlap, fired: list[_Overlap], said: int) -> bool:
    """Whether a code inside or around this one says better what the text says."""
    common, _, first, last = one
    inside = any(first <= f[2] and f[3] <= last and 2 * f[0] > said for f in fired if f != one)
    around = any(f[2] <= first and last <= f[3] for f in fired if f != one)
    return inside or (around and 2 * common <= said)
