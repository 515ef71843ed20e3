"""Which asset a table is drawn from, for the lines of the asset graph.

Belongs here: tables of SQL files as assets, and what their queries read.
Does not belong here: the order of building, which DuckDB's queries tell in the same way
(``foerderlupe.warehouse.build``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields

import dagster as dg

from foerderlupe.model.bundles import History, Lists
from foerderlupe.organisations.resolve import Resolved
from foerderlupe.warehouse.build import dependencies
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import open_database

# Tables of schema ``stage`` by the asset that they come from; the others come from the settings.
_STAGE = {
    **{field.name: ("evidence/lists",) for field in fields(Lists)},
    **{field.name: ("evidence/organisations",) for field in fields(Resolved)},
    **{field.name: ("evidence/history",) for field in fields(History)},
    "record_regions": ("evidence/record_regions",),
    "record_target_groups": ("evidence/record_target_groups",),
    "record_fields": ("evidence/record_fields",),
    "pairs": ("matching/matched",),
    "matching_notes": ("matching/matched",),
    "record_measure": ("matching/matched", "matching/ledger"),
    "measure_ids": ("matching/ledger",),
    "members": ("matching/ledger",),
}


def name_of(key: str) -> str:
    """The name of a table's output: ``core__measures``."""
    return key.replace(".", "__")


def sources_of(tables: Mapping[str, TableFile]) -> dict[str, set[dg.AssetKey]]:
    """For the output of each table the assets that its query reads."""
    with open_database() as database:
        read = dependencies(database, tables)
    return {
        name_of(key): {asset for table in read[key] for asset in _assets(table)} for key in tables
    }


def _assets(table: str) -> Iterator[dg.AssetKey]:
    schema, _, name = table.partition(".")
    if schema == "stage":
        yield from map(dg.AssetKey.from_user_string, _STAGE.get(name, ()))
    elif schema in ("core", "marts"):
        yield dg.AssetKey([schema, name])
