"""The one module that speaks to DuckDB.

Belongs here: connections, queries, moving frames in and tables out.
Does not belong here: names and comments of objects (``warehouse.catalogue``); what any table
means, and any query; those stand in ``sql/``.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from foerderlupe.warehouse.catalogue import SHOWN, Catalogue, shown_file
from foerderlupe.warehouse.statements import Macro, QueryError, quoted

_NULL = duckdb.ConstantExpression(None)


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

    def add_part(self, table: str, of: str, column: str, value: str) -> None:
        """Create ``schema.table`` from the rows of another table with this value in a column."""
        self._make_schema_of(table)
        same = duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value)
        self._connection.table(of).filter(same).create(table)

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
        self._create_view(table, stored.select(*columns))

    def add_stored(self, table: str, path: Path) -> None:
        """Create a view of a Parquet file; nothing is read before it is asked for."""
        self._make_schema_of(table)
        self._create_view(table, self._connection.read_parquet(str(path)))

    def _create_view(self, table: str, rows: duckdb.DuckDBPyRelation) -> None:
        # The view of a relation would be created in the schema in use, whatever its name says.
        self._connection.execute(f"create view {quoted(table)} as {rows.sql_query()}")

    def create(
        self, table: str, select: str, grain: Sequence[str] = (), *, published: bool = False
    ) -> int:
        """Create ``schema.table`` from a SELECT, ordered by all its columns; gives its rows.

        No two rows have the same values in the columns of ``grain``, where it is given: none of
        the columns behind them can change the order, so that they are not compared. A table that
        is ``published`` is created in the file of its kind, where there is one.
        Raises ``QueryError`` with what DuckDB says of the statement.
        """
        self._make_schema_of(table)
        try:
            rows = self._connection.sql(select)
            ordered = rows.sort(*_deciding(rows.columns, grain))
            ordered.create(self.place_of(table, published=published))
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

    @contextmanager
    def beside(self) -> Iterator["Database"]:
        """A second connection to the same files, for another thread; closed at the end."""
        other = Database(self._connection.cursor())
        try:
            if self._shown is not None:
                other.attach_shown(self._shown)
            yield other
        finally:
            other._connection.close()

    def hand_over(self, path: Path, macros: Iterable[Macro] = ()) -> None:
        """Copy the file with the published tables, in a format that older clients read.

        ``macros`` are stored beside them. Raises ``QueryError`` for one that does not bind.
        """
        for macro in macros:
            self.store(macro, f"{SHOWN}.main")
        self.execute(f"checkpoint {SHOWN}")
        assert self._shown is not None, "a database in one file has nothing to hand over"
        shutil.copyfile(self._shown, path)


def _deciding(columns: Sequence[str], grain: Sequence[str]) -> list[duckdb.Expression]:
    """The first columns, up to the last of ``grain``; all where one of it is not among them."""
    known = set(grain) <= set(columns)
    last = max((columns.index(name) for name in grain), default=-1) if known else -1
    return [duckdb.ColumnExpression(name) for name in (columns[: last + 1] or columns)]


@contextmanager
def new_database(path: Path) -> Iterator[Database]:
    """A connection to a new working database: two files, see ``warehouse.catalogue``.

    Files of that name that are left from before are removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for file in (path, shown_file(path)):
        for leftover in (file, file.with_name(f"{file.name}.wal")):
            leftover.unlink(missing_ok=True)
    with _connected(str(path), read_only=False) as database:
        database.attach_shown(shown_file(path))
        yield database


@contextmanager
def open_database(path: Path | None = None, *, read_only: bool = False) -> Iterator[Database]:
    """A connection to a file, or to memory without one; closed at the end.

    A working database is opened with the file of its published tables.
    """
    with _connected(str(path) if path is not None else ":memory:", read_only) as database:
        if path is not None and shown_file(path).exists():
            database.attach_shown(shown_file(path), read_only=read_only)
        yield database


@contextmanager
def _connected(target: str, read_only: bool) -> Iterator[Database]:
    connection = duckdb.connect(target, read_only=read_only)
    # Long queries would draw into the log of the night.
    connection.execute("set enable_progress_bar = false")
    try:
        yield Database(connection)
    finally:
        connection.close()
