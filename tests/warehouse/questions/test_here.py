"""Questions 07 to 11: what a Kreis asks."""

from collections import Counter
from datetime import date

import polars as pl
import pytest

from tests.warehouse.questions.facts import PLACED, column


class TestHere:
    @pytest.mark.parametrize("group", ["TG0000", "TG1000", "TG1100", "TG2100"])
    @pytest.mark.parametrize("day", [None, date(2015, 5, 4)])
    def test_07_what_runs_for_a_group(self, answer, facts, group, day):
        on = day or facts.as_of
        for kreis in ("08118", "08222", "08317", "06411"):
            given = {"day": str(day)} if day else {}
            found = answer("07", kreis=kreis, target_group=group, **given)
            seated = {m for m, places in facts.places.items() if kreis in places}
            reached = seated | facts.everywhere(kreis[:2])
            expected = {
                m
                for m in reached & facts.for_group(group)
                if _runs(facts.measure[m], on)
            }  # fmt: skip
            assert sorted(column(found, "measure_id")) == sorted(expected)
            dedicated = found.filter(placement="dedicated")
            assert set(column(dedicated, "measure_id")) == expected & facts.only_there(kreis)

    def test_08_cells_are_really_empty_and_no_empty_one_is_missing(self, answer, facts):
        found = answer("08", kreis="08317", year=2026)
        here = facts.there("08317") & facts.active(2026) & facts.for_group("TG1000")
        tops = {r["field_of_action"] for r in facts.rows("core.fields") if not r["parent_code"]}
        expected = {top for top in tops - {"HF9900"} if not facts.in_field(top) & here}
        assert set(column(found, "field_of_action")) == expected
        assert expected
        words = {
            "none": "Lücke",
            "statewide_only": "nur landesweit",
            "no_evidence": "kein Nachweis",
        }
        assert all(words[row["gap_class"]] == row["finding"] for row in found.to_dicts())

    def test_09_same_concept_elsewhere(self, answer, facts):
        found = answer("09", kreis="08222", most_carriers=None)
        concept = {m: row["concept_key"] for m, row in facts.measure.items()}
        ours = {concept[m] for m in facts.there("08222")} - {""}
        expected = {
            (m, kreis)
            for m, places in facts.places.items()
            if concept[m] in ours
            for kreis, place in places.items()
            if place["coverage"] in PLACED and kreis != "08222"
        }
        # A measure that itself reaches both is no second one.
        several = Counter(concept.values())
        expected = {(m, kreis) for m, kreis in expected if several[concept[m]] > 1}
        assert set(found.select("measure_id", "region_id").iter_rows()) == expected
        assert expected
        fewer = answer("09", kreis="08222", most_carriers=2)
        assert fewer.equals(found.filter(pl.col("n_carriers") <= 2))
        assert 0 < fewer.height < found.height

    def test_10_begun_and_ended_since_a_day(self, answer, facts):
        since = date(2026, 1, 1)
        found = answer("10", kreis="08317", since=str(since))
        here = {m for m, places in facts.places.items() if "08317" in places}
        for change, key in (("begun", "period_from"), ("ended", "period_to")):
            expected = {
                m
                for m in here
                if (facts.measure[m][key] or date.min) > since
                and facts.measure[m][key] <= facts.as_of
            }
            assert set(column(found.filter(change=change), "measure_id")) == expected
            assert expected

    def test_11_awards_that_end_within_six_months(self, answer, facts):
        found = answer("11", kreis="08222")
        expected = Counter(
            a["measure_id"]
            for a in facts.own_awards
            if facts.as_of < (a["period_to"] or date.min) <= date(2027, 5, 22)
            and "08222" in facts.places[a["measure_id"]]
        )
        assert Counter(column(found, "measure_id")) == expected
        assert expected
        assert (found["funded_until"] >= found["runs_out_on"]).all()
        assert answer("11", kreis="08222", months=0).is_empty()


def _runs(measure, day):
    begun = measure["period_from"] is None or measure["period_from"] <= day
    if measure["period_to"] is not None:
        return begun and measure["period_to"] > day
    return begun and measure["measure_status"] == "laufend"
