"""The warehouse built from nothing: every query binds, every column is described.

Belongs here: building all tables without a row. Does not belong here: what is done with them
(``foerderlupe check``, the data dictionary).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from foerderlupe.model import frames
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import CheckFile, TableFile
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.previous import load_previous

_ANY_DAY = date(2000, 1, 1)
_NOWHERE = Path("no publication")


def empty_stage() -> dict[str, pl.DataFrame]:
    """Every frame of the model without rows, and a run of some day."""
    contracts = (value for value in vars(frames).values() if isinstance(value, frames.Frame))
    stage = {contract.name: contract.empty() for contract in contracts}
    return stage | {"run": pl.DataFrame({"as_of": [_ANY_DAY], "rules_version": ["none"]})}


def rehearse(
    database: Database, tables: Mapping[str, TableFile], checks: Iterable[CheckFile], sql: Path
) -> None:
    """Build all tables of ``sql`` and run all check files on nothing.

    Raises ``DeclarationError`` for a query that does not bind, and for an undescribed column.
    """
    load_inputs(database, empty_stage(), sql)
    marts = {key: table for key, table in tables.items() if not key.startswith("core.")}
    core = {key: table for key, table in tables.items() if key.startswith("core.")}
    list(build(database, in_order(database, core)))
    load_previous(database, _NOWHERE, marts.values())
    list(build(database, in_order(database, marts)))
    for check in checks:
        database.query(check.select)
