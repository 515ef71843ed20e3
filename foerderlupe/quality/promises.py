"""What the declarations promise, as one list of checks.

Belongs here: collecting promises from source documents, SQL headers and check files, and the
promises that every table makes without saying so (its key is unique and complete, closed
vocabularies hold). Does not belong here: evaluating them (``quality.expectations``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from foerderlupe.spec.document import Check, SourceDocument
from foerderlupe.warehouse.contract import CheckFile, TableFile


@dataclass(frozen=True)
class Promise:
    """One check in Great Expectations' words on one table of the working database.

    ``subject`` is who made the promise (``marts.measures``, ``source.esf_2014``), ``table`` the
    table that is looked at, ``identify`` the columns that name a failing row.
    """

    subject: str
    name: str
    table: str
    expectation: str
    kwargs: dict[str, Any]
    severity: str
    identify: tuple[str, ...] = ()
    advice: str | None = None


@dataclass(frozen=True)
class PromiseName:
    """Subject, name and severity of a promise, known before any table is built."""

    subject: str
    name: str
    severity: str = field(compare=False)


CONTRACT = "key_and_vocabularies_hold"


def names_of_table(table: TableFile) -> list[PromiseName]:
    """Names of all promises of a table."""
    own = [PromiseName(table.key, check_name(c), c.severity) for c in table.header.checks]
    return list(dict.fromkeys([*own, PromiseName(table.key, CONTRACT, "critical")]))


def names_of_source(document: SourceDocument) -> list[PromiseName]:
    """Names of all promises of a source document."""
    subject = source_table(document.source_id)
    own = [PromiseName(subject, check_name(check), check.severity) for check in document.checks]
    return list(dict.fromkeys(own))


def source_table(source_id: str) -> str:
    """Name of the table with the records of one list, in the working database."""
    return f"source.{source_id}"


def check_name(check: Check) -> str:
    """A name that stays the same when other checks are added: expectation and columns."""
    columns = [
        part
        for key in ("column", "column_A", "column_B", "column_list", "column_set")
        for part in _as_list(check.kwargs.get(key))
    ]
    return "__".join([check.expectation, *columns])


def promises_of_table(table: TableFile, columns: list[str]) -> Iterator[Promise]:
    """All promises of a table that has these columns."""
    grain = tuple(table.header.grain)
    for check in table.header.checks:
        yield _promise(table.key, table.key, check, grain)
    yield from (
        Promise(table.key, CONTRACT, table.key, expectation, kwargs, "critical", grain)
        for expectation, kwargs in (*_complete_and_unique(grain), *_vocabularies(table, columns))
    )


def promises_of_source(document: SourceDocument) -> Iterator[Promise]:
    """All promises of a source document on the records of its list."""
    table = source_table(document.source_id)
    for check in document.checks:
        yield _promise(table, table, check, ("source_row", "locator", "title"))


def promise_of_file(check: CheckFile, failing: str) -> Promise:
    """The promise of a check file whose failing rows stand in the table ``failing``."""
    return Promise(
        check.table,
        check.name,
        failing,
        "expect_table_row_count_to_equal",
        {"value": 0},
        check.header.severity,
        advice=f"{check.header.description} {check.header.advice}",
    )


def _promise(subject: str, table: str, check: Check, identify: tuple[str, ...]) -> Promise:
    return Promise(
        subject,
        check_name(check),
        table,
        check.expectation,
        check.kwargs,
        check.severity,
        identify,
    )


def _vocabularies(table: TableFile, columns: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in columns:
        column = table.describe(name)
        if column is not None and column.vocabulary:
            kwargs = {"column": name, "value_set": list(column.vocabulary)}
            yield "expect_column_values_to_be_in_set", kwargs


def _complete_and_unique(grain: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in grain:
        yield "expect_column_values_to_not_be_null", {"column": name}
    if len(grain) == 1:
        yield "expect_column_values_to_be_unique", {"column": grain[0]}
    else:
        yield "expect_compound_columns_to_be_unique", {"column_list": list(grain)}


def _as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]
