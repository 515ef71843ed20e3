"""Look-alikes written by hand: two measures that must be kept apart, or one with two awards.

Belongs here: turning ``cases.yml`` into measures and relations. Does not belong here: measures
made up at random (``invention``).
"""

from datetime import date
from random import Random
from typing import Any

import yaml

from tests.demo.places import HERE, Place, read_places
from tests.demo.world import Measure, Relation, World, rounded

ABOUT = (
    "Das Angebot richtet sich an {group}.",
    "Zielgruppe: {group}. Ort der Durchführung ist {ort}.",
    "Gefördert wird die Arbeit für {group} im Jahr der Bewilligung und im Folgejahr.",
    "Für {group}; weitere Angaben liegen nicht vor.",
)


def _find(places: list[Place], stated: str) -> Place:
    """The town of a name; a Kreis key behind the name tells homonymous towns apart."""
    name, _, kreis_id = stated.rpartition(" ") if stated[-5:].isdigit() else (stated, "", "")
    return next(p for p in places if p.name == name and p.kreis_id.startswith(kreis_id))


def _measure(key: str, side: dict[str, Any], place: Place, n: str, rng: Random) -> Measure:
    title = place.fill(side["title"], n=place.fill(n))
    first, last = side["years"]
    return Measure(
        key=key,
        title=title,
        name=title,
        english=title,
        carriers=[place.fill(side["carrier"], n=n)],
        carrier_kind="",
        place=place,
        start=date(first, 1, 1),
        end=date(last, 12, 31),
        group=side["group"],
        field="",
        about=place.fill(rng.choice(ABOUT), group=side["group"]),
        total=side.get("amount") or rounded(rng, 6000, 60000),
        sources=list(side["lists"]),
        budget_line=side.get("budget_line", ""),
        funder=side.get("funder", ""),
        place_text=side.get("place_text"),
    )


def add_cases(world: World, rng: Random) -> None:
    """Put all instances of all patterns into the world.

    A top-up is one measure with two awards: both sides carry the measure of the first.
    """
    places = read_places()
    cases = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))
    for pattern, case in cases.items():
        for number, instance in enumerate(case["instances"], start=1):
            keys = [f"{pattern}-{number}{side}" for side in "ab"]
            for side, key, stated in zip("ab", keys, instance["places"], strict=True):
                place = _find(places, stated)
                measure = _measure(key, case[side], place, instance["n"], rng)
                measure.pattern = pattern
                world.add(measure)
            world.relations.append(Relation(keys[0], keys[1], case["relation"], pattern))
