"""Förderlupe's own engine on the tables of the comparison: a spec that names columns, no more.

Belongs here: the specs, and calling ``foerderlupe match`` as a user does. Does not belong here: any
setting.
"""

from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import Table

from bench.peers.task import run
from pipelines.cli import app

# The name of the model is all that programme records need.
_SPECS = {"programmes": "model: measures\nid: id\n"}


def answer(task: str, left: Path, right: Path | None) -> Table:
    """The pairs decided to be the same, or the clusters of one table."""
    folder = left.parent
    tables = [table for table in (left, right) if table is not None]
    columns = [name for name in pq.read_schema(left).names if name != "id"]
    spec, out = folder / f"{task}.yml", folder / "out"
    named = f"id: id\ncolumns: [{', '.join(columns)}]\n"
    spec.write_text(_SPECS.get(task, named), encoding="utf-8")
    app(["match", *map(str, tables), "--spec", str(spec), "--out", str(out)], standalone_mode=False)
    if right is None:
        return pq.read_table(out / "clusters.parquet", columns=["id", "cluster_id"])
    same = [("decision", "=", "same")]
    return pq.read_table(out / "pairs.parquet", columns=["left_id", "right_id"], filters=same)


if __name__ == "__main__":
    run(answer)
