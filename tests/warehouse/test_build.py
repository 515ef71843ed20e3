"""Tables from SQL files: order, comments, and mistakes named with file and line."""

import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.warehouse.build import build, in_order
from foerderlupe.warehouse.contract import load_checks, load_tables
from foerderlupe.warehouse.database import open_database
from foerderlupe.warehouse.statements import QueryError

HEADER = "/*\ndescription: {name}\ngrain: {grain}\n*/\n"


@pytest.fixture
def sql(tmp_path):
    """Writes SQL files ``schema.table`` with a header unless they bring their own."""

    def sql(**files):
        for name, text in files.items():
            schema, _, table = name.partition("__")
            path = tmp_path / schema / f"{table}.sql"
            path.parent.mkdir(exist_ok=True)
            header = "" if text.startswith("/*") else HEADER.format(name=table, grain="record_id")
            path.write_text(header + text, encoding="utf-8")
        return {
            key: table
            for folder in sorted(p for p in tmp_path.iterdir() if p.is_dir())
            for key, table in load_tables(folder).items()
        }

    return sql


@pytest.fixture
def database():
    with open_database() as database:
        yield database


def problem_of(caught):
    [problem] = caught.value.problems
    return problem


class TestOrder:
    def test_a_table_follows_those_it_reads_whatever_their_names(self, sql, database):
        tables = sql(
            core__a="select record_id from core.b join core.c using (record_id)",
            core__b="with core_a as (select 1) select record_id from core.c",
            core__c="select '1' as record_id",
        )
        assert [table.key for table in in_order(database, tables)] == ["core.c", "core.b", "core.a"]

    def test_tables_in_subqueries_and_unions_count(self, sql, database):
        tables = sql(
            core__a="select record_id from (select * from core.z union all select * from core.y)",
            core__y="select '1' as record_id where exists (select 1 from core.z)",
            core__z="select '1' as record_id",
        )
        assert [table.key for table in in_order(database, tables)] == ["core.z", "core.y", "core.a"]

    def test_a_circle_is_named(self, sql, database):
        tables = sql(core__a="select * from core.b", core__b="select * from core.a")
        with pytest.raises(DeclarationError, match=r"circle core\.\w → core\.\w → core\.\w"):
            in_order(database, tables)

    def test_files_that_are_no_query_are_named_all_together(self, sql, database):
        tables = sql(core__a="selekt 1", core__b="drop table x", core__c="select 1 as record_id")
        with pytest.raises(DeclarationError) as caught:
            in_order(database, tables)
        assert [p.file.rpartition("/")[2] for p in caught.value.problems] == ["a.sql", "b.sql"]


class TestColumns:
    def test_table_and_columns_carry_their_comments(self, sql, database):
        tables = sql(
            core__a="""/*
description: Nur ein 'Beispiel'
grain: record_id
columns:
  share: {comment: Anteil, unit: "0 to 1"}
  level: {comment: Stufe, vocabulary: [hoch, tief]}
*/
select 'r1' as record_id, 0.5 as share, 'hoch' as level"""
        )
        list(build(database, tables.values()))
        described = database.query(
            "select column_name, comment from duckdb_columns() where table_name = 'a'"
        )
        comments = dict(described.iter_rows())
        assert comments["share"] == "Anteil Unit: 0 to 1."
        assert comments["level"] == "Stufe One of: hoch, tief."
        assert comments["record_id"]
        [said] = database.query("select comment from duckdb_tables()")["comment"]
        assert said == "Nur ein 'Beispiel'"

    def test_a_column_that_nobody_defines_is_refused_with_its_file(self, sql, database):
        tables = sql(core__a="select 'r1' as record_id, 1 as erfunden")
        with pytest.raises(DeclarationError) as caught:
            list(build(database, tables.values()))
        assert "'erfunden'" in problem_of(caught).found
        assert problem_of(caught).file.endswith("core/a.sql")

    def test_a_column_that_the_query_does_not_give_is_refused(self, sql, database):
        tables = sql(
            core__a="/*\ndescription: x\ngrain: record_id\ncolumns: {fehlt: x}\n*/\n"
            "select 'r1' as record_id"
        )
        with pytest.raises(DeclarationError, match="'fehlt' in the header only"):
            list(build(database, tables.values()))

    def test_a_query_that_fails_names_its_file_and_what_duckdb_says(self, sql, database):
        tables = sql(core__a="select nichts as record_id from (select 1 as etwas)")
        with pytest.raises(DeclarationError) as caught:
            list(build(database, tables.values()))
        assert "nichts" in problem_of(caught).found
        assert problem_of(caught).file.endswith("core/a.sql")


class TestHeaders:
    @pytest.mark.parametrize("text", ["-- description: x\nselect 1", "select 1 /* x: y */"])
    def test_a_file_without_header_is_refused(self, sql, tmp_path, text):
        (tmp_path / "core").mkdir()
        (tmp_path / "core" / "a.sql").write_text(text)
        with pytest.raises(DeclarationError, match=r"core/a\.sql, line 1.*description, grain"):
            sql()

    @pytest.mark.parametrize(
        ("header", "line", "found"),
        [
            ("description: x\ngrain: a\nspalten: {}", 4, "'spalten'"),
            ("description: x\n\n# y\ngrain: a\nchecks:\n  - expect_x: 5", 7, "5"),
            ("description: x\ngrain: a\ndescription: y", 4, "second time"),
            ("description: x\ngrain: [a", 4, "a mistake"),
            ("description: x", 2, "nothing"),
        ],
    )
    def test_a_mistake_has_the_line_of_the_sql_file(self, sql, header, line, found):
        with pytest.raises(DeclarationError) as caught:
            sql(core__a=f"/*\n{header}\n*/\nselect 1")
        assert found in problem_of(caught).found
        assert problem_of(caught).line == line

    def test_a_header_after_blank_lines_counts_them(self, tmp_path):
        (tmp_path / "a.sql").write_text("\n\n/*\ndescription: x\nfalsch: y\n*/\nselect 1")
        with pytest.raises(DeclarationError) as caught:
            load_tables(tmp_path)
        assert {problem.line for problem in caught.value.problems} >= {5}

    def test_a_check_without_severity_is_refused(self, tmp_path):
        path = tmp_path / "core.records__x.sql"
        path.write_text("/*\ndescription: x\nadvice: y\n*/\nselect 1")
        with pytest.raises(DeclarationError, match="'severity'"):
            load_checks(tmp_path)


class TestDatabase:
    def test_parameters_are_bound_and_never_part_of_the_statement(self, database):
        text = "'; drop table x; --"
        assert database.query("select $a as a", {"a": text})["a"].to_list() == [text]

    def test_a_wrong_query_is_said_in_the_words_of_duckdb(self, database):
        with pytest.raises(QueryError, match="nirgends"):
            database.query("select * from nirgends")

    def test_rows_do_not_depend_on_the_order_of_the_query(self, database):
        for name, direction in (("core.a", "asc"), ("core.b", "desc")):
            select = f"select i as record_id from range(5000) t(i) order by i {direction}"
            database.create(name, select)
        assert database.table("core.a").equals(database.table("core.b"))
