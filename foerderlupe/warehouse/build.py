"""Tables built from SQL files, in the order their queries ask for.

Belongs here: loading inputs, ordering, building, commenting. Does not belong here: the meaning
of a table (its file), evaluation of checks (``quality``), publication (``publish``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from time import perf_counter
from typing import Protocol

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.model.columns import Column
from foerderlupe.warehouse.contract import ColumnNote, TableFile
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.statements import QueryError

_PREVIEW_ROWS = 5


class HasColumns(Protocol):
    """A contract that defines columns."""

    @property
    def columns(self) -> Mapping[str, ColumnNote]:
        """What columns mean that only this file derives."""


class Described(Protocol):
    """A SQL file whose header says what its columns mean."""

    @property
    def path(self) -> Path:
        """Where the file lies."""

    @property
    def header(self) -> HasColumns:
        """The contract of the file."""

    def describe(self, name: str) -> Column | None:
        """The definition of one of its columns."""


@dataclass(frozen=True)
class Built:
    """One table that was built."""

    key: str
    rows: int
    seconds: float
    preview: pl.DataFrame


def load_inputs(database: Database, stage: Mapping[str, pl.DataFrame | Path], sql: Path) -> None:
    """Load what SQL starts from: ``stage``, code lists into ``codes``, macros.

    A frame becomes a table; one that lies in a Parquet file is read from there where it is used.
    """
    for name, rows in stage.items():
        if isinstance(rows, Path):
            database.add_stored(f"stage.{name}", rows)
        else:
            database.add_frame(f"stage.{name}", rows)
    for path in sorted((sql / "codes").glob("*.csv")):
        database.add_csv(f"codes.{path.stem}", path)
    for path in sorted((sql / "macros").glob("*.sql")):
        database.execute(path.read_text(encoding="utf-8"))


def dependencies(database: Database, tables: Mapping[str, TableFile]) -> dict[str, set[str]]:
    """For each table the other tables that its query reads.

    Raises ``DeclarationError`` for all files together that are not one SELECT.
    """
    found: dict[str, set[str]] = {}
    problems = []
    for key, table in tables.items():
        try:
            found[key] = database.referenced(table.select)
        except QueryError as error:
            problems.append(_not_understood(table, error))
    if problems:
        raise DeclarationError(*problems)
    return found


def in_order(database: Database, tables: Mapping[str, TableFile]) -> list[TableFile]:
    """The tables, each after those it reads; equal ranks by name.

    Raises ``DeclarationError`` when tables read one another in a circle.
    """
    sorter = TopologicalSorter(
        {key: sorted(needs & set(tables)) for key, needs in dependencies(database, tables).items()}
    )
    try:
        return [tables[key] for key in sorter.static_order()]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        problem = Problem(f"a circle {circle}", "tables that build on others", "Break the circle.")
        raise DeclarationError(problem) from error


def build(database: Database, tables: Iterable[TableFile]) -> Iterator[Built]:
    """Build tables one after the other, with comments.

    Raises ``DeclarationError`` for a query that cannot run, for a column that neither the model
    nor the header defines, or that the header defines and the query does not give.
    """
    for table in tables:
        start = perf_counter()
        try:
            header = table.header
            rows = database.create(
                table.key, table.select, header.grain, published=header.published
            )
        except QueryError as error:
            raise DeclarationError(_not_understood(table, error)) from error
        columns = described_columns(table, database.columns(table.key))
        database.comment(
            table.key,
            table.header.description,
            {column.name: comment_of(column) for column in columns},
        )
        preview = database.head(table.key, _PREVIEW_ROWS)
        yield Built(table.key, rows, perf_counter() - start, preview)


def comment_of(column: Column) -> str:
    """The comment of a column: meaning, then unit or vocabulary."""
    parts = [column.comment]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        parts.append(f"One of: {', '.join(column.vocabulary)}.")
    return " ".join(parts)


def _not_understood(table: TableFile, error: QueryError) -> Problem:
    expected = "a SELECT that DuckDB runs"
    return Problem(str(error), expected, "Correct the query.", file=str(table.path))


def described_columns(table: Described, names: Sequence[str]) -> list[Column]:
    """The definitions of all columns that the query of a file gives.

    Raises ``DeclarationError`` for a column that neither the model nor the header defines, or
    that the header defines and the query does not give.
    """
    problems = [
        Problem(
            f"column '{name}' in the header only",
            "a column of the query",
            "Remove it from the header, or select it.",
            file=str(table.path),
        )
        for name in table.header.columns
        if name not in names
    ]
    described = {name: table.describe(name) for name in names}
    problems += [
        Problem(
            f"column '{name}' without a definition",
            "a definition in foerderlupe/model/columns.py or in the header",
            "Describe it in the header of the file.",
            file=str(table.path),
        )
        for name, column in described.items()
        if column is None
    ]
    if problems:
        raise DeclarationError(*problems)
    return [column for column in described.values() if column is not None]
