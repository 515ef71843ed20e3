"""What a night costs when few records changed: matching with and without a memory.

``python -m bench.remembering [--rows 200000] [--share 0.01] [--repeat 3]``. Invented records
(``foerderlupe synth``) are matched once, a share of their titles is changed, and the changed
records are matched by an engine that remembers and by one that does not; what both find is
compared. Seconds are medians, of the matching alone: evidence is made before.
"""

import time
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from bench.nightly import machine
from foerderlupe.matching.records import Table as Rows
from foerderlupe.matching.table import read_table
from foerderlupe.measures.engine import LOCAL, Engine
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.from_records import evidence_of, lists_of
from foerderlupe.measures.from_table import records_of
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.remembering import RememberingEngine
from foerderlupe.measures.spec import MeasuresSpec
from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import validate
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_tables

_SEED = 7
_SPEC = "model: measures\nid: record_id\nsource: source_id\n"


def bench(
    rows: Annotated[int, typer.Option(help="Records.")] = 200_000,
    share: Annotated[float, typer.Option(help="Part of them that changes.")] = 0.01,
    repeat: Annotated[int, typer.Option(help="Nights of each kind; the median counts.")] = 3,
) -> None:
    """Match invented records, change a few, and match them with and without a memory."""
    console = Console()
    console.print(machine())
    with TemporaryDirectory(prefix="foerderlupe-bench-") as name:
        folder = Path(name)
        records, lists = _records(folder, rows)
        before, after = evidence_of(records), evidence_of(_changed(records, share))
        nights = [_night(folder / str(number), before, after, lists) for number in range(repeat)]
    names = ("clock", "processor")
    shown = Table("night", *names, title=f"Matching {rows:,} records", title_justify="left")
    for kind in nights[0]:
        seconds = [median(night[kind][place] for night in nights) for place in range(len(names))]
        shown.add_row(kind, *(f"{one:.1f} s" for one in seconds))
    console.print(shown)


def _records(folder: Path, rows: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    write_tables(world(_SEED, rows, 12), "everyday", folder)
    (folder / "spec.yml").write_text(_SPEC, encoding="utf-8")
    declared = read_yaml(folder / "spec.yml")
    spec = validate(MeasuresSpec, declared)
    path = folder / "records.parquet"
    records = records_of(Rows(read_table(path), path, "left"), spec, declared)
    return records, lists_of(records, spec, declared)


def _changed(records: pl.DataFrame, share: float) -> pl.DataFrame:
    """``records`` with another title in every so many rows."""
    changed = pl.int_range(pl.len()) % round(1 / share) == 0
    return records.with_columns(pl.when(changed).then(pl.col("title") + " neu").otherwise("title"))


def _night(
    folder: Path, before: Evidence, after: Evidence, lists: pl.DataFrame
) -> dict[str, tuple[float, float]]:
    """Clock and processor seconds by kind of night; raises where the two find different things."""
    engine = RememberingEngine(folder)
    asked: dict[str, tuple[Evidence, Engine]] = {
        "first, nothing to remember": (before, engine),
        "a few records changed": (after, engine),
        "the same from scratch": (after, LOCAL),
    }
    found: dict[str, Matched] = {}
    seconds: dict[str, tuple[float, float]] = {}
    for kind, (evidence, used) in asked.items():
        matching = partial(match_measures, evidence, JUDGEMENTS.empty(), lists, engine=used)
        found[kind], seconds[kind] = _timed(matching)
    remembered, scratch = list(found.values())[1:]
    for field in fields(Matched):
        if not getattr(remembered, field.name).equals(getattr(scratch, field.name)):
            raise SystemExit(f"the night that remembers found other {field.name}")
    return seconds


def _timed(work: Callable[[], Matched]) -> tuple[Matched, tuple[float, float]]:
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - clock, time.process_time() - processor)


if __name__ == "__main__":
    typer.run(bench)
