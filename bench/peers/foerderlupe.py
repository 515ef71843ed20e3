"""Förderlupe's own engine on the tables of the comparison: a spec that names columns, no more.

Belongs here: calling ``foerderlupe match`` as a user does. Does not belong here: any setting.
"""

import sys
from pathlib import Path

import polars as pl
from pyarrow import Table

from bench.peers.task import Pair, run, within
from pipelines.cli import app


def solve(task: str, left: Table, right: Table | None) -> list[Pair]:
    """The pairs decided to be the same, or all pairs within the clusters of one table."""
    folder = Path(sys.argv[2])
    tables = [folder / f"{side}.parquet" for side in ("left", "right")[: 1 + (right is not None)]]
    columns = [name for name in left.column_names if name != "id"]
    spec, out = folder / f"{task}.yml", folder / "out"
    spec.write_text(f"id: id\ncolumns: [{', '.join(columns)}]\n", encoding="utf-8")
    app(["match", *map(str, tables), "--spec", str(spec), "--out", str(out)], standalone_mode=False)
    if right is None:
        return within(pl.read_parquet(out / "clusters.parquet").select("id", "cluster_id").rows())
    pairs = pl.read_parquet(out / "pairs.parquet").filter(pl.col("decision") == "same")
    return pairs.select("left_id", "right_id").rows()


if __name__ == "__main__":
    run(solve)
