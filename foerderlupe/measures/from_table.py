"""A table of programme records that no source document describes, as records.

Belongs here: finding the columns of ``RECORDS`` in the table and understanding their cells, the
whole table or nothing. Does not belong here: reading the file (``matching.table``), how a kind of
cell is understood (``parse``), and what follows from records (``from_records``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.records import Table, demand_column, demand_ids
from foerderlupe.measures.spec import READABLE, MeasuresSpec
from foerderlupe.model.columns import COLUMNS
from foerderlupe.model.frames import RECORDS
from foerderlupe.parse.cells import read_texts
from foerderlupe.parse.duration import combine_duration
from foerderlupe.parse.fields import FIELD_SCHEMA
from foerderlupe.parse.kinds import Reader, Reading, reader_for
from foerderlupe.parse.marks import only_stated
from foerderlupe.parse.unreadable import Unreadable
from foerderlupe.spec.document import ColumnRule
from foerderlupe.spec.positions import Positioned

_PERIODS = ("period_from", "period_to", "period")
# Kinds of amounts are written alike.
_FIELDS = {"amount_eur": "amount_bewilligt"}
_READ_AS_FIELDS = (*_PERIODS, "amount_eur", "call_year", "postcode", "ags")
_FLAGS = {"true": True, "1": True, "ja": True, "false": False, "0": False, "nein": False}
_READ = ("value_raw", "value", "precision", "start", "end", "open")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEVEL = "measure"


@dataclass(frozen=True)
class _Told:
    """A table, and the name in it of each column of RECORDS that it has."""

    table: Table
    called: Mapping[str, str]

    def cells(self, name: str) -> pl.Series:
        """The cells of a column of RECORDS, null where they say that nothing is known."""
        return only_stated(self.table.frame[self.called[name]]).alias(name)

    def problem(self, name: str, row: int, found: str, expected: str) -> Problem:
        """What is wrong with one cell; ``row`` from 0."""
        return Problem(
            found,
            expected,
            "Correct the table, or leave the column out.",
            file=str(self.table.path),
            row=row + 1,
            column=self.called[name],
        )


def records_of(table: Table, spec: MeasuresSpec, declared: Positioned) -> pl.DataFrame:
    """The rows of the table as ``RECORDS``, in their order; columns that are not there are null.

    Raises ``DeclarationError`` for a table without a title, for columns of the spec that it does
    not have, ids that are missing or double, and for the first cell of each column that cannot be
    read, with its row.
    """
    told = _Told(table, _called(table, spec, declared))
    demand_ids(table, spec.id)
    read, problems = _understood(told, spec)
    period = _period(read, table.frame.height)
    problems += _backwards(period, told)
    if problems:
        raise DeclarationError(*problems)
    records = table.frame.select(
        pl.col(spec.id).alias("record_id"), pl.int_range(1, pl.len() + 1).alias("source_row")
    ).with_columns(
        *_source(table, spec),
        *(told.cells(name) for name in told.called if name not in read),
        *(frame["value"].alias(name) for name, frame in read.items() if name not in period),
        *period,
    )
    return _with_defaults(RECORDS.conform(records), read, spec)


def _called(table: Table, spec: MeasuresSpec, declared: Positioned) -> dict[str, str]:
    """The column of the table for each of ``READABLE`` that it has."""
    for name, theirs in spec.columns.items():
        demand_column(table, theirs, declared, ("columns", name))
    for key, needed in (("id", spec.id), ("source", spec.source)):
        if needed is not None:
            demand_column(table, needed, declared, (key,))
    taken = {*spec.columns.values(), spec.id, spec.source}
    same = {name: name for name in READABLE if name in table.frame.columns and name not in taken}
    called = {**same, **spec.columns}
    if "title" not in called:
        demand_column(table, "title", declared, ("columns",))
    # A column without any value is as one that is not there, and cheaper so.
    filled = table.frame.null_count().row(0, named=True)
    return {name: theirs for name, theirs in called.items() if filled[theirs] < table.frame.height}


def _is_read(name: str) -> bool:
    """Whether the cells of a column are more than texts."""
    return name in _READ_AS_FIELDS or name == "period_open" or bool(COLUMNS[name].vocabulary)


def _read(cells: pl.Series, name: str, spec: MeasuresSpec) -> pl.DataFrame:
    """``CELL_SCHEMA`` per cell.

    A column that is called as in core.records holds what core.records holds: its period_to is the
    first day after the period. In a column that the spec names it is as lists print it, the last.
    """
    if name in _READ_AS_FIELDS:
        field = _FIELDS.get(name, name)
        reader = reader_for(field, ColumnRule(field=field), spec)
        half_open = name == "period_to" and name not in spec.columns
        return read_texts(cells, partial(_half_open, reader) if half_open else reader)
    if name == "period_open":
        return read_texts(cells, _flag)
    return read_texts(cells, partial(_word, COLUMNS[name].vocabulary or ()))


def _half_open(reader: Reader, text: str) -> Reading:
    read = reader(text)
    return replace(read, end=read.start) if _DAY.match(text) else read


def _flag(text: str) -> Reading:
    if text.lower() not in _FLAGS:
        raise Unreadable("neither true nor false", f"one of {', '.join(_FLAGS)}")
    return Reading(text, open=_FLAGS[text.lower()])


def _word(vocabulary: tuple[str, ...], text: str) -> Reading:
    if text.casefold() not in vocabulary:
        raise Unreadable("an unknown word", f"one of {', '.join(vocabulary)}")
    return Reading(text.casefold())


def _understood(told: _Told, spec: MeasuresSpec) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Columns that are more than texts as frames of ``_READ``; the first bad cell of each."""
    read, problems = {}, []
    for name in filter(_is_read, told.called):
        cells = _read(told.cells(name), name, spec)
        bad = cells["reason"].is_not_null().arg_true()
        if bad.len():
            value, reason, expected = cells.select("value_raw", "reason", "expected").row(bad[0])
            problems.append(told.problem(name, bad[0], f"'{value}' ({reason})", expected))
        read[name] = cells.select(_READ)
    return read, problems


