"""The names under which a region of the register is known.

Belongs here: what an official name ("Biberach an der Riß, Stadt") is shortened to, and how
strong each form is. Does not belong here: names that no rule gives; they stand in
``sql/codes/region_aliases.csv``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from foerderlupe.places.spelling import key


class Strength(IntEnum):
    """How much a name says about one region. A weaker name never beats a stronger one."""

    WHOLE_CELL = 0
    DISTRICT = 1
    PART = 2
    SHORT = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Name:
    """One region under one name."""

    region_id: str
    kind: str
    strength: Strength
    town: bool = False


_TOWN = re.compile(r"Stadt|stadt|^St$|^GKSt$")
_SMALL = r"(?:am|an|auf|bei|im|in|ob|unter|vor|der|dem|den|a\.|d\.|i\.|b\.)"
_TAIL = re.compile(rf"(?:\s*\(.*|\s*/.*|\s+{_SMALL}\s.*|\s+[ab]\.\s?d?\.?.*)$")
_ADDITION = re.compile(rf"(?P<head>.+?)\s+(?:{_SMALL}\s+)+(?P<addition>[A-ZÄÖÜ]\S*)$")
_KIND_WORD = re.compile(
    r"^(?:Stadtkreis|Landkreis|Kreis|Regierungsbezirk|Region|Regionalverband)\s+"
)
_CITY_LANDS = {"02": "02000", "11": "11000"}


def official_names(region_id: str, level: str, name: str) -> Iterator[tuple[str, Name]]:
    """Comparison keys of one region of the register, with what each is worth.

    A town that is its own Kreis has the Kreis key only, so that it has one key in all lists.
    Areas without municipality have no name: nobody lives there, and towns are called the same.

    >>> forms = dict(official_names("08426021", "gemeinde", "Biberach an der Riß, Stadt"))
    >>> sorted(forms)[0], forms["biberach riss"].strength.name, forms["biberach"].strength.name
    ('biberach', 'EXACT', 'SHORT')
    >>> [name.region_id for _, name in official_names("08222000", "gemeinde", "Mannheim")]
    ['08222']
    """
    if level == "gemeindefreies_gebiet":
        return
    plain, _, title = name.partition(",")
    town = level == "stadtkreis" or bool(_TOWN.search(title.strip()))
    kind = level
    if level == "gemeinde" and region_id.endswith("000"):
        region_id, kind, town = region_id[:5], "stadtkreis", True
    region_id = _CITY_LANDS.get(region_id, region_id)
    if region_id in _CITY_LANDS.values():
        kind, town = "stadtkreis", True
    seen: set[str] = set()
    # Where a name has no addition its forms are one text; the first of them counts most.
    forms: dict[str, Strength] = {}
    for form, strength in _forms(plain.strip(), level):
        forms.setdefault(form, strength)
    for form, strength in forms.items():
        folded = key(form)
        if folded and folded not in seen:
            seen.add(folded)
            yield folded, Name(region_id, kind, strength, town)


def _forms(plain: str, level: str) -> Iterator[tuple[str, Strength]]:
    yield plain, Strength.EXACT
    bare = _KIND_WORD.sub("", plain)
    if level == "regierungsbezirk":
        return
    if level == "region":
        bare = bare.removesuffix(" (BW-Teil)")
        yield f"Region {bare}", Strength.EXACT
        if "-" in bare or "Ober" in bare or "Ost" in bare or "Nord" in bare:
            yield bare, Strength.EXACT
        return
    yield bare, Strength.EXACT
    short = _TAIL.sub("", bare)
    if level == "gemeinde" or level == "stadtkreis":
        yield from ((form, Strength.EXACT) for form in _written_shorter(bare))
        yield short, Strength.SHORT
        yield from ((part, Strength.PART) for part in _double_name(short))
    elif bare.endswith("-Kreis"):
        yield bare.removesuffix("-Kreis"), Strength.EXACT
    else:
        yield short, Strength.SHORT


def _written_shorter(name: str) -> list[str]:
    """Usual ways to write the addition of a name: ``Geislingen/Steige``, ``Neuhausen a.d.F.``."""
    parts = _ADDITION.match(name)
    if parts is None:
        return []
    head, addition = parts["head"], parts["addition"]
    return [
        f"{head}/{addition}",
        f"{head} a. {addition[0]}.",
        f"{head} a. {addition[:2]}.",
        f"{head} a. d. {addition[0]}.",
    ]


def _double_name(name: str) -> list[str]:
    parts = name.split("-")
    long_enough = len(parts) == 2 and all(len(part) > 3 for part in parts)
    return parts if long_enough and parts[0] != parts[1] else []
