"""Whole nights as an operator lives them: a good one, an amber one, a red one, a first bad one."""

import json
import shutil

import polars as pl

from foerderlupe.publish import history
from foerderlupe.warehouse.database import open_database

IN_SQL_ONLY = ("core.record_values", "core.pairs", "core.profile_overlaps")


def parquet(folder, table):
    return pl.read_parquet(folder / "parquet" / f"{table}.parquet")


class TestGoodNight:
    def test_it_ends_with_code_zero_and_a_table_of_the_lists(self, good, town):
        assert good.code == 0, good.err
        for words in (["neckarau", "4", "4", "0", "ok"], ["seckenheim", "2", "2", "0", "ok"]):
            [line] = [line for line in good.out.splitlines() if line.startswith(f"│ {words[0]}")]
            assert line.replace("│", " ").split()[:4] == words[:4]
            assert words[4] in line
        assert "5 measures from 6 records, 1 records found" in good.out
        assert str(town.published) in good.out.replace("\n", "")

    def test_the_same_measure_in_two_lists_is_one(self, first_publication, good):
        members = parquet(first_publication, "core.record_measure")
        [measure] = members.filter(pl.len().over("measure_id") == 2)["measure_id"].unique()
        lists = parquet(first_publication, "core.records").join(members, on="record_id")
        assert lists.filter(measure_id=measure)["source_id"].sort().to_list() == [
            "neckarau",
            "seckenheim",
        ]

    def test_every_row_of_every_list_is_accounted_for(self, first_publication, good):
        runs = parquet(first_publication, "core.source_runs")
        assert (runs["rows"] == runs["records"] + runs["rejected"] + runs["ignored"]).all()
        assert runs["rows"].sum() == 6

    def test_source_row_counts_data_rows_from_one(self, first_publication, good):
        rows = parquet(first_publication, "core.records").filter(source_id="neckarau")
        assert rows.sort("source_row")["source_row"].to_list() == [1, 2, 3, 4]

    def test_every_published_table_and_column_has_a_comment(self, first_publication, good):
        with open_database(first_publication / "warehouse.duckdb", read_only=True) as warehouse:
            for catalogue in ("duckdb_tables()", "duckdb_columns()"):
                silent = warehouse.query(
                    f"select * from {catalogue} where not internal and coalesce(comment, '') = ''"
                )
                assert silent.is_empty(), silent

    def test_every_table_has_the_same_rows_in_each_form(self, first_publication, good):
        files = sorted((first_publication / "parquet").iterdir())
        assert len(files) > 30
        with open_database(first_publication / "warehouse.duckdb", read_only=True) as warehouse:
            for path in files:
                rows = pl.read_parquet(path)
                assert warehouse.table(path.stem).equals(rows), path.stem
                text = first_publication / "csv" / f"{path.stem}.csv"
                assert text.exists() == (path.stem not in IN_SQL_ONLY), path.stem
                if text.exists():
                    assert pl.read_csv(text, infer_schema=False).height == rows.height, path.stem

    def test_the_same_snapshots_give_the_same_bytes_in_another_home(
        self, town, new_town, first_publication, good
    ):
        other = new_town()
        shutil.copytree(town.folder / "first snapshots", other.home / "snapshots")
        shutil.rmtree(other.folder / "sources")
        (other.folder / "sources").mkdir()
        for source in ("seckenheim", "neckarau"):
            other.document(source)
        assert other.run("--offline").code == 0
        [publication] = other.published.glob("[0-9]*")
        for path in sorted((first_publication / "parquet").iterdir()):
            # These say whether a list was fetched just now; nothing else may differ.
            if "source_status" not in pl.read_parquet_schema(path):
                same = (publication / "parquet" / path.name).read_bytes()
                assert same == path.read_bytes(), path.stem


