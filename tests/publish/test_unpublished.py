"""Tables for the house alone: built and checked like others, in no publication."""

from dataclasses import replace

from foerderlupe.project import SQL
from foerderlupe.publish.publication import write_publication
from foerderlupe.warehouse.build import build
from foerderlupe.warehouse.contract import all_tables
from foerderlupe.warehouse.database import new_database, open_database


def test_a_table_that_is_not_published_is_in_no_file(tables, published, description, tmp_path):
    inside = tables["core.records"]
    header = inside.header.model_copy(update={"published": False})
    told = {**tables, "core.records": replace(inside, header=header)}
    with new_database(tmp_path / "home" / "warehouse.duckdb") as database:
        list(build(database, told.values()))
        assert database.count("core.records") == 3000
        folder = write_publication(database, told, description("20261110T013004Z"), published)
    assert [path.name for path in (folder / "csv").iterdir()] == ["marts.measures.csv"]
    assert [path.name for path in (folder / "parquet").iterdir()] == ["marts.measures.parquet"]
    assert "core.records" not in (folder / "datapackage.json").read_text(encoding="utf-8")
    with open_database(folder / "warehouse.duckdb", read_only=True) as warehouse:
        assert warehouse.tables("core") == []
    # Nor does the file hold in unused blocks what it must not say.
    assert "Sprachcafé".encode() not in (folder / "warehouse.duckdb").read_bytes()


def test_the_list_of_what_has_to_be_examined_stays_at_home():
    tables = all_tables(SQL)
    assert not tables["core.co_funding_findings"].header.published
    assert tables["marts.co_funding"].header.published
