"""One or two tables as one frame of records, as a spec says.

Belongs here: finding the columns of the spec in the tables, and refusing what cannot be matched.
Does not belong here: reading files (``table``) and comparing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.blocks import hash_key
from foerderlupe.matching.columns import Column, column
from foerderlupe.matching.kinds import guess
from foerderlupe.matching.listed import Listed, listed
from foerderlupe.matching.size import Size
from foerderlupe.matching.spec import ColumnSpec, Spec
from foerderlupe.matching.tokens import folded_values
from foerderlupe.spec.positions import Location, Positioned

Called = dict[str, dict[str, str]]
"""Column and side, and what the column is called there."""


@dataclass(frozen=True)
class Table:
    """A table, all cells text, and the file that it is from; ``side`` is left or right."""

    frame: pl.DataFrame
    path: Path
    side: str


@dataclass(frozen=True)
class Records:
    """The records of all tables in the order of table and id, so that row order has no effect.

    ``frame`` has #side, #id, the cells of each column, and of those that the spec needs besides;
    ``keys`` has record and key (UInt64) of the keys that the spec adds; ``listed`` the list of
    each record where the spec names a column of lists.
    """

    frame: pl.DataFrame
    columns: Sequence[Column]
    size: Size
    keys: pl.DataFrame
    listed: Listed | None


def gather(tables: Sequence[Table], spec: Spec, declared: Positioned) -> Records:
    """The records of one or two tables.

    Raises ``DeclarationError`` for a column that is not there or has no value, for ids that are
    missing or double, for tables without a common column, and for lists in two tables.
    """
    chosen = _stated(tables, spec, declared) or _shared(tables, spec, declared)
    if not chosen:
        raise _problem(declared, (), "no column that all tables have", "columns to compare")
    besides = _besides(tables, spec, chosen, declared)
    parts = [_part(table, spec, {**chosen, **besides}, declared) for table in tables]
    frame = pl.concat(parts)
    first_right = parts[0].height if len(parts) > 1 else None
    columns = [_column(name, frame[name], spec) for name in chosen]
    return Records(
        frame,
        columns,
        Size(frame.height, first_right),
        _keys(frame, spec),
        None if spec.source is None else listed(frame[spec.source]),
    )


def _column(name: str, cells: pl.Series, spec: Spec) -> Column:
    stated = spec.columns.get(name, ColumnSpec())
    kind = stated.kind or guess(cells)
    return column(name, kind, cells, spec.comparisons.get(name), stated.weight)


def _keys(frame: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Equal in comparison form counts; a record without one of the values has no such key."""
    records = frame.with_row_index("record")
    found = []
    for place, names in enumerate(spec.keys):
        folded = [folded_values(frame[name]).alias(f"#{at}") for at, name in enumerate(names)]
        known = records.select("record", pl.lit(str(place)).alias("#"), *folded).drop_nulls()
        found.append(hash_key(known, *known.columns[1:]))
    empty = pl.DataFrame(schema={"record": pl.UInt32, "key": pl.UInt64})
    return pl.concat([empty, *found])


def _besides(tables: Sequence[Table], spec: Spec, chosen: Called, declared: Positioned) -> Called:
    """The columns of keys and lists that are not compared; and whether all named ones are there."""
    for name in spec.comparisons:
        if name not in chosen:
            at = ("comparisons", name)
            raise _problem(declared, at, f"'{name}', which is not compared", _one_of(chosen))
    if spec.source is not None and len(tables) > 1:
        raise _problem(declared, ("source",), "two tables", "one table of several lists")
    named: dict[str, Location] = {}
    for place, key in enumerate(spec.keys):
        named |= dict.fromkeys(key, ("keys", place))
    if spec.source is not None:
        named[spec.source] = ("source",)
    for name, where in named.items():
        for table in tables if name not in chosen else ():
            demand_column(table, name, declared, where)
    return {name: {"left": name, "right": name} for name in named if name not in chosen}


def _one_of(names: Iterable[str]) -> str:
    return f"one of {', '.join(names)}"


def _stated(tables: Sequence[Table], spec: Spec, declared: Positioned) -> Called:
    stated: Called = {}
    for name, wanted in spec.columns.items():
        called = {"left": wanted.left or name, "right": wanted.right or wanted.left or name}
        for table in tables:
            demand_column(table, called[table.side], declared, ("columns", name))
            if table.frame[called[table.side]].null_count() == table.frame.height:
                found = f"no value in column '{called[table.side]}' of {table.path}"
                raise _problem(declared, ("columns", name), found, "a column with values")
        stated[name] = called
    return stated


def _shared(tables: Sequence[Table], spec: Spec, declared: Positioned) -> Called:
    passed_over = {spec.id.left, spec.id.right, spec.source, *spec.ignore}
    for place, name in enumerate(spec.ignore):
        if not any(name in table.frame.columns for table in tables):
            demand_column(tables[0], name, declared, ("ignore", place))
    names = [
        name
        for name in tables[0].frame.columns
        if name not in passed_over
        and all(name in table.frame.columns for table in tables)
        and all(table.frame[name].null_count() < table.frame.height for table in tables)
    ]
    return {name: {"left": name, "right": name} for name in names}


def _part(table: Table, spec: Spec, chosen: Called, declared: Positioned) -> pl.DataFrame:
    key = spec.id.left if table.side == "left" else spec.id.right
    demand_column(table, key, declared, ("id", table.side))
    demand_ids(table, key)
    cells = {name: table.frame[called[table.side]] for name, called in chosen.items()}
    of_table = pl.DataFrame({_SIDE: [table.side]}).join(
        pl.DataFrame({_ID: table.frame[key]}), how="cross"
    )
    return of_table.hstack(pl.DataFrame(cells)).sort(_ID)


_SIDE, _ID = "#side", "#id"


def demand_column(table: Table, name: str, declared: Positioned, at: Location) -> None:
    """Raise ``DeclarationError`` where a table has no such column; ``at`` names it in the spec."""
    if name not in table.frame.columns:
        found = f"no column '{name}' in {table.path}"
        raise _problem(declared, at, found, _one_of(table.frame.columns))


def demand_ids(table: Table, key: str) -> None:
    """Raise ``DeclarationError`` where the column ``key`` is not one id per row, each once."""
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
