"""Where measures happen: real towns with what each list says about their place.

Belongs here: the towns of ``places.csv`` and ``kreise.csv``. Does not belong here: what happens
in them.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Place:
    """A town with its Kreis, postcode and church units."""

    name: str
    kind: str
    kreis_id: str
    kreis: str
    plate: str
    nuts_code: str
    postcode: str
    kirchenbezirk: str
    dekanat: str
    part: str | None

    @property
    def area(self) -> str:
        """The Kreis without the word for it, as in names of branches."""
        return self.kreis.removeprefix("Landkreis ").removeprefix("Stadtkreis ")

    def fill(self, template: str, **more: str) -> str:
        """The template with {ort}, {kind}, {kreis}, {gebiet} and ``more`` filled in."""
        return template.format(
            ort=self.name, kind=self.kind, kreis=self.kreis, gebiet=self.area, **more
        )


def table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file beside this module."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_places() -> list[Place]:
    """All towns in the order of the file."""
    kreise = {row["kreis_id"]: row for row in table("kreise.csv")}
    parts = {row["place"]: row["part"] for row in table("ortsteile.csv")}
    return [
        Place(
            name=row["place"],
            kind=row["kind"],
            part=parts.get(row["place"]),
            postcode=row["postcode"],
            kirchenbezirk=row["kirchenbezirk"],
            dekanat=row["dekanat"],
            **kreise[row["kreis_id"]],
        )
        for row in table("places.csv")
    ]
