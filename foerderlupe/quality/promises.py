"""What the declarations promise, as one list of checks.

Belongs here: collecting promises from source documents, SQL headers and check files.
Does not belong here: evaluating them (``quality.expectations``), and what every table promises
without saying so (``quality.keeping``).
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


def promises_of_table(table: TableFile) -> Iterator[Promise]:
    """The promises that stand in the header of a table."""
    grain = tuple(table.header.grain)
    for check in table.header.checks:
        yield _promise(table.key, table.key, check, grain)


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


def _as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]
