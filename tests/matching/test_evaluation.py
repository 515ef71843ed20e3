"""Precision, recall and F1 of pairs and clusters, against numbers done by hand and by counting."""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.evaluation import (
    bcubed,
    pairs_within,
    pairwise,
    pairwise_of_clusters,
    unordered,
)

LABELS = st.dictionaries(
    st.sampled_from(["1", "2", "10", "ä", "a b", "x", "y", "z"]), st.integers(0, 3), max_size=8
)


def pairs(*both: str) -> pl.DataFrame:
    rows = [tuple(pair) for pair in both]
    return pl.DataFrame(rows, schema={"left_id": pl.String, "right_id": pl.String}, orient="row")


def clusters(labels: dict[str, object]) -> pl.DataFrame:
    rows = [(record, str(label)) for record, label in labels.items()]
    return pl.DataFrame(rows, schema={"id": pl.String, "cluster_id": pl.String}, orient="row")


def test_a_pair_that_is_found_twice_counts_once():
    quality = pairwise(pairs("ax", "ax", "by", "cz"), pairs("ax", "by", "dw", "ev"))
    assert (quality.right, quality.found, quality.true) == (2, 3, 4)
    assert quality.f1 == pytest.approx(4 / 7)


def test_numbers_and_texts_are_the_same_id():
    found = pl.DataFrame({"left_id": [7], "right_id": [12]})
    assert pairwise(found, pl.DataFrame({"left_id": ["7"], "right_id": ["12"]})).right == 1


def test_two_tables_may_use_the_same_ids():
    """Row 1 of the one with row 2 of the other is not row 2 with row 1."""
    assert pairwise(pairs("12"), pairs("21")).right == 0


def test_one_table_has_no_left_and_right():
    found = unordered(pairs("ba", "ab", "cc"))
    assert pairwise(found, unordered(pairs("ab"))).f1 == 1.0


def test_nothing_found_where_nothing_is_true_is_perfect():
    assert pairwise(pairs(), pairs()).f1 == 1.0
    assert pairwise(pairs(), pairs("ab")).f1 == 0.0
    assert pairwise(pairs("ab"), pairs()).f1 == 0.0


@settings(deadline=None)
@given(LABELS, LABELS)
def test_pairs_of_clusters_are_counted_as_by_hand(found, true):
    def together(labels):
        return {
            frozenset(pair)
            for pair in combinations(labels, 2)
            if labels[pair[0]] == labels[pair[1]]
        }

    quality = pairwise(pairs_within(clusters(found)), pairs_within(clusters(true)))
    assert quality.found == len(together(found))
    assert quality.true == len(together(true))
    assert quality.right == len(together(found) & together(true))


def test_bcubed_as_in_the_paper():
    """Bagga & Baldwin 1998, their two responses to the key {1-5}, {6, 7}, {8-12}."""
    key = dict.fromkeys("12345", "one") | dict.fromkeys("67", "two")
    key |= dict.fromkeys("89ABC", "three")
    small_joined = key | dict.fromkeys("67", "three")
    large_joined = key | dict.fromkeys("12345", "three")
    first = bcubed(clusters(small_joined), clusters(key))
    second = bcubed(clusters(large_joined), clusters(key))
    assert (round(first.precision, 2), first.recall) == (0.76, 1.0)
    assert (round(second.precision, 2), second.recall) == (0.58, 1.0)


@settings(deadline=None)
@given(LABELS, LABELS)
def test_bcubed_is_the_mean_over_records(found, true):
    records = sorted({*found, *true})

    def mates(labels, record):
        own = labels.get(record)
        return {record} | {r for r in labels if own is not None and labels[r] == own}

    quality = bcubed(clusters(found), clusters(true))
    both = [(mates(found, record), mates(true, record)) for record in records]
    if records:
        precision = sum(len(f & t) / len(f) for f, t in both) / len(records)
        recall = sum(len(f & t) / len(t) for f, t in both) / len(records)
        assert quality.precision == pytest.approx(precision)
        assert quality.recall == pytest.approx(recall)
    assert quality.records == len(records)


def test_a_record_alone_never_meets_a_cluster_of_its_name():
    found = clusters({"a": "alone b", "c": "alone b"})
    assert bcubed(found, clusters({"a": "1", "b": "2", "c": "1"})).precision == 1.0


def test_a_record_in_two_clusters_is_refused():
    twice = pl.DataFrame({"id": ["a", "a"], "cluster_id": ["1", "2"]})
    with pytest.raises(ValueError, match="'a' stands in more than one found cluster"):
        bcubed(twice, clusters({"a": "1"}))


@settings(deadline=None)
@given(LABELS, LABELS)
def test_clusters_are_counted_as_the_pairs_within_them(found, truth):
    counted = pairwise_of_clusters(clusters(found), clusters(truth))
    assert counted == pairwise(pairs_within(clusters(found)), pairs_within(clusters(truth)))


def test_a_giant_cluster_makes_no_pairs():
    ids = pl.int_range(300_000, eager=True).cast(pl.String).alias("id").to_frame()
    one = ids.with_columns(cluster_id=pl.lit("all"))
    assert pairwise_of_clusters(one, ids.with_columns(cluster_id="id")).found == 44_999_850_000
