"""Connected components of a graph that is a Spark frame.

Belongs here: the alternating algorithm of Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii
(Connected Components in MapReduce and Beyond, 2014). Does not belong here: breaking components
that hold a contradiction (``matching.clustering``).

Every node looks at its neighbours and hands them to the smallest of them: first the larger ones
(large star), then the smaller ones (small star). Components stay what they are, paths shorten,
and after about as many rounds as the logarithm of the longest path each component is a star
around its smallest node. No node ever holds more neighbours than there are.
"""

import polars as pl

from foerderlupe.spark.session import DataFrame, F, Session, Window


def components(session: Session, edges: pl.DataFrame, size: int) -> pl.DataFrame:
    """The connected components of ``left``/``right`` among the numbers below ``size``.

    The result is that of ``matching.clustering.components``: record, component (UInt32, the
    smallest number in it), ordered by record.
    """
    records = pl.DataFrame({"record": pl.arange(0, size, dtype=pl.UInt32, eager=True)})
    found = session.collected(_stars(session, _directed(session, edges))).cast(pl.UInt32)
    return records.join(
        found.select(record="child", component="parent"),
        on="record",
        how="left",
        maintain_order="left",
    ).with_columns(pl.coalesce("component", "record").alias("component"))


def _directed(session: Session, edges: pl.DataFrame) -> DataFrame:
    """Each edge once, from the larger to the smaller number: child, parent."""
    ends = edges.select(
        child=pl.max_horizontal("left", "right").cast(pl.Int64),
        parent=pl.min_horizontal("left", "right").cast(pl.Int64),
    )
    return session.frame(ends.filter(pl.col("child") != pl.col("parent")).unique())


def _stars(session: Session, edges: DataFrame) -> DataFrame:
    while not _all_stars(edges):
        edges = session.settled(_small_star(_large_star(edges)))
    return edges


def _large_star(edges: DataFrame) -> DataFrame:
    """Every larger neighbour of a node goes to the smallest among node and neighbours."""
    turned = edges.select(F.col("parent").alias("node"), F.col("child").alias("other"))
    both = edges.select(F.col("child").alias("node"), F.col("parent").alias("other")).union(turned)
    smallest = F.min("other").over(Window.partitionBy("node"))
    centred = both.select("node", "other", F.least("node", smallest).alias("parent"))
    larger = centred.where(F.col("other") > F.col("node"))
    return larger.select(F.col("other").alias("child"), "parent").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Every smaller neighbour of a node, and the node, go to the smallest among them."""
    smallest = F.min("parent").over(Window.partitionBy("child"))
    centred = edges.select("child", "parent", smallest.alias("centre"))
    nodes = centred.select("child", F.col("centre").alias("parent"))
    others = centred.where(F.col("parent") != F.col("centre")).select(
        F.col("parent").alias("child"), F.col("centre").alias("parent")
    )
    return nodes.union(others).distinct()


def _all_stars(edges: DataFrame) -> bool:
    """Whether no child has two parents and no parent is a child."""
    ups = edges.select(F.col("child").alias("node"), F.lit(1).alias("up"), F.lit(0).alias("down"))
    downs = edges.select(
        F.col("parent").alias("node"), F.lit(0).alias("up"), F.lit(1).alias("down")
    )
    seen = (
        ups.union(downs).groupBy("node").agg(F.sum("up").alias("up"), F.max("down").alias("down"))
    )
    wrong = seen.where((F.col("up") > 1) | ((F.col("up") > 0) & (F.col("down") > 0)))
    return wrong.limit(1).count() == 0
