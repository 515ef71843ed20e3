"""The tables of the last publication, as tonight's queries read them."""

import polars as pl
import pytest

from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import open_database
from foerderlupe.warehouse.previous import load_previous

SELECT = """/*
description: x
grain: record_id
*/
select record_id from previous.records"""


@pytest.fixture
def readers(tmp_path):
    """A table that reads what the last publication said of records."""
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "changes.sql").write_text(SELECT, encoding="utf-8")
    return load_tables(tmp_path / "marts").values()


@pytest.fixture
def database():
    with open_database() as database:
        row = {"record_id": ["a:1"], "title": ["Sprachcafé"], "source_row": [1]}
        database.add_frame("core.records", pl.DataFrame(row))
        yield database


def test_without_a_publication_its_tables_have_columns_and_no_rows(readers, database, tmp_path):
    load_previous(database, tmp_path / "nothing", readers)
    assert database.table("previous.records").columns == ["record_id", "title", "source_row"]
    assert database.count("previous.records") == 0


def test_an_older_publication_lacks_new_columns_and_has_given_up_ones(readers, database, tmp_path):
    folder = tmp_path / "current" / "parquet"
    folder.mkdir(parents=True)
    old = pl.DataFrame({"record_id": ["a:1", "a:2"], "given_up": [1, 2], "source_row": ["7", "8"]})
    old.write_parquet(folder / "core.records.parquet")
    load_previous(database, tmp_path / "current", readers)
    assert database.table("previous.records").sort("record_id").rows() == [
        ("a:1", None, 7),
        ("a:2", None, 8),
    ]
