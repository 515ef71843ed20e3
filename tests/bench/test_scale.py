"""The comparison by number of records: what is kept, what fails, and what the report shows."""

import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.peers import task
from bench.programs import OURS, Used, asked, python_of
from bench.scale_picture import picture
from bench.scale_report import Row, keep, page, read_kept
from foerderlupe.matching.evaluation import Quality


def row(records: int, program: str, seconds: float, kind: str = "programmes") -> Row:
    measured = Row.of(kind, records, program, Used(seconds, 2 * seconds, records / 100))
    return measured.with_answer(Quality(90, 100, 120), None)


ROWS = [row(1000, OURS, 2), row(1000, "splink", 4), row(10_000, OURS, 9)]
FAILED = replace(row(10_000, "splink", 0), failure="given up after 20 s")


@pytest.fixture
def program(tmp_path: Path):
    """An interpreter that does what it is told instead of answering."""

    def program(does: str) -> Path:
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)
        return path

    return program


def test_rows_of_earlier_calls_stay_and_a_new_one_takes_its_place(tmp_path: Path) -> None:
    file, rows = tmp_path / "kept.jsonl", []
    for one in (ROWS[2], ROWS[1], row(1000, OURS, 5), row(500, OURS, 1, "persons"), ROWS[0]):
        rows = keep(one, rows, file)
    assert read_kept(file) == rows == [*ROWS, row(500, OURS, 1, "persons")]


def test_the_page_tells_growth_and_failure() -> None:
    lines = page([*ROWS, FAILED], "a machine", 3).splitlines()
    assert "a machine; medians of 3 runs" in " ".join(lines)
    assert lines[-2].endswith("| 9.0 | 18.0 | 100 |  | ×4.5 | ×10.0 |")
    assert "| failed: given up after 20 s |" in lines[-1]
    assert {line.count("|") for line in lines if line.startswith("|")} == {13}


def test_the_picture_shows_every_row() -> None:
    drawn = ElementTree.fromstring(picture([*ROWS, FAILED, row(1000, OURS, 3, "a < b")]))
    said = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert said.count("0.818") == 4
    assert "splink failed" in said
    assert "a < b" in said
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}circle"))) == 4


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exec sleep 30", "given up after 0 s"),
        ("echo first >&2; echo 'out of memory' >&2; exit 1", "out of memory"),
        ("exit 1", "no message"),
        ("kill -9 $$", "ended by signal 9"),
    ],
)
def test_a_program_that_does_not_answer_says_why(program, tmp_path: Path, does, said) -> None:
    limit = 0.2 if "sleep" in does else 20
    used = asked("splink", program(does), "persons", tmp_path, 3, limit)
    assert used.failure.startswith(said)


def test_an_answer_left_over_is_nobodys(program, tmp_path: Path) -> None:
    (tmp_path / "answer.parquet").touch()
    assert asked("splink", program("exit 0"), "persons", tmp_path, 1).failure == "no answer"


def test_what_the_bench_holds_is_not_the_programs(program, tmp_path: Path) -> None:
    held = bytearray(300 * 2**20)
    answering = program(f"touch {tmp_path / 'answer.parquet'}")
    used = asked("splink", answering, "persons", tmp_path, 1)
    assert not used.failure
    assert 0 < used.megabytes < len(held) / 2**20


def test_what_is_not_installed_has_no_interpreter(program) -> None:
    assert python_of("splink", program("exit 1")) is None
    assert python_of(OURS, program("exit 1")) == Path(sys.executable)


def test_an_answer_says_how_many_pairs_were_compared(tmp_path: Path) -> None:
    answer = task.clusters([("a", 1), ("b", 1)])
    pq.write_table(task.with_compared(answer, 12), tmp_path / "told.parquet")
    pq.write_table(answer, tmp_path / "silent.parquet")
    assert task.compared(tmp_path / "told.parquet") == 12
    assert task.compared(tmp_path / "silent.parquet") is None
    assert answer.to_pydict() == {"id": ["a", "b"], "cluster_id": ["1", "1"]}
    assert task.pairs([]).schema.names == ["left_id", "right_id"]


def test_texts_are_cleaned_as_a_whole() -> None:
    table = pa.table({"id": ["A-1"], "title": ["  Ärzte & Co. "], "none": pa.nulls(1, pa.string())})
    assert task.cleaned(table).to_pylist() == [{"id": "A-1", "title": "ärzte co", "none": None}]
