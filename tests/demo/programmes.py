"""Programmes, calls and offers: what stands above and below a measure.

Belongs here: list levels other than measure, and what belongs to what. Does not belong here:
measures themselves (``invention``, ``cases``).
"""

from dataclasses import replace
from datetime import date
from itertools import combinations

from tests.demo.places import Place, read_places, table
from tests.demo.world import Measure, Relation, World


def _programme(number: int, row: dict[str, str], place: Place) -> Measure:
    last = row["last"]
    return Measure(
        key=f"P{number:02}",
        title=row["title"],
        name=row["title"],
        english=row["title"],
        carriers=["Land Baden-Württemberg"],
        carrier_kind="",
        place=place,
        start=date(int(row["first"]), 1, 1),
        end=date(int(last), 12, 31) if last else None,
        group=row["group"],
        field=row["level"],
        about=row["about"],
        total=1,
        sources=["land_programme"],
        volume=row["volume"],
        pattern="H06",
    )


def add_programmes(world: World) -> None:
    """Add the programmes; calls are part of theirs and siblings of one another."""
    place = read_places()[0]
    added = [
        _programme(number, row, place) for number, row in enumerate(table("programmes.csv"), 1)
    ]
    for programme in added:
        world.add(programme)
    for one, other in combinations(added, 2):
        if one.title == other.title and one.field == "Programm":
            world.relations.append(Relation(other.key, one.key, "part_of", "H06"))
        elif one.title == other.title:
            world.relations.append(Relation(one.key, other.key, "sibling", "H03"))


def add_offers(world: World) -> None:
    """Every measure in the Bodenseekreis also has a page about its offer there."""
    local = [m for m in world.measures.values() if m.place.kreis_id == "08435" and not m.pattern]
    for measure in local:
        key = f"{measure.key}-offer"
        world.add(replace(measure, key=key, sources=["kreis_bodensee"], pattern="H06"))
        world.relations.append(Relation(key, measure.key, "part_of", "H06"))
