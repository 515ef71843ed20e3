"""The weights, thresholds, bounds and word lists that the engine works with.

Belongs here: the shape of ``measures.yml`` and reading it.
Does not belong here: the vetoes, which are functions (``vetoes``), and the use of a number.
"""

import re
from functools import cached_property, lru_cache
from pathlib import Path

from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, validate

DEFAULT = Path(__file__).with_name("measures.yml")


class Weights(Strict):
    """Bits per level of each compared field."""

    title: dict[str, float]
    carrier: dict[str, float]
    funder: dict[str, float]
    place: dict[str, float]
    period: dict[str, float]
    amount: dict[str, float]
    number: dict[str, float]
    url: dict[str, float]
    groups: dict[str, float]
    counterpart: dict[str, float]

    @property
    def by_field(self) -> dict[str, dict[str, float]]:
        """The weights as field → level → bits, in the order of the file format."""
        return {field: getattr(self, field) for field in type(self).model_fields}


class Agreeing(Strict):
    """Levels that count as a structured agreement."""

    carrier: list[str]
    number: list[str]
    amount: list[str]
    place: list[str]
    period: list[str]
    place_unknown: list[str]
    counterpart: list[str]


class Counterparts(Strict):
    """Levels with which a pair may be each other's only counterpart."""

    margin: float
    title: list[str]
    silent_title: list[str]
    silent_place: list[str]
    carrier: list[str]
    related_carrier: list[str]
    place: list[str]


class Descriptions(Strict):
    """Levels of titles with which a description may tell more."""

    title: list[str]


class Bounds(Strict):
    """Sizes that keep the work bounded; what they leave out is reported."""

    block: int
    rare: int
    window: int
    chunk: int
    told: int
    component: int
    cluster: int
    generic_carriers: int


class Words(Strict):
    """Folded words and stems, separated by blanks."""

    stop: str
    generic: str
    place_words: str
    evaluation: str
    training: str
    individual: str
    withheld: str
    steering: str
    case_work: str
    coordination: str
    institutional: str
    top_up: str
    call: str

    def stems(self, name: str) -> tuple[str, ...]:
        """The stems of one list, for ``str.startswith``."""
        return tuple(getattr(self, name).split())

    @cached_property
    def stops(self) -> frozenset[str]:
        """Whole words that never count, places' kinds included."""
        return frozenset(f"{self.stop} {self.place_words}".split())

    @cached_property
    def generic_pattern(self) -> re.Pattern[str]:
        """Words made of nothing but generic stems, links and endings.

        >>> generic = read_rulebook().words.generic_pattern
        >>> [bool(generic.fullmatch(word)) for word in ("integrationsprojekt", "elternmentor")]
        [True, False]
        """
        stems = "|".join(sorted(self.stems("generic"), key=lambda stem: (-len(stem), stem)))
        return re.compile(rf"(?:(?:{stems})(?:ungs?|ern?|e[nrs]?|n|s)?)+[a-z]{{0,3}}")


class Rulebook(Strict):
    """One version of the rules; explanations name it."""

    version: str
    prior: float
    automatic: float
    review: float
    agreements: int
    weights: Weights
    weak_titles: list[str]
    told_titles: dict[str, list[str]]
    agreeing: Agreeing
    counterparts: Counterparts
    descriptions: Descriptions
    bounds: Bounds
    words: Words
    near_groups: list[list[str]]


@lru_cache
def read_rulebook(path: Path = DEFAULT) -> Rulebook:
    """The rulebook of a file; raises ``DeclarationError`` with file and line."""
    return validate(Rulebook, read_yaml(path))
