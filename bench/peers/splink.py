"""Splink 5 on the tables of the comparison, with the settings that its documentation advises.

Belongs here: blocking rules, comparisons and training rules per task, weights learnt without
labels. Does not belong here: reading and writing (``task``).
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from pyarrow import Table
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.peers.task import Pair, cleaned, one_to_one, run, with_product_words, within

_EVEN = 0.5


def _tokens(name: str) -> cl.CustomComparison:
    """Share of the words of the shorter text that the other has, on a column of word lists."""
    shared = f"len(list_intersect({name}_l, {name}_r))"
    share = f"{shared} / least(len({name}_l), len({name}_r))"
    levels = [
        cll.CustomLevel(f"{share} >= {least}", label_for_charts=f"{name} {least}")
        for least in (1.0, 0.8, 0.6, 0.4)
    ]
    return cl.CustomComparison(
        output_column_name=name,
        comparison_levels=[cll.NullLevel(name), *levels, cll.ElseLevel()],
    )


def _price() -> cl.CustomComparison:
    return cl.CustomComparison(
        output_column_name="price",
        comparison_levels=[
            cll.NullLevel("price"),
            cll.PercentageDifferenceLevel("price", 0.05),
            cll.PercentageDifferenceLevel("price", 0.25),
            cll.ElseLevel(),
        ],
    )


# Task: comparisons; rules for candidates; rules for training (each leaves its column untrained).
SETTINGS = {
    "dblp_acm": (
        [
            cl.JaroWinklerAtThresholds("title", [0.95, 0.9, 0.8]),
            cl.JaroWinklerAtThresholds("authors", [0.95, 0.85, 0.7]),
            cl.ExactMatch("year"),
        ],
        [
            block_on("substr(title, 1, 8)"),
            block_on("substr(title, -8, 8)"),
            block_on("substr(authors, 1, 8)"),
            block_on("substr(authors, -8, 8)"),
        ],
        [block_on("title"), block_on("authors", "year")],
    ),
    "abt_buy": (
        [_tokens("words"), cl.ArrayIntersectAtSizes("codes", [1]), _price()],
        [block_on("codes", arrays_to_explode=["codes"]), block_on("brand")],
        [block_on("code"), block_on("brand")],
    ),
    "febrl3": (
        [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("street_number"),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        ],
        [
            block_on("soc_sec_id"),
            block_on("date_of_birth"),
            block_on("given_name", "surname"),
            block_on("postcode", "street_number"),
            block_on("suburb", "surname"),
            block_on("address_1"),
        ],
        [block_on("soc_sec_id"), block_on("date_of_birth"), block_on("given_name", "surname")],
    ),
}


def solve(task: str, left: Table, right: Table | None) -> list[Pair]:
    """Train on the tables, predict; the best partner each way, or clusters of one table."""
    comparisons, candidates, training = SETTINGS[task]
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only",
        unique_id_column_name="id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=candidates,
    )
    database = DuckDBAPI()
    prepare = with_product_words if task == "abt_buy" else cleaned
    tables = [database.register(prepare(table)) for table in (left, right) if table is not None]
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(training[:1], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=_EVEN)
    if right is not None:
        return one_to_one(_rows(predicted, "id_l", "id_r", "match_probability"))
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=_EVEN
    )
    return within(_rows(clusters, "id", "cluster_id"))


def _rows(frame: object, *names: str) -> list[tuple]:
    found = frame.as_pyarrow_table().select(list(names)).to_pydict()
    return list(zip(*(found[name] for name in names), strict=True))


if __name__ == "__main__":
    run(solve)
