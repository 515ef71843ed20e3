"""What the publication before said.

Belongs here: reading the tables of the current publication that tonight is compared with.
Does not belong here: comparing (``guard``, ``sql/marts``).
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from foerderlupe.model.frames import SOURCE_RUNS
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database

_USABLE = pl.col("snapshot").is_not_null()


def last_good_snapshots(current: Path) -> dict[str, str]:
    """For each source the SHA-256 of the snapshot that the publication is made from."""
    runs = previous_table(current, "core.source_runs", SOURCE_RUNS.empty())
    return dict(runs.filter(_USABLE).select("source_id", "snapshot").iter_rows())


def previous_table(current: Path, table: str, like: pl.DataFrame) -> pl.DataFrame:
    """A table of the publication with the columns of ``like``; empty without a publication.

    Columns that the older publication does not have are null.
    """
    path = current / "parquet" / f"{table}.parquet"
    if not path.exists():
        return like.clear()
    before = pl.read_parquet(path)
    return before.select(
        pl.col(name).cast(dtype, strict=False)
        if name in before.columns
        else pl.lit(None, dtype).alias(name)
        for name, dtype in like.schema.items()
    )


def load_previous(database: Database, current: Path, readers: Iterable[TableFile]) -> None:
    """Create ``previous.x`` from the last publication's ``core.x`` for each that a query reads.

    ``core`` has to stand already: without a publication ``previous.x`` has its columns, no rows.
    """
    wanted = {name for table in readers for name in database.referenced(table.select)}
    for name in sorted(name for name in wanted if name.startswith("previous.")):
        core = f"core.{name.removeprefix('previous.')}"
        database.add_frame(name, previous_table(current, core, database.table(core)))
