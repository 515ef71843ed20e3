"""Publications: complete or not at all, the same from the same, never disturbing a reader."""

import json
from datetime import UTC, date, datetime

import polars as pl
import pytest

from foerderlupe.errors import PublicationError
from foerderlupe.publish import history
from foerderlupe.publish.publication import Publication, new_run_id, write_publication
from foerderlupe.warehouse.database import Database, open_database
from foerderlupe.warehouse.previous import last_good_snapshots, previous_table
from foerderlupe.warehouse.questions import load_questions

NIGHTS = [f"202611{day:02}T013004Z" for day in range(10, 18)]

QUESTION = """/*
question_de: Wie heißt 'dieser' Datensatz?
question_en: What is the title of this record?
asked_by: Alle
parameters: {record: {default: "r'1", comment: Key}}
limitation_de: Keine.
sample: {}
*/
select $record as record_id, title
from (select 1)
left join core.records on records.record_id = $record
"""


@pytest.fixture
def publish(database, tables, published, description):
    def publish(run_id=NIGHTS[0]):
        folder = write_publication(database, tables, description(run_id), published)
        history.switch_to(published, run_id)
        return folder

    return publish


class TestContent:
    def test_csv_parquet_and_duckdb_have_the_same_rows(self, publish, tables):
        folder = publish()
        with open_database(folder / "warehouse.duckdb", read_only=True) as warehouse:
            for key in tables:
                parquet = pl.read_parquet(folder / "parquet" / f"{key}.parquet")
                # An empty text is quoted, null is not.
                csv = pl.read_csv(folder / "csv" / f"{key}.csv", schema=parquet.schema)
                assert csv.equals(parquet)
                assert warehouse.table(key).equals(parquet)
        assert parquet.height == 1

    def test_the_same_tables_give_the_same_bytes(self, publish):
        first, second = publish(NIGHTS[0]), publish(NIGHTS[1])
        files = sorted(path.name for path in (first / "parquet").iterdir())
        assert files == ["core.records.parquet", "marts.measures.parquet"]
        for name in files:
            assert (first / "parquet" / name).read_bytes() == (
                second / "parquet" / name
            ).read_bytes()

    def test_every_table_and_column_of_the_published_file_has_a_comment(self, publish):
        with open_database(publish() / "warehouse.duckdb", read_only=True) as warehouse:
            for catalogue in ("duckdb_tables()", "duckdb_columns()"):
                said = warehouse.query(f"select comment from {catalogue} where not internal")[
                    "comment"
                ]
                assert said.null_count() == 0
                assert len(said) >= 2

    def test_questions_are_asked_of_the_published_file(
        self, database, tables, published, description, tmp_path
    ):
        (tmp_path / "07_titles.sql").write_text(QUESTION, encoding="utf-8")
        folder = write_publication(
            database,
            tables,
            description(NIGHTS[0]),
            published,
            questions=load_questions(tmp_path),
        )
        with open_database(folder / "warehouse.duckdb", read_only=True) as warehouse:
            [row] = warehouse.query("from question_07(record := 'r5')").to_dicts()
            assert row == {"record_id": "r5", "title": 'Sprachcafé "Süd"; Teil 5'}
            [row] = warehouse.query("from question_07()").to_dicts()
            assert row == {"record_id": "r'1", "title": None}

    def test_the_file_is_in_a_format_that_older_clients_read(self, publish):
        with open_database(publish() / "warehouse.duckdb", read_only=True) as warehouse:
            tags = warehouse.query(
                "select tags from duckdb_databases() where database_name = 'warehouse'"
            )
        assert "v1.4.0" in str(tags["tags"].item())

    def test_the_package_describes_every_column_for_other_programs(self, publish, tables):
        folder = publish()
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            frame = pl.read_parquet(folder / resource["path"])
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == frame.columns
            assert all(field["description"] for field in fields)
        [total] = [f for f in fields if f["name"] == "total_eur"]
        assert (total["type"], total["unit"]) == ("number", "EUR")

    def test_the_description_reads_back(self, publish, description):
        assert Publication.from_folder(publish()) == description(NIGHTS[0])


