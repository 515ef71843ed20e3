"""Promises: kept or broken, and which rows break them."""

import json
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.project import SOURCES
from foerderlupe.quality.night import as_problems, broken, check_night, names_of_all
from foerderlupe.quality.promises import CONTRACT, Promise, promises_of_source, promises_of_table
from foerderlupe.quality.validator import Validator
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.contract import load_checks, load_tables
from foerderlupe.warehouse.database import new_database

RECORDS = pl.DataFrame(
    {
        "record_id": ["a:1", "a:2", "a:3", "b:1"],
        "source_id": ["a", "a", "a", "b"],
        "source_row": [1, 2, 3, 1],
        "locator": ["line 2", "line 3", "line 4", "line 2"],
        "title": ["Sprachcafé Süd", "Elternlotsen", None, "elternlotsen"],
        "list_level": ["award", "award", "award", "Preis"],
        "amount_eur": [1500.5, -3.0, 900.0, 12000.0],
        "period_from": ["2024-01-01", "2024-02-01", "Februar", "2024-03-01"],
    }
)
TABLE = "/*\ndescription: Datensätze\ngrain: record_id{more}\n*/\nselect * from stage.records"


@pytest.fixture(scope="module")
def validator(tmp_path_factory):
    with Validator(tmp_path_factory.mktemp("checks") / "work" / "checks.log") as validator:
        yield validator


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("quality") / "warehouse.duckdb"
    with new_database(path) as database:
        database.add_frame("core.records", RECORDS)
        database.add_frame("core.nothing", RECORDS.clear())
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


class TestNight:
    """All promises of a night together."""

    @pytest.fixture
    def night(self, tmp_path, validator):
        def night(checks="", more="", files=None, records=RECORDS):
            for name, text in {
                "sources/a.yml": DOCUMENT + checks,
                "core/records.sql": TABLE.format(more=more),
                **(files or {}),
            }.items():
                (tmp_path / name).parent.mkdir(exist_ok=True)
                (tmp_path / name).write_text(text, encoding="utf-8")
            documents = load_catalogue([tmp_path / "sources"])
            tables = load_tables(tmp_path / "core")
            loaded = load_checks(tmp_path / "checks")
            path = tmp_path / "warehouse.duckdb"
            with new_database(path) as database:
                database.add_frame("core.records", records)
            found = check_night(path, documents, tables, loaded, validator)
            named = names_of_all(documents.values(), tables.values(), loaded)
            assert {(name.subject, name.name) for name in named} == set(
                found.select("checked_table", "check_name").iter_rows()
            )
            assert len(set(named)) == len(named)
            return found

        return night

    def test_key_and_vocabulary_are_promised_without_a_word(self, night):
        failing = broken(night(), "critical")
        assert failing["check_name"].unique().to_list() == [CONTRACT]
        assert "Preis" in failing["sample"].item()

    def test_a_key_that_is_not_unique_is_found(self, night):
        doubled = RECORDS.with_columns(record_id=pl.lit("a:1"), list_level=pl.lit("award"))
        failing = broken(night(records=doubled), "critical")
        assert failing["expectation"].to_list() == ["expect_column_values_to_be_unique"]

    def test_promises_of_a_list_look_at_its_own_records_alone(self, night):
        checks = "  - expect_column_values_to_be_between: {column: amount_eur, max_value: 5000}\n"
        found = night("checks:\n" + checks)
        [row] = found.filter(checked_table="source.a").iter_rows(named=True)
        assert (row["passed"], row["checked_rows"]) == (True, 3)

    def test_two_checks_of_one_kind_on_one_column_have_one_name_and_both_count(self, night):
        checks = (
            "checks:\n"
            "  - expect_column_values_to_match_regex: {column: title, regex: '.'}\n"
            "  - expect_column_values_to_match_regex: {column: title, regex: '^S'}\n"
        )
        rows = night(checks).filter(checked_table="source.a")
        assert rows["check_name"].n_unique() == 1
        assert rows["passed"].to_list() == [True, False]

    def test_a_list_without_rows_tonight_does_not_block_the_others(self, night):
        checks = "checks:\n  - expect_table_row_count_to_be_between: {min_value: 2}\n"
        good = RECORDS.filter(source_id="b").with_columns(list_level=pl.lit("award"))
        found = night(checks, records=good)
        assert broken(found, "critical").is_empty()
        assert broken(found, "warning").height == 1

    def test_a_check_file_gives_the_rows_that_fail_and_what_to_do(self, night):
        files = {
            "checks/core.records__not_negative.sql": "/*\ndescription: Beträge sind nie negativ.\n"
            "severity: warning\nadvice: Liste berichtigen.\n*/\n"
            "select record_id, title from core.records where amount_eur < 0"
        }
        rows = broken(night(files=files), "warning")
        [row] = rows.iter_rows(named=True)
        assert (row["checked_table"], row["check_name"]) == ("core.records", "not_negative")
        assert row["failing_rows"] == 1
        assert json.loads(row["sample"]) == [{"record_id": "a:2", "title": "Elternlotsen"}]
        [problem] = as_problems(rows)
        assert "a:2" in problem.found
        assert "Liste berichtigen" in problem.advice


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
        promises += [p for table in tables.values() for p in promises_of_table(table, [])]
        assert len(promises) > 50
        assert validator.problems_of(promises) == []


DOCUMENT = """\
title: Liste A
publisher: {id: a, name: A, kind: kommune}
address: a.csv
licence: {name: CC0}
list_level: award
cadence: yearly
reader: {format: csv}
columns: {Titel: title}
"""
