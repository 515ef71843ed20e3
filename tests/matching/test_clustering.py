"""Clusters never hold what is kept apart, whatever the edges."""

from itertools import permutations
from math import inf

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


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=30, deadline=None)
@given(PAIRS, PAIRS, st.randoms())
def test_order_of_edges_is_without_influence(same, different, random) -> None:
    first = cluster(edges(same), apart(different), exclusive({}), SIZE, limit=50)
    random.shuffle(same)
    random.shuffle(different)
    assert cluster(edges(same), apart(different), exclusive({}), SIZE, limit=50).equals(first)


@settings(max_examples=30, deadline=None)
@given(PAIRS)
def test_without_contradiction_clusters_are_components(same) -> None:
    found = cluster(edges(same), apart([]), exclusive({}), SIZE, limit=SIZE)
    assert found["cluster"].to_list() == components(edges(same), SIZE)["component"].to_list()


def test_a_chain_breaks_at_its_weakest_edge() -> None:
    chain = edges([(0, 1), (1, 2), (2, 3)], [9.0, 2.0, 8.0])
    found = cluster(chain, apart([(0, 3)]), exclusive({}), 4, limit=50)
    assert clusters(found) == [{0, 1}, {2, 3}]


@settings(max_examples=60, deadline=None)
@given(PAIRS, PAIRS, st.dictionaries(NUMBERS, st.integers(0, 2)))
def test_members_of_a_cluster_are_joined_by_its_own_edges(same, different, groups) -> None:
    found = cluster(edges(same), apart(different), exclusive(groups), SIZE, limit=5)
    names = dict(found.iter_rows())
    inside = [(left, right) for left, right in same if names[left] == names[right]]
    assert components(edges(inside), SIZE)["component"].to_list() == found["cluster"].to_list()


@settings(max_examples=60, deadline=None)
@given(PAIRS, PAIRS, st.dictionaries(NUMBERS, st.integers(0, 2)))
def test_a_persons_word_asks_only_for_what_persons_keep_apart(same, different, groups) -> None:
    """Without a contradiction among themselves all certain edges hold, whatever else does."""
    certain = edges(same).with_columns(strength=pl.lit(inf))
    parts = dict(components(certain, SIZE).iter_rows())
    possible = [(left, right) for left, right in different if parts[left] != parts[right]]
    found = cluster(certain, apart(possible), exclusive(groups), SIZE, limit=2)
    assert dict(found.iter_rows()) == parts
    forced = dict(cluster(certain, apart(different), exclusive(groups), SIZE, limit=2).iter_rows())
    assert all(forced[left] != forced[right] for left, right in different)


SMALL = 6
SMALL_PAIRS = st.lists(
    st.tuples(st.integers(0, SMALL - 1), st.integers(0, SMALL - 1)).filter(lambda p: p[0] < p[1]),
    unique=True,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(SMALL_PAIRS, SMALL_PAIRS)
def test_no_other_order_of_joining_keeps_stronger_edges(same, different) -> None:
    """The edges that hold are the strongest: in falling order, no order gives a better list."""
    strengths = [float(len(same) - number) for number in range(len(same))]
    found = cluster(edges(same, strengths), apart(different), exclusive({}), SMALL, limit=SMALL)
    names = dict(found.iter_rows())
    kept = [names[left] == names[right] for left, right in same]
    orders = list(permutations(range(len(same)))) if len(same) <= 5 else [tuple(range(len(same)))]
    assert kept == max(_kept(same, different, order) for order in orders)


def _kept(
    same: list[tuple[int, int]], different: list[tuple[int, int]], order: tuple[int, ...]
) -> list[bool]:
    """Which edges end inside one part when they are taken in this order, one by one."""
    part = list(range(SMALL))
    for number in order:
        left, right = same[number]
        joined = [part[left] if p == part[right] else p for p in part]
        if all(joined[a] != joined[b] for a, b in different):
            part = joined
    return [part[left] == part[right] for left, right in same]
