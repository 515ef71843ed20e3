"""The levels, thresholds, bounds and word lists that the engine works with.

Belongs here: the shape of ``measures.yml``, reading it, and putting the learnt weights beside it.
Does not belong here: the weights (``weights``), the vetoes, which are functions (``vetoes``), and
the use of a number.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pydantic import Field

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.measures.weights import SHIPPED, Weights, read_weights
from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, validate

DEFAULT = Path(__file__).with_name("measures.yml")


class Agreeing(Strict):
    """Levels that count as a structured agreement."""

    carrier: list[str]
    number: list[str]
    amount: list[str]
    place: list[str]
    period: list[str]
    place_unknown: list[str]
    period_alone: list[str]
    counterpart: list[str]


class Counterparts(Strict):
    """Levels with which a pair may be each other's only counterpart."""

    margin: float
    title: list[str]
    silent_title: list[str]
    silent_place: list[str]
    carrier: list[str]
    unsure_carrier: list[str]
    place: list[str]


class Descriptions(Strict):
    """Levels of titles with which a description may tell more."""

    title: list[str]


class Respelled(Strict):
    """Levels with which titles, or names of carriers, are read a second time."""

    title: list[str]
    period: list[str]
    carrier: list[str]
    named: list[str]
    placed: list[str]


class Bounds(Strict):
    """Sizes that keep the work bounded; what they leave out is reported."""

    block: int
    rare: int
    rare_amount: int
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
    silent: str
    place_words: str
    evaluation: str
    study: str
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
        return re.compile(rf"{self._made_of('generic')}[a-z]{{0,3}}")

    @cached_property
    def silent_pattern(self) -> str:
        """Folded titles that say nothing but that something is paid for, in polars' notation.

        >>> silent = read_rulebook().words.silent_pattern
        >>> titles = ("foerderung von integrationsprojekten 2023", "projekt kompass")
        >>> [re.search(silent, title) is not None for title in titles]
        [True, False]
        """
        stops = "|".join(sorted(self.stops))
        return rf"^(?:(?:{stops}|(?:19|20)\d\d|{self._made_of('silent')})(?: |$))+$"

    def _made_of(self, name: str) -> str:
        stems = "|".join(sorted(self.stems(name), key=lambda stem: (-len(stem), stem)))
        return rf"(?:(?:{stems})(?:ungs?|ungen|ern?|e[nrs]?|n|s)?)+"


class Rulebook(Strict):
    """One version of the rules with one version of the weights; explanations name both."""

    rules: str
    automatic: float
    review: float
    agreements: int
    levels: dict[str, list[str]]
    falling: dict[str, list[list[str]]]
    weak_titles: list[str]
    asked_titles: list[str]
    told_titles: dict[str, list[str]]
    agreeing: Agreeing
    counterparts: Counterparts
    descriptions: Descriptions
    respelled: Respelled
    bounds: Bounds
    words: Words
    near_groups: list[list[str]]
    weights: Weights = Field(exclude=True)

    @property
    def version(self) -> str:
        """The version of the rules and of the weights, as explanations name it."""
        return f"{self.rules}.{self.weights.version}"

    @property
    def prior(self) -> float:
        """Log2 odds that a pair is one measure before anything is compared."""
        return self.weights.prior


def read_rulebook(path: Path = DEFAULT, weights: Path = SHIPPED) -> Rulebook:
    """The rules of a file with the weights of another.

    Raises ``DeclarationError`` with file and line, also where a level has no weight.
    """
    rulebook = validate(Rulebook, read_yaml(path), weights=read_weights(weights))
    problems = list(_mismatches(rulebook, weights))
    if problems:
        raise DeclarationError(*problems)
    return rulebook


def _mismatches(rulebook: Rulebook, weights: Path) -> Iterator[Problem]:
    """One problem per field whose levels are not those that have a weight."""
    for field in sorted(rulebook.levels.keys() | rulebook.weights.by_field.keys()):
        levels = sorted(rulebook.levels.get(field, []))
        weighed = sorted(rulebook.weights.by_field.get(field, {}))
        if levels != weighed:
            yield Problem(
                f"weights of {field} for {', '.join(weighed) or 'no level'}",
                f"a weight for each of {', '.join(levels) or 'no level'}",
                "Write the weights anew with 'foerderlupe train'.",
                file=str(weights),
            )
