"""Public bodies that are a territory: Land, Kreis, town and municipality.

Belongs here: the ways to write them, and their official key by a frame of regions.
Does not belong here: other bodies of the same place; "Stadtwerke X" is not the town, the
Landratsamt is the Kreis and never the town of its name.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from foerderlupe.text.characters import clean, fold

_DEPARTMENT = re.compile(
    r"\s*(?:,|;|\s[-–—]|\(|/).*$|\s+(?:[A-ZÄÖÜ]\w*(?:amt|referat|dezernat|abteilung)\b.*|Amt für .*"
    r"|Dezernat .*|Fachbereich .*|Abteilung .*|Referat .*|Stabsstelle .*"
    r"|Bürgermeisteramt|Landratsamt|Stadtverwaltung)$"
)
_LEADING_DEPARTMENT = re.compile(
    r"^(?:Jugendamt|Kreisjugendamt|Sozialamt|Integrationsbüro|Stabsstelle Integration)\s+"
    r"(?:(?:der|des)\s+)?(?=Stadt\b|Landkreis|Landrats)"
)
_KREIS = re.compile(
    r"^(?:(?:LRA|Landratsamt|Landratsamtes?|Landkreis(?:es)?|LK|Lkrs?\.?|Ldkr\.?|Kreisverwaltung|Kreis|für|den"
    r"|des|der|im)\s+)+(?P<name>[A-ZÄÖÜ].*)$"
)
_KREIS_AFTER = re.compile(
    r"^(?P<name>[A-ZÄÖÜ][\w\s./-]+?)\s*[,(]\s*(?:Landkreis|Landratsamt|LRA|LK|Lkr\.?|Kreis)\)?$"
)
_KREIS_ALONE = re.compile(r"^(?P<name>[A-ZÄÖÜ][\w-]*(?:kreis|-Kreis))$")
_TOWN = re.compile(
    r"^(?:(?:Magistrat|Stadt|Stadtverwaltung|Bürgermeisteramt|Oberbürgermeisteramt|Große|Kreisstadt"
    r"|Landeshauptstadt|Universitätsstadt|Wissenschaftsstadt|Barockstadt|Hansestadt|Stadtkreis|Freie"
    r"|und|der|Klingenstadt|Hochschulstadt)\s+)*(?:[Ss]tadt|Stadtverwaltung|Bürgermeisteramt"
    r"|Oberbürgermeisteramt|Kreisstadt|\w{3,}stadt|Stadtkreis)\s+(?P<name>[A-ZÄÖÜ].*)$"
)
_TOWN_AFTER = re.compile(
    r"^(?P<name>[A-ZÄÖÜ][\w\s./-]+?)\s*[,(]\s*(?:Stadt|Stadtverwaltung|Große Kreisstadt)\)?$"
)
_MUNICIPALITY = re.compile(
    r"^(?:(?:Gemeinde|Gemeindeverwaltung|Markt|Marktgemeinde|Ortsgemeinde)\s+)+(?P<name>[A-ZÄÖÜ].*)$"
)
_LAND = re.compile(
    r"^(?:Bundesland|Land|Freistaat|Freie Hansestadt|Freie und Hansestadt)\s+(?P<name>[A-ZÄÖÜ].*)$"
)
_NO_PLACE = re.compile(
    r"\b(?:verein|verband|e\.?\s?V\.|gGmbH|GmbH|Kirche|St\.|Sankt|Christ|Gott|Islam|Werk|Haus)",
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    r"(?:\s*[(/].*|\s+(?:an?|am|auf|bei|im|in|ob|unter|vor|a\.|i\.|b\.)\s.*|\s+[aib]\.\s?.*)$"
)
_KREIS_WORD = re.compile(r"^(?:Landkreis|Stadtkreis|Kreis)\s+")
_KREIS_ENDING = re.compile(r"(?<=\w{4})[ -]?kreis$", re.IGNORECASE)
_READERS = (
    ("land", _LAND),
    ("kreis", _KREIS),
    ("kreis", _KREIS_ALONE),
    ("town", _TOWN),
    ("municipality", _MUNICIPALITY),
)
_READERS_OF_WHOLE = (("kreis", _KREIS_AFTER), ("town", _TOWN_AFTER))
KINDS = {"land": "land", "kreis": "kreis", "town": "kommune", "municipality": "kommune"}


@dataclass(frozen=True)
class Territory:
    """A public body as written: ``level`` is land, kreis, town or municipality.

    ``stated`` is False for a bare name ("…kreis") that only a register can tell from others
    ("Freundeskreis").
    """

    level: str
    name: str
    stated: bool = True

    @property
    def kind(self) -> str:
        """The kind of organisation."""
        return KINDS[self.level]

    @property
    def key(self) -> str:
        """Comparison key where no official key is found; a town and a Kreis never share one."""
        return f"{self.kind}:{fold(self.name).replace(' ', '')}"


def read_territory(name: str) -> Territory | None:
    """The public body that a name stands for, or None.

    >>> read_territory("LRA Lindental") == read_territory("Landkreis Lindental, Landratsamt")
    True
    >>> read_territory("Große Kreisstadt Ahornau") == read_territory("Stadtverwaltung Ahornau")
    True
    >>> read_territory("STADT AHORNAU") == read_territory("Stadt Ahornau")
    True
    >>> read_territory("Stadtwerke Ahornau"), read_territory("Kreisverband Ahornau")
    (None, None)
    """
    text = clean(name)
    # Capital letters throughout say nothing about which word is a name.
    text = _LEADING_DEPARTMENT.sub("", text.title() if text.isupper() else text)
    return _read(_DEPARTMENT.sub("", text), _READERS) or _read(text, _READERS_OF_WHOLE)


def _read(text: str, readers: tuple[tuple[str, re.Pattern[str]], ...]) -> Territory | None:
    for level, pattern in readers:
        found = pattern.match(text)
        if found and len(found["name"].split()) <= 4 and not _NO_PLACE.search(found["name"]):
            bare = found["name"].strip()
            stated = pattern is not _KREIS_ALONE
            if level == "kreis":
                bare = _KREIS_ENDING.sub("", _KREIS_WORD.sub("", bare))
            return Territory(level, bare, stated)
    return None


class Register:
    """Official keys of territories by name, from a frame with region_id, level and name."""

    def __init__(self, regions: pl.DataFrame) -> None:
        self._by_name: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        self.places: set[str] = set()
        for region_id, level, name in regions.select("region_id", "level", "name").iter_rows():
            self._add(region_id, level, name)

    def _add(self, region_id: str, level: str, name: str) -> None:
        plain, _, title = name.partition(",")
        plain = _KREIS_WORD.sub("", plain.strip())
        if level == "land":
            self._by_name["land", fold(plain)][region_id] = True
        elif level == "landkreis" or level == "kreis":
            self._by_name["kreis", fold(_KREIS_ENDING.sub("", plain))][region_id] = True
        elif level == "gemeinde" or level == "stadtkreis":
            # A town that is its own Kreis has one key in all lists, the shorter one.
            own = region_id[:5] if region_id.endswith("000") else region_id
            town = "tadt" in title or len(own) == 5
            for form in {fold(plain), fold(_NAME_TAIL.sub("", plain))}:
                self._by_name["kommune", form][own] = town
            self.places.update(word for word in fold(plain).split() if len(word) > 4)

    def find(self, territory: Territory, land: str | None) -> str | None:
        """The official key, or None where no or more than one territory has the name.

        ``land`` is the Land within which places of the list are looked for; a town or Kreis is
        found outside it where it is the only one of its name. A town wins over municipalities
        of its name where the name says that it is a town.
        """
        found = self._by_name.get((territory.kind, fold(territory.name)), {})
        if land and territory.kind != "land":
            near = {key: town for key, town in found.items() if key.startswith(land)}
            found = near if near or territory.level == "municipality" else found
        if len(found) > 1 and territory.level == "town":
            found = {key: town for key, town in found.items() if town}
        return next(iter(found)) if len(found) == 1 else None
