"""Measures made up at random, such as integration policy knows them.

Belongs here: choosing a concept, a title, a carrier, a town, a period and the lists that report a
measure. Does not belong here: the look-alikes that are written by hand (``cases``).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from tests.demo.places import HERE, Place, read_places
from tests.demo.world import Measure, Relation, World, rounded

PRIMARY = {
    "land_bewilligungen": 92,
    "bund_projekte": 34,
    "stiftung_brueckenbau": 64,
    "stiftung_horizonte": 40,
    "landeskirche_fonds": 54,
    "bistum_fonds": 48,
    "wohlfahrt_projekte": 50,
    "kreis_ortenau": 30,
    "stadt_mannheim": 26,
    "esf_operations": 48,
    "land_hessen": 30,
}
HOME = {"kreis_ortenau": "08317", "stadt_mannheim": "08222", "land_hessen": "06"}
CARRIERS = {
    "landeskirche_fonds": ["evangelisch", "evangelisch", "verein"],
    "bistum_fonds": ["katholisch", "katholisch", "verein"],
    "wohlfahrt_projekte": ["wohlfahrt"],
    "esf_operations": ["bildung", "bildung", "bildung", "kommune", "wohlfahrt"],
    "bund_projekte": ["verein", "wohlfahrt", "evangelisch", "katholisch", "bildung"],
}
ANY_CARRIER = ["verein", "verein", "verein", "kommune", "kommune", "bildung", "wohlfahrt"]
OFFICIAL = {"koordination", "konzept", "integrationsmanagement", "oeffnung"}
WORKING = {"jobpaten", "arbeitsmarkt", "anerkennung", "gruendung", "vkl", "maedchen"}
AMOUNTS = {"bistum_fonds": (800, 9000), "landeskirche_fonds": (1000, 25000)}
ESF_AMOUNTS = (60000, 620000)
PROGRAMMES = ("VwV-Integration", "Pakt für Integration", "Integration vor Ort", "Fonds Ankommen")


def zipf(rng: Random, items: Sequence[Any]) -> Any:
    """One of the items, the n-th with a weight of 1/n.

    >>> zipf(Random(1), ["often"])
    'often'
    """
    return rng.choices(items, [1 / rank for rank in range(1, len(items) + 1)])[0]


def _period(rng: Random, years: tuple[int, int]) -> tuple[date, date | None]:
    year = rng.choice([rng.randint(*years), min(years[1], rng.choice([2024, 2025, 2026]))])
    length = rng.choice([1, 1, 2, 3, 3])
    shape = rng.random()
    if shape > 0.96 and years[1] == 2026:
        return date(2027, 1, 1), date(2026 + length, 12, 31)
    if shape < 0.55:
        return date(year, 1, 1), date(year + length - 1, 12, 31)
    if shape < 0.75:
        return date(year, 9, 1), date(year + 1, 7, 31)
    if shape < 0.82:
        return date(year, rng.choice([3, 4, 9, 10]), 1), None
    start = date(year, rng.randint(1, 12), 1)
    return start, date(start.year + length, start.month, 1) - timedelta(days=1)


def _eligible(source: str, measure: Measure) -> bool:
    """Whether the publisher would know the measure at all."""
    in_land = measure.place.kreis_id.startswith("08")
    rules = {
        "wohlfahrt_projekte": measure.carrier_kind == "wohlfahrt",
        "esf_operations": measure.field in ESF_FIELDS and measure.start.year >= 2014,
        "landeskirche_fonds": in_land and measure.carrier_kind in ("evangelisch", "verein"),
        "bistum_fonds": in_land and measure.carrier_kind in ("katholisch", "verein"),
        "land_bewilligungen": in_land,
        "stiftung_brueckenbau": in_land,
        "stiftung_horizonte": measure.carrier_kind in ("verein", "bildung"),
        "bund_projekte": "ugend" in measure.group or measure.carrier_kind == "evangelisch",
    }
    home = HOME.get(source)
    return measure.place.kreis_id.startswith(home) if home else rules.get(source, True)


ESF_FIELDS = {
    "Arbeitsmarktintegration",
    "Übergang Schule–Beruf",
    "Anerkennung und Qualifizierung",
    "Gründung und migrantische Ökonomie",
}


def _further_sources(rng: Random, measure: Measure) -> None:
    """Give about a third of the measures a second list, and some a third and a fourth."""
    near = [s for s in HOME if s not in measure.sources and _eligible(s, measure)]
    others = [s for s in PRIMARY if s not in HOME and _eligible(s, measure)]
    rng.shuffle(others)
    chance = 0.34
    for source in near + others:
        taken = {source, *measure.sources}
        if source in measure.sources or {"bistum_fonds", "landeskirche_fonds"} <= taken:
            continue
        if rng.random() > (0.55 if source in near else chance):
            break
        measure.sources.append(source)
        chance = 0.4


class Inventor:
    """Makes up measures; remembers which titles a Kreis already has."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.concepts = yaml.safe_load((HERE / "concepts.yml").read_text(encoding="utf-8"))
        self.patterns = (HERE / "titles.txt").read_text(encoding="utf-8").splitlines()
        self.sentences = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
        self.bodies = yaml.safe_load((HERE / "organisations.yml").read_text(encoding="utf-8"))
        self.places = read_places()[:-9]
        self.elsewhere = read_places()[-9:]
        self.known: set[tuple[str, str]] = set()

    def place(self, source: str) -> Place:
        """A town that the list covers; in federal and foundation lists also in other Länder."""
        abroad = 0.15 if source in ("bund_projekte", "stiftung_horizonte") else 0.0
        pool = self.elsewhere if self.rng.random() < abroad else self.places
        home = HOME.get(source, "")
        if source in HOME:
            pool = [p for p in (*self.places, *self.elsewhere) if p.kreis_id.startswith(home)]
        return self.rng.choice(pool)

    def carriers(self, source: str, concept: str, place: Place) -> tuple[str, list[str]]:
        """Kind and names of the carriers: one, in every ninth case two or three."""
        kinds = CARRIERS.get(source, ["kommune"] if concept in OFFICIAL else ANY_CARRIER)
        kind = self.rng.choice(kinds)
        names = [place.fill(self.rng.choice(self.bodies[kind]))]
        if kind != "kommune" and self.rng.random() < 0.11:
            others = self.rng.sample(["verein", "evangelisch", "katholisch", "bildung"], 2)
            names += [place.fill(self.rng.choice(self.bodies[k])) for k in others]
        return kind, [name.replace("Stadtkreis", "Stadt") for name in dict.fromkeys(names)]

    def _concept(self, source: str) -> str:
        keys = list(self.concepts)
        if source == "esf_operations":
            keys = sorted(WORKING)
        return str(zipf(self.rng, keys))

    def measure(self, number: int, source: str) -> Measure:
        """One new measure, first reported by ``source``."""
        key = self._concept(source)
        concept, place = self.concepts[key], self.place(source)
        name, brand = zipf(self.rng, list(concept["names"].items()))
        theme = self.rng.choice(concept["themes"])
        pattern = self.rng.choice(self.patterns)
        label = name if "{name}" in pattern else theme
        odd = "{kreis}" in pattern and not place.kreis_id.startswith("08")
        if odd or (label, place.kreis_id) in self.known:
            return self.measure(number, source)
        self.known |= {(name, place.kreis_id), (theme, place.kreis_id)}
        kind, carriers = self.carriers(source, key, place)
        low = {"esf_operations": 2015, "land_hessen": 2016}.get(source, 2012)
        years = tuple(concept.get("years", (low, 2026)))
        start, end = _period(self.rng, (years[0], years[1]))
        title = place.fill(pattern, name=name, theme=theme, group=concept["group"])
        return Measure(
            key=f"M{number:04}",
            title=title,
            name=name,
            english=brand if "{name}" in pattern else concept["theme_en"],
            carriers=carriers,
            carrier_kind=kind,
            place=place,
            start=start,
            end=end,
            group=concept["group"],
            field=concept["field"],
            about=self._about(concept["about"], place),
            total=rounded(self.rng, *self._range(source)),
            sources=[source],
            programme=self.rng.choice(PROGRAMMES),
        )

    def _about(self, texts: Sequence[str], place: Place) -> str:
        """A description of one to five sentences, in some cases over several lines."""
        further = self.rng.sample(self.sentences, self.rng.choice([0, 0, 0, 1, 1, 2, 4]))
        number = str(self.rng.choice([12, 20, 25, 30, 40, 60, 80, 120]))
        filled = [place.fill(sentence, n=number) for sentence in further]
        return self.rng.choice([" ", " ", " ", "\n"]).join([self.rng.choice(texts), *filled])

    def _range(self, source: str) -> tuple[int, int]:
        return ESF_AMOUNTS if source == "esf_operations" else AMOUNTS.get(source, (5000, 90000))


