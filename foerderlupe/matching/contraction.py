"""Clusters where compared pairs contradict each other: weak bridges are cut.

Belongs here: joining records greedily while the evidence for it outweighs the evidence against.
Does not belong here: clusters under hard prohibitions (``clustering``).
"""

import heapq
from collections import defaultdict

import polars as pl

from foerderlupe.matching.clustering import components

_DISTRUST = 30.0


def contract(scored: pl.DataFrame, same: pl.DataFrame, size: int) -> pl.DataFrame:
    """record, cluster (its smallest number) of the numbers below ``size``.

    ``scored`` has left, right and bits of all compared pairs; ``same`` left, right of those that
    are joined if nothing speaks against it. A connected component without a pair that is rather
    different is a cluster as it is. In the others clusters are joined from the strongest sum of
    bits down, as long as the sum is positive (greedy additive edge contraction, Keuper et al.
    2015). One pair says at most ``_DISTRUST`` bits.
    """
    found = components(same, size)
    component = found["component"]
    left, right = (component.gather(scored[side]) for side in ("left", "right"))
    within = left == right
    doubtful = left.filter(within & (scored["bits"] < 0)).unique()
    edges = scored.filter(within & left.is_in(doubtful.implode()))
    joined = _contracted(edges.sort("left", "right"))
    return found.join(joined, on="record", how="left", maintain_order="left").select(
        "record", pl.coalesce("cluster", "component").alias("cluster")
    )


def _contracted(edges: pl.DataFrame) -> pl.DataFrame:
    between: dict[int, dict[int, float]] = defaultdict(dict)
    bits = pl.col("bits").clip(-_DISTRUST, _DISTRUST)
    for left, right, weight in edges.select("left", "right", bits).iter_rows():
        between[left][right] = between[right][left] = weight
    root = {record: record for record in sorted(between)}
    heap = [
        (-weight, one, other)
        for one, beside in between.items()
        for other, weight in beside.items()
        if one < other and weight > 0
    ]
    heapq.heapify(heap)
    while heap:
        weight, keep, gone = heapq.heappop(heap)
        if between.get(keep, {}).get(gone) != -weight:
            continue  # joined or changed since it was put down
        root[gone] = keep
        for other, change in _absorb(between, keep, gone):
            if change > 0:
                heapq.heappush(heap, (-change, min(keep, other), max(keep, other)))
    clusters = [(record, _root(root, record)) for record in root]
    schema = {"record": pl.UInt32, "cluster": pl.UInt32}
    return pl.DataFrame(clusters, schema=schema, orient="row")


def _absorb(between: dict[int, dict[int, float]], keep: int, gone: int) -> list[tuple[int, float]]:
    """Give the edges of one cluster to the other; the neighbours and what binds them now."""
    changed = []
    del between[keep][gone]
    for other, weight in between.pop(gone).items():
        if other == keep:
            continue
        del between[other][gone]
        total = between[keep].get(other, 0.0) + weight
        between[keep][other] = between[other][keep] = total
        changed.append((other, total))
    return changed


def _root(root: dict[int, int], record: int) -> int:
    while root[record] != record:
        record = root[record]
    return record
