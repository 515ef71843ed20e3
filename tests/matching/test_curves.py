"""What thresholds would find, whether scores are probabilities, and which mistakes there are."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.curves import reliability, threshold_curve
from foerderlupe.matching.evaluation import pairwise
from foerderlupe.matching.mistakes import mistakes

PAIR = {"left_id": pl.String, "right_id": pl.String}
SCORED = pl.DataFrame(
    [("a", "w", 1.0), ("b", "x", 0.9), ("c", "y", 0.9), ("d", "z", 0.2)],
    schema=PAIR | {"score": pl.Float64},
    orient="row",
)
TRUE = pl.DataFrame([("a", "w"), ("b", "x"), ("e", "v")], schema=PAIR, orient="row")


def test_the_curve_counts_the_threshold_itself():
    curve = threshold_curve(SCORED, TRUE, [0.95, 0.9, 0.0, 0.9])
    assert curve.select("threshold", "found", "right").rows() == [
        (0.0, 4, 2),
        (0.9, 3, 2),
        (0.95, 1, 1),
    ]
    assert curve["precision"].to_list() == pytest.approx([2 / 4, 2 / 3, 1.0])
    assert curve["recall"].to_list() == pytest.approx([2 / 3, 2 / 3, 1 / 3])


def test_above_every_score_nothing_is_found_and_nothing_wrong():
    [above] = threshold_curve(SCORED.filter(pl.col("score") < 1), TRUE, [1.0]).rows(named=True)
    assert (above["found"], above["precision"], above["recall"], above["f1"]) == (0, 1.0, 0.0, 0.0)


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), max_size=12), st.data())
def test_every_point_of_the_curve_is_what_cutting_there_gives(scores, data):
    rows = [(str(number), "r", score) for number, score in enumerate(scores)]
    scored = pl.DataFrame(rows, schema=SCORED.schema, orient="row")
    true = data.draw(st.lists(st.sampled_from(range(15)), unique=True))
    truth = pl.DataFrame([(str(n), "r") for n in true], schema=PAIR, orient="row")
    for point in threshold_curve(scored, truth, [0, 0.3, 0.5, 1]).rows(named=True):
        cut = pairwise(scored.filter(pl.col("score") >= point["threshold"]), truth)
        assert (point["found"], point["right"]) == (cut.found, cut.right)
        assert point["precision"] == pytest.approx(cut.precision)
        assert point["recall"] == pytest.approx(cut.recall)
        assert point["f1"] == pytest.approx(cut.f1)


def test_bins_hold_their_lower_limit_and_the_last_its_upper_one():
    bins = reliability(SCORED, TRUE, [0, 0.2, 0.9, 1])
    assert bins.select("least", "most", "pairs", "share_true").rows() == [
        (0.2, 0.9, 1, 0.0),
        (0.9, 1.0, 3, pytest.approx(2 / 3)),
    ]
    assert bins["mean_score"].to_list() == pytest.approx([0.2, 2.8 / 3])


def test_the_order_of_pairs_changes_nothing():
    edges = [0, 0.5, 1]
    again = SCORED.reverse()
    assert reliability(again, TRUE, edges).equals(reliability(SCORED, TRUE, edges))
    assert threshold_curve(again, TRUE, edges).equals(threshold_curve(SCORED, TRUE, edges))


def test_mistakes_are_counted_by_pattern_with_an_example():
    found = SCORED.select("left_id", "right_id")
    missed = [("h", "s"), ("g", "t"), ("f", "u")]
    truth = pl.concat([TRUE, pl.DataFrame(missed, schema=PAIR, orient="row")])
    patterns = pl.DataFrame(
        [("c", "y", "title near"), ("g", "t", "veto place"), ("f", "u", "veto place")],
        schema=PAIR | {"pattern": pl.String},
        orient="row",
    )
    never = "no pair kept: no common key, or far below the threshold"
    assert mistakes(found, truth, patterns).rows() == [
        ("wrongly merged", "by way of other records", 1, "d", "z"),
        ("wrongly merged", "title near", 1, "c", "y"),
        ("missed", never, 2, "e", "v"),
        ("missed", "veto place", 2, "f", "u"),
    ]


def test_no_mistakes_are_an_empty_table():
    assert mistakes(TRUE, TRUE, TRUE.with_columns(pattern=pl.lit("x"))).is_empty()
