"""Look-alikes differ in what makes them different."""

import polars as pl
import pytest

from foerderlupe.model.columns import RELATIONS
from foerderlupe.synth.relations import relations


@pytest.fixture(scope="module")
def pairs(small, described):
    left = described.rename({"measure_id": "left_measure_id"})
    right = described.rename({"measure_id": "right_measure_id"})
    return (
        relations(small)
        .join(left, on="left_measure_id")
        .join(right, on="right_measure_id", suffix="_right")
    )


def of(pairs, differs_in):
    found = pairs.filter(pl.col("differs_in") == differs_in)
    assert found.height > 5
    return found


def test_relations_are_those_of_the_warehouse(small):
    found = relations(small)
    assert set(found["relation"]) <= set(RELATIONS)
    assert found.select("left_measure_id", "right_measure_id").is_unique().all()


@pytest.mark.parametrize("differs_in", ["phase", "year", "call year"])
def test_successors_follow_each_other_without_a_common_day(pairs, differs_in):
    found = of(pairs, differs_in)
    assert (found["family"] == found["family_right"]).all()
    assert (found["end"] <= found["start_right"]).all()


def test_the_same_title_in_one_town_is_of_two_carriers(pairs):
    found = of(pairs, "carrier")
    assert (found["carrier"] != found["carrier_right"]).all()
    assert (found["town"] == found["town_right"]).all()
    assert (found["generic"] == found["generic_right"]).all()


def test_offers_of_one_carrier_are_for_two_groups(pairs):
    found = of(pairs, "target group")
    assert (found["carrier"] == found["carrier_right"]).all()
    assert (found["group"] != found["group_right"]).all()


def test_courses_of_one_carrier_are_of_two_levels(small, pairs):
    found = pairs.filter(pl.col("differs_in") == "language level")
    assert (found["level"] != found["level_right"]).all()


def test_a_concept_is_taken_up_in_another_kreis_by_another_carrier(pairs):
    found = of(pairs, "Kreis")
    assert (found["concept"] == found["concept_right"]).all()
    assert (found["kreis"] != found["kreis_right"]).all()
    assert (found["carrier"] != found["carrier_right"]).all()
