"""The one module that speaks to DuckDB.

Belongs here: connections, queries, moving frames in and tables out.
Does not belong here: names and comments of objects (``warehouse.catalogue``); what any table
means, and any query; those stand in ``sql/``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from foerderlupe.warehouse.catalogue import Catalogue
from foerderlupe.warehouse.statements import Macro, base_tables, plain_columns, quoted

_NULL = duckdb.ConstantExpression(None)


class QueryError(Exception):
    """A statement that DuckDB does not understand or cannot run."""


class Database(Catalogue):
    """The rows of one DuckDB connection, and queries on them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(connection)
        self._connection: duckdb.DuckDBPyConnection = connection

    def add_frame(self, table: str, frame: pl.DataFrame) -> None:
        """Create ``schema.table`` from a frame."""
        self._make_schema_of(table)
        # DuckDB finds no polars frame inside a relation's lifetime unless it is named here.
        self._connection.register("incoming", frame.to_arrow())
        self._connection.table("incoming").create(table)
        self._connection.unregister("incoming")

    def replace_frame(self, table: str, frame: pl.DataFrame) -> None:
        """Put a frame in the place of a table."""
        self._connection.execute(f"drop table {quoted(table)}")
        self.add_frame(table, frame)

    def add_csv(self, table: str, path: Path) -> None:
        """Create ``schema.table`` from a code list; every column is text, since keys are."""
        self._make_schema_of(table)
        self._connection.read_csv(str(path), header=True, all_varchar=True).create(table)

    def add_parquet(self, table: str, path: Path, like: str) -> None:
        """Create a view of a Parquet file with the columns of another table.

        Columns that the file does not have are null; nothing is read before it is asked for.
        """
        self._make_schema_of(table)
        stored = self._connection.read_parquet(str(path))
        wanted = self._connection.table(like)
        columns = [
            (duckdb.ColumnExpression(name) if name in stored.columns else _NULL)
            .cast(dtype)
            .alias(name)
            for name, dtype in zip(wanted.columns, wanted.types, strict=True)
        ]
        # A view is created in the schema in use; a name with a point would become its name.
        schema, _, name = table.partition(".")
        self._connection.execute(f"use {quoted(schema)}")
        stored.select(*columns).create_view(name)
        self._connection.execute("use main")

    def create(self, table: str, select: str) -> int:
        """Create ``schema.table`` from a SELECT, ordered by all its columns; gives its rows.

        Raises ``QueryError`` with what DuckDB says of the statement.
        """
        self._make_schema_of(table)
        try:
            self._connection.sql(select).order("all").create(table)
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        return self.count(table)

    def store(self, macro: Macro, schema: str = "main") -> None:
        """Store a macro; DuckDB looks up what it reads.

        Raises ``QueryError`` with what DuckDB says of its query.
        """
        try:
            for statement in macro.statements(schema):
                self._connection.execute(statement)
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def query(self, select: str, parameters: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """The rows of a SELECT; named parameters are bound, never formatted in.

        Raises ``QueryError`` with what DuckDB says of the statement.
        """
        try:
            relation = self._connection.sql(select, params=dict(parameters or {}))
            frame: pl.DataFrame = relation.pl() if relation is not None else pl.DataFrame()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        return frame

    def table(self, table: str) -> pl.DataFrame:
        """All rows of a table."""
        frame: pl.DataFrame = self._connection.table(table).pl()
        return frame

    def head(self, table: str, rows: int) -> pl.DataFrame:
        """The first rows of a table."""
        frame: pl.DataFrame = self._connection.table(table).limit(rows).pl()
        return frame

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        [(rows,)] = self._connection.table(table).count("*").fetchall()
        return int(rows)

    def incomplete(self, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """The values of these columns in rows in which one of them is null."""
        empty = [duckdb.ColumnExpression(column).isnull() for column in columns]
        frame: pl.DataFrame = (
            self._connection.table(table).filter(reduce(or_, empty)).select(*columns).pl()
        )
        return frame

    def repeated(self, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """The values of these columns that more than one row has, once each."""
        values = self._connection.table(table).select(*columns)
        [(distinct,)] = values.distinct().count("*").fetchall()
        if distinct == self.count(table):
            return pl.DataFrame()
        frame: pl.DataFrame = values.pl()
        return frame.filter(frame.is_duplicated()).unique().sort(columns)

    def outside(
        self, table: str, column: str, vocabulary: Sequence[str], identify: Sequence[str]
    ) -> pl.DataFrame:
        """The rows whose value in a column is not in the vocabulary; null is no value."""
        allowed = [duckdb.ConstantExpression(value) for value in vocabulary]
        unknown = duckdb.ColumnExpression(column).isnotin(*allowed)
        shown = dict.fromkeys([*identify, column])
        frame: pl.DataFrame = self._connection.table(table).filter(unknown).select(*shown).pl()
        return frame

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

    def holds(self, table: str, column: str, value: str) -> bool:
        """True where a row of the table has this value in the column."""
        same = duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value)
        return bool(self._connection.table(table).filter(same).limit(1).fetchall())

    def write_parquet(self, table: str, path: Path) -> None:
        """Write a table as Parquet; equal rows give equal bytes."""
        self._connection.table(table).write_parquet(str(path), compression="zstd")

    def write_csv(self, table: str, path: Path) -> None:
        """Write a table as UTF-8 CSV with a header."""
        self._connection.table(table).write_csv(str(path), header=True)

    def copy_to(self, path: Path, tables: list[str], macros: Iterable[Macro] = ()) -> None:
        """Copy tables into a new database file in a format that older clients read.

        ``macros`` are stored beside them. Raises ``QueryError`` for one that does not bind.
        """
        with self._attached(path) as target:
            for table in tables:
                self._copy(table, target)
            for macro in macros:
                self.store(macro, f"{target}.main")

    def _parsed(self, select: str) -> Any:
        [(serialized,)] = self._connection.execute(
            "select json_serialize_sql($1)", [select]
        ).fetchall()
        parsed = json.loads(serialized)
        if parsed["error"]:
            raise QueryError(parsed["error_message"])
        return parsed


@contextmanager
def new_database(path: Path) -> Iterator[Database]:
    """A connection to a new file; one of that name that is left from before is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
    with open_database(path) as database:
        yield database


@contextmanager
def open_database(path: Path | None = None, *, read_only: bool = False) -> Iterator[Database]:
    """A connection to a file, or to memory without one; closed at the end."""
    target = str(path) if path is not None else ":memory:"
    connection = duckdb.connect(target, read_only=read_only)
    # Long queries would draw into the log of the night.
    connection.execute("set enable_progress_bar = false")
    try:
        yield Database(connection)
    finally:
        connection.close()