def _period(read: Mapping[str, pl.DataFrame], height: int) -> pl.DataFrame:
    """period, period_from, period_to, period_precision, period_open; stated ones come first."""
    nowhere = [pl.lit(None, pl.String).alias(name) for name in ("list_column", "rule")]
    fields = {
        name: read[name].with_columns(nowhere).select(FIELD_SCHEMA.names())
        for name in _PERIODS
        if name in read
    }
    period = combine_duration(fields, height).drop("list_column")
    stated = {"period_precision": "value", "period_open": "open"}
    return period.with_columns(
        read[name][value].fill_null(period[name]).alias(name)
        for name, value in stated.items()
        if name in read
    )


def _source(table: Table, spec: MeasuresSpec) -> Iterator[pl.Series]:
    """The list of each row, where the table names one."""
    name = spec.source or "source_id"
    if name in table.frame.columns:
        yield table.frame[name].alias("source_id")


def _with_defaults(
    records: pl.DataFrame, read: Mapping[str, pl.DataFrame], spec: MeasuresSpec
) -> pl.DataFrame:
    amount = read.get("amount_eur")
    precision = records["amount_precision"] if amount is None else amount["precision"]
    return records.with_columns(
        pl.col("source_id").fill_null(""),
        pl.col("list_level").fill_null(_LEVEL),
        pl.col("default_region").fill_null(pl.lit(spec.default_region, pl.String)),
        pl.col("amount_precision").fill_null(precision),
    )


def _backwards(period: pl.DataFrame, told: _Told) -> Iterator[Problem]:
    """The first period that ends before it begins."""
    bad = (period["period_to"] <= period["period_from"]).fill_null(value=False).arg_true()
    if bad.len():
        start, end = period.select("period_from", "period_to").row(bad[0])
        name = next(name for name in ("period_to", *_PERIODS) if name in told.called)
        found = f"a period from {start} to before {end}"
        yield told.problem(name, bad[0], found, "an end after the beginning")
