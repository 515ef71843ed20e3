"""The published tables as sets and dictionaries, to find answers a second time without SQL."""

from collections import defaultdict
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import polars as pl

PLACED = ("explicit", "inherited")


@cache
def _read(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path)


@cache
def _rows(path: Path) -> list[dict]:
    return _read(path).to_dicts()


class Facts:
    """The published tables as sets and dictionaries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str) -> pl.DataFrame:
        return _read(self.folder / "parquet" / f"{name}.parquet")

    def rows(self, name: str) -> list[dict]:
        return _rows(self.folder / "parquet" / f"{name}.parquet")

    def sets(self, name: str, key: str, value: str) -> dict[str, set]:
        found = defaultdict(set)
        for row in self.rows(name):
            found[row[key]].add(row[value])
        return found

    @property
    def as_of(self) -> date:
        return self.table("core.run")["as_of"].item()

    @cached_property
    def places(self) -> dict[str, dict[str, dict]]:
        found = defaultdict(dict)
        for row in self.rows("core.measure_regions"):
            found[row["measure_id"]][row["region_id"]] = row
        return found

    def active(self, year: int) -> set[str]:
        rows = self.rows("core.measure_years")
        return {row["measure_id"] for row in rows if row["year"] == year}

    def up(self, table: str, key: str, code: str) -> set[str]:
        """A code with all its ancestors."""
        parents = {row[key]: row["parent_code"] for row in self.rows(table)}
        found = set()
        while code is not None:
            found.add(code)
            code = parents[code]
        return found

    def for_group(self, group: str) -> set[str]:
        counted = [row for row in self.rows("core.measure_target_groups") if row["is_counted"]]
        return {
            row["measure_id"]
            for row in counted
            if group == "TG0000"
            or group in self.up("core.target_groups", "target_group", row["target_group"])
        }

    def in_field(self, field: str) -> set[str]:
        return {
            row["measure_id"]
            for row in self.rows("core.measure_fields")
            if field in self.up("core.fields", "field_of_action", row["field_of_action"])
        }

    def there(self, region: str) -> set[str]:
        """Measures that name a Kreis of the region."""
        return {
            measure
            for measure, places in self.places.items()
            if any(k.startswith(region) and p["coverage"] in PLACED for k, p in places.items())
        }

    def only_there(self, region: str) -> set[str]:
        return {m for m in self.there(region) if all(k == region for k in self.places[m])}

    def everywhere(self, land: str) -> set[str]:
        """Measures available in the whole Land or country."""
        return {
            measure
            for measure, places in self.places.items()
            if any(k in (land, "00") and p["coverage"] == "statewide" for k, p in places.items())
        }

    @cached_property
    def own_awards(self) -> list[dict]:
        """Awards of the giver's own money, each once."""
        return [
            row
            for row in self.rows("core.awards")
            if row["amount_kind"] == "bewilligt"
            and row["duplicate_of"] is None
            and not row["is_pass_through"]
        ]

    def parties(self, role: str) -> dict[str, set[str]]:
        """Institution lines per measure."""
        found = defaultdict(set)
        for row in self.rows("core.measure_organisations"):
            if row["role"] == role and not row["passes_on"]:
                found[row["measure_id"]].add(row["institution_line"])
        return found

    def lines(self, part: str) -> set[str]:
        """Institution lines with a name that holds these letters."""
        organisations = self.rows("core.organisations")
        return {o["institution_line"] for o in organisations if part.lower() in o["name"].lower()}

    @cached_property
    def measure(self) -> dict[str, dict]:
        return {row["measure_id"]: row for row in self.rows("core.measures")}

    @cached_property
    def kreise(self) -> set[str]:
        return {row["region_id"] for row in self.rows("core.regions") if row["tier"] == "kreis"}


def column(frame, name):
    return frame[name].to_list()
