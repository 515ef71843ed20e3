"""Who publishes the lists of the invented world, and what each list is like.

Belongs here: the shape of ``publishers.yml`` and reading it, for as many lists as are wanted.
Does not belong here: writing files (``files``) and distortions (``noise``).
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import RootModel

from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict

_FILE = Path(__file__).with_name("publishers.yml")


class Publisher(Strict):
    """One list. The comments at the head of ``publishers.yml`` explain the keys."""

    kind: str
    publisher: str
    later_name: str
    level: Literal["measure", "award"]
    share: float
    file: Literal["csv_german", "csv_english", "tsv", "jsonl", "json", "xlsx", "xml", "html"]
    place: Literal["town", "kreis", "ags", "postcode"]
    numbers: Literal["own", "shared", "none"] = "none"
    rows_per: Literal["measure", "year"] = "measure"
    aid: float = 0
    distinct: bool = False
    funder_column: bool = False
    carriers: list[str] = []
    columns: dict[str, str]

    @property
    def fields(self) -> set[str]:
        """The fields that the list feeds."""
        return set(self.columns.values())

    @property
    def amount_kind(self) -> str | None:
        """The kind of amount that the list states, or None."""
        found = [field for field in self.columns.values() if field.startswith("amount_")]
        return found[0].removeprefix("amount_") if found else None


class _Publishers(RootModel[dict[str, Publisher]]):
    pass


@lru_cache(maxsize=1)
def _declared() -> dict[str, Publisher]:
    return _Publishers.model_validate(read_yaml(_FILE).content).root


def publishers(number: int) -> dict[str, Publisher]:
    """``number`` lists by their source ids; beyond the declared ones they come round again.

    >>> list(publishers(14))[11:]
    ['jugendwerk', 'landesamt_2', 'bundesamt_2']
    """
    declared = list(_declared().items())
    found = {}
    for position in range(number):
        name, publisher = declared[position % len(declared)]
        again = position // len(declared) + 1
        found[name if again == 1 else f"{name}_{again}"] = _again(publisher, again)
    return found


def _again(publisher: Publisher, again: int) -> Publisher:
    if again == 1:
        return publisher
    names = {key: f"{getattr(publisher, key)} {again}" for key in ("publisher", "later_name")}
    return publisher.model_copy(update=names)
