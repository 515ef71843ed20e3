"""Promises: kept or broken, and which rows break them."""

import json
from pathlib import Path

import pytest

from foerderlupe.project import SOURCES
from foerderlupe.quality.promises import Promise, promises_of_source, promises_of_table
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import new_database


@pytest.fixture(scope="module")
def path(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("quality") / "warehouse.duckdb"
    with new_database(path) as database:
        database.add_frame("core.records", records)
        database.add_frame("core.nothing", records.clear())
    return path


@pytest.fixture(scope="module")
def results(validator, path):
    """Checks one promise and gives its row."""

    def results(expectation, table="core.records", severity="critical", **kwargs):
        promise = Promise(table, "x", table, expectation, kwargs, severity, ("record_id",))
        [row] = validator.check(path, [promise]).iter_rows(named=True)
        return row

    return results


KEPT_AND_BROKEN = [
    ("expect_column_values_to_not_be_null", {"column": "record_id"}, {"column": "title"}, "a:3"),
    (
        "expect_column_values_to_be_between",
        {"column": "amount_eur", "max_value": 20000},
        {"column": "amount_eur", "min_value": 0},
        "a:2",
    ),
    (
        "expect_column_values_to_be_in_set",
        {"column": "source_id", "value_set": ["a", "b"]},
        {"column": "list_level", "value_set": ["award"]},
        "b:1",
    ),
    (
        "expect_column_values_to_match_regex",
        {"column": "record_id", "regex": "^[a-z]+:[0-9]$"},
        {"column": "period_from", "regex": r"^\d{4}-\d{2}-\d{2}$"},
        "a:3",
    ),
    (
        "expect_column_values_to_not_match_regex",
        {"column": "title", "regex": "^Ü"},
        {"column": "title", "regex": "Süd$"},
        "a:1",
    ),
]


@pytest.mark.parametrize(("expectation", "kept", "failing", "record"), KEPT_AND_BROKEN)
def test_a_kept_promise_passes_and_a_broken_one_names_its_rows(
    results, expectation, kept, failing, record
):
    passed = results(expectation, **kept)
    assert (passed["passed"], passed["failing_rows"], passed["sample"]) == (True, 0, None)
    failed = results(expectation, **failing)
    assert not failed["passed"]
    assert failed["failing_rows"] >= 1
    assert record in [row["record_id"] for row in json.loads(failed["sample"])]


def test_a_promise_on_the_whole_table_says_what_was_found(results):
    row = results("expect_table_row_count_to_be_between", min_value=10, max_value=20)
    assert not row["passed"]
    assert json.loads(row["sample"]) == {"observed": 4}


def test_duplicates_are_named(results):
    row = results("expect_column_values_to_be_unique", column="source_id")
    assert (row["passed"], row["failing_rows"]) == (False, 3)
    compound = "expect_compound_columns_to_be_unique"
    assert results(compound, column_list=["source_id", "source_row"])["passed"]
    row = results(compound, column_list=["source_id", "list_level"])
    assert (row["passed"], row["failing_rows"]) == (False, 3)
    assert json.loads(row["sample"])[0]["source_id"] == "a"


@pytest.mark.parametrize(
    ("expectation", "kwargs"),
    [
        ("expect_column_values_to_not_be_null", {"column": "gibt_es_nicht"}),
        ("expect_column_values_to_match_regex", {"column": "gibt_es_nicht", "regex": "x"}),
        ("expect_column_values_to_match_regex", {"column": "title", "regex": "(unvollständig"}),
        ("expect_column_values_to_be_between", {"column": "title", "min_value": 3}),
    ],
)
def test_a_promise_that_cannot_be_evaluated_is_broken_and_says_why(results, expectation, kwargs):
    row = results(expectation, **kwargs)
    assert not row["passed"]
    assert len(row["sample"]) > 20


def test_column_promises_on_a_table_without_rows_hold(results):
    assert results("expect_column_values_to_not_be_null", "core.nothing", column="title")["passed"]


def test_the_severity_stays_as_declared(results):
    """A critical promise that turns into a warning would block nothing."""
    for severity in ("critical", "warning"):
        row = results("expect_column_values_to_not_be_null", column="title", severity=severity)
        assert row["severity"] == severity


def test_results_stand_in_the_order_of_the_promises(validator, path):
    def promise(name, column, expectation="expect_column_values_to_not_be_null"):
        regex = {"regex": "."} if "regex" in expectation else {}
        kwargs = {"column": column, **regex}
        return Promise("core.records", name, "core.records", expectation, kwargs, "critical")

    found = validator.check(
        path,
        [
            promise("1", "title"),
            promise("2", "title", "expect_column_values_to_match_regex"),
            promise("3", "record_id"),
            promise("4", "title"),
        ],
    )
    assert found["check_name"].to_list() == ["1", "2", "3", "4"]
    assert found["passed"].to_list() == [False, True, True, False]


class TestDeclarations:
    def test_a_check_that_the_library_does_not_know_is_named(self, validator):
        promises = [
            Promise("source.a", "x", "t", "expect_column_values_to_be_lovely", {}, "critical"),
            Promise("source.b", "y", "t", "expect_column_values_to_be_unique", {}, "critical"),
            Promise(
                "source.c", "z", "t", "expect_table_row_count_to_equal", {"value": 1}, "critical"
            ),
        ]
        assert [subject for subject, _ in validator.problems_of(promises)] == [
            "source.a",
            "source.b",
        ]

    def test_every_declared_promise_is_understood(self, validator):
        documents = load_catalogue([SOURCES]).values()
        sql = Path(SOURCES).parents[1] / "sql"
        tables = load_tables(sql / "core") | load_tables(sql / "marts")
        promises = [promise for document in documents for promise in promises_of_source(document)]
        promises += [p for table in tables.values() for p in promises_of_table(table)]
        assert len(promises) > 50
        assert validator.problems_of(promises) == []
