"""The lists of the invented world are read by the pipeline as they are meant."""

from typing import get_args

import polars as pl
import pytest
from openpyxl import load_workbook

from foerderlupe.fetch.deliver import deliver
from foerderlupe.ingest import ingest
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.synth.files import open_list
from foerderlupe.synth.noise import Profile
from foerderlupe.synth.publishers import publishers
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_lists, write_tables

READ = [
    *("list_level", "title", "description", "carrier", "funder", "place", "ags", "period_from"),
    *("period_to", "period_precision", "amount_eur", "amount_kind", "award_number"),
    *("project_number", "call_year", "target_group_text", "default_region", "period_open"),
]


@pytest.fixture(scope="module", params=get_args(Profile))
def night(request, tmp_path_factory):
    """The lists as the pipeline reads them, and the records as the generator tells them."""
    folder = tmp_path_factory.mktemp(request.param)
    some = world(seed=5, rows=1200, lists=12)
    write_lists(some, request.param, folder / "lists")
    write_tables(some, request.param, folder)
    documents = load_catalogue([folder / "lists"])
    read = {}
    for source_id, document in documents.items():
        delivery = deliver(document, folder / "snapshots" / source_id, offline=False)
        read[source_id] = ingest(document, delivery, folder / "snapshots", None)
    return read, pl.read_parquet(folder / "records.parquet")


def test_every_list_is_read_without_a_rejected_row(night):
    read, _ = night
    assert len(read) == 12
    for source_id, found in read.items():
        said = found.verdicts.source_runs
        assert said["source_status"].item() == "ok", (source_id, said["message"].item())
        assert found.slice.rejected_rows.is_empty(), (source_id, found.slice.rejected_rows)


@pytest.mark.parametrize("column", READ)
def test_a_list_says_what_the_table_says(night, column):
    read, records = night
    key = ["source_id", "source_row"]
    found = pl.concat(one.slice.records for one in read.values()).sort(key)
    told = records.sort(key)
    assert found.height == told.height
    both = told.select(*key, told=column, read=found[column])
    if column == "title":  # readers turn blanks that do not break into blanks
        both = both.with_columns(pl.col("told").str.replace_all("\u00a0", " ", literal=True))
    differing = both.filter(pl.col("told").ne_missing(pl.col("read")))
    assert differing.is_empty(), differing.head(5)


@pytest.mark.parametrize("name", publishers(12))
def test_rows_written_in_two_goes_are_the_same_file(tmp_path, name):
    publisher = publishers(12)[name]
    rows = pl.DataFrame(
        {
            heading: ["A & B <c>", None, '„x"; y|z,', "Straße\tfünf"]
            for heading in publisher.columns
        },
        schema_overrides=dict.fromkeys(publisher.columns, pl.String),
    )
    once, twice = tmp_path / "once", tmp_path / "twice"
    for path, parts in ((once, [rows]), (twice, [rows.head(1), rows.tail(3)])):
        file = open_list(path, publisher)
        for part in parts:
            file.write(part)
        file.close()
    assert once.read_bytes() == twice.read_bytes()


def test_a_workbook_opens_in_another_program(tmp_path):
    publisher = publishers(12)["stiftung_weitsicht"]
    file = open_list(tmp_path / "liste.xlsx", publisher)
    file.write(pl.DataFrame({heading: ["A & B <c>"] for heading in publisher.columns}))
    file.close()
    rows = list(load_workbook(tmp_path / "liste.xlsx").active.iter_rows(values_only=True))
    assert rows == [tuple(publisher.columns), ("A & B <c>",) * len(publisher.columns)]
