"""Whole nights as an operator lives them: a good one, an amber one, a red one, a first bad one."""

import json
import shutil

import polars as pl
import pytest

from foerderlupe.publish import history
from foerderlupe.warehouse.database import open_database

ERROR_PAGE = "<!DOCTYPE html><html><body><h1>503 Dienst nicht verfügbar</h1></body></html>"
CHECK = """\
checks:
  - expect_column_values_to_be_between:
      {{column: amount_eur, max_value: 10000, severity: {severity}}}
"""
JUDGEMENTS = """\
left_record_id,right_record_id,judgement,judged_by,judged_at,reason
a:1,b:1,different,Petra,2024-04-30,verschieden
a:2,b:2,same,Petra,2024-04-30,ein Grund, mit Komma
"""


@pytest.fixture(scope="module")
def town(new_town):
    return new_town()


@pytest.fixture(scope="module")
def good(town):
    """The first night: two good lists."""
    return town.run()


@pytest.fixture(scope="module")
def amber(town, good):
    """The second night: an error page, a broken warning, a bad line among the judgements.

    The terminal knows no umlauts.
    """
    town.liste("neckarau", header=ERROR_PAGE)
    town.document("seckenheim", CHECK.format(severity="warning"))
    (town.home / "judgements.csv").write_text(JUDGEMENTS, encoding="utf-8")
    return town.run(PYTHONIOENCODING="ascii")


@pytest.fixture(scope="module")
def red(town, amber):
    """The third night: a critical promise is broken."""
    town.document("seckenheim", CHECK.format(severity="critical"))
    before = history.publications(town.published)
    return town.run(), before


@pytest.fixture(scope="module")
def ids(town, good):
    """The publications of the first and the second night."""
    return history.publications(town.published)


@pytest.fixture(scope="module")
def first_publication(town, good):
    return town.published / history.publications(town.published)[0]


@pytest.fixture(scope="module")
def last_publication(town, amber):
    return town.published / history.publications(town.published)[-1]


@pytest.fixture(scope="module")
def beginner(new_town):
    """A town whose first night brings an error page and a list with other columns."""
    town = new_town()
    town.liste("neckarau", header=ERROR_PAGE)
    town.liste("seckenheim", header="Projekt;Träger;Gemeinde;Von;Bis;Betrag;Zielgruppe")
    return town


@pytest.fixture(scope="module")
def all_bad(beginner):
    return beginner.run()


@pytest.fixture(scope="module")
def one_bad(beginner, all_bad):
    beginner.liste("seckenheim")
    return beginner.run()


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
                if path.stem != "core.record_values":
                    assert pl.read_csv(text, infer_schema=False).height == rows.height, path.stem

    def test_the_same_snapshots_give_the_same_bytes_in_another_home(
        self, town, new_town, first_publication, good
    ):
        other = new_town()
        shutil.copytree(town.home / "snapshots", other.home / "snapshots")
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
        assert parquet(last_publication, "core.judgements")["judged_by"].to_list() == ["Petra"]

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


class TestAskingThePublication:
    """Commands on what the two published nights left."""

    def test_query(self, town, red):
        said = town.call("query", "select count(*) as n from core.measures")
        assert (said.code, "5" in said.out) == (0, True)
        said = town.call("query", "select title from core.records", "--limit", "2")
        assert "2 of 6 rows" in said.out

    def test_query_on_a_terminal_without_umlauts(self, town, red):
        said = town.call("query", "select title from core.records", PYTHONIOENCODING="ascii")
        assert said.code == 0
        assert "Sprachcaf? f?r" in said.out

    def test_query_cannot_change_a_publication(self, town, red):
        assert town.call("query", "delete from core.measures").code == 2
        assert "5" in town.call("query", "select count(*) from core.measures").out

    @pytest.mark.parametrize("sql", ["selekt", "select * from core.nichts"])
    def test_a_wrong_query_is_the_users_mistake(self, town, red, sql):
        said = town.call("query", sql)
        assert said.code == 2
        assert "Traceback" not in said.err

    def test_explain(self, town, red):
        records = parquet(town.published / "current", "core.records")
        members = parquet(town.published / "current", "core.record_measure")
        [measure] = members.filter(pl.len().over("measure_id") == 2)["measure_id"].unique()
        said = town.call("explain", measure)
        assert said.code == 0
        assert "Sprachcafé" in said.out
        assert "neckarau" in said.out
        assert "line 2" in said.out
        pair = members.filter(measure_id=measure)["record_id"].to_list()
        assert "same" in town.call("explain", *pair).out
        apart = [pair[0], *records.filter(~pl.col("record_id").is_in(pair))["record_id"][:1]]
        assert town.call("explain", *apart).code == 0
        assert town.call("explain", "m-gibtesnicht").code == 2
        assert town.call("explain", pair[0], "gibtesnicht").code == 2

    def test_publications_and_the_way_back_and_forth(self, town, red):
        first, second = history.publications(town.published)
        said = town.call("publications")
        assert [line for line in said.out.splitlines() if "●" in line and second in line]
        assert town.call("rollback").code == 0
        assert history.current(town.published) == first
        assert town.call("rollback").code == 2
        assert town.call("rollback", "20200101T000000Z").code == 2
        assert town.call("rollback", second).code == 0
        assert history.current(town.published) == second

    def test_sources_show_what_became_of_each_list(self, town, red):
        said = town.call("sources", "--sources", str(town.folder / "sources"))
        assert said.code == 0
        assert "fallback" in said.out
