"""How long the warehouse takes: every core table and every mart, for several numbers of measures.

``python -m bench.marts [--measures 10000 --measures 30000 --measures 100000] [--tables]``. Each
size is built in a process of its own from an input that ``bench.warehouse`` makes up; the file
of the warehouse lies in a temporary folder. The last night's publication is the same warehouse.
"""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.nightly import machine
from bench.warehouse import warehouse_input
from foerderlupe.project import SQL
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import TableFile, load_tables
from foerderlupe.warehouse.database import Database, new_database
from foerderlupe.warehouse.previous import load_previous

SIZES = [10_000, 30_000, 100_000]


@dataclass(frozen=True)
class Timed:
    """One table: rows, seconds by the clock, seconds of the processors."""

    key: str
    rows: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Size:
    """All tables for one number of measures, and the largest resident set of the process.

    ``overlaps`` counts every pair that overlaps, ``filled`` the cells (Kreis or Land, top field,
    group, year) in which one does.
    """

    measures: int
    tables: list[Timed]
    peak_mb: float
    overlaps: int
    filled: int

    def rows(self, key: str) -> int:
        """Rows of a table."""
        return next(table.rows for table in self.tables if table.key == key)

    def all_of(self, schema: str) -> Timed:
        """The sum over the tables of a schema."""
        of = [table for table in self.tables if table.key.startswith(f"{schema}.")]
        sums = (sum(t.rows for t in of), sum(t.seconds for t in of), sum(t.cpu_seconds for t in of))
        return Timed(f"all {schema}", *sums)


def bench(
    measures: Annotated[
        list[int], typer.Option(help="Measures; several sizes one by one.")
    ] = SIZES,
    tables: Annotated[bool, typer.Option(help="Also print seconds per table.")] = False,
) -> None:
    """Measure how long core and marts take, and how overlaps grow."""
    console = Console()
    console.print(machine())
    # A process of its own per size, so that its memory is its own.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as one:
        sizes = list(one.map(_measure, measures))
    console.print(_growth(sizes))
    if tables:
        console.print(_by_table(sizes))


def _measure(measures: int) -> Size:
    core, marts = (load_tables(SQL / schema) for schema in ("core", "marts"))
    with (
        TemporaryDirectory(prefix="foerderlupe-bench-") as folder,
        new_database(Path(folder) / "warehouse.duckdb") as database,
    ):
        load_inputs(database, warehouse_input(measures), SQL)
        timed = _built(database, core)
        _publish(database, list(core), Path(folder) / "parquet")
        load_previous(database, Path(folder), marts.values())
        timed += _built(database, marts)
        overlaps = int(database.table("marts.overlap_counts")["n_overlaps"].sum()) // 2
        filled = database.count("marts.overlap_cells")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Size(measures, timed, peak, overlaps, filled)


def _built(database: Database, tables: dict[str, TableFile]) -> list[Timed]:
    ordered = in_order(database, tables)
    timed, before = [], time.process_time()
    for made in build(database, ordered):
        timed.append(Timed(made.key, made.rows, made.seconds, time.process_time() - before))
        before = time.process_time()
    return timed


def _publish(database: Database, tables: list[str], folder: Path) -> None:
    """What the last night left behind, for the table of changes."""
    folder.mkdir()
    for table in tables:
        database.write_parquet(table, folder / f"{table}.parquet")


def _growth(sizes: list[Size]) -> Table:
    shown = Table("measures", *(f"{size.measures:,}" for size in sizes), title="Warehouse")
    for schema in ("core", "marts"):
        sums = [size.all_of(schema) for size in sizes]
        shown.add_row(f"{schema}, seconds", *(f"{one.seconds:.1f}" for one in sums))
        shown.add_row(f"{schema}, processor seconds", *(f"{one.cpu_seconds:.1f}" for one in sums))
    shown.add_row("peak memory, MB", *(f"{size.peak_mb:,.0f}" for size in sizes))
    shown.add_row("cells with an overlap", *(f"{size.filled:,}" for size in sizes))
    shown.add_row("overlapping pairs in all", *(f"{size.overlaps:,}" for size in sizes))
    shown.add_row("pairs per cell", *(f"{size.overlaps / size.filled:.1f}" for size in sizes))
    for key in ("marts.overlap_pairs", "marts.duplication_candidates"):
        shown.add_row(f"{key}, rows", *(f"{size.rows(key):,}" for size in sizes))
    return shown


def _by_table(sizes: list[Size]) -> Table:
    largest = max(sizes, key=lambda size: size.measures)
    heads = ("table", "rows", "seconds", "processor seconds")
    shown = Table(*heads, title=f"{largest.measures:,} measures")
    for table in largest.tables:
        if table.seconds >= 0.05:
            shown.add_row(
                table.key, f"{table.rows:,}", f"{table.seconds:.2f}", f"{table.cpu_seconds:.2f}"
            )
    return shown


if __name__ == "__main__":
    typer.run(bench)
