"""How time, memory and quality of matching grow with the number of records, beside Splink.

``python -m bench.scale [--rows 10000]… [--repeat 3] [--peers PYTHON] [--out docs]``. Both programs
get the same invented records (``foerderlupe synth``), each in a process of its own, one after the
other: seconds by the clock and peak memory are those of the whole process, imports and reading
included. What Splink is told stands in ``bench/peers/splink_settings.py``; Förderlupe is told the
model for programme records, and the names of the columns for persons.

Splink has an environment of its own, PYTHON is its interpreter (``bench.linkage`` says how).
``--only 'persons/*'`` measures some rows alone, named task/records/program; with ``--kept FILE``
the report has those of earlier calls too.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

from bench.nightly import ROOT, machine
from bench.peers.task import compared
from bench.programs import LIMIT, OURS, asked, python_of
from bench.scale_picture import picture
from bench.scale_report import Row, keep, page, read_kept, shown
from foerderlupe.matching.evaluation import pairwise_of_clusters

_PROGRAMS = (OURS, "splink")
_SIZES = [10_000, 100_000, 1_000_000]


@dataclass(frozen=True)
class Task:
    """A kind of records as ``foerderlupe synth`` makes them, and the task of ``bench.peers``."""

    name: str
    task: str
    profile: str
    thing: str


_TASKS = (
    Task("programmes", "programmes", "everyday", "measure_id"),
    Task("programmes, harsh", "programmes", "harsh", "measure_id"),
    Task("programmes, blind", "programmes", "blind", "measure_id"),
    Task("persons", "persons", "everyday", "person_id"),
)


def bench(  # noqa: PLR0913 - one parameter per option
    rows: Annotated[list[int] | None, typer.Option(help="Records; several times.")] = None,
    repeat: Annotated[int, typer.Option(help="Runs; the median counts.")] = 3,
    peers: Annotated[Path, typer.Option(help="Python of Splink's environment.")] = Path(
        sys.executable
    ),
    only: Annotated[list[str] | None, typer.Option(help="These rows, with * and ?.")] = None,
    limit: Annotated[float, typer.Option(help="Seconds until a run is given up.")] = LIMIT,
    kept: Annotated[Path | None, typer.Option(help="File of the rows measured so far.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for scale.md and scale.svg.")] = None,
) -> None:
    """Match invented records of growing number with both programs and print one table."""
    console, host = Console(), machine()
    console.print(host)
    pythons = {name: python_of(name, peers) for name in _PROGRAMS}
    for name in (name for name, python in pythons.items() if python is None):
        console.print(f"{name} is not installed in the environment of {peers}", style="yellow")
    found = read_kept(kept)
    for task, size in ((task, size) for task in _TASKS for size in rows or _SIZES):
        asking = {
            name: python
            for name, python in pythons.items()
            if python is not None and _wanted(f"{task.name}/{size}/{name}", only)
        }
        for row in _measured(task, size, asking, repeat, limit):
            console.print(row.line(), style="dim")
            found = keep(row, found, kept)
            if out is not None:
                out.mkdir(parents=True, exist_ok=True)
                (out / "scale.md").write_text(page(found, host, repeat), encoding="utf-8")
                (out / "scale.svg").write_text(picture(found), encoding="utf-8")
    console.print(shown(found))


def _wanted(row: str, only: list[str] | None) -> bool:
    return only is None or any(fnmatch(row, pattern) for pattern in only)


def _measured(
    task: Task, size: int, asking: dict[str, Path], repeat: int, limit: float
) -> Iterator[Row]:
    """One row per program, all on the same records."""
    if not asking:
        return
    with TemporaryDirectory(prefix="foerderlupe-bench-") as name:
        folder = Path(name)
        truth = _made(task, size, folder)
        for program, python in asking.items():
            used = asked(program, python, task.task, folder, repeat, limit)
            answer, row = folder / "answer.parquet", Row.of(task.name, size, program, used)
            if not used.failure:
                quality = pairwise_of_clusters(pl.read_parquet(answer), truth)
                row = row.with_answer(quality, compared(answer))
            yield row


def _made(task: Task, size: int, folder: Path) -> pl.DataFrame:
    """The records as left.parquet; gives id, cluster_id of what is true."""
    world = folder / "world"
    command = [sys.executable, "-m", "pipelines.cli", "synth", "--rows", str(size)]
    command += ["--kind", task.task, "--profile", task.profile, "--out", str(world)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    # In a process of its own, and in parts: none of it may count as anybody's memory.
    records = pl.scan_parquet(world / "records.parquet").rename({"record_id": "id"})
    records.sink_parquet(folder / "left.parquet")
    return pl.read_parquet(world / "truth.parquet").select(id="record_id", cluster_id=task.thing)


if __name__ == "__main__":
    typer.run(bench)
