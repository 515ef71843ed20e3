"""The words that the invented world is made of.

Belongs here: the shape of ``words.yml`` and reading it. Does not belong here: putting words
together (``titles``, ``carriers``).
"""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, validate

_FILE = Path(__file__).with_name("words.yml")
TitleKind = Literal["named", "described", "generic", "levelled", "concept", "aid"]


class CarrierKind(Strict):
    """One kind of carrier; ``size``: measures of one beside one of another kind."""

    share: float
    size: float
    seat: Literal["town", "kreis", "free"]
    name: str
    bare: str
    short: str


class Pattern(Strict):
    """How a title is put together; words in braces are filled in."""

    kind: TitleKind
    share: float
    head: str
    between: str
    tail: str


class Vocabulary(Strict):
    """All words; where a word has an English side it stands behind an equals sign."""

    brand_first: str
    brand_second: str
    slogan_first: str
    slogan_second: str
    hoods: str
    offer_first: list[str]
    offer_second: list[str]
    groups: list[tuple[str, str, str]]
    actions: list[str]
    objects: list[str]
    settings: list[str]
    generic: str
    levelled: str
    levels: str
    aid: str
    programmes: str
    sentences: str
    carriers: dict[str, CarrierKind]
    patterns: list[Pattern]

    @cached_property
    def brands(self) -> list[str]:
        """Compounds of two words, and slogans; the first are drawn most.

        >>> vocabulary().brands[0]
        'Sternweg'
        """
        first, second = self.brand_first.split(), self.brand_second.split()
        steps = sorted(
            (row + column, row, column)
            for row in range(len(first))
            for column in range(len(second))
        )
        return [first[row] + second[column] for _, row, column in steps]

    @cached_property
    def slogans(self) -> list[str]:
        """Mottoes of two words.

        >>> vocabulary().slogans[0]
        'Gemeinsam aufblühen'
        """
        ends = self.slogan_second.split()
        return [f"{start} {end}" for start in self.slogan_first.split() for end in ends]


def phrases(text: str) -> list[str]:
    """The entries of a text with bars between them.

    >>> phrases("Fest am Abend| Kurs|")
    ['Fest am Abend', 'Kurs']
    """
    return [entry.strip() for entry in text.split("|") if entry.strip()]


def sides(entries: list[str]) -> tuple[list[str], list[str]]:
    """The German and the English sides.

    >>> sides(["Haus = house"])
    (['Haus'], ['house'])
    """
    pairs = [entry.partition(" = ") for entry in entries]
    return [german for german, _, _ in pairs], [english for _, _, english in pairs]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of the file beside this module."""
    return validate(Vocabulary, read_yaml(_FILE))
