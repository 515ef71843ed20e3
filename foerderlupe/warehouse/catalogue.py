"""What a database holds: schemas, tables, comments.

Belongs here: names and comments of objects, and moving them into another file.
Does not belong here: rows and queries (``warehouse.database``), the text of statements
(``warehouse.statements``).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foerderlupe.warehouse.statements import commenting, literal, quoted

# Read by every client from DuckDB 1.4 on, DuckDB-WASM included; the default of 2.0 is not.
STORAGE_VERSION = "v1.4.0"
_TARGET = "target"


class Catalogue:
    """The objects of one DuckDB connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, statement: str) -> None:
        """Run one statement that gives no rows, such as a macro definition."""
        self._connection.execute(statement)

    def tables(self, schema: str) -> list[str]:
        """Keys of the tables of a schema, sorted."""
        known = self._listed("duckdb_tables", "schema_name", "table_name")
        return sorted(f"{schema}.{name}" for of_schema, name in known if of_schema == schema)

    def columns(self, table: str) -> list[str]:
        """Names of the columns of a table."""
        return list(self._connection.table(table).columns)

    def comment(self, table: str, text: str, columns: Mapping[str, str]) -> None:
        """Write the comments of a table and its columns."""
        self._connection.execute(commenting(table, text, columns))

    @contextmanager
    def _attached(self, path: Path) -> Iterator[str]:
        """A new file in a format that older clients read, and the name that it has meanwhile."""
        self.execute(
            f"attach {literal(str(path))} as {_TARGET} (storage_version '{STORAGE_VERSION}')"
        )
        try:
            yield _TARGET
        finally:
            self.execute(f"detach {_TARGET}")

    def _copy(self, table: str, target: str) -> None:
        """Copy a table with its comments into an attached file."""
        self._make_schema_of(f"{target}.{table}")
        self._connection.table(table).create(f"{target}.{table}")
        [text] = self._described("duckdb_tables", "table_name", table).values() or [""]
        self.comment(
            f"{target}.{table}", text, self._described("duckdb_columns", "column_name", table)
        )

    def _described(self, catalogue: str, item: str, table: str) -> dict[str, str]:
        """The comments of a table, or of its columns; what has none is left out."""
        place = ("database_name", "schema_name", "table_name")
        return {
            name: comment
            for database, schema, of, name, comment in self._listed(
                catalogue, *place, item, "comment"
            )
            if database != _TARGET and f"{schema}.{of}" == table and comment
        }

    def _listed(self, catalogue: str, *columns: str) -> list[tuple[Any, ...]]:
        """Columns of a table function that lists objects."""
        rows: list[tuple[Any, ...]] = (
            self._connection.table_function(catalogue).select(*columns).fetchall()
        )
        return rows

    def _make_schema_of(self, table: str) -> None:
        schema = table.rpartition(".")[0]
        self._connection.execute(f"create schema if not exists {quoted(schema)}")
