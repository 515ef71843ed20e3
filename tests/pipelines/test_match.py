"""``foerderlupe match`` as a person calls it: two files written, or one sentence and nothing."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from pipelines.matching_tables import match_tables

LEFT = "id,name,town,since\n" + "\n".join(
    f"{n},Verein {word} e.V.,{town},{1950 + n}"
    for n, (word, town) in enumerate(
        (word, town)
        for word in (
            "Brücke",
            "Anker",
            "Horizont",
            "Lichtblick",
            "Kompass",
            "Mosaik",
            "Sprungbrett",
        )
        for town in ("Altenau", "Bergstedt", "Dornhain", "Elmswerda")
    )
)
RIGHT = LEFT.replace("Verein ", "").replace(" e.V.", "").replace(",", ";")
ROOT = str(Path(__file__).parents[2])
SPEC = "columns: [name, town, since]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "left.csv").write_text(LEFT, encoding="utf-8")
    (tmp_path / "right.csv").write_text(RIGHT, encoding="cp1252")
    (tmp_path / "spec.yml").write_text(SPEC)
    (tmp_path / "truth.csv").write_text("D1|D2\n" + "\n".join(f"{n}|{n}" for n in range(28)))
    return tmp_path


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = f"import sys; sys.path.insert(0, {ROOT!r}); from pipelines.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "match", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_two_tables_and_their_truth(folder: Path) -> None:
    said = call(
        folder,
        *["left.csv", "right.csv", "--spec", "spec.yml", "--out", "found", "--truth", "truth.csv"],
    )
    assert said.returncode == 0, said.stderr
    assert "precision 1.0000, recall 1.0000, F1 1.0000" in said.stdout
    pairs = pl.read_parquet(folder / "found" / "pairs.parquet")
    assert pairs.columns == ["left_id", "right_id", "score", "decision", "explanation"]
    clusters = pl.read_parquet(folder / "found" / "clusters.parquet")
    assert clusters.columns == ["side", "id", "cluster_id"]
    assert clusters.group_by("cluster_id").len()["len"].to_list() == [2] * 28


def test_wrong_usage_is_code_two_and_one_sentence(folder: Path) -> None:
    (folder / "spec.yml").write_text("columns: [name, twon]\n")
    said = call(folder, *["left.csv", "right.csv", "--spec", "spec.yml", "--out", "found"])
    assert said.returncode == 2
    assert "twon" in said.stderr
    assert "spec.yml, line 1" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (folder / "found").exists()


def test_a_parquet_table_and_a_file_in_the_way(folder: Path) -> None:
    pl.read_csv(folder / "left.csv").write_parquet(folder / "left.parquet")
    (folder / "spec.yml").write_text("id: id\n")
    match_tables(
        folder / "left.parquet", folder / "right.csv", folder / "spec.yml", folder / "out", None
    )
    assert pl.read_parquet(folder / "out" / "pairs.parquet").height >= 28
    (folder / "file").write_text("")
    assert call(folder, *["left.csv", "--spec", "spec.yml", "--out", "file"]).returncode == 2


BAD = {
    "unknown key": ("spec.yml", "colums: [name]\n", "colums"),
    "unknown kind": ("spec.yml", "columns: {name: {kind: nmae}}\n", "nmae"),
    "unknown column": ("spec.yml", "columns: {name: {right: titel}}\n", "titel"),
    "unknown id": ("spec.yml", "id: {left: id, right: nr}\n", "nr"),
    "column twice": ("spec.yml", "columns: [name, name]\n", "each once"),
    "review above same": ("spec.yml", "threshold: 0.3\nreview: 0.4\n", "0.3"),
    "no common column": ("right.csv", "id;x\n1;a\n", "no column"),
    "empty table": ("right.csv", "id;name;town;since\n", "no rows"),
    "no value": ("right.csv", "id;name;town;since\n1;a;;1\n2;b;;2\n", "town"),
    "double ids": ("right.csv", "id;name;town;since\n1;a;x;1\n1;b;y;2\n", "row 1"),
    "missing id": ("right.csv", "id;name;town;since\n1;a;x;1\n;b;y;2\n", "row 2"),
    "unreadable": ("right.csv", "\0\0\1", "right.csv"),
    "truth of others": ("truth.csv", "left_id,right_id\n0,0\n1,77\n", "77"),
    "truth without ids": ("truth.csv", "left_id,right_id\n0,0\n1,\n", "row 2"),
    "truth of three": ("truth.csv", "a,b,c\n0,0,1\n", "left_id and right_id"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_and_nothing_written(folder: Path, case: str) -> None:
    name, content, said = BAD[case]
    (folder / name).write_text(content)
    if case == "no common column":
        (folder / "spec.yml").write_text("id: id\n")
    files = [folder / file for file in ("left.csv", "right.csv", "spec.yml", "out", "truth.csv")]
    with pytest.raises(DeclarationError, match=said):
        match_tables(*files)
    assert not (folder / "out").exists()


def test_a_missing_file_is_said(folder: Path) -> None:
    with pytest.raises(DeclarationError, match=r"none\.csv"):
        match_tables(folder / "none.csv", None, folder / "spec.yml", folder / "out", None)
