"""Every code has a label in German and English, in the warehouse and in the dictionary."""

from pathlib import Path

import polars as pl
import pytest

from foerderlupe.dictionary import dictionary
from foerderlupe.warehouse.contract import all_tables
from foerderlupe.warehouse.database import open_database
from foerderlupe.warehouse.rehearsal import rehearse
from tests.warehouse.marts.conftest import World, built

SQL = Path(__file__).parents[2] / "sql"
LABELS = pl.read_csv(SQL / "codes" / "labels.csv", infer_schema=False)
# No closed vocabulary of a column: the document of a list says how often it appears.
OPEN = {"cadence"}


@pytest.fixture(scope="module")
def empty():
    """All tables without a row, their contracts, and the dictionary made from them."""
    tables = all_tables(SQL)
    with open_database() as database:
        rehearse(database, tables, (), SQL)
        named = {
            (name, code)
            for key, table in tables.items()
            for name in database.columns(key)
            if (column := table.describe(name)) is not None
            for code in column.vocabulary or ()
        }
        yield named, dictionary(database, tables, SQL)


def test_every_code_of_every_vocabulary_has_a_label_and_no_label_is_left_over(empty):
    codes, _ = empty
    labelled = set(LABELS.select("vocabulary", "code").iter_rows())
    assert codes - labelled == set()
    assert {pair for pair in labelled - codes if pair[0] not in OPEN} == set()


def test_no_label_is_empty_or_given_twice():
    assert LABELS.null_count().sum_horizontal().item() == 0
    assert not LABELS.select("vocabulary", "code").is_duplicated().any()


def test_the_dictionary_shows_the_labels_of_both_languages(empty):
    _, page = empty
    for row in LABELS.iter_rows(named=True):
        assert f"| {row['code']} | {row['label_de']} | {row['label_en']} |" in page


def test_the_dictionary_describes_every_table_and_says_thresholds_in_numbers(empty):
    _, page = empty
    for key in all_tables(SQL):
        assert f"### {key}\n" in page
    assert "[[" not in page


def test_target_groups_and_fields_have_labels_too():
    world = World()
    world.record("m", groups=("TG1150",), fields=("HF0202",))
    with built(world, codes=SQL / "codes") as database:
        codes = database.table("core.codes")
        read = database.table("core.measure_target_groups")["target_group"].to_list()
    assert codes.filter(vocabulary="target_group", code=read[0])["label_en"].item()
    assert codes.filter(vocabulary="gap_class", code="below")["label_de"].item()
    assert not codes.select("vocabulary", "code").is_duplicated().any()
