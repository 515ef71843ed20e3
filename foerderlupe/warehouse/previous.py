"""What the publication before said.

Belongs here: reading the tables of the current publication that tonight is compared with.
Does not belong here: comparing (``guard``, ``sql/marts``).
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from foerderlupe.model.frames import JUDGED_VALUES, JUDGEMENTS, RECORDS, SOURCE_RUNS
from foerderlupe.review.seeing import Before
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database

_PAIR = ["left_record_id", "right_record_id"]
_USABLE = pl.col("snapshot").is_not_null()


def last_good_snapshots(current: Path) -> dict[str, str]:
    """For each source the SHA-256 of the snapshot that the publication is made from."""
    runs = previous_table(current, "core.source_runs", SOURCE_RUNS.empty())
    return dict(runs.filter(_USABLE).select("source_id", "snapshot").iter_rows())


def judged_before(current: Path, judgements: pl.DataFrame) -> Before:
    """What the publication says of the pairs and records of ``judgements``."""
    pairs = judgements.select(_PAIR)
    records = pl.concat(judgements.select(record_id=side) for side in _PAIR).unique()
    return Before(
        previous_table(current, "core.judgements", JUDGEMENTS.empty(), pairs),
        previous_table(current, "core.judged_values", JUDGED_VALUES.empty(), pairs),
        previous_table(current, "core.records", RECORDS.empty(), records),
    )


def previous_table(
    current: Path, table: str, like: pl.DataFrame, only: pl.DataFrame | None = None
) -> pl.DataFrame:
    """A table of the publication with the columns of ``like``; empty without a publication.

    Columns that the older publication does not have are null. ``only`` has the keys of the rows
    that are read, all of them without it.
    """
    path = _parquet(current, table)
    if not path.exists():
        return like.clear()
    rows = pl.scan_parquet(path)
    before = rows.collect() if only is None else _with_keys(rows, only)
    return before.select(
        pl.col(name).cast(dtype, strict=False)
        if name in before.columns
        else pl.lit(None, dtype).alias(name)
        for name, dtype in like.schema.items()
    )


def _parquet(current: Path, table: str) -> Path:
    return current / "parquet" / f"{table}.parquet"


def _with_keys(rows: pl.LazyFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows with these keys, read without the others ever being in memory together."""
    return rows.join(keys.lazy(), on=keys.columns, how="semi").collect(engine="streaming")


def load_previous(database: Database, current: Path, readers: Iterable[TableFile]) -> None:
    """Create ``previous.x`` from the last publication's ``core.x`` for each that a query reads.

    ``core`` has to stand already: without a publication ``previous.x`` has its columns, no rows.
    """
    wanted = {name for table in readers for name in database.referenced(table.select)}
    for name in sorted(name for name in wanted if name.startswith("previous.")):
        core = f"core.{name.removeprefix('previous.')}"
        path = _parquet(current, core)
        if path.exists():
            database.add_parquet(name, path, core)
        else:
            database.add_frame(name, database.head(core, 0))