class TestSwitch:
    def test_a_reader_keeps_its_file_while_a_new_one_is_published(
        self, publish, published, database
    ):
        publish(NIGHTS[0])
        with open_database(published / "current" / "warehouse.duckdb", read_only=True) as reader:
            before = reader.count("marts.measures")
            database.execute("delete from marts.measures")
            for night in NIGHTS[1:]:
                publish(night)
                history.prune(published)
            assert NIGHTS[0] not in history.publications(published)
            assert reader.count("marts.measures") == before == 1
        with open_database(published / "current" / "warehouse.duckdb", read_only=True) as reader:
            assert reader.count("marts.measures") == 0

    def test_readers_never_miss_the_link(self, publish, published):
        """The link is replaced, not removed and made anew."""
        publish(NIGHTS[0])
        before = (published / "current").lstat()
        publish(NIGHTS[1])
        assert (published / "current").lstat().st_ino != before.st_ino
        assert not list(published.glob(".current-next"))

    def test_a_run_that_dies_while_writing_leaves_readers_alone(
        self, publish, published, monkeypatch
    ):
        publish(NIGHTS[0])

        def die(*_):
            raise OSError("No space left on device")

        monkeypatch.setattr(Database, "write_csv", die)
        with pytest.raises(OSError, match="No space"):
            publish(NIGHTS[1])
        assert history.current(published) == NIGHTS[0]
        assert history.publications(published) == [NIGHTS[0]]
        monkeypatch.undo()
        publish(NIGHTS[2])
        assert sorted(path.name for path in published.iterdir()) == [
            NIGHTS[0],
            NIGHTS[2],
            "current",
        ]

    def test_a_run_that_dies_between_writing_and_switching_is_not_seen(
        self, publish, published, monkeypatch
    ):
        publish(NIGHTS[0])
        monkeypatch.setattr(history, "switch_to", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish(NIGHTS[1])
        assert history.current(published) == NIGHTS[0]

    def test_back_and_forth(self, publish, published):
        for night in NIGHTS[:3]:
            publish(night)
        assert history.before_current(published) == NIGHTS[1]
        history.switch_to(published, NIGHTS[1])
        assert history.before_current(published) == NIGHTS[0]
        history.switch_to(published, NIGHTS[2])
        assert history.current(published) == NIGHTS[2]

    def test_nothing_to_go_back_to_is_said(self, publish, published):
        publish()
        with pytest.raises(PublicationError, match="no older publication"):
            history.before_current(published)
        with pytest.raises(PublicationError, match=f"one of {NIGHTS[0]}"):
            history.switch_to(published, "20200101T000000Z")
        with pytest.raises(PublicationError):
            history.switch_to(published, "../work")


class TestKeeping:
    def test_the_last_five_are_kept(self, publish, published):
        for night in NIGHTS:
            publish(night)
            history.prune(published)
        assert history.publications(published) == NIGHTS[-5:]

    def test_the_one_that_readers_see_is_never_removed(self, publish, published):
        for night in NIGHTS[:7]:
            publish(night)
        history.switch_to(published, NIGHTS[0])
        removed = history.prune(published)
        assert history.publications(published) == [NIGHTS[0], *NIGHTS[3:7]]
        assert removed == NIGHTS[1:3]

    def test_two_runs_in_one_second_have_two_names_in_order(self, publish, published):
        now = datetime(2026, 11, 10, 1, 30, 4, tzinfo=UTC)
        names = []
        for _ in range(3):
            names.append(new_run_id(published, now))
            publish(names[-1])
        assert names == sorted(set(names))
        assert history.current(published) == names[-1]


class TestPrevious:
    def test_without_a_publication_there_is_nothing_before(self, published):
        like = pl.DataFrame({"a": ["x"], "b": [1]})
        assert previous_table(published / "current", "core.records", like).equals(like.clear())
        assert last_good_snapshots(published / "current") == {}

    def test_an_older_publication_may_lack_a_column(self, publish, published):
        publish()
        like = pl.DataFrame({"record_id": ["x"], "new_column": [date(2026, 1, 1)]})
        before = previous_table(published / "current", "core.records", like)
        assert before.schema == like.schema
        assert before.height == 3000
        assert before["new_column"].null_count() == 3000
