"""The description of a publication for other people's programs: a Frictionless Data Package.

Belongs here: tables, columns, types and meanings as ``datapackage.json``.
Does not belong here: where the meanings come from (SQL headers and ``model.columns``).
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database

_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "string",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Float64: "number",
    pl.Decimal: "number",
}


def datapackage(
    database: Database, tables: Mapping[str, TableFile], run_id: str, as_of: date
) -> str:
    """The JSON text; one resource per table, Parquet being the complete form."""
    package = {
        "name": "foerderlupe",
        "title": "Integration measures by region and target group",
        "version": run_id,
        "created": as_of.isoformat(),
        "resources": [_resource(database, table) for table in tables.values()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False)


def _resource(database: Database, table: TableFile) -> dict[str, Any]:
    schema = database.table(table.key).head(0).schema
    return {
        "name": table.key,
        "path": f"parquet/{table.key}.parquet",
        "format": "parquet",
        "description": table.header.description,
        "schema": {
            "primaryKey": table.header.grain,
            "fields": [_field(table, name, dtype) for name, dtype in schema.items()],
        },
    }


def _field(table: TableFile, name: str, dtype: pl.DataType) -> dict[str, Any]:
    column = table.describe(name)
    described: dict[str, Any] = {"name": name, "type": _type_of(dtype)}
    if column is not None:
        described["description"] = column.comment
        if column.unit:
            described["unit"] = column.unit
        if column.vocabulary:
            described["constraints"] = {"enum": list(column.vocabulary)}
    return described


def _type_of(dtype: pl.DataType) -> str:
    if dtype.is_integer():
        return "integer"
    return _TYPES.get(dtype.base_type(), "any")
