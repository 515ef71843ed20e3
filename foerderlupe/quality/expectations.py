"""The one module that speaks to Great Expectations.

Belongs here: turning promises into expectations, running them in SQL on the working database,
and turning the outcome into rows of CHECK_RESULTS. Does not belong here: which promises there
are (``quality.promises``) and what a failure means for the run (``assets``).

The library takes seconds to import, so that nothing imports this module but the process that
``quality.validator`` starts. The engine options are those without which every expectation
fails on DuckDB: its driver knows no rollback outside a transaction.
"""

import json
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import uuid4

from foerderlupe.quality.promises import Promise
from foerderlupe.warehouse.catalogue import Catalogue, shown_file
from foerderlupe.warehouse.database import open_database

os.environ["GX_ANALYTICS_ENABLED"] = "false"

with warnings.catch_warnings():
    # It imports Spark's client, too, where that is installed, which warns of pandas 3.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    import great_expectations as gx

import polars as pl
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.datasource.fluent.pandas_datasource import PandasDatasource
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from sqlalchemy import event
from sqlalchemy.pool import Pool

_ENGINE = {
    "pool_reset_on_return": None,
    "isolation_level": "AUTOCOMMIT",
    "skip_autocommit_rollback": True,
}
_SAMPLE = 5
# The library writes no such expectation in the SQL of DuckDB; these see a pandas frame.
_NOT_IN_SQL = ("regex", "like_pattern", "strftime", "dateutil", "json")


def check_promises(database: Path, promises: Iterable[Promise]) -> list[dict[str, Any]]:
    """One row per promise, in the order given, with the columns of CHECK_RESULTS.

    An expectation that cannot be evaluated has failed, and its sample says why.
    """
    asked = sorted(enumerate(promises), key=_together)
    # Read before the library connects: DuckDB gives a file to one kind of connection at a time.
    with open_database(database) as opened:
        tables = {p.table: opened.table(p.table) for _, p in asked if not _in_sql(p)}
        schemas = {p.table: opened.schema_of(p.table) for _, p in asked}
    with _published_tables_found(database):
        return _check(database, asked, tables, schemas)


@contextmanager
def _published_tables_found(database: Path) -> Iterator[None]:
    """Connections of the library attach the file in which the published tables lie."""

    def attach(connection: Any, _: Any) -> None:
        Catalogue(connection).attach_shown(shown_file(database))

    event.listen(Pool, "connect", attach)
    try:
        yield
    finally:
        event.remove(Pool, "connect", attach)


def _check(
    database: Path,
    asked: list[tuple[int, Promise]],
    tables: dict[str, pl.DataFrame],
    schemas: dict[str, str],
) -> list[dict[str, Any]]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_sql(  # type: ignore[call-arg]
        "working_database", connection_string=f"duckdb:///{database}", kwargs=_ENGINE
    )
    frames = context.data_sources.add_pandas("frames")
    rows: dict[int, dict[str, Any]] = {}
    for together, group in groupby(asked, key=_together):
        table, identify, in_sql = together
        batch = (
            _sql_batch(source, table, schemas[table])
            if in_sql
            else _frame_batch(frames, table, tables[table])
        )
        rows |= _check_batch(batch, identify, dict(group))
    # Without both the lock on the database file stays with this process.
    source.get_execution_engine().close()
    source.get_engine().dispose()
    return [rows[position] for position in sorted(rows)]


def problems_of(promises: Iterable[Promise]) -> list[tuple[str, str]]:
    """Subject and mistake of each promise that Great Expectations does not understand."""
    problems = []
    for promise in promises:
        try:
            _configured(promise, []).to_domain_obj()
        except Exception as error:  # the library raises a different class for each mistake
            said = str(error).replace("\n", " ")
            problems.append((promise.subject, f"{promise.name}: {said}"))
    return problems


def _together(item: tuple[int, Promise]) -> tuple[str, tuple[str, ...], bool]:
    """Promises that one batch of data answers."""
    promise = item[1]
    return promise.table, promise.identify, _in_sql(promise)


def _in_sql(promise: Promise) -> bool:
    return not any(word in promise.expectation for word in _NOT_IN_SQL)


def _sql_batch(source: SQLDatasource, table: str, schema: str) -> Batch:
    name = table.partition(".")[2]
    assets = {asset.name: asset for asset in source.assets}
    asset = assets.get(table) or source.add_table_asset(table, table_name=name, schema_name=schema)
    return asset.get_batch(asset.build_batch_request())


def _frame_batch(frames: PandasDatasource, table: str, frame: pl.DataFrame) -> Batch:
    asset = frames.add_dataframe_asset(f"{table} {uuid4()}")
    definition = asset.add_batch_definition_whole_dataframe("all")
    return definition.get_batch({"dataframe": frame.to_pandas()})


def _check_batch(
    batch: Batch, identify: tuple[str, ...], promises: dict[int, Promise]
) -> dict[int, dict[str, Any]]:
    # The library takes two promises of the same words for one; each gets the result.
    alike: dict[str, list[int]] = {}
    for position, promise in promises.items():
        words = json.dumps([promise.expectation, promise.kwargs], sort_keys=True, default=str)
        alike.setdefault(words, []).append(position)
    suite = gx.ExpectationSuite(name=f"suite {uuid4()}")
    for positions in alike.values():
        expectation = _configured(promises[positions[0]], positions)
        suite.add_expectation(expectation.to_domain_obj())
    result_format: dict[str, Any] = {
        "result_format": "SUMMARY",
        "partial_unexpected_count": _SAMPLE,
    }
    if identify:
        result_format["unexpected_index_column_names"] = list(identify)
    outcome = batch.validate(suite, result_format=result_format)
    return {
        position: _row(promises[position], result)
        for result in outcome.results
        for position in _positions(result)
    }


def _positions(result: ExpectationValidationResult) -> list[int]:
    assert result.expectation_config is not None
    assert result.expectation_config.meta is not None
    return list(result.expectation_config.meta["positions"])


def _configured(promise: Promise, positions: list[int]) -> ExpectationConfiguration:
    return ExpectationConfiguration(
        type=promise.expectation,
        kwargs=dict(promise.kwargs),
        severity=FailureSeverity(promise.severity),
        meta={"positions": positions},
    )


def _row(promise: Promise, result: ExpectationValidationResult) -> dict[str, Any]:
    found = result.result
    failing = found.get("unexpected_count", found.get("observed_value"))
    counted = isinstance(failing, int) and not result.success
    return {
        "checked_table": promise.subject,
        "check_name": promise.name,
        "expectation": promise.expectation,
        "severity": promise.severity,
        "passed": bool(result.success),
        "checked_rows": found.get("element_count"),
        "failing_rows": failing if counted else 0 if result.success else None,
        "sample": None if result.success else _sample(result),
        "advice": promise.advice,
    }


def _sample(result: ExpectationValidationResult) -> str:
    found = result.result
    rows = found.get("partial_unexpected_index_list") or found.get("partial_unexpected_list")
    if rows:
        return json.dumps(rows[:_SAMPLE], ensure_ascii=False, default=str)
    if "observed_value" in found:
        return json.dumps({"observed": found["observed_value"]}, default=str)
    return json.dumps({"could not be evaluated": str(result.exception_info)[-600:]})
