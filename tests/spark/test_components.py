"""Connected components by Spark are those that scipy finds."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foerderlupe.matching.clustering import components as components_here
from foerderlupe.spark.components import components


def edges(*pairs):
    return pl.DataFrame(pairs, schema={"left": pl.UInt32, "right": pl.UInt32}, orient="row")


def scattered(nodes, count, seed):
    ends = pl.select(
        left=pl.int_range(count).hash(seed) % nodes,
        right=pl.int_range(count).hash(seed + 1) % nodes,
    )
    return ends.cast(pl.UInt32)


def shuffled(nodes, seed):
    return pl.int_range(nodes, eager=True).sample(fraction=1, shuffle=True, seed=seed)


def chain(nodes, seed):
    names = shuffled(nodes, seed).cast(pl.UInt32)
    return pl.DataFrame({"left": names[:-1], "right": names[1:]})


def star(nodes, centre):
    leaves = pl.int_range(nodes, eager=True).filter(pl.int_range(nodes, eager=True) != centre)
    return pl.DataFrame({"left": leaves, "right": [centre] * leaves.len()}).cast(pl.UInt32)


GRAPHS = {
    "no edge": (edges(), 3),
    "no node": (edges(), 0),
    "an edge to itself and one twice": (edges((1, 1), (2, 4), (4, 2), (2, 4)), 6),
    "sparse": (scattered(3000, 1500, seed=1), 3000),
    "dense": (scattered(400, 3000, seed=2), 400),
    "a long chain": (chain(2500, seed=3), 2500),
    "a star around the largest": (star(1500, centre=1499), 1500),
    "stars on a chain": (
        pl.concat([chain(60, seed=4), star(300, centre=59).filter(pl.col("left") > 59)]),
        300,
    ),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_the_components_are_those_found_here(name, session) -> None:
    graph, size = GRAPHS[name]
    assert_frame_equal(components(session, graph, size), components_here(graph, size))
