"""What the project knows about places, ready to be looked up.

Belongs here: reading ``sql/codes`` and reference lists into look-up tables.
Does not belong here: reading a text (``places.mentions``) or deciding between candidates
(``places.decide``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.places.names import Name, Strength, official_names
from foerderlupe.places.postcodes import Postcodes
from foerderlupe.places.spelling import key

PARAMETER = " {name}"
_NAMED = ("region_id", "level", "name")
_REGISTER = ("region_id", "level", "parent_id", "name", "nuts_code", "population", "area_km2")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that is more, less or other than one place, and how it is read.

    ``reading``: ``land`` (the Land of the list), ``reach`` (these regions, reach only),
    ``regions`` (all of these), ``ambiguous`` (one of these), ``unresolved`` (too broad).
    """

    reading: str
    region_ids: tuple[str, ...]
    reach: str | None


@dataclass(frozen=True, slots=True)
class ChurchArea:
    """One Kreis or municipality of one church unit; ``weight`` is its share of the unit."""

    region_id: str
    weight: float
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Gazetteer:
    """Look-up tables by comparison key (``places.spelling.key``) or official key.

    ``regions`` is the register as a frame ``region_id, level, parent_id, name, nuts_code,
    population, area_km2``.
    """

    regions: pl.DataFrame
    names: dict[str, tuple[Name, ...]]
    plates: dict[str, tuple[Name, ...]]
    phrases: dict[str, Phrase]
    church: dict[str, tuple[ChurchArea, ...]]
    church_words: frozenset[str]
    postcodes: Postcodes
    levels: dict[str, str] = field(repr=False)
    parents: dict[str, str] = field(repr=False)
    nuts: dict[str, str] = field(repr=False)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """First words of all names and phrases: no other word begins one."""
        keys = chain(self.names, self.phrases, self.plates, self.church_words)
        return frozenset(folded.split(" ", 1)[0] for folded in keys)

    def canonical(self, region_id: str) -> str:
        """One key per town: the Kreis key of a town that is its own Kreis."""
        if len(region_id) == 8 and region_id.endswith("000") and region_id[:5] in self.levels:
            return region_id[:5]
        return {"02": "02000", "11": "11000"}.get(region_id, region_id)


def load_gazetteer(
    codes: Path,
    regions: pl.DataFrame | None = None,
    postcodes: pl.DataFrame | None = None,
) -> Gazetteer:
    """The gazetteer of the code files and, where given, of reference lists.

    ``codes`` is the folder ``sql/codes``. ``regions`` is a frame ``REFERENCE_REGIONS``: a
    newer register adds regions and wins with names of municipalities, inhabitants and area;
    regions and names that only the code files have stay, since old lists use them.
    ``postcodes`` is a frame ``REFERENCE_POSTCODES``.
    Raises ``DeclarationError`` for an alias, phrase or church unit of an unknown region.
    """
    register = _register(codes, regions)
    levels = dict(zip(register["region_id"], register["level"], strict=True))
    aliases, phrases, church = (
        _rows(codes / f"{name}.csv")
        for name in ("region_aliases", "region_phrases", "church_regions")
    )
    _known_only(codes, levels, [*aliases, *phrases, *church])
    codes_of = Postcodes.build(register, postcodes)
    named = register.select(_NAMED)
    if regions is not None:
        named = pl.concat([named, _register(codes, None).select(_NAMED)]).unique()
    names = chain(
        _register_names(named),
        _alias_names(aliases, levels),
        codes_of.districts,
    )
    return Gazetteer(
        regions=register,
        names=_by_key(names),
        plates=_plates(aliases, levels),
        phrases={
            key(row["phrase"]): _phrase(row) for row in phrases if PARAMETER not in row["phrase"]
        },
        church=_church(church),
        church_words=frozenset(_words(phrases, "church_unit")),
        postcodes=codes_of,
        levels=levels,
        nuts=_nuts(register),
        parents=dict(zip(register["region_id"], register["parent_id"].fill_null(""), strict=True)),
    )


