"""Decisions of people that cannot all be true.

Belongs here: finding and naming them. Does not belong here: what becomes of the merge, which
never crosses a decision that keeps two records apart (``matching.clustering``).
"""

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from foerderlupe.matching.clustering import components
from foerderlupe.matching.judging import KEEPING_APART

_PAIR = ["left_record_id", "right_record_id"]
_ENDS = ["left", "right"]


def contradictions(judgements: pl.DataFrame) -> pl.DataFrame:
    """Judgements that cannot all be true: A = B, B = C, but A and C something else.

    Result: left_record_id, right_record_id, contradicts, one row per judgement that takes part;
    ``contradicts`` names the others. The shortest chain of "same" stands for all.
    """
    same = judgements.filter(judgement="same")
    ids = pl.concat([same[side] for side in _PAIR]).unique().sort()
    numbers = pl.DataFrame({"record_id": ids}).with_row_index("record")
    chained = _numbered(same, numbers)
    parts = components(chained, max(ids.len(), 1))
    against = _numbered(judgements.filter(pl.col("judgement").is_in(KEEPING_APART)), numbers)
    for end in _ENDS:
        against = against.join(parts.rename({"record": end, "component": f"{end}_part"}), on=end)
    against = against.filter(pl.col("left_part") == pl.col("right_part")).sort("left", "right")
    rows = [row for pair in against.iter_rows(named=True) for row in _named(pair, chained, ids)]
    schema = pl.Schema(dict.fromkeys((*_PAIR, "contradicts"), pl.String()))
    return (
        pl.DataFrame(rows, schema=schema, orient="row")
        .unique()
        .sort(schema.names())
        .group_by(_PAIR, maintain_order=True)
        .agg(pl.col("contradicts").str.join("; "))
    )


def _numbered(judgements: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Judgements whose records have both a number: left, right and the judgement."""
    for end, side in zip(_ENDS, _PAIR, strict=True):
        judgements = judgements.join(
            numbers.rename({"record": end, "record_id": side}), on=side, how="inner"
        )
    return judgements.select(*_ENDS, "judgement")


def _named(
    against: dict[str, int | str], chained: pl.DataFrame, ids: pl.Series
) -> Iterator[tuple[str, str, str]]:
    """The rows of one contradiction: what stands against the chain, and each link of it."""
    left, right = int(against["left"]), int(against["right"])
    chain = [(ids[a], ids[b]) for a, b in _chain(chained, left, right, ids.len())]
    links = ", ".join(f"{a} same {b}" for a, b in chain)
    stated = f"{ids[left]} {against['judgement']} {ids[right]}"
    yield ids[left], ids[right], links
    for a, b in chain:
        others = [f"{c} same {d}" for c, d in chain if (c, d) != (a, b)]
        yield min(a, b), max(a, b), ", ".join([*others, stated])


def _chain(same: pl.DataFrame, left: int, right: int, size: int) -> list[tuple[int, int]]:
    """The links of the shortest chain from one record to another."""
    ends = same.sort("left", "right")
    ones = np.ones(ends.height, dtype=np.int8)
    graph = csr_array((ones, (ends["left"].to_numpy(), ends["right"].to_numpy())), (size, size))
    _, before = breadth_first_order(graph, right, directed=False)
    chain, here = [], left
    while here != right:
        chain.append((here, int(before[here])))
        here = int(before[here])
    return chain
