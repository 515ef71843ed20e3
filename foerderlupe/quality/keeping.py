"""What every table promises without saying so: its key is complete and unique, and closed
vocabularies hold.

Belongs here: checking these promises of all tables, directly on the working database; there are
hundreds of them, and Great Expectations takes longer to plan one than DuckDB to answer it.
Does not belong here: promises that somebody wrote down (``quality.promises``).
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from foerderlupe.model.frames import CHECK_RESULTS
from foerderlupe.quality.promises import CONTRACT
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database

_ADVICE = "Correct the SQL file or its header; see 'grain' and the vocabularies of its columns."
_SAMPLE = 5


def contract_results(database: Database, table: TableFile) -> pl.DataFrame:
    """CHECK_RESULTS of the contract of one table, in the words of Great Expectations."""
    rows = database.count(table.key)
    results = [
        {
            "checked_table": table.key,
            "check_name": CONTRACT,
            "expectation": expectation,
            "severity": "critical",
            "passed": failing.is_empty(),
            "checked_rows": rows,
            "failing_rows": failing.height,
            "sample": None if failing.is_empty() else failing.head(_SAMPLE).write_json(),
            "advice": None if failing.is_empty() else _ADVICE,
        }
        for expectation, failing in _checked(database, table)
    ]
    return CHECK_RESULTS.conform(pl.DataFrame(results, schema_overrides=dict(CHECK_RESULTS.schema)))


def _checked(database: Database, table: TableFile) -> Iterator[tuple[str, Any]]:
    grain = table.header.grain
    yield "expect_column_values_to_not_be_null", database.incomplete(table.key, grain)
    yield "expect_compound_columns_to_be_unique", database.repeated(table.key, grain)
    for name in database.columns(table.key):
        column = table.describe(name)
        if column is not None and column.vocabulary:
            unknown = database.outside(table.key, name, column.vocabulary, grain)
            yield "expect_column_values_to_be_in_set", unknown
