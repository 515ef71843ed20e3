"""What Spark costs on one machine: the same records matched locally and by a Spark server.

``python -m bench.spark [--rows 200000] [--remote sc://host:15002]``. Without a server pysail runs
in this process, so that processor seconds count both sides; of another server only this side is
seen. Ends with an error where the two engines do not find the same to the last digit.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from polars.testing import assert_frame_equal
from rich.console import Console
from rich.table import Table

from bench.nightly import machine
from foerderlupe.measures.engine import LOCAL, Engine
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.from_records import evidence_of
from foerderlupe.measures.match import match_measures
from foerderlupe.model.frames import JUDGEMENTS, RECORDS
from foerderlupe.spark.engine import SparkEngine
from foerderlupe.spark.session import open_session
from foerderlupe.synth.records import as_records, told_rows
from foerderlupe.synth.world import world

_SEED, _LISTS = 7, 12


def bench(
    rows: Annotated[int, typer.Option(help="Rows of all lists together.")] = 200_000,
    remote: Annotated[str, typer.Option(help="A Spark Connect server; pysail if empty.")] = "",
) -> None:
    """Match invented records by both engines, and compare what they find."""
    console = Console()
    console.print(machine())
    given = _evidence(rows)
    table = Table("engine", "records", "pairs kept", "measures", "processor s", "clock s")
    with _server(remote) as address, TemporaryDirectory(prefix="foerderlupe-bench-") as folder:
        here = _timed(table, "local", given, LOCAL)
        with open_session(address, Path(folder)) as session:
            there = _timed(table, remote or "spark (pysail)", given, SparkEngine(session))
    for name in ("pairs", "clusters", "notes"):
        assert_frame_equal(getattr(there, name), getattr(here, name), check_exact=True)
    console.print(table)
    console.print("Both found the same.")


def _evidence(rows: int) -> Evidence:
    invented = world(_SEED, rows, _LISTS)
    records = as_records(invented, pl.concat(told_rows(invented, "everyday")))
    return evidence_of(records.select(name for name in RECORDS.columns if name in records.columns))


@contextmanager
def _server(remote: str) -> Iterator[str]:
    if remote:
        yield remote
        return
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()


def _timed(table: Table, name: str, given: Evidence, engine: Engine) -> Matched:
    lists = given.records.select("source_id").unique().sort("source_id")
    sources = lists.with_columns(distinct_measures=pl.lit(value=False))
    clock, processor = time.perf_counter(), time.process_time()
    found = match_measures(given, JUDGEMENTS.empty(), sources, engine=engine)
    figures = (
        given.records.height,
        found.pairs.height,
        found.clusters["cluster_id"].n_unique(),
        time.process_time() - processor,
        time.perf_counter() - clock,
    )
    table.add_row(name, *(f"{figure:,.0f}" for figure in figures))
    return found


if __name__ == "__main__":
    typer.run(bench)
