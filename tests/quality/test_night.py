"""All promises of a night together."""

import json

import polars as pl
import pytest

from foerderlupe.quality.night import as_problems, broken, check_night, names_of_all
from foerderlupe.quality.promises import CONTRACT
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.contract import load_checks, load_tables
from foerderlupe.warehouse.database import new_database

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
TABLE = "/*\ndescription: Datensätze\ngrain: record_id{more}\n*/\nselect * from stage.records"


class TestNight:
    """All promises of a night together."""

    @pytest.fixture
    def night(self, tmp_path, validator, records):
        def night(checks="", more="", files=None, rows=records):
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
                database.add_frame("core.records", rows)
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

    def test_a_key_that_is_not_unique_is_found(self, night, records):
        doubled = records.with_columns(record_id=pl.lit("a:1"), list_level=pl.lit("award"))
        failing = broken(night(rows=doubled), "critical")
        assert failing["expectation"].to_list() == ["expect_compound_columns_to_be_unique"]

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

    def test_a_list_without_rows_tonight_does_not_block_the_others(self, night, records):
        checks = "checks:\n  - expect_table_row_count_to_be_between: {min_value: 2}\n"
        good = records.filter(source_id="b").with_columns(list_level=pl.lit("award"))
        found = night(checks, rows=good)
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
