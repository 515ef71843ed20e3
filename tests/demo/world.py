"""What really happens in the invented country: measures, and how they are related.

Belongs here: the shape of a measure and of a relation. Does not belong here: how measures are
made up (``invention``, ``cases``), what a list says about one (``reports``).
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.demo.places import Place


@dataclass
class Measure:
    """One measure. ``sources`` are the lists that report it, the first one without distortion.

    ``start`` and ``end`` are its first and last day; ``end`` is None where nobody named one.
    """

    key: str
    title: str
    name: str
    english: str
    carriers: list[str]
    carrier_kind: str
    place: Place
    start: date
    end: date | None
    group: str
    field: str
    about: str
    total: int
    sources: list[str]
    programme: str = ""
    budget_line: str = ""
    volume: str = ""
    funder: str = ""
    place_text: str | None = None
    pattern: str = ""


@dataclass(frozen=True)
class Relation:
    """Two measures that are not the same, and what they are to each other instead."""

    left: str
    right: str
    relation: str
    pattern: str


@dataclass
class World:
    """All measures by key, and their relations."""

    measures: dict[str, Measure] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def add(self, measure: Measure) -> None:
        """Take in a measure; its key must be new."""
        if measure.key in self.measures:
            raise ValueError(f"the key {measure.key} is taken")
        self.measures[measure.key] = measure


def rounded(rng: Random, low: int, high: int) -> int:
    """A plausible amount in euros: round numbers are frequent, odd ones occur."""
    amount = rng.uniform(low**0.5, high**0.5) ** 2
    step = rng.choice([1, 10, 100, 500, 500, 1000, 1000, 1000, 5000])
    return max(low, int(amount / step) * step)
