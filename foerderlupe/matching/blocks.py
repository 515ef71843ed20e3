"""Pairs of records that share a key, in blocks of bounded size.

Belongs here: making pairs of keys, cutting large blocks by further keys, and saying what a bound
left out. Does not belong here: which keys records have, and comparing.
"""

import polars as pl

NOTES = pl.Schema(
    {"note": pl.String(), "subject": pl.String(), "number": pl.Int64(), "message": pl.String()}
)
_SEED = 7


def hash_key(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """One key of several columns: record, key (UInt64), every one once."""
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator="\x1f")
    return frame.select("record", key.hash(_SEED).alias("key")).unique()


def one_pair_once(pairs: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` (left, right as UInt32) without repetition, ordered."""
    packed = pairs.select(
        (pl.col("left").cast(pl.UInt64) * 2**32 + pl.col("right")).alias("packed")
    )
    return (
        packed.unique()
        .sort("packed")
        .select(
            (pl.col("packed") // 2**32).cast(pl.UInt32).alias("left"),
            (pl.col("packed") % 2**32).cast(pl.UInt32).alias("right"),
        )
    )


def pairs_in_blocks(
    keys: pl.DataFrame, refiners: dict[str, pl.DataFrame], limit: int, window: int
) -> tuple[pl.DataFrame, int]:
    """Pairs (left < right) that share a key, and the number of pairs that refining left out.

    A block with more than ``limit`` records is cut by the ``refiners`` (record, value) in their
    order. What none of them cuts is paired with ``window`` neighbours.
    """
    wanted = _number_of_pairs(keys)
    small = []
    for refiner in refiners.values():
        size = pl.len().over("key")
        small.append(keys.filter((size <= limit) & (size > 1)))
        keys = _refined(keys.filter(size > limit), refiner)
    size = pl.len().over("key")
    small.append(keys.filter((size <= limit) & (size > 1)))
    met = pl.concat([_all_pairs(blocks) for blocks in small])
    met = pl.concat([met, _neighbours(keys.filter(size > limit), window)])
    return met, wanted - met.height


def _refined(keys: pl.DataFrame, refiner: pl.DataFrame) -> pl.DataFrame:
    joined = keys.join(refiner, on="record", how="left")
    text = pl.concat_str(pl.col("key").cast(pl.String), pl.col("value").fill_null(""))
    return joined.select("record", text.hash(_SEED).alias("key"))


def _number_of_pairs(keys: pl.DataFrame) -> int:
    sizes = keys.group_by("key").len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _all_pairs(keys: pl.DataFrame) -> pl.DataFrame:
    left, right = keys.rename({"record": "left"}), keys.rename({"record": "right"})
    pairs = left.lazy().join(right.lazy(), on="key").filter(pl.col("left") < pl.col("right"))
    return pairs.select("left", "right").collect()


def _neighbours(keys: pl.DataFrame, window: int) -> pl.DataFrame:
    ordered = keys.sort("key", "record")
    steps = [
        ordered.select(
            pl.col("record").alias("left"),
            pl.col("record").shift(-step).over("key").alias("right"),
        ).drop_nulls()
        for step in range(1, window + 1)
    ]
    return pl.concat(steps)


def left_out_notes(left_out: list[tuple[str, int]]) -> pl.DataFrame:
    """One note (NOTES) per kind of key that left pairs out."""
    rows = [
        ("left_out", name, number, "pairs in large blocks that no further key brought together")
        for name, number in left_out
        if number
    ]
    return pl.DataFrame(rows, schema=NOTES, orient="row")
