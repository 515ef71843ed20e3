"""The pairs that Spark makes of keys are those made here, large blocks included."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foerderlupe.matching import blocks as here
from foerderlupe.spark.blocks import pairs_in_blocks

RECORDS = 500


def keys(kinds, seed):
    """Each record with a key of each size of block: some shared by all, some by two."""
    drawn = [
        pl.select(
            record=pl.int_range(RECORDS).cast(pl.UInt32),
            value=pl.int_range(RECORDS).hash(seed + number) % kinds // (number + 1),
        )
        for number in range(3)
    ]
    return here.hash_key(pl.concat(drawn), "value")


def refiner(values, seed, *, gaps=False):
    value = (pl.int_range(RECORDS).hash(seed) % values).cast(pl.String)
    known = pl.when(pl.int_range(RECORDS) % 7 > 0).then(value) if gaps else value
    return pl.select(record=pl.int_range(RECORDS).cast(pl.UInt32), value=known)


KEYS = {
    "selective": keys(400, seed=1),
    "in large blocks": keys(4, seed=20),
    "of all": keys(1, seed=30),
    "of nobody": keys(1, seed=1).clear(),
}
REFINERS = {
    "year": refiner(5, seed=1, gaps=True).head(400),
    "kreis": refiner(3, seed=2).tail(300).head(250),
    "nothing": refiner(1, seed=3).head(10),
}


@pytest.mark.parametrize(("limit", "window"), [(40, 6), (5, 2), (2, 4), (10_000, 3)])
def test_pairs_and_their_kinds_are_those_found_here(limit, window, session) -> None:
    found = pairs_in_blocks(session, KEYS, REFINERS, limit, window)
    expected, left_out = [], {}
    for position, (name, frame) in enumerate(KEYS.items()):
        pairs, left_out[name] = here.pairs_in_blocks(frame, REFINERS, limit, window)
        expected.append(pairs.unique().with_columns(kind=pl.lit(position, pl.Int64)))
    assert found.left_out == left_out
    pairs = session.collected(found.pairs).with_columns(pl.col("left", "right").cast(pl.UInt32))
    assert_frame_equal(pairs.unique(), pl.concat(expected), check_row_order=False)
    assert left_out["of all"] > 0 or limit > RECORDS
