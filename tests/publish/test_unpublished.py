"""Tables for the house alone: built and checked like others, in no publication."""

from dataclasses import replace

from foerderlupe.project import SQL
from foerderlupe.publish.publication import write_publication
from foerderlupe.warehouse.contract import all_tables
from foerderlupe.warehouse.database import open_database


def test_a_table_that_is_not_published_is_in_no_file(database, tables, published, description):
    [inside] = [table for key, table in tables.items() if key == "core.records"]
    header = inside.header.model_copy(update={"published": False})
    told = {**tables, "core.records": replace(inside, header=header)}
    folder = write_publication(database, told, description("20261110T013004Z"), published)
    assert [path.name for path in (folder / "csv").iterdir()] == ["marts.measures.csv"]
    assert [path.name for path in (folder / "parquet").iterdir()] == ["marts.measures.parquet"]
    assert "core.records" not in (folder / "datapackage.json").read_text(encoding="utf-8")
    with open_database(folder / "warehouse.duckdb", read_only=True) as warehouse:
        assert warehouse.tables("core") == []


def test_the_list_of_what_has_to_be_examined_stays_at_home():
    tables = all_tables(SQL)
    assert not tables["core.co_funding_findings"].header.published
    assert tables["marts.co_funding"].header.published
