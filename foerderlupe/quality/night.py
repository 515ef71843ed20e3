"""All promises of one night.

Belongs here: which promises are checked together, and what their outcome means.
Does not belong here: single promises (``quality.promises``) and their evaluation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from foerderlupe.errors import Problem
from foerderlupe.model.frames import CHECK_RESULTS
from foerderlupe.quality.keeping import contract_results
from foerderlupe.quality.promises import (
    Promise,
    PromiseName,
    names_of_source,
    names_of_table,
    promise_of_file,
    promises_of_source,
    promises_of_table,
    source_table,
)
from foerderlupe.quality.validator import Validator
from foerderlupe.spec.document import SourceDocument
from foerderlupe.warehouse.contract import CheckFile, TableFile
from foerderlupe.warehouse.database import Database, open_database

_RECORDS = "core.records"


def names_of_all(
    documents: Iterable[SourceDocument], tables: Iterable[TableFile], files: Iterable[CheckFile]
) -> list[PromiseName]:
    """Names of all promises of a night, known before anything is built."""
    return [
        *(name for document in documents for name in names_of_source(document)),
        *(name for table in tables for name in names_of_table(table)),
        *(PromiseName(file.table, file.name, file.header.severity) for file in files),
    ]


def check_night(
    path: Path,
    documents: Mapping[str, SourceDocument],
    tables: Mapping[str, TableFile],
    files: Iterable[CheckFile],
    validator: Validator,
) -> pl.DataFrame:
    """CHECK_RESULTS of all promises on the working database at ``path``."""
    with open_database(path) as database:
        promises = [
            *_of_sources(database, documents),
            *(promise for table in tables.values() for promise in promises_of_table(table)),
            *_of_files(database, files),
        ]
        kept = [contract_results(database, table) for table in tables.values()]
    return pl.concat([*kept, validator.check(path, promises)])


def broken(results: pl.DataFrame, severity: str) -> pl.DataFrame:
    """The results of this severity that did not pass."""
    return results.filter(~pl.col("passed") & (pl.col("severity") == severity))


def as_problems(results: pl.DataFrame) -> list[Problem]:
    """Broken promises in words, with the rows that break them."""
    return [
        Problem(
            f"{row['failing_rows'] if row['failing_rows'] is not None else 'some'} failing rows, "
            f"for example {row['sample']}",
            f"{row['expectation']} ({row['check_name']})",
            row["advice"] or "Correct the list, its document or the SQL file.",
            source=row["checked_table"],
        )
        for row in results.iter_rows(named=True)
    ]


def unusable_judgements(problems: Iterable[Problem]) -> pl.DataFrame:
    """Lines of the judgement file that are not used, as broken promises that block nothing."""
    rows = [
        {
            "checked_table": "core.judgements",
            "check_name": "every_line_can_be_used",
            "expectation": "a line that can be used",
            "severity": "warning",
            "passed": False,
            "failing_rows": 1,
            "sample": str(problem),
            "advice": problem.advice,
        }
        for problem in problems
    ]
    return CHECK_RESULTS.conform(pl.DataFrame(rows)) if rows else CHECK_RESULTS.empty()


def _of_sources(database: Database, documents: Mapping[str, SourceDocument]) -> Iterable[Promise]:
    for document in documents.values():
        if not document.checks:
            continue
        table = source_table(document.source_id)
        database.add_part(table, _RECORDS, "source_id", document.source_id)
        # A list that could not be used tonight is amber; it must not keep the others back.
        blocking = None if database.count(table) else "warning"
        for promise in promises_of_source(document):
            yield replace(promise, severity=blocking or promise.severity)


def _of_files(database: Database, files: Iterable[CheckFile]) -> Iterable[Promise]:
    for number, file in enumerate(files):
        failing = f"failing.check_{number}"
        database.create(failing, file.select)
        yield promise_of_file(file, failing)
