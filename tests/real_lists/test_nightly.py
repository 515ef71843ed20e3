"""The whole night on the real lists, as the operator starts it."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.spec.catalogue import load_catalogue
from tests.real_lists.lists import RECORDS, SOURCES, needs_lists

pytestmark = needs_lists
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the tables that the night publishes; 3 means published with amber findings."""
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "pipelines.cli", "run", "--as-of", "2026-01-15"]
    command += ["--sources", str(SOURCES), "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return home / "published" / "current" / "parquet"


def test_every_list_is_used(published: Path) -> None:
    runs = pl.read_parquet(published / "core.source_runs.parquet")
    assert set(runs["source_status"]) == {"ok"}
    counts = dict(runs.select("source_id", "records").rows())
    assert {source: counts[source] for source in RECORDS} == RECORDS
    assert (runs["rows"] == runs["records"] + runs["rejected"] + runs["ignored"]).all()


def members(published: Path) -> pl.DataFrame:
    """Source and row of each record with the measure that it describes."""
    records = pl.read_parquet(published / "core.records.parquet")
    measures = pl.read_parquet(published / "core.record_measure.parquet")
    return measures.join(records.select("record_id", "source_id", "source_row"), on="record_id")


def test_a_list_of_distinct_measures_is_never_merged_within_itself(published: Path) -> None:
    documents = load_catalogue([SOURCES])
    distinct = [name for name, document in documents.items() if document.distinct_measures]
    assert distinct
    own = members(published).filter(pl.col("source_id").is_in(distinct))
    assert not own.select("source_id", "measure_id").is_duplicated().any()


def test_the_same_list_in_two_formats_is_found_to_be_the_same(published: Path) -> None:
    wide = members(published).filter(pl.col("source_id").str.starts_with("esf_2014_2020"))
    pairs = wide.pivot("source_id", index="source_row", values="measure_id")
    found = pairs.filter(pl.col("esf_2014_2020") == pl.col("esf_2014_2020_xlsx"))
    assert found.height / RECORDS["esf_2014_2020"] > 0.99


def test_reference_lists_reach_the_tables(published: Path) -> None:
    need = pl.read_parquet(published / "core.need.parquet")
    assert "regionalatlas" in set(need["source_id"])
    gaps = pl.read_parquet(published / "marts.coverage_gaps.parquet")
    assert gaps["people"].drop_nulls().len() > 0
