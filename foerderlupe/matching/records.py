"""One or two tables as one frame of records, as a spec says.

Belongs here: finding the columns of the spec in the tables, and refusing what cannot be matched.
Does not belong here: reading files (``table``) and comparing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.columns import Column, column
from foerderlupe.matching.kinds import guess
from foerderlupe.matching.learning import Size
from foerderlupe.matching.spec import Spec
from foerderlupe.spec.positions import Location, Positioned


@dataclass(frozen=True)
class Table:
    """A table, all cells text, and the file that it is from; ``side`` is left or right."""

    frame: pl.DataFrame
    path: Path
    side: str


@dataclass(frozen=True)
class Records:
    """The records of all tables in the order of table and id, so that row order has no effect.

    ``frame`` has #side, #id, and the cells of each column.
    """

    frame: pl.DataFrame
    columns: Sequence[Column]
    size: Size


def gather(tables: Sequence[Table], spec: Spec, declared: Positioned) -> Records:
    """The records of one or two tables.

    Raises ``DeclarationError`` for a column that is not there or has no value, for ids that are
    missing or double, and for tables without a common column.
    """
    chosen = _stated(tables, spec, declared) or _shared(tables, spec)
    if not chosen:
        raise _problem(declared, (), "no column that all tables have", "columns to compare")
    parts = [_part(table, spec, chosen, declared) for table in tables]
    frame = pl.concat(parts)
    first_right = parts[0].height if len(parts) > 1 else None
    kinds = {name: spec.columns[name].kind if name in spec.columns else None for name in chosen}
    columns = [column(name, kinds[name] or guess(frame[name]), frame[name]) for name in chosen]
    return Records(frame, columns, Size(frame.height, first_right))


def _stated(tables: Sequence[Table], spec: Spec, declared: Positioned) -> dict[str, dict[str, str]]:
    """Column and side, and what the column is called there."""
    stated: dict[str, dict[str, str]] = {}
    for name, wanted in spec.columns.items():
        called = {"left": wanted.left or name, "right": wanted.right or wanted.left or name}
        for table in tables:
            _demand_column(table, called[table.side], declared, ("columns", name))
            if table.frame[called[table.side]].null_count() == table.frame.height:
                found = f"no value in column '{called[table.side]}' of {table.path}"
                raise _problem(declared, ("columns", name), found, "a column with values")
        stated[name] = called
    return stated


def _shared(tables: Sequence[Table], spec: Spec) -> dict[str, dict[str, str]]:
    ids = {spec.id.left, spec.id.right}
    names = [
        name
        for name in tables[0].frame.columns
        if name not in ids
        and all(name in table.frame.columns for table in tables)
        and all(table.frame[name].null_count() < table.frame.height for table in tables)
    ]
    return {name: {"left": name, "right": name} for name in names}


def _part(
    table: Table, spec: Spec, chosen: dict[str, dict[str, str]], declared: Positioned
) -> pl.DataFrame:
    key = spec.id.left if table.side == "left" else spec.id.right
    _demand_column(table, key, declared, ("id", table.side))
    _demand_ids(table, key)
    cells = {name: table.frame[called[table.side]] for name, called in chosen.items()}
    of_table = pl.DataFrame({_SIDE: [table.side]}).join(
        pl.DataFrame({_ID: table.frame[key]}), how="cross"
    )
    return of_table.hstack(pl.DataFrame(cells)).sort(_ID)


_SIDE, _ID = "#side", "#id"


def _demand_column(table: Table, name: str, declared: Positioned, at: Location) -> None:
    if name not in table.frame.columns:
        there = ", ".join(table.frame.columns)
        found = f"no column '{name}' in {table.path}"
        raise _problem(declared, at, found, f"one of {there}")


def _demand_ids(table: Table, key: str) -> None:
    ids = table.frame[key]
    bad, found = ids.is_null(), "no id"
    if not bad.any():
        bad, found = ids.is_duplicated(), "an id that other rows have too"
    if bad.any():
        raise DeclarationError(
            Problem(
                f"{found} ({int(bad.sum())} rows)",
                "one id per row, each once",
                "Correct the table or name another column as id.",
                file=str(table.path),
                row=int(bad.arg_true()[0]) + 1,
                column=key,
            )
        )


def _problem(declared: Positioned, at: Location, found: str, expected: str) -> DeclarationError:
    return DeclarationError(
        Problem(
            found,
            expected,
            "Correct the spec or the table.",
            file=str(declared.path),
            line=declared.line(at),
        )
    )
