"""How long a night takes: lists of N rows, from reading to the publication.

``python -m bench.nightly [--rows 50000] [--repeat 3] [--steps]``. Each repetition is the command
``foerderlupe run`` in a process and a home of its own. Memory is what all processes of the run
hold at one time: the job, the one that checks promises, those that share in reading texts.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import dagster as dg
import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from bench.watching import Moment, Use, used, watch
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_lists

ROOT = Path(__file__).resolve().parents[1]
_AS_OF = "2026-01-15"
_SEED, _LISTS = 7, 12


@dataclass(frozen=True)
class Night:
    """One run: seconds by the clock and of the processors, bytes, what it published, its steps."""

    seconds: float
    cpu_seconds: float
    memory: int
    records: int
    measures: int
    steps: dict[str, Use]


def bench(
    rows: Annotated[int, typer.Option(help="Rows of all lists together.")] = 50_000,
    repeat: Annotated[int, typer.Option(help="Runs; the median counts.")] = 3,
    steps: Annotated[bool, typer.Option(help="Also print what each step uses.")] = False,
    sources: Annotated[Path | None, typer.Option(help="Lists of your own.")] = None,
) -> None:
    """Measure the nightly job on invented lists, or on lists of your own."""
    console = Console()
    console.print(machine())
    with TemporaryDirectory(prefix="foerderlupe-bench-") as folder:
        lists = sources or Path(folder) / "lists"
        if sources is None:
            write_lists(world(_SEED, rows, _LISTS), "everyday", lists)
        nights = []
        for number in range(repeat):
            nights.append(run_night(lists, Path(folder) / f"home{number}", steps))
            console.print(f"run {number + 1}: {nights[-1].seconds:.1f} s", style="dim")
    console.print(_summary(nights, rows if sources is None else None))
    if steps:
        console.print(_steps(nights))


def run_night(lists: Path, home: Path, steps: bool = False) -> Night:
    """One night. Raises ``CalledProcessError`` where nothing was published."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if steps:
        dagster_home = home.with_name(f"{home.name}-dagster")
        dagster_home.mkdir(parents=True)
        (dagster_home / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
        environment["DAGSTER_HOME"] = str(dagster_home)
    command = [sys.executable, "-m", "pipelines.cli", "run"]
    command += ["--sources", str(lists.resolve()), "--home", str(home), "--as-of", _AS_OF]
    began = time.time()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    seen = watch(process)
    whole = used(seen, began, time.time())
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(process.returncode, command)
    members = pl.read_parquet(home / "published/current/parquet/core.record_measure.parquet")
    timed = _steps_of(dagster_home, seen) if steps else {}
    return Night(
        whole.seconds,
        whole.cpu_seconds,
        whole.memory,
        members.height,
        members["measure_id"].n_unique(),
        timed,
    )


def _steps_of(dagster_home: Path, seen: Sequence[Moment]) -> dict[str, Use]:
    """What each step of the only run used, in their order; of tables the seconds by the clock."""
    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        [run] = instance.get_runs()
        steps = sorted(
            (step.start_time, step.end_time, step.step_key)
            for step in instance.get_run_step_stats(run.run_id)
            if step.end_time is not None and step.start_time is not None
        )
        found = {key: used(seen, begin, end) for begin, end, key in steps}
        for event in instance.all_logs(run.run_id, {dg.DagsterEventType.ASSET_MATERIALIZATION}):
            made = event.asset_materialization
            if made is not None and "seconds" in made.metadata:
                seconds = made.metadata["seconds"].value
                found["  " + ".".join(made.asset_key.path)] = Use(float(str(seconds)), 0, 0)
    return found


def _summary(nights: list[Night], rows: int | None) -> Table:
    shown = Table(title="Read to published", title_justify="left", show_header=False)
    if rows is not None:
        shown.add_row("rows", f"{rows:,}")
    shown.add_row("records", f"{nights[0].records:,}")
    shown.add_row("measures", f"{nights[0].measures:,}")
    shown.add_row("seconds, median", f"{median(night.seconds for night in nights):.1f}")
    cpu = median(night.cpu_seconds for night in nights)
    shown.add_row("processor seconds, median", f"{cpu:.1f}")
    peak = max(night.memory for night in nights)
    shown.add_row("peak memory of all processes", f"{peak / 2**20:,.0f} MB")
    return shown


def _steps(nights: list[Night]) -> Table:
    heads = ("step", "seconds", "processor seconds", "peak memory, MB")
    shown = Table(*heads, title="Steps, medians", title_justify="left")
    for name in nights[0].steps:
        uses = [night.steps[name] for night in nights]
        seconds = median(use.seconds for use in uses)
        cpu, memory = (median(use.cpu_seconds for use in uses), max(use.memory for use in uses))
        if seconds >= 0.1:
            told = (f"{cpu:.1f}", f"{memory / 2**20:,.0f}") if memory else ("", "")
            shown.add_row(name, f"{seconds:.1f}", *told)
    return shown


def machine() -> str:
    """Name the machine: cores, processor, memory, and how busy it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    model = names[0] if names else "unknown processor"
    return f"{cores} cores, {model}, {memory:.0f} GB, load before the first run {load:.1f}"


if __name__ == "__main__":
    typer.run(bench)
