"""What bounds cut off a result, and what they warn of.

Belongs here: the number of relations kept per record, and the alarm about large measures.
Does not belong here: the bounds (``measures.yml``), and those of blocks (``matching.blocks``).
"""

import polars as pl

from foerderlupe.matching.blocks import NOTES
from foerderlupe.measures.rulebook import Rulebook


def bounded(kept: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """At most ``told`` forced relations per record and relation, the likeliest first."""
    forced = (pl.col("decision") == "apart") & (pl.col("decided_by") == "rules")
    kept = kept.sort(["bits", "left", "right"], descending=[True, False, False])
    rank = pl.int_range(pl.len()).over("left", "relation", "decision")
    told = kept.filter(~forced | (rank < rulebook.bounds.told))
    untold = kept.height - told.height
    message = "relations beyond the number kept per record"
    rows = [("left_out", "relations", untold, message)] if untold else []
    return told, pl.DataFrame(rows, schema=NOTES, orient="row")


def large_clusters(
    clusters: pl.DataFrame, records: pl.DataFrame, rulebook: Rulebook
) -> pl.DataFrame:
    """An alarm per cluster above the expected size; ``records`` are those of the features."""
    sizes = clusters.group_by("cluster").agg(pl.len().cast(pl.Int64).alias("number"))
    large = sizes.filter(pl.col("number") > rulebook.bounds.component).sort("cluster")
    ids = records.select("record", "record_id")
    named = large.join(ids, left_on="cluster", right_on="record")
    return named.sort("record_id").select(
        note=pl.lit("large_cluster"),
        subject="record_id",
        number="number",
        message=pl.lit("more records in one measure than expected; look at its pairs"),
    )
