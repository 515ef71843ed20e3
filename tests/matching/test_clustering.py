"""Clusters never hold what is kept apart, whatever the edges."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.clustering import cluster, components

SIZE = 12
NUMBERS = st.integers(0, SIZE - 1)
PAIRS = st.lists(
    st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), unique=True, max_size=25
)
LINKS = pl.Schema({"left": pl.UInt32, "right": pl.UInt32})


def edges(pairs: list[tuple[int, int]], strengths: list[float] | None = None) -> pl.DataFrame:
    values = strengths or [float(1 + (7 * a + 3 * b) % 10) for a, b in pairs]
    return pl.DataFrame(pairs, schema=LINKS, orient="row").with_columns(
        strength=pl.Series(values, dtype=pl.Float64)
    )


def apart(pairs: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema=LINKS, orient="row")


def exclusive(groups: dict[int, int]) -> pl.DataFrame:
    schema = pl.Schema({"record": pl.UInt32, "group": pl.Int64})
    return pl.DataFrame(list(groups.items()), schema=schema, orient="row")


def clusters(frame: pl.DataFrame) -> list[set[int]]:
    grouped = frame.group_by("cluster").agg("record").sort("cluster")
    return [set(members) for members in grouped["record"].to_list()]


@settings(max_examples=60)
@given(PAIRS, PAIRS, st.dictionaries(NUMBERS, st.integers(0, 2)))
def test_nothing_kept_apart_meets(same, different, groups) -> None:
    found = cluster(edges(same), apart(different), exclusive(groups), SIZE, limit=5)
    names = dict(found.iter_rows())
    assert sorted(names) == list(range(SIZE))
    assert all(names[left] != names[right] for left, right in different)
    for members in clusters(found):
        listed = [groups[record] for record in members if record in groups]
        assert len(listed) == len(set(listed))
        assert len(members) <= 5
        assert min(members) == names[min(members)]


@settings(max_examples=30)
@given(PAIRS, PAIRS, st.randoms())
def test_order_of_edges_is_without_influence(same, different, random) -> None:
    first = cluster(edges(same), apart(different), exclusive({}), SIZE, limit=50)
    random.shuffle(same)
    random.shuffle(different)
    assert cluster(edges(same), apart(different), exclusive({}), SIZE, limit=50).equals(first)


@settings(max_examples=30)
@given(PAIRS)
def test_without_contradiction_clusters_are_components(same) -> None:
    found = cluster(edges(same), apart([]), exclusive({}), SIZE, limit=SIZE)
    assert found["cluster"].to_list() == components(edges(same), SIZE)["component"].to_list()


def test_a_chain_breaks_at_its_weakest_edge() -> None:
    chain = edges([(0, 1), (1, 2), (2, 3)], [9.0, 2.0, 8.0])
    found = cluster(chain, apart([(0, 3)]), exclusive({}), 4, limit=50)
    assert clusters(found) == [{0, 1}, {2, 3}]
