"""A threshold is one line of one file: queries, comments and dictionary follow it."""

import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.warehouse.contract import all_tables, load_tables

SQL = Path(__file__).parents[2] / "sql"
THRESHOLDS = pl.read_csv(SQL / "codes" / "thresholds.csv", infer_schema=False)


@pytest.fixture
def sql(tmp_path):
    """A copy of all SQL in which every threshold has another value."""
    copy = tmp_path / "sql"
    shutil.copytree(SQL, copy, ignore=shutil.ignore_patterns("codes", "questions"))
    (copy / "codes").mkdir()
    other = pl.format("{}77", pl.int_range(pl.len()) + 1)
    THRESHOLDS.with_columns(value=other).write_csv(copy / "codes" / "thresholds.csv")
    return copy


def words(table):
    notes = table.header.columns.values()
    return " ".join([table.header.description, *(note.comment for note in notes)])


def test_a_definition_says_the_value_of_the_threshold_file(sql):
    before, after = all_tables(SQL), all_tables(sql)
    floor = THRESHOLDS.with_row_index(offset=1).filter(name="need_floor")
    assert f"at least {floor['value'].item()} people" in words(before["marts.coverage_gaps"])
    assert f"at least {floor['index'].item()}77 people" in words(after["marts.coverage_gaps"])


def test_no_definition_repeats_the_value_of_a_threshold_that_its_query_uses(sql):
    """The text of a file, its placeholders left out, holds no number that the query asks for."""
    values = dict(THRESHOLDS.select("name", "value").iter_rows())
    repeated = {}
    for key, table in all_tables(sql).items():
        text = table.path.read_text(encoding="utf-8")
        used = {values[name] for name in re.findall(r"threshold\('(\w+)'\)", text)} - {"1"}
        said = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w,]|\.\d)", words(table)))
        if used & said:
            repeated[key] = used & said
    assert repeated == {}


def test_a_threshold_that_does_not_exist_is_named_with_its_line(tmp_path):
    for folder in ("codes", "marts"):
        (tmp_path / folder).mkdir()
    THRESHOLDS.write_csv(tmp_path / "codes" / "thresholds.csv")
    header = "/*\ndescription: at least [[need_flor]] people\ngrain: region_id\n*/\nselect 1"
    (tmp_path / "marts" / "gaps.sql").write_text(header, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_tables(tmp_path / "marts")
    [problem] = caught.value.problems
    assert (problem.found, problem.line) == ("'[[need_flor]]'", 2)
