"""What a database holds: schemas, tables, comments.

Belongs here: names and comments of objects, which of them a statement uses, and in which of the
two files of a working database a table lies. Does not belong here: rows and queries
(``warehouse.database``), the text of statements (``warehouse.statements``).

What is published is built in a file of its own, in the format that older clients read, so that
publishing is the copy of a file, in which nothing ever stood that nobody may see.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foerderlupe.warehouse.contract import PUBLISHED
from foerderlupe.warehouse.statements import (
    QueryError,
    base_tables,
    commenting,
    literal,
    plain_columns,
    quoted,
)

# Read by every client from DuckDB 1.4 on, DuckDB-WASM included; the default of 2.0 is not.
STORAGE_VERSION = "v1.4.0"
SHOWN = "shown"


def shown_file(working: Path) -> Path:
    """The file with the published tables that belongs to a working database."""
    return working.with_name(f"{SHOWN}.duckdb")


class Catalogue:
    """The objects of one DuckDB connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._shown: Path | None = None

    def execute(self, statement: str) -> None:
        """Run one statement that gives no rows, such as a macro definition."""
        self._connection.execute(statement)

    def attach_shown(self, path: Path, *, read_only: bool = False) -> None:
        """Find and create published tables in the file at ``path``, by the same names."""
        version = "read_only" if read_only else f"storage_version '{STORAGE_VERSION}'"
        self.execute(f"attach if not exists {literal(str(path))} as {SHOWN} ({version})")
        working = self._working
        if not read_only:
            for place in (working, SHOWN):
                for schema in PUBLISHED:
                    self.execute(f"create schema if not exists {quoted(f'{place}.{schema}')}")
        places = [f"{place}.{schema}" for schema in PUBLISHED for place in (SHOWN, working)]
        self.execute(f"set search_path = {literal(','.join([f'{working}.main', *places]))}")
        self._shown = path

    def place_of(self, table: str, *, published: bool) -> str:
        """The name under which a table is created in its file, or in the only one there is."""
        if self._shown is None:
            return table
        return f"{SHOWN if published else self._working}.{table}"

    def tables(self, schema: str) -> list[str]:
        """Keys of the tables of a schema, sorted."""
        known = self._listed("duckdb_tables", "schema_name", "table_name")
        return sorted(f"{schema}.{name}" for of_schema, name in known if of_schema == schema)

    def schema_of(self, table: str) -> str:
        """The schema of a table, with the name of the file in front where that is another one."""
        schema, _, name = table.partition(".")
        known = self._listed("duckdb_tables", "database_name", "schema_name", "table_name")
        return f"{SHOWN}.{schema}" if (SHOWN, schema, name) in known else schema

    def columns(self, table: str) -> list[str]:
        """Names of the columns of a table."""
        return list(self._connection.table(table).columns)

    def comment(self, table: str, text: str, columns: Mapping[str, str]) -> None:
        """Write the comments of a table and its columns."""
        self._connection.execute(commenting(table, text, columns))

    def referenced(self, select: str) -> set[str]:
        """Tables with a schema name that a statement reads; names of CTEs have no schema.

        Raises ``QueryError`` for text that is not one SELECT.
        """
        return set(base_tables(self._parsed(select)))

    def plain_columns(self, select: str) -> set[str]:
        """Names of columns that a statement uses without naming their table.

        Raises ``QueryError`` for text that is not one SELECT.
        """
        return set(plain_columns(self._parsed(select)))

    @property
    def _working(self) -> str:
        """The name by which the connection calls the file that it was opened with."""
        [(name,)] = self._connection.execute("select current_database()").fetchall()
        return str(name)

    def _parsed(self, select: str) -> Any:
        [(serialized,)] = self._connection.execute(
            "select json_serialize_sql($1)", [select]
        ).fetchall()
        parsed = json.loads(serialized)
        if parsed["error"]:
            raise QueryError(parsed["error_message"])
        return parsed

    def _listed(self, catalogue: str, *columns: str) -> list[tuple[Any, ...]]:
        """Columns of a table function that lists objects."""
        rows: list[tuple[Any, ...]] = (
            self._connection.table_function(catalogue).select(*columns).fetchall()
        )
        return rows

    def _make_schema_of(self, table: str) -> None:
        schema = table.rpartition(".")[0]
        self._connection.execute(f"create schema if not exists {quoted(schema)}")
