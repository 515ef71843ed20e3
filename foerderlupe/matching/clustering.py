"""Records joined to clusters so that nothing that is kept apart meets.

Belongs here: connected components, and breaking those that hold a contradiction at their weakest
edge. Does not belong here: which pair is an edge (``deciding``), and what a cluster is called
over the years (``identity``).
"""

from collections import defaultdict
from math import inf

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components


def components(edges: pl.DataFrame, size: int) -> pl.DataFrame:
    """The connected components of ``left``/``right`` among the numbers below ``size``.

    Result: record, component (the smallest number in it).
    """
    left, right = edges["left"].to_numpy(), edges["right"].to_numpy()
    graph = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    found = pl.DataFrame({"record": np.arange(size, dtype=np.uint32), "label": labels})
    smallest = pl.col("record").min().over("label").alias("component")
    return found.select("record", smallest)


def cluster(
    edges: pl.DataFrame, apart: pl.DataFrame, exclusive: pl.DataFrame, size: int, limit: int
) -> pl.DataFrame:
    """Clusters of the numbers below ``size`` with no pair of ``apart`` inside.

    ``edges`` has left, right, strength; for the others see ``keep_apart``. Result: record,
    cluster (its smallest number).
    """
    return keep_apart(components(edges, size), edges, apart, exclusive, limit)


def keep_apart(
    found: pl.DataFrame,
    edges: pl.DataFrame,
    apart: pl.DataFrame,
    exclusive: pl.DataFrame,
    limit: int,
) -> pl.DataFrame:
    """The components ``found`` of ``edges`` (left, right, strength) with no contradiction left.

    ``found`` has record, component; ``apart`` left, right; ``exclusive`` record, group: two
    records of one group (a list that names every measure once) do not meet. A component without
    contradiction is a cluster as it is. In every other one the edges are taken from the
    strongest to the weakest, and an edge that would join what is kept apart or exclusive, or
    make a cluster larger than ``limit``, is left out. An edge of infinite strength is a person's
    word: only ``apart`` holds it back. Result: record, cluster (its smallest number).
    """
    doubtful = _contradictory(found, apart, exclusive, limit)
    if doubtful.is_empty():
        return found.rename({"component": "cluster"})
    members = found.join(doubtful, on="component", how="semi")["record"]
    inside = pl.col("left").is_in(members.implode())
    broken = _break_chains(
        edges.filter(inside),
        apart.filter(inside | pl.col("right").is_in(members.implode())),
        exclusive.filter(pl.col("record").is_in(members.implode())),
        limit,
    )
    return found.join(broken, on="record", how="left", maintain_order="left").select(
        "record",
        pl.when(pl.col("record").is_in(members.implode()))
        .then(pl.coalesce("cluster", "record"))
        .otherwise("component")
        .alias("cluster"),
    )


def _contradictory(
    found: pl.DataFrame, apart: pl.DataFrame, exclusive: pl.DataFrame, limit: int
) -> pl.DataFrame:
    of_left = found.rename({"record": "left", "component": "component"})
    of_right = found.rename({"record": "right", "component": "other"})
    kept_apart = (
        apart.join(of_left, on="left")
        .join(of_right, on="right")
        .filter(pl.col("component") == pl.col("other"))
        .select("component")
    )
    crowded = (
        exclusive.join(found, on="record")
        .group_by("component", "group")
        .len()
        .filter(pl.col("len") > 1)
        .select("component")
    )
    large = found.group_by("component").len().filter(pl.col("len") > limit).select("component")
    return pl.concat([kept_apart, crowded, large]).unique()


def _break_chains(
    edges: pl.DataFrame, apart: pl.DataFrame, exclusive: pl.DataFrame, limit: int
) -> pl.DataFrame:
    forest = _Forest(limit)
    for left, right in apart.select("left", "right").iter_rows():
        forest.keep_apart(left, right)
    for record, group in exclusive.select("record", "group").iter_rows():
        forest.groups[record].add(group)
    ordered = edges.sort(["strength", "left", "right"], descending=[True, False, False])
    for left, right, strength in ordered.select("left", "right", "strength").iter_rows():
        forest.join(left, right, certain=strength == inf)
    clusters = [(record, forest.find(record)) for record in sorted(forest.parent)]
    schema = {"record": pl.UInt32, "cluster": pl.UInt32}
    return pl.DataFrame(clusters, schema=schema, orient="row")


class _Forest:
    """Union-find whose trees know what must stay out of them."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parent: dict[int, int] = {}
        self.members: dict[int, int] = defaultdict(lambda: 1)
        self.enemies: dict[int, set[int]] = defaultdict(set)
        self.groups: dict[int, set[int]] = defaultdict(set)

    def find(self, record: int) -> int:
        """The root, which is the smallest record of its tree."""
        self.parent.setdefault(record, record)
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record

    def keep_apart(self, left: int, right: int) -> None:
        """Forbid that two records meet."""
        self.enemies[left].add(right)
        self.enemies[right].add(left)

    def join(self, left: int, right: int, *, certain: bool) -> None:
        """Join two trees unless something in one must stay out of the other.

        A certain join asks neither for the size nor for lists that name every measure once.
        """
        keep, gone = sorted((self.find(left), self.find(right)))
        if keep == gone or gone in self.enemies[keep]:
            return
        if not certain and self._crowded(keep, gone):
            return
        self.parent[gone] = keep
        self.members[keep] += self.members[gone]
        self.groups[keep] |= self.groups[gone]
        for enemy in self.enemies.pop(gone, set()):
            self.enemies[enemy].discard(gone)
            self.keep_apart(enemy, keep)

    def _crowded(self, keep: int, gone: int) -> bool:
        too_large = self.members[keep] + self.members[gone] > self.limit
        return too_large or not self.groups[keep].isdisjoint(self.groups[gone])
