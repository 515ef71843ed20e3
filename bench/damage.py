"""What each kind of damage costs, one at a time.

``python -m bench.damage [--rows 8000] [--share 0.4]``. An invented world is matched as it is, and
once for each kind of damage (``damages``) and field, done to a share of its rows. Of the pairs of
one measure that were found before and have a damaged record, the lost ones are counted, and of all
pairs found those that are no measure's and were not found before. That tells what to mend without a
look at worlds that are kept for judging.
"""

from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from bench import damages
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_tables
from pipelines.matching_files import Asked
from pipelines.matching_records import match_records

_SEED, _LISTS = 51, 12
_FIELDS = ("title", "carrier", "place")
_SILENT = "Projektförderung"
_ENDS = ["left", "right"]
Damage = Callable[[str, Random], str | None]


def bench(
    rows: Annotated[int, typer.Option(help="Rows of the world.")] = 8_000,
    share: Annotated[float, typer.Option(help="Part of the rows that is damaged.")] = 0.4,
) -> None:
    """Damage a world in every way, and say what each costs."""
    shown = Table("damage", *_FIELDS, title_justify="left")
    shown.title = f"Pairs lost of those with a damaged record, and wrong ones, {rows:,} rows"
    with TemporaryDirectory(prefix="foerderlupe-bench-") as name:
        folder = Path(name)
        write_tables(world(_SEED, rows, _LISTS), "everyday", folder)
        records = pl.read_parquet(folder / "records.parquet")
        true = _pairs(pl.read_parquet(folder / "truth.parquet"), "record_id", "measure_id")
        before = _found(records, folder)
        right = before.join(true, on=_ENDS, how="semi")

        def cost(damaged: pl.DataFrame, hit: pl.Series) -> str:
            found = _found(damaged, folder)
            asked = right.filter(pl.any_horizontal(pl.col(_ENDS).is_in(hit.implode())))
            lost = asked.join(found, on=_ENDS, how="anti").height / max(asked.height, 1)
            wrong = found.join(pl.concat([true, before]), on=_ENDS, how="anti").height
            return f"{lost:.1%}, {wrong}"

        for kind, damage in _damages():
            cells = [cost(*damage_some(records, field, damage, share)) for field in _FIELDS]
            shown.add_row(kind.replace("_", " "), *cells)
        shown.add_row("said in the description alone", cost(*name_in_description(records, share)))
    Console().print(shown)


def damage_some(
    records: pl.DataFrame, field: str, damage: Damage, share: float
) -> tuple[pl.DataFrame, pl.Series]:
    """``records`` with a share of the texts of ``field`` damaged, and the record_id of those."""
    chance = Random(f"{field} {damage.__name__}")
    texts = [
        damage(text, chance) if text is not None and chance.random() < share else text
        for text in records[field]
    ]
    damaged = records.with_columns(pl.Series(field, texts, dtype=pl.String))
    changed = damaged[field].ne_missing(records[field])
    return damaged, records["record_id"].filter(changed)


def name_in_description(records: pl.DataFrame, share: float) -> tuple[pl.DataFrame, pl.Series]:
    """``records`` of which a share is titled "Projektförderung", and the record_id of those.

    Their descriptions begin with what their titles said.
    """
    chance = Random(_SILENT)
    hit = pl.Series([chance.random() < share for _ in range(records.height)], dtype=pl.Boolean)
    hit = hit & records["title"].is_not_null()
    said = pl.concat_str("title", "description", separator=". ", ignore_nulls=True)
    damaged = records.with_columns(
        title=pl.when(hit).then(pl.lit(_SILENT)).otherwise("title"),
        description=pl.when(hit).then(said).otherwise("description"),
    )
    return damaged, records["record_id"].filter(hit)


def _damages() -> Iterator[tuple[str, Damage]]:
    found = [
        one for one in getmembers(damages, isfunction) if one[1].__module__ == damages.__name__
    ]
    yield from sorted(found, key=lambda one: one[1].__code__.co_firstlineno)


def _found(records: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """The pairs of records (left, right) that matching puts into one measure."""
    table, spec = folder / "damaged.parquet", folder / "spec.yml"
    spec.write_text("model: measures\nid: record_id\nsource: source_id\n", encoding="utf-8")
    records.write_parquet(table)
    return _pairs(match_records(Asked(table, spec, folder / "found")).clusters, "id", "cluster_id")


def _pairs(members: pl.DataFrame, member: str, group: str) -> pl.DataFrame:
    left, right = (members.select(pl.col(member).alias(end), group) for end in _ENDS)
    return left.join(right, on=group).filter(pl.col("left") < pl.col("right")).select(_ENDS)


if __name__ == "__main__":
    typer.run(bench)
