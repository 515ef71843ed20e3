"""GoldenMatch on the tables of the comparison, by the settings that it finds itself.

Belongs here: which of its ways is taken per task. Its automatic settings do not run on the
products, whose description sends it into code for an older frame library: there it gets settings
by hand, with the best of the thresholds 0.6, 0.7 and 0.8. Does not belong here: reading and
writing (``task``).
"""

import goldenmatch as gm
from pyarrow import Table

from bench.peers.task import clusters, on_tables, one_to_one, pairs, run, with_product_words


def solve(task: str, left: Table, right: Table | None) -> Table:
    """Match or deduplicate; the best partner each way, or clusters of one table."""
    if right is None:
        return _deduplicated(left)
    if task == "abt_buy":
        left, right = (with_product_words(table).drop_columns("words") for table in (left, right))
        found = gm.match_df(
            left.drop_columns("codes"), right.drop_columns("codes"), config=_rules()
        )
    else:
        found = gm.match_df(left, right, exclude_columns=["id"])
    columns = (found.matched[name] for name in ("target_id", "ref_id", "__match_score__"))
    return pairs(one_to_one(zip(*(column.to_pylist() for column in columns), strict=True)))


def _deduplicated(table: Table) -> Table:
    settings = gm.auto_configure_probabilistic_df(table.drop_columns("id"))
    found = gm.dedupe_df(table, config=settings, exclude_columns=["id"])
    ids = table["id"].to_pylist()
    return clusters(
        (ids[row], name) for name, cluster in found.clusters.items() for row in cluster["members"]
    )


def _rules() -> gm.GoldenMatchConfig:
    """The same model number, or similar words among products of one brand."""
    blocks = [gm.BlockingKeyConfig(fields=[name]) for name in ("brand", "code")]
    words = gm.MatchkeyField(field="name", scorer="token_sort", weight=1.0)
    return gm.GoldenMatchConfig(
        matchkeys=[
            gm.MatchkeyConfig(name="code", type="exact", fields=[gm.MatchkeyField(field="code")]),
            gm.MatchkeyConfig(name="name", type="weighted", threshold=0.6, fields=[words]),
        ],
        blocking=gm.BlockingConfig(strategy="multi_pass", keys=blocks[:1], passes=blocks),
    )


if __name__ == "__main__":
    run(on_tables(solve))
