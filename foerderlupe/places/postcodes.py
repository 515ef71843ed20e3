"""What a postcode says about the region, and the districts that a postcode list names.

Belongs here: the look-up from postcodes, and telling settlements from the companies and
authorities that have a postcode of their own. Does not belong here: reading the list
(``reference.lists``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

import polars as pl

from foerderlupe.places.names import Name, Strength, official_names
from foerderlupe.places.spelling import key

_ORGANISATION = re.compile(
    r"\d|\b[A-ZÄÖÜ]{2,}|[&+.@]|(?i:\b(?:mbh|ag|kg|ohg|gbr|se|ev|co|inc|ltd)\b|gesellschaft"
    r"|versicherung|bank|kasse|amt\b|anstalt|agentur|behörde|verwaltung|verlag|werke?\b|klinik"
    r"|krankenhaus|stiftung|verband|verein|universität|hochschule|schule\b|gericht|direktion"
    r"|niederlassung|zentrum|zentrale|institut|versand|service|gruppe|vertrieb|ministerium"
    r"|polizei|post\b|telekom|druck|notariat|landtag|kammer|rundfunk|deutsch)"
)
_NEIGHBOURS, _SHORTEST = 2, 3


@dataclass(frozen=True)
class Postcodes:
    """Regions by postcode.

    ``regions``: the municipality where the postcode has one settlement, else its Kreise.
    ``near``: the one Kreis that all postcodes with the same first four digits lie in; box
    postcodes are missing from lists of places. ``districts``: names of districts (Ortsteile).
    """

    regions: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    near: dict[str, str] = field(default_factory=dict, repr=False)
    districts: tuple[tuple[str, Name], ...] = field(default=(), repr=False)

    @classmethod
    def build(cls, register: pl.DataFrame, places: pl.DataFrame | None) -> Self:
        """The look-ups of a frame ``REFERENCE_POSTCODES``; empty without one.

        Rows that name an organisation count only where a postcode has no settlement.
        """
        if places is None or places.is_empty():
            return cls()
        known = places.join(register.select("region_id", "level"), on="region_id", how="inner")
        rows = known.select("postcode", "region_id", "place").unique().sort(pl.all())
        settled = rows.filter(~pl.col("place").fill_null("").map_elements(_organised, pl.Boolean))
        boxes = rows.join(settled, on="postcode", how="anti")
        towns = _towns(register)
        regions = _regions(pl.concat([settled, boxes]), towns)
        return cls(regions, _near(regions), tuple(_districts(settled, towns)))

    def find(self, postcode: str) -> tuple[tuple[str, ...], bool]:
        """Regions of a postcode, and whether they stand in the list or are inferred."""
        if postcode in self.regions:
            return self.regions[postcode], True
        near = self.near.get(postcode[:4])
        return ((near,) if near else ()), False


def _organised(place: str) -> bool:
    return bool(_ORGANISATION.search(place))


def _towns(register: pl.DataFrame) -> dict[tuple[str, str], str]:
    """Region of a municipality by Kreis and comparison key, where it is the only one."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    municipalities = register.filter(pl.col("level") == "gemeinde")
    for region_id, level, name in municipalities.select("region_id", "level", "name").iter_rows():
        for folded, form in official_names(region_id, level, name):
            if form.strength >= Strength.SHORT:
                found[region_id[:5], folded].add(form.region_id)
    return {at: next(iter(ids)) for at, ids in found.items() if len(ids) == 1}


def _regions(rows: pl.DataFrame, towns: dict[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for postcode, region_id, place in rows.iter_rows():
        town = towns.get((region_id[:5], key(place or "")), region_id[:5])
        found[postcode].add(town if len(region_id) <= 5 else region_id)
    return {postcode: _together(ids) for postcode, ids in found.items()}


def _together(ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids if len(ids) == 1 else {region_id[:5] for region_id in ids}))


def _near(regions: dict[str, tuple[str, ...]]) -> dict[str, str]:
    tens: defaultdict[str, list[str]] = defaultdict(list)
    for postcode, ids in regions.items():
        tens[postcode[:4]].extend(sorted({region_id[:5] for region_id in ids}))
    return {
        start: kreise[0]
        for start, kreise in tens.items()
        if len(set(kreise)) == 1 and len(kreise) >= _NEIGHBOURS
    }


def _districts(
    settled: pl.DataFrame, towns: dict[tuple[str, str], str]
) -> Iterator[tuple[str, Name]]:
    """Districts: what follows the name of a municipality of the Kreis, or one word alone.

    One word counts only where its postcode belongs to a municipality of the register as well: a
    company with a postcode of its own looks the same.
    """
    rows = [(code, region[:5], key(place or "")) for code, region, place in settled.iter_rows()]
    shared = {code for code, kreis, folded in rows if (kreis, folded) in towns}
    for code, kreis, folded in sorted(set(rows)):
        if (kreis, folded) in towns:
            continue
        town, district = _split_town(kreis, folded, towns)
        if town is not None:
            yield district, Name(town, "gemeinde", Strength.DISTRICT)
        elif " " not in folded and len(folded) > _SHORTEST and code in shared:
            yield folded, Name(kreis, "gemeinde", Strength.DISTRICT)


def _split_town(
    kreis: str, folded: str, towns: dict[tuple[str, str], str]
) -> tuple[str | None, str]:
    words = folded.split(" ")
    for at in range(len(words) - 1, 0, -1):
        town = towns.get((kreis, " ".join(words[:at])))
        if town is not None:
            return town, " ".join(words[at:])
    return None, folded
