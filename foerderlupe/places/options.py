"""Regions that one name can mean, given the word beside it and the area of the list.

Belongs here: narrowing the regions of one name by marker, area and strength of the name.
Does not belong here: narrowing by what other cells of the row say (``places.decide``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.markers import Marker
from foerderlupe.places.names import Name, Strength


@dataclass(frozen=True, slots=True)
class Options:
    """The regions a mention can be, why, and how sure each single one would be.

    ``inside`` is false where the list's own area has no region of that name. ``together`` is
    true where all regions are meant.
    ``town`` is false where one of them is a village. ``doubted`` are regions that a convention
    sets aside.
    """

    region_ids: tuple[str, ...]
    rule: str
    confidence: float
    strength: Strength = Strength.EXACT
    inside: bool = True
    together: bool = False
    town: bool = True
    doubted: tuple[str, ...] = ()


_SURE = {
    Strength.EXACT: 0.95,
    Strength.SHORT: 0.85,
    Strength.PART: 0.75,
    Strength.DISTRICT: 0.75,
    Strength.WHOLE_CELL: 0.9,
}
_KREISE = frozenset({"landkreis", "stadtkreis"})
PART_OF_WORD = "part_of_word"
_SHORT_NAME = 5


def options(
    folded: str,
    names: tuple[Name, ...],
    marker: Marker | None,
    scope: str,
    gazetteer: Gazetteer,
) -> Options | None:
    """The regions of one name; none where the marker leaves none.

    ``scope`` is the key of the list's area: names outside it count only where it has none.
    """
    if marker in {Marker.BEZIRK, Marker.REGION}:
        return _larger(folded, names, marker, scope, gazetteer)
    pool = _pool(names, marker)
    if not pool:
        return None
    near = [name for name in pool if name.region_id.startswith(scope)]
    found = _choose(near or pool, marker)
    if near:
        return found
    return replace(found, inside=False, confidence=round(found.confidence - 0.2, 2))


def part_of_word(
    folded: str,
    names: tuple[Name, ...],
    marker: Marker | None,
    scope: str,
    gazetteer: Gazetteer,
) -> Options | None:
    """The regions of a name that begins a hyphenated word, as in "Mannheim-Neckarstadt".

    The whole word may be the name of a district elsewhere: "Zell-Weierbach" lies in none of the
    places called Zell. So a name of several places of the Land stays open between them, whatever
    the Kreis, and half a double name and a village with a very short name are none.
    """
    wide = options(folded, names, marker, scope[:2], gazetteer)
    if wide is None or wide.together:
        return wide
    if len(wide.region_ids) > 1:
        return replace(wide, rule=PART_OF_WORD)
    short_village = len(folded) < _SHORT_NAME and not wide.town
    if short_village or wide.strength in {Strength.PART, Strength.WHOLE_CELL}:
        return None
    return options(folded, names, marker, scope, gazetteer)


def _pool(names: tuple[Name, ...], marker: Marker | None) -> list[Name]:
    if marker is None:
        return list(names)
    if marker is Marker.KREIS_COLUMN:
        return _kinds(names, lambda name: name.kind in _KREISE) or list(names)
    if marker is Marker.KREIS:
        return _kinds(names, lambda name: name.kind == "landkreis") or _kinds(
            names, lambda name: name.kind == "stadtkreis"
        )
    tests: dict[Marker, Callable[[Name], bool]] = {
        Marker.STADTKREIS: lambda name: name.kind == "stadtkreis",
        Marker.BOTH: lambda name: name.kind in _KREISE,
        Marker.TOWN: lambda name: name.town,
        Marker.VILLAGE: lambda name: name.kind == "gemeinde" and not name.town,
    }
    pool = _kinds(names, tests[marker])
    if not pool and marker in {Marker.TOWN, Marker.VILLAGE}:
        return _kinds(names, lambda name: name.kind in {"gemeinde", "stadtkreis"})
    return pool


def _kinds(names: Iterable[Name], test: Callable[[Name], bool]) -> list[Name]:
    return [name for name in names if test(name)]


def _choose(pool: list[Name], marker: Marker | None) -> Options:
    if marker is Marker.BOTH:
        return Options(_ids(pool), "stadt_und_landkreis", 0.95, together=True)
    pool, doubted = _town_before_kreis(pool, marker)
    best = _best(pool)
    strength = max(name.strength for name in best)
    ids = _ids(best)
    if doubted and len(ids) == 1:
        return Options(ids, "town_by_convention", 0.6, strength, doubted=doubted)
    town = all(name.town or name.kind != "gemeinde" for name in best)
    named = {None: "name", Marker.KREIS_COLUMN: "kreis_column"}.get(marker, f"name_{marker}")
    rule = "district" if strength == Strength.DISTRICT else named
    return Options(ids, rule, _SURE[strength], strength, town=town)


def _town_before_kreis(
    pool: list[Name], marker: Marker | None
) -> tuple[list[Name], tuple[str, ...]]:
    """A bare name is the town; a Landkreis beside a Stadtkreis of that name remains in doubt."""
    if marker is not None:
        return pool, ()
    towns = _kinds(
        pool, lambda n: n.kind in {"gemeinde", "stadtkreis"} and n.strength >= Strength.SHORT
    )
    if not towns:
        return pool, ()
    stadtkreise = _kinds(towns, lambda name: name.kind == "stadtkreis")
    twins = _kinds(pool, lambda name: name.kind == "landkreis" and bool(stadtkreise))
    rest = _kinds(pool, lambda name: name.kind != "landkreis")
    return rest, _ids([*stadtkreise, *twins]) if twins else ()


def _best(pool: list[Name]) -> list[Name]:
    """The strongest names, with the weaker ones that they do not beat.

    A name that is exact beats shortened ones of the same Kreis, since the addition tells them
    apart there. A town of exactly this name beats villages that are called so for short, but no
    town; a village of exactly this name beats none of other Kreise.
    """
    exact = _kinds(pool, lambda name: name.strength == Strength.EXACT)
    if not exact:
        strongest = max(name.strength for name in pool)
        lowest = Strength.PART if strongest == Strength.SHORT else strongest
        return _kinds(pool, lambda name: lowest <= name.strength <= strongest)
    kreise = {name.region_id[:5] for name in exact}
    settled = any(name.town or name.kind != "gemeinde" for name in exact)
    rivals = _kinds(
        pool,
        lambda name: (
            Strength.PART <= name.strength < Strength.EXACT
            and name.region_id[:5] not in kreise
            and (not settled or (name.town and name.strength == Strength.SHORT))
        ),
    )
    return [*exact, *rivals]


def _larger(
    folded: str, names: tuple[Name, ...], marker: Marker, scope: str, gazetteer: Gazetteer
) -> Options | None:
    prefix = "regierungsbezirk" if marker is Marker.BEZIRK else "region"
    regions = list(gazetteer.names.get(f"{prefix} {folded}", ()))
    regions += _kinds(names, lambda name: name.kind == prefix)
    if regions:
        return Options(_ids(regions), f"name_{marker}", 0.95)
    if marker is Marker.BEZIRK:
        return None
    around = options(folded, names, None, scope, gazetteer)
    if around is None or len(around.region_ids) != 1:
        return around
    kreis = around.region_ids[0][:5]
    near = {kreis, gazetteer.parents.get(kreis, kreis)}
    return replace(around, region_ids=tuple(sorted(near)), rule="around_a_town", confidence=0.4)


def _ids(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(sorted({name.region_id for name in names}))
