"""Splink 5 on the tables of the comparison, with the settings that its documentation advises.

Belongs here: training without labels and prediction. Does not belong here: blocking rules,
comparisons and training rules per task (``splink_settings``), reading and writing (``task``).
"""

from typing import Any

from pyarrow import Table
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.internals.splink_dataframe import SplinkDataFrame

from bench.peers.splink_settings import SETTINGS
from bench.peers.task import on_tables, one_to_one, pairs, run, with_compared


def solve(task: str, left: Table, right: Table | None) -> Table:
    """Train on the tables, predict; the best partner each way, or clusters of one table."""
    given = SETTINGS[task]
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only",
        unique_id_column_name="id",
        comparisons=given.comparisons,
        blocking_rules_to_generate_predictions=given.candidates,
    )
    database = DuckDBAPI()
    tables = [
        database.register(given.prepare(table)) for table in (left, right) if table is not None
    ]
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(given.sure, recall=given.recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in given.training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    candidates = linker.inference.compute_blocked_pairs_for_predict()
    number = candidates.as_duckdbpyrelation().shape[0]
    predicted = linker.inference.predict(threshold_match_probability=given.threshold)
    if right is not None:
        best = one_to_one(_rows(predicted, "id_l", "id_r", "match_probability"))
        return with_compared(pairs(best), number)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=given.threshold
    )
    return with_compared(found.as_pyarrow_table().select(["id", "cluster_id"]), number)


def _rows(frame: SplinkDataFrame, *names: str) -> list[tuple[Any, ...]]:
    found = frame.as_pyarrow_table().select(list(names)).to_pydict()
    return list(zip(*(found[name] for name in names), strict=True))


if __name__ == "__main__":
    run(on_tables(solve))
