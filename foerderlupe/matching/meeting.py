"""Records that meet because they share a key, or several frequent ones.

Belongs here: which keys bring records together, within a budget of pairs, and the pairs. Does not
belong here: which keys records have and which of the pairs are worth comparing (``candidates``).

A rare key brings records together alone, a frequent one together with a second or a third. How
rare is rare follows from the number of pairs that may be made, so that their number grows with the
records and not with their square.
"""

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from foerderlupe.matching.blocks import one_pair_once
from foerderlupe.matching.size import Size

_SEED = 7
_PAIRS_PER_RECORD = 20
_FEWEST_PAIRS = 2_000_000
_LARGEST_BLOCK = 1000
_SMALLEST_LIMIT = 10
_TOGETHER = 3
_FREQUENT_KEYS = 6
_WINDOW = 5
_ROWS = 20_000
_RECORDS = pl.Schema({"left": pl.UInt32(), "right": pl.UInt32()})


def meet(keys: pl.DataFrame, size: Size) -> tuple[pl.DataFrame, int]:
    """Pairs (left < right, each once, ordered) that share keys, and how many did not meet.

    ``keys`` has record and key (UInt64), each combination once. Pairs of two tables have one end
    in each. Pairs that share frequent keys only, and no two or three of them that are rare
    together, are left out; they count once per key that they share.
    """
    blocks = _sized(keys.with_columns(last="key"), size)
    budget = max(_FEWEST_PAIRS, _PAIRS_PER_RECORD * size.records)
    limit = _limit(blocks, budget)
    frequent = _rarest(blocks.filter(pl.col("size") > limit))
    left_out = int(blocks.filter(pl.col("size") > limit).unique("key")["pairs"].sum())
    made, blocks = [blocks.filter(pl.col("size") <= limit)], frequent
    for _ in range(_TOGETHER - 1):
        blocks = _sized(_combined(blocks, frequent), size)
        limit = _limit(blocks, budget)
        made.append(blocks.filter(pl.col("size") <= limit))
        blocks = blocks.filter(pl.col("size") > limit)
    pairs = _pairs(pl.concat(part.select("record", "key") for part in made), size)
    beside = _neighbours(blocks, size)
    met = pairs if beside.is_empty() else one_pair_once(pl.concat([pairs, beside]))
    return met, left_out


def _sized(blocks: pl.DataFrame, size: Size) -> pl.DataFrame:
    """``blocks`` of more than one record with size and pairs, the number of either in the block."""
    members = pl.len().over("key").cast(pl.Int64)
    if size.first_right is None:
        pairs = members * (members - 1) // 2
    else:
        lefts = (pl.col("record") < size.first_right).sum().over("key").cast(pl.Int64)
        pairs = lefts * (members - lefts)
    return blocks.with_columns(size=members, pairs=pairs).filter(pl.col("pairs") > 0)


def _limit(blocks: pl.DataFrame, budget: int) -> int:
    """The largest block size with which no more than ``budget`` pairs are made."""
    sums = (
        blocks.group_by("size")
        .agg(pairs=(pl.col("pairs") / pl.col("size")).sum())
        .sort("size")
        .with_columns(pl.col("pairs").cum_sum())
    )
    within = sums.filter(pl.col("pairs") <= budget, pl.col("size") <= _LARGEST_BLOCK)
    sizes: list[int] = within["size"].to_list()
    return max([_SMALLEST_LIMIT, *sizes])


def _rarest(large: pl.DataFrame) -> pl.DataFrame:
    ordered = large.sort("record", "size", "key")
    return ordered.filter(pl.int_range(pl.len()).over("record") < _FREQUENT_KEYS)


def _combined(blocks: pl.DataFrame, frequent: pl.DataFrame) -> pl.DataFrame:
    """Every large block with every further frequent key; each set of keys once."""
    further = frequent.select("record", further="last")
    joined = blocks.join(further, on="record").filter(pl.col("further") > pl.col("last"))
    return joined.select(
        "record", key=pl.struct("key", "further").hash(_SEED), last=pl.col("further")
    )


def _pairs(made: pl.DataFrame, size: Size) -> pl.DataFrame:
    """The pairs of all blocks, as the places of the product of a matrix with itself."""
    columns = made["key"].rank("dense").cast(pl.Int64).to_numpy() - 1
    shape = (size.records, int(columns.max(initial=-1)) + 1)
    has = csr_matrix((np.ones(len(columns), np.float32), (made["record"], columns)), shape=shape)
    start = size.first_right or 0
    across = has[start:].T.tocsr()
    found = []
    for at in range(0, size.first_right or size.records, _ROWS):
        end = min(at + _ROWS, size.first_right or size.records)
        product = (has[at:end] @ across).tocsr()
        product.sort_indices()
        places = product.tocoo()
        pairs = {"left": places.row + at, "right": places.col + start}
        found.append(pl.DataFrame(pairs, schema=_RECORDS).filter(pl.col("left") < pl.col("right")))
    return pl.concat(found)


def _neighbours(blocks: pl.DataFrame, size: Size) -> pl.DataFrame:
    """Of blocks that nothing divides, each record with the few next ones."""
    ordered = blocks.sort("key", "record")
    steps = [
        ordered.select(left="record", right=pl.col("record").shift(-step).over("key")).drop_nulls()
        for step in range(1, _WINDOW + 1)
    ]
    pairs = pl.concat(steps).unique()
    return pairs.filter(size.can_be_a_pair())