def invent(world: World, rng: Random) -> None:
    """Fill the world with measures, second phases of some, and replications."""
    inventor = Inventor(rng)
    for source, count in PRIMARY.items():
        for _ in range(count):
            measure = inventor.measure(len(world.measures) + 1, source)
            _further_sources(rng, measure)
            world.add(measure)
    _second_phases(world, rng)
    _replications(world)


def _second_phases(world: World, rng: Random) -> None:
    """Some named measures that ended get a second phase, above all those of several lists."""
    for first in list(world.measures.values()):
        named = first.title == first.name or (
            len(first.sources) > 1 and first.title.startswith(first.name)
        )
        if not named or first.end is None or first.end.year > 2023 or rng.random() < 0.3:
            continue
        start = first.end + timedelta(days=1)
        later = max(1, round((first.end - first.start).days / 365))
        end = date(start.year + later, start.month, start.day) - timedelta(days=1)
        second = replace(
            first,
            key=first.key + "b",
            title=f"{first.name} II",
            start=start,
            end=end,
            total=rounded(rng, 5000, 60000),
            sources=list(first.sources),
        )
        world.add(second)
        world.relations.append(Relation(first.key, second.key, "successor", "H02"))


def _replications(world: World) -> None:
    """Link measures of one name in different Kreise, each to the next."""
    last: dict[str, Measure] = {}
    for measure in world.measures.values():
        if measure.name not in measure.title:
            continue
        before = last.get(measure.name)
        if before is not None and before.place.kreis_id != measure.place.kreis_id:
            world.relations.append(Relation(before.key, measure.key, "replication", "H01"))
        last[measure.name] = measure
