"""A working database is two files: what is published, and what it is derived from."""

import duckdb
import polars as pl
import pytest

from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import new_database, open_database

FILES = {
    "places": "published: false\ngrain: town\n*/\nselect distinct place as town from stage.records",
    "records": """grain: record_id
*/
select place, title, record_id
from stage.records
semi join core.places on town = place""",
}
ROWS = {
    "record_id": ["a:3", "a:1", "a:2", "a:0"],
    "title": ["Café", None, "Café", "Café"],
    "place": ["Ulm", "Aalen", "Aalen", "Aalen"],
}


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "core").mkdir()
    for name, text in FILES.items():
        header = f"/*\ndescription: {name}\ncolumns: {{town: Ort}}\n"
        header = header if name == "places" else header.replace("columns: {town: Ort}\n", "")
        (tmp_path / "core" / f"{name}.sql").write_text(header + text, encoding="utf-8")
    return load_tables(tmp_path / "core")


@pytest.fixture
def working(tmp_path, tables):
    """Built from a frame that lies in a Parquet file."""
    stored = tmp_path / "records.parquet"
    pl.DataFrame(ROWS).write_parquet(stored)
    path = tmp_path / "work" / "warehouse.duckdb"
    with new_database(path) as database:
        load_inputs(database, {"records": stored}, tmp_path)
        list(build(database, in_order(database, tables)))
    return path


def names_in(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name for (name,) in connection.sql("select table_name from duckdb_tables()").fetchall()
        }


def test_each_table_lies_in_the_file_of_its_kind(working):
    assert names_in(working.with_name("shown.duckdb")) == {"records"}
    assert names_in(working) == {"places"}


def test_both_are_found_by_their_names_when_opened_again(working):
    with open_database(working, read_only=True) as database:
        assert database.count("core.places") == 2
        assert database.tables("core") == ["core.places", "core.records"]
        assert (
            database.query("select count(*) as n from core.records, core.places")["n"].item() == 8
        )


def test_rows_stand_in_the_order_of_all_columns_wherever_the_key_is(working):
    with open_database(working) as database:
        assert database.table("core.records").rows() == [
            ("Aalen", "Café", "a:0"),
            ("Aalen", "Café", "a:2"),
            ("Aalen", None, "a:1"),
            ("Ulm", "Café", "a:3"),
        ]


def test_what_a_run_left_behind_is_gone_when_the_next_begins(working):
    with new_database(working) as database:
        assert database.tables("core") == []


def test_a_second_connection_sees_the_same_tables(working):
    with open_database(working) as database, database.beside() as other:
        assert other.table("core.records").equals(database.table("core.records"))
        assert other.count("core.places") == 2
