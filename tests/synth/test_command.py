"""The command as a person calls it."""

import polars as pl
from typer.testing import CliRunner

from pipelines.cli import app


def call(*arguments):
    return CliRunner().invoke(app, ["synth", *map(str, arguments)])


def test_tables_with_their_truth(tmp_path):
    said = call("--rows", 700, "--out", tmp_path / "world", "--profile", "harsh")
    assert said.exit_code == 0, said.output
    assert "700 records of" in said.output
    assert pl.read_parquet(tmp_path / "world/records.parquet").height == 700
    assert pl.read_parquet(tmp_path / "world/truth.parquet").height == 700


def test_lists_with_their_documents(tmp_path):
    said = call("--rows", 300, "--out", tmp_path, "--as-lists", "--lists", 3)
    assert said.exit_code == 0, said.output
    assert sorted(path.name for path in tmp_path.glob("*.yml")) == [
        *("bundesamt.yml", "landesamt.yml", "strukturfonds.yml")
    ]
    assert (tmp_path / "truth" / "truth.parquet").exists()


def test_persons(tmp_path):
    said = call("--rows", 200, "--out", tmp_path, "--kind", "persons")
    assert said.exit_code == 0, said.output
    assert pl.read_parquet(tmp_path / "records.parquet").height == 200


def test_what_cannot_be_is_wrong_usage(tmp_path):
    assert call("--rows", 0, "--out", tmp_path).exit_code == 2
    assert call("--rows", 5, "--out", tmp_path, "--profile", "mild").exit_code == 2
    assert call("--out", tmp_path, "--kind", "persons", "--as-lists").exit_code == 2
    file = tmp_path / "file"
    file.write_text("")
    assert call("--rows", 5, "--out", file).exit_code == 2
