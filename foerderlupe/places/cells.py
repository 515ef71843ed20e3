"""The regions that the place cells of one row state.

Belongs here: the order in which cells are believed, and how they decide for one another.
Does not belong here: title and carrier of the record (``places.resolve``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foerderlupe.places.church import church_rows
from foerderlupe.places.decide import agree, decide
from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.keys import key_rows, postcodes_in
from foerderlupe.places.markers import Marker
from foerderlupe.places.mention import Mention
from foerderlupe.places.mentions import Scan, mentions
from foerderlupe.places.options import Options
from foerderlupe.places.rows import Row, nothing, stated, weighted

HOME_LAND = "08"
_LAND = 2
_EVERYWHERE = frozenset({"landesweit", "bundesweit"})
Context = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cells:
    """The place cells of a row as published.

    ``marks_kreise``: the list writes "Landkreis" somewhere, so its bare names are towns.
    ``day``: first day of the record where a church unit is named, since those change.
    """

    place: str | None = None
    municipality: str | None = None
    kreis: str | None = None
    region_name: str | None = None
    church_unit: str | None = None
    postcode: str | None = None
    ags: str | None = None
    default_region: str | None = None
    marks_kreise: bool = False
    day: date | None = None


def read_cells(cells: Cells, gazetteer: Gazetteer) -> tuple[Row, ...]:
    """The regions that the cells state; one row without region where they state none.

    Order: key, municipality, place, Kreis, postcode, region name, church unit. A later cell
    decides between the regions that an earlier one can mean.
    """
    by_key = key_rows(cells.ags, gazetteer)
    if by_key:
        return by_key
    reader = _Reader(gazetteer, cells)
    posted = reader.postcode()
    kreis = reader.cell(cells.kreis, posted, Marker.KREIS_COLUMN)
    area = [*posted, *_contexts("kreis", kreis)]
    region = reader.cell(cells.region_name, area)
    area += _contexts("region_name", region)
    place = reader.cell(cells.place, area)
    town = reader.cell(cells.municipality, [*area, *_contexts("place", place)])
    unresolved: tuple[Row, ...] = ()
    for found, text in (
        (town, cells.municipality),
        (place, cells.place),
        (kreis, cells.kreis),
        (reader.posted, cells.postcode),
        (region, cells.region_name),
    ):
        rows = reader.rows(found, text, is_region=found is region)
        if rows and rows[0].region_id is not None:
            return rows
        unresolved = unresolved or rows
    church = church_rows(cells.church_unit, cells.day, gazetteer, column=True)
    known = bool(church) and church[0].region_id is not None
    return church if known else unresolved or church or nothing(_texts(cells))


def _texts(cells: Cells) -> tuple[str | None, ...]:
    towns = (cells.place, cells.municipality, cells.kreis, cells.region_name)
    return (*towns, cells.postcode, cells.ags)


class _Reader:
    """One row being read; what all of its cells need at hand."""

    def __init__(self, gazetteer: Gazetteer, cells: Cells) -> None:
        self.gazetteer = gazetteer
        self.cells = cells
        self.scope = cells.default_region or ""
        self.posted: tuple[Mention, ...] = ()

    def postcode(self) -> list[Context]:
        """Read the postcode cell; its Kreise as context, if it is one Kreis."""
        self.posted = postcodes_in(self.cells.postcode, self.gazetteer)
        return _contexts("postcode", self.posted)

    def cell(
        self, text: str | None, area: Sequence[Context], implied: Marker | None = None
    ) -> tuple[Mention, ...]:
        """The mentions of one cell, each decided by the area and by the rest of the cell."""
        if text is None:
            return ()
        found = mentions(text, Scan(self.gazetteer, self.scope, implied))
        if self.cells.marks_kreise:
            found = tuple(_beside_landkreise(mention) for mention in found)
        return tuple(
            replace(mention, found=decide(mention.found, [*area, *_others(found, at)]))
            if mention.found.region_ids
            else mention
            for at, mention in enumerate(found)
        )

    def rows(
        self, found: tuple[Mention, ...], text: str | None, is_region: bool
    ) -> tuple[Row, ...]:
        """What the mentions of one cell come to."""
        if not found or text is None:
            return ()
        phrases = [m for m in found if m.phrase and m.phrase.reading in {"land", "reach"}]
        wide = [m for m in phrases if m.phrase and m.phrase.reach in _EVERYWHERE]
        single = [m for m in found if _resolved(m)]
        if wide or (phrases and not single):
            return (self._everywhere((wide or phrases)[0], single, text),)
        church = church_rows(text, self.cells.day, self.gazetteer)
        if church and not single:
            return church
        return weighted(stated(found, single, text, is_region))

    def _everywhere(self, mention: Mention, single: list[Mention], text: str) -> Row:
        assert mention.phrase is not None
        beside = [m.found.region_ids[0] for m in single if len(m.found.region_ids[0]) == _LAND]
        land = (*mention.phrase.region_ids, *beside, (self.scope or HOME_LAND)[:_LAND])[0]
        return Row(land, "statewide", mention.phrase.reach, text, mention.found.rule, 0.9)


def _resolved(mention: Mention) -> bool:
    if mention.phrase is not None and mention.phrase.reading in {"land", "reach"}:
        return False
    every = mention.found.together or (mention.phrase and mention.phrase.reading == "regions")
    return bool(mention.found.region_ids) and (bool(every) or len(mention.found.region_ids) == 1)


def _contexts(name: str, found: Iterable[Mention]) -> list[Context]:
    resolved = [m for m in found if _resolved(m) and not m.found.doubted]
    ids = sorted({region_id for m in resolved for region_id in m.found.region_ids})
    if len({region_id[:5] for region_id in ids}) != 1:
        return []
    return [(name, min(ids, key=len))]


def _others(found: Sequence[Mention], at: int) -> Iterator[Context]:
    """Places in the same cell that can decide for an ambiguous mention, not check a clear one."""
    own = found[at].found
    if len(own.doubted or own.region_ids) == 1:
        return
    for index, other in enumerate(found):
        if index != at and _resolved(other) and not other.found.doubted and not other.phrase:
            for region_id in other.found.region_ids:
                if any(agree(one, region_id) for one in own.doubted or own.region_ids):
                    yield "cell", region_id


def _beside_landkreise(mention: Mention) -> Mention:
    if mention.found.rule != "town_by_convention":
        return mention
    found: Options = replace(mention.found, rule="town_beside_landkreise", confidence=0.85)
    return replace(mention, found=found)
