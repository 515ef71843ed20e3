"""Pairs of records that share a key, in blocks of bounded size.

Belongs here: making pairs of keys, cutting large blocks by further keys, and saying what a bound
left out. Does not belong here: which keys records have, and comparing.
"""

from collections.abc import Iterator
from functools import reduce
from operator import xor

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.keyed import Blocks, each_once, pack, unpack
from foerderlupe.matching.size import Size

NOTES = pl.Schema(
    {"note": pl.String(), "subject": pl.String(), "number": pl.Int64(), "message": pl.String()}
)
_SEED = 7
_AT_ONCE = 4_000_000


def hash_key(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """One key of several columns: record, key (UInt64), every one once."""
    hashes = [pl.col(name).hash(_SEED + place) for place, name in enumerate(columns)]
    return frame.select("record", reduce(xor, hashes).alias("key")).unique()


def one_pair_once(pairs: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` (left, right as UInt32) without repetition, ordered."""
    packed = pack(pairs["left"].to_numpy(), pairs["right"].to_numpy())
    return unpack(each_once(packed))


def pairs_in_blocks(
    keys: pl.DataFrame, refiners: dict[str, pl.DataFrame], limit: int, window: int
) -> tuple[pl.DataFrame, int]:
    """Pairs (left < right) that share a key, and the number of pairs that refining left out.

    A block with more than ``limit`` records is cut by the ``refiners`` (record, value) in their
    order. What none of them cuts is paired with ``window`` neighbours.
    """
    members, blocks = _in_blocks(keys)
    wanted = int(blocks.pairs().sum())
    met: list[pl.DataFrame] = []
    for refiner in refiners.values():
        large = blocks.members > limit
        met += _paired(blocks, ~large)
        members, blocks = _in_blocks(_refined(members.filter(_inside(blocks, large)), refiner))
    large = blocks.members > limit
    met += [*_paired(blocks, ~large), unpack(blocks.neighbours(large, window))]
    pairs = pl.concat(met)
    return pairs, wanted - pairs.height


def _in_blocks(keys: pl.DataFrame) -> tuple[pl.DataFrame, Blocks]:
    """``keys`` in order, and the blocks that they make."""
    ordered = keys.sort("key", "record")
    key, records = ordered["key"].to_numpy(), ordered["record"].to_numpy().astype(np.int64)
    new = np.flatnonzero(key[1:] != key[:-1]) + 1
    return ordered, Blocks(records, np.concatenate([[0], new, [len(key)]]), Size(len(key)))


def _inside(blocks: Blocks, chosen: npt.NDArray[np.bool_]) -> pl.Series:
    return pl.Series(np.repeat(chosen, blocks.members), dtype=pl.Boolean)


def _paired(blocks: Blocks, chosen: npt.NDArray[np.bool_]) -> Iterator[pl.DataFrame]:
    """All pairs of the ``chosen`` blocks, some blocks at a time."""
    part = np.cumsum(np.where(chosen, blocks.pairs(), 0)) // _AT_ONCE
    for number in np.unique(part[chosen]):
        yield unpack(blocks.paired(chosen & (part == number)))


def _refined(keys: pl.DataFrame, refiner: pl.DataFrame) -> pl.DataFrame:
    joined = keys.join(refiner, on="record", how="left")
    text = pl.concat_str(pl.col("key").cast(pl.String), pl.col("value").fill_null(""))
    return joined.select("record", text.hash(_SEED).alias("key"))


def left_out_notes(left_out: list[tuple[str, int]]) -> pl.DataFrame:
    """One note (NOTES) per kind of key that left pairs out."""
    rows = [
        ("left_out", name, number, "pairs in large blocks that no further key brought together")
        for name, number in left_out
        if number
    ]
    return pl.DataFrame(rows, schema=NOTES, orient="row")
