"""Pairs of records that share a key, made by Spark.

Belongs here: what ``matching.blocks`` does, as joins of Spark frames. Does not belong here: which
keys records have, and comparing.

A block with more than ``limit`` records is cut by one refiner after the other. Here all cuts are
counted in one pass: a record belongs to the first of its nested blocks that is small enough.
"""

from dataclasses import dataclass
from functools import reduce

import polars as pl

from foerderlupe.spark.session import Column, DataFrame, F, Session, Window

_BLOCK = ("kind", "key", "block")


@dataclass(frozen=True)
class Blocks:
    """``pairs``: left, right (left < right), kind (the position of the kind of key they share).

    A pair that shares several keys is there several times. ``left_out`` counts by kind of key
    the pairs that refining left out.
    """

    pairs: DataFrame
    left_out: dict[str, int]


def pairs_in_blocks(
    session: Session,
    keys: dict[str, pl.DataFrame],
    refiners: dict[str, pl.DataFrame],
    limit: int,
    window: int,
) -> Blocks:
    """What ``matching.blocks.pairs_in_blocks`` finds for each of the ``keys``.

    ``keys`` has record (UInt32) and key (UInt64) by name of the kind; ``refiners`` record and
    value.
    """
    told = session.frame(*(_signed(frame, kind) for kind, frame in enumerate(keys.values())))
    cuts = session.frame(_codes(refiners))
    blocked = _blocked(session, told, cuts, limit)
    pairs = _within(blocked).union(_neighbours(blocked, window))
    left_out = session.collected(_left_out(blocked, window))
    numbers = dict(left_out.select("kind", "left_out").iter_rows())
    return Blocks(pairs, {name: numbers.get(kind, 0) for kind, name in enumerate(keys)})


def _signed(keys: pl.DataFrame, kind: int) -> pl.DataFrame:
    return keys.select(
        pl.col("record").cast(pl.Int64),
        pl.col("key").reinterpret(signed=True),
        kind=pl.lit(kind, pl.Int64),
    )


def _codes(refiners: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per record with a number for the value of every refiner; no value is 0."""
    records = pl.concat([frame.select("record") for frame in refiners.values()]).unique()
    for name, frame in refiners.items():
        records = records.join(frame.rename({"value": name}), on="record", how="left")
    values = [pl.when(pl.col(name) != "").then(name).alias(name) for name in refiners]
    ranks = [value.rank("dense").fill_null(0).cast(pl.Int64) for value in values]
    return records.select(pl.col("record").cast(pl.Int64), *ranks)


def _blocked(session: Session, keys: DataFrame, cuts: DataFrame, limit: int) -> DataFrame:
    """Every record in its block: record, kind, key, block, size, uncut (the size before cuts).

    ``large`` marks blocks that no cut makes small enough. Keys of one record are left out.
    """
    sizes = keys.groupBy("kind", "key").agg(F.count("*").alias("uncut")).where("uncut > 1")
    shared = session.settled(keys.join(sizes, ["kind", "key"]))
    small = shared.where(F.col("uncut") <= limit).select(
        "record",
        "kind",
        "key",
        F.lit(0).cast("long").alias("block"),
        F.col("uncut").alias("size"),
        "uncut",
        F.lit(False).alias("large"),
    )
    return session.settled(small.union(_cut(shared.where(F.col("uncut") > limit), cuts, limit)))


def _cut(keys: DataFrame, cuts: DataFrame, limit: int) -> DataFrame:
    """Large blocks cut by as many refiners as it takes, in the columns of ``_blocked``."""
    refiners = [name for name in cuts.columns if name != "record"]
    nested = [["kind", "key", *refiners[:depth]] for depth in range(1, len(refiners) + 1)]
    sizes = [F.count("*").over(Window.partitionBy(*names)) for names in nested]
    counted = [f"size_{depth}" for depth in range(1, len(refiners) + 1)]
    valued = keys.join(cuts, "record", "left").select(
        *keys.columns, *(F.coalesce(name, F.lit(0)).alias(name) for name in refiners)
    )
    sized = valued.select(
        "*", *(size.alias(name) for size, name in zip(sizes, counted, strict=True))
    )
    too_large = [F.col(name) > limit for name in ("uncut", *counted)]
    depth = reduce(Column.__add__, (large.cast("int") for large in too_large))
    used = [F.when(depth > n, F.col(name)).otherwise(0) for n, name in enumerate(refiners)]
    # The sizes of nested blocks fall: the first that is small enough is the largest such.
    fitting = [F.when(F.col(name) <= limit, F.col(name)) for name in counted]
    return sized.select(
        "record",
        "kind",
        "key",
        F.xxhash64(depth, *used).alias("block"),
        F.coalesce(*fitting, F.col(counted[-1])).alias("size"),
        "uncut",
        too_large[-1].alias("large"),
    )


def _within(blocked: DataFrame) -> DataFrame:
    small = blocked.where(~F.col("large") & (F.col("size") > 1))
    left = small.select(*_BLOCK, F.col("record").alias("left"))
    right = small.select(*_BLOCK, F.col("record").alias("right"))
    met = left.join(right, list(_BLOCK)).where(F.col("left") < F.col("right"))
    return met.select("left", "right", "kind")


def _neighbours(blocked: DataFrame, window: int) -> DataFrame:
    ordered = Window.partitionBy(*_BLOCK).orderBy("record")
    following = [F.lead("record", step).over(ordered) for step in range(1, window + 1)]
    placed = blocked.where("large").select(
        F.col("record").alias("left"), "kind", F.array(*following).alias("following")
    )
    met = placed.select("left", F.explode("following").alias("right"), "kind")
    return met.where(F.col("right").isNotNull()).select("left", "right", "kind")


def _left_out(blocked: DataFrame, window: int) -> DataFrame:
    """By kind of key the pairs of uncut blocks that are not met: kind, left_out.

    In a block of n records each one meets n - 1 others; in a large one each has ``window``
    followers but the last ones, who miss 1, 2, … ``window``.
    """
    sizes = blocked.groupBy(*_BLOCK, "uncut", "large").agg(F.count("*").alias("n"))
    n = F.col("n")
    followers = F.least(n - 1, F.when(F.col("large"), F.lit(window)).otherwise(n - 1))
    met = n * followers - followers * (followers + 1) / 2
    wanted = n * (F.col("uncut") - 1) / 2
    return sizes.groupBy("kind").agg(F.sum(wanted - met).cast("long").alias("left_out"))
