"""How long a question takes on a published warehouse, as an analyst asks it: by its macro.

``python -m bench.questions [--home DIR] [--measures 100000] [--repeat 11]``. Without ``--home`` a
warehouse of made-up measures (``bench.warehouse``) is built and published in a temporary folder.
Questions with a Kreis ask for the one with most measures, those with a funder for the one that
funds most. "first" is the first call on a new connection, opening the file included.
"""

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import duckdb
import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from bench.nightly import machine
from bench.warehouse import warehouse_input
from foerderlupe.home import Home
from foerderlupe.project import QUESTIONS, SQL
from foerderlupe.publish.publication import WAREHOUSE
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import new_database
from foerderlupe.warehouse.previous import load_previous
from foerderlupe.warehouse.questions import QuestionFile, as_arguments, load_questions

_FIELD = "HF0100"


@dataclass(frozen=True)
class Asked:
    """One question: its call, rows of the answer, milliseconds.

    Of the first call and of the others by the clock, and of the processors for the others.
    """

    call: str
    rows: int
    first_ms: float
    median_ms: float
    processor_ms: float


def bench(
    home: Annotated[Path | None, typer.Option(help="Ask the publication of this home.")] = None,
    measures: Annotated[int, typer.Option(help="Measures of a made-up warehouse.")] = 100_000,
    repeat: Annotated[int, typer.Option(help="Calls per question; the median counts.")] = 11,
) -> None:
    """Measure every question on a published warehouse."""
    console = Console()
    console.print(machine())
    with TemporaryDirectory(prefix="foerderlupe-bench-") as folder:
        path = Home(home).current / WAREHOUSE if home else _publish(Path(folder), measures)
        console.print(f"warehouse of {path.stat().st_size / 2**20:,.0f} MB", style="dim")
        shown = Table("call", "rows", "first, ms", "median, ms", "processor, ms")
        for question in load_questions(QUESTIONS):
            asked = _ask(path, question, repeat)
            times = (asked.first_ms, asked.median_ms, asked.processor_ms)
            shown.add_row(asked.call, f"{asked.rows:,}", *(f"{ms:,.0f}" for ms in times))
    console.print(shown)


def _publish(folder: Path, measures: int) -> Path:
    """The published file of a made-up warehouse."""
    core, marts = (load_tables(SQL / schema) for schema in ("core", "marts"))
    with new_database(folder / "working.duckdb") as database:
        load_inputs(database, warehouse_input(measures), SQL)
        list(build(database, in_order(database, core)))
        load_previous(database, folder, marts.values())
        list(build(database, in_order(database, marts)))
        macros = [question.macro for question in load_questions(QUESTIONS)]
        database.hand_over(folder / WAREHOUSE, macros)
    return folder / WAREHOUSE


def _ask(path: Path, question: QuestionFile, repeat: int) -> Asked:
    required = [name for name, p in question.header.parameters.items() if p.is_required]
    given = {name: value for name, value in _largest(path).items() if name in required}
    call = f"{question.macro.name}({as_arguments(given)})"
    began = time.perf_counter()
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        rows = connection.sql(f"from {call}").pl().height
        first = time.perf_counter() - began
        clock, processor = zip(*(_timed(connection, call) for _ in range(repeat)), strict=True)
    return Asked(
        call, rows, *(1000 * seconds for seconds in (first, median(clock), median(processor)))
    )


def _timed(connection: duckdb.DuckDBPyConnection, call: str) -> tuple[float, float]:
    """Seconds of one call by the clock and of the processors."""
    clock, processor = time.perf_counter(), time.process_time()
    connection.sql(f"from {call}").pl()
    return time.perf_counter() - clock, time.process_time() - processor


def _largest(path: Path) -> dict[str, str]:
    """For each parameter that has to be given the value with most measures."""
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        places, parties = (
            connection.table(f"core.{name}").pl()
            for name in ("measure_regions", "measure_organisations")
        )
    kreise = places.filter(pl.col("region_id").str.len_chars() == 5)
    funders = parties.filter(role="funder")
    return {
        "kreis": kreise["region_id"].mode().min(),
        "funder": funders["institution_line"].mode().min(),
        "field_of_action": _FIELD,
        "measure_id": places["measure_id"].mode().min(),
    }


if __name__ == "__main__":
    typer.run(bench)