def _by_key(names: Iterable[tuple[str, Name]]) -> dict[str, tuple[Name, ...]]:
    found: defaultdict[str, set[Name]] = defaultdict(set)
    for folded, name in names:
        found[folded].add(name)
    return {folded: tuple(sorted(ones, key=_order)) for folded, ones in found.items()}


def _order(name: Name) -> tuple[str, int, str]:
    return (name.region_id, -name.strength, name.kind)


def _rows(path: Path) -> list[dict[str, str]]:
    return pl.read_csv(path, infer_schema=False).fill_null("").to_dicts()


def _register(codes: Path, newer: pl.DataFrame | None) -> pl.DataFrame:
    embedded = pl.read_csv(codes / "regions.csv", infer_schema=False).select(
        *_REGISTER[:5], pl.col(_REGISTER[5:]).cast(pl.Float64)
    )
    if newer is None or newer.is_empty():
        return embedded.sort("region_id")
    delivered = newer.rename({"region_level": "level"}).select(_REGISTER)
    joined = embedded.join(delivered, on="region_id", how="full", coalesce=True, suffix="_new")
    renamed = pl.col("level") == "gemeinde"
    return joined.select(
        "region_id",
        *(pl.coalesce(name, f"{name}_new") for name in ("level", "parent_id")),
        pl.when(renamed)
        .then(pl.coalesce("name_new", "name"))
        .otherwise(pl.coalesce("name", "name_new"))
        .alias("name"),
        *(pl.coalesce(f"{name}_new", name).alias(name) for name in _REGISTER[4:]),
    ).sort("region_id")


def _known_only(codes: Path, levels: dict[str, str], rows: Iterable[dict[str, str]]) -> None:
    problems = [
        Problem(
            f"the unknown region '{region_id}'",
            "a key of regions.csv",
            "Correct the line.",
            file=str(codes),
            column="region_id",
        )
        for row in rows
        for region_id in (row.get("region_id") or row.get("region_ids") or "").split()
        if region_id not in levels
    ]
    if problems:
        raise DeclarationError(*problems)


def _register_names(register: pl.DataFrame) -> Iterator[tuple[str, Name]]:
    for region_id, level, name in register.select(_NAMED).iter_rows():
        yield from official_names(region_id, level, name)


def _alias_names(
    aliases: Iterable[dict[str, str]], levels: dict[str, str]
) -> Iterator[tuple[str, Name]]:
    for row in aliases:
        if row["kind"] == "plate":
            continue
        strength = Strength.WHOLE_CELL if row["kind"] == "whole_cell" else Strength.EXACT
        yield key(row["alias"]), Name(row["region_id"], levels[row["region_id"]], strength)


def _plates(
    aliases: Iterable[dict[str, str]], levels: dict[str, str]
) -> dict[str, tuple[Name, ...]]:
    plates: defaultdict[str, list[Name]] = defaultdict(list)
    for row in aliases:
        if row["kind"] == "plate":
            name = Name(row["region_id"], levels[row["region_id"]], Strength.EXACT)
            plates[key(row["alias"])].append(name)
    return {plate: tuple(found) for plate, found in plates.items()}


def _phrase(row: dict[str, str]) -> Phrase:
    return Phrase(row["reading"], tuple(row["region_ids"].split()), row["reach"] or None)


def _words(phrases: Iterable[dict[str, str]], reading: str) -> Iterator[str]:
    for row in phrases:
        if row["reading"] == reading:
            yield key(row["phrase"].partition("{")[0]).split(" ")[0]


def _church(rows: Iterable[dict[str, str]]) -> dict[str, tuple[ChurchArea, ...]]:
    areas: defaultdict[str, list[ChurchArea]] = defaultdict(list)
    for row in rows:
        first = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
        last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
        area = ChurchArea(row["region_id"], float(row["weight"]), first, last)
        areas[key(row["church_unit"])].append(area)
    return {unit: tuple(found) for unit, found in areas.items()}


def _nuts(register: pl.DataFrame) -> dict[str, str]:
    coded = register.filter(pl.col("nuts_code").is_not_null()).sort("region_id")
    return dict(zip(coded["nuts_code"], coded["region_id"], strict=True))
