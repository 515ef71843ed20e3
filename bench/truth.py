"""How well the same measure is found in the embedded lists.

``python -m bench.truth [--home data]`` compares the current publication with the truth in
``tests/demo/truth``: pairs of records that are one measure, and pairs that look alike and are not.
"""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

_TRUTH = Path(__file__).resolve().parents[1] / "tests" / "demo" / "truth"
_ROW = ["source_id", "source_row"]


def truth(
    home: Annotated[Path, typer.Option(help="Home of a run on embedded lists.")] = Path("data"),
) -> None:
    """Print precision, recall and the look-alikes that were merged."""
    tables = home / "published" / "current" / "parquet"
    records = pl.read_parquet(tables / "core.records.parquet").select("record_id", *_ROW)
    measures = pl.read_parquet(tables / "core.record_measure.parquet")
    found = records.join(measures, on="record_id").select(*_ROW, "measure_id")
    same = pl.read_csv(_TRUTH / "same.csv").select(*_ROW, "measure")
    true_pairs, found_pairs = _pairs(same, "measure"), _pairs(found, "measure_id")
    right = found_pairs.join(true_pairs, on=true_pairs.columns, how="semi").height
    console = Console(highlight=False)
    console.print(f"true pairs {true_pairs.height}, found {found_pairs.height}, right {right}")
    console.print(f"precision {right / found_pairs.height:.3f}")
    console.print(f"recall    {right / true_pairs.height:.3f}")
    merged, looked_at = _merged(found)
    console.print(f"look-alikes merged {merged} of {looked_at}")


def _pairs(members: pl.DataFrame, group: str) -> pl.DataFrame:
    named = members.select(group, row=pl.concat_str(_ROW, separator=" "))
    both = named.join(named, on=group, suffix="_b").filter(pl.col("row") < pl.col("row_b"))
    return both.select("row", "row_b")


def _merged(found: pl.DataFrame) -> tuple[int, int]:
    """Look-alikes that share a measure, and all; a top-up is one measure with two awards."""
    relations = pl.read_csv(_TRUTH / "relations.csv").filter(pl.col("relation") != "top_up")
    joined = relations.join(found, left_on=["source_a", "row_a"], right_on=_ROW, how="inner").join(
        found, left_on=["source_b", "row_b"], right_on=_ROW, how="inner", suffix="_b"
    )
    return joined.filter(pl.col("measure_id") == pl.col("measure_id_b")).height, joined.height


if __name__ == "__main__":
    typer.run(truth)