class TestAmberNight:
    def test_it_is_published_with_code_three_and_no_terminal_error(self, amber, ids, town):
        assert amber.code == 3, amber.err
        assert history.current(town.published) > ids[0]

    def test_the_bad_list_keeps_its_last_good_rows(self, last_publication, first_publication):
        runs = parquet(last_publication, "core.source_runs")
        assert dict(runs.select("source_id", "source_status").iter_rows()) == {
            "neckarau": "fallback",
            "seckenheim": "unchanged",
        }
        before = parquet(first_publication, "core.records")
        assert parquet(last_publication, "core.records").equals(before)

    def test_the_screen_says_which_list_and_why(self, amber):
        assert "neckarau, neckarau.csv: found an HTML page" in amber.out

    def test_a_broken_warning_is_shown_with_its_rows(self, amber, last_publication):
        results = parquet(last_publication, "quality.check_results")
        [row] = results.filter(checked_table="source.seckenheim").iter_rows(named=True)
        assert (row["passed"], row["severity"], row["failing_rows"]) == (False, "warning", 1)
        assert json.loads(row["sample"])[0]["source_row"] == 1
        assert "source.seckenheim: expect_column_values_to_be_between__amount_eur" in amber.out

    def test_a_bad_judgement_is_named_by_its_line_and_the_other_holds(
        self, amber, last_publication
    ):
        assert "judgements.csv, line 3" in amber.out
        judged = parquet(last_publication, "core.judgements").sort("line")
        assert judged["judged_by"].to_list() == ["Petra", "Ali"]
        assert judged["judgement_status"].to_list() == ["unknown", "reopened"]

    def test_a_judgement_on_unknown_records_is_named_by_its_line(self, amber, last_publication):
        [line] = [line for line in amber.out.splitlines() if "known_records" in line]
        assert '"line":2' in line
        assert "a:1 b:1" in line
        results = parquet(last_publication, "quality.check_results")
        [row] = results.filter(check_name="known_records").iter_rows(named=True)
        assert (row["passed"], row["severity"]) == (False, "warning")

    def test_a_re_opened_judgement_holds_and_is_told(self, amber, last_publication, twice_listed):
        assert "1 judgements re-opened" in amber.out
        pairs = parquet(last_publication, "core.pairs")
        [pair] = pairs.filter(left_record_id=twice_listed[0], right_record_id=twice_listed[1]).rows(
            named=True
        )
        assert (pair["decision"], pair["decided_by"]) == ("same", "Ali")
        assert "was 'Nähcafé', is 'Sprachcafé für geflüchtete Frauen'" in pair["explanation"]

    def test_the_package_and_the_readers_link_are_in_place(self, town, amber):
        assert (town.published / "current" / "datapackage.json").exists()
        assert (town.published / "current").is_symlink()


class TestRedNight:
    def test_nothing_is_published_and_readers_keep_what_they_had(self, red, town):
        said, before = red
        assert said.code == 1
        assert history.publications(town.published) == before
        assert history.current(town.published) == before[-1]
        assert "Nothing was published" in said.err

    def test_the_failing_rows_are_named(self, red):
        said, _ = red
        [line] = [line for line in said.err.splitlines() if "seckenheim" in line]
        assert '"source_row": 1' in line
        assert "Sprachcafé für geflüchtete Frauen" in line
        assert "Traceback" not in said.err


class TestFirstNightWithBadLists:
    def test_without_any_usable_list_nothing_is_published(self, all_bad, one_bad, beginner):
        assert all_bad.code == 1
        assert "no usable list" in all_bad.err
        assert "neckarau.csv" in all_bad.err
        assert "'Titel'" in all_bad.err
        assert len(history.publications(beginner.published)) == 1

    def test_a_list_that_never_was_good_has_failed_and_the_others_are_published(
        self, one_bad, beginner
    ):
        assert one_bad.code == 3, one_bad.err
        runs = parquet(beginner.published / "current", "core.source_runs")
        status = dict(runs.select("source_id", "source_status").iter_rows())
        assert status == {"neckarau": "failed", "seckenheim": "ok"}
        assert parquet(beginner.published / "current", "core.records").height == 4
