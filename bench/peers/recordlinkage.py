"""The package recordlinkage on the tables of the comparison, unsupervised.

Belongs here: indexing, comparisons and the classifier per task. Does not belong here: reading and
writing (``task``).
"""

import pandas as pd
import recordlinkage as rl
from pyarrow import Table
from recordlinkage.compare import Exact, Numeric, String
from recordlinkage.index import Block, SortedNeighbourhood

from bench.peers.task import (
    cleaned,
    clusters,
    on_tables,
    one_to_one,
    pairs,
    run,
    with_product_words,
)


def _text(name: str, method: str = "jarowinkler") -> String:
    return String(name, name, method=method, label=name)


# Task: indexes for candidates; comparisons; similarity from which a field counts as agreeing.
SETTINGS = {
    "dblp_acm": (
        [SortedNeighbourhood("title", window=9), Block("year", "year")],
        [_text("title", "qgram"), _text("authors", "qgram"), Exact("year", "year", label="year")],
        0.75,
    ),
    "abt_buy": (
        [Block("brand"), Block("code")],
        [
            _text("name", "qgram"),
            Exact("code", "code", label="code"),
            Numeric("price", "price", method="gauss", scale=20, label="price"),
        ],
        0.5,
    ),
    "febrl3": (
        [
            Block("soc_sec_id"),
            Block("date_of_birth"),
            Block("given_name"),
            Block("surname"),
            Block("postcode"),
            Block("address_1"),
        ],
        [
            _text("given_name"),
            _text("surname"),
            _text("date_of_birth", "damerau_levenshtein"),
            _text("soc_sec_id", "damerau_levenshtein"),
            _text("postcode", "damerau_levenshtein"),
            Exact("street_number", "street_number", label="street_number"),
            _text("address_1"),
            _text("suburb"),
        ],
        0.8,
    ),
}


def solve(task: str, left: Table, right: Table | None) -> Table:
    """Index, compare, classify by ECM; the best partner each way, or clusters of one table."""
    prepare = with_product_words if task == "abt_buy" else cleaned
    frames = [_frame(prepare(table)) for table in (left, right) if table is not None]
    indexes, comparisons, agreeing = SETTINGS[task]
    candidates = rl.Index(indexes).index(*frames)
    compared = rl.Compare(comparisons).compute(candidates, *frames).fillna(0)
    links = _classified(compared, agreeing)
    if right is not None:
        scores = compared.loc[links].sum(axis=1)
        return pairs(one_to_one((a, b, score) for (a, b), score in scores.items()))
    components = rl.ConnectedComponents().compute(links)
    return clusters(
        (record, number)
        for number, links in enumerate(components)
        for record in {record for pair in links for record in pair}
    )


def _classified(compared: pd.DataFrame, agreeing: float) -> pd.MultiIndex:
    classifier = rl.ECMClassifier(binarize=agreeing)
    return classifier.fit_predict(compared)


def _frame(table: Table) -> pd.DataFrame:
    return table.to_pandas().set_index("id")


if __name__ == "__main__":
    run(on_tables(solve))
