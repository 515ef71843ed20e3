"""What ``foerderlupe train`` shows, and what it says without the records of a run."""

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from foerderlupe.errors import PublicationError
from foerderlupe.measures.weights import SHIPPED
from foerderlupe.project import SOURCES
from pipelines.cli import app
from pipelines.training import changed, train_on

RECORDS = pl.DataFrame({"record_id": ["a", "b", "c"], "title": ["Nähcafé", "Nähcafe", None]})


def pairs(*rows: tuple[str, str, str, float]) -> pl.DataFrame:
    columns = dict.fromkeys(["left_record_id", "right_record_id", "decision"], pl.String)
    return pl.DataFrame(rows, schema={**columns, "score": pl.Float64}, orient="row")


def test_only_other_decisions_are_changes() -> None:
    before = pairs(("a", "b", "review", 0.8), ("a", "c", "same", 0.99))
    after = pairs(("a", "b", "same", 0.96), ("a", "c", "same", 0.97))
    assert changed(before, after, RECORDS).rows() == [
        ("a", "b", "Nähcafé", "Nähcafe", "review", "same", 0.8, 0.96)
    ]


def test_a_pair_that_is_no_longer_kept_is_apart() -> None:
    before = pairs(("a", "b", "review", 0.8), ("b", "c", "apart", 0.1))
    changes = changed(before, pairs(), RECORDS)
    assert changes.select("left", "before", "after").rows() == [("Nähcafé", "review", "apart")]


def test_without_a_run_there_is_nothing_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="foerderlupe run"):
        train_on(tmp_path, [SOURCES])
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    held = tmp_path / "weights.yml"
    held.write_bytes(SHIPPED.read_bytes())
    told = CliRunner().invoke(app, ["train", "--home", str(tmp_path), "--out", str(held)])
    assert told.exit_code == 2
    assert held.read_bytes() == SHIPPED.read_bytes()
