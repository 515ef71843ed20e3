"""Questions 01, 02, 03, 13 and 24: how many there are."""

from collections import Counter, defaultdict

import pytest

from tests.warehouse.questions.facts import PLACED, column


@pytest.mark.parametrize("year", [2014, 2026])
class TestCounts:
    def test_01_dedicated_shared_and_statewide(self, answer, facts, year):
        found = answer("01", year=year, land="08")
        assert column(found, "region_id") == sorted(k for k in facts.kreise if k[:2] == "08")
        active = facts.active(year)
        for row in found.iter_rows(named=True):
            here = facts.there(row["region_id"]) & active
            alone = facts.only_there(row["region_id"]) & active
            assert (row["n_dedicated"], row["n_shared"]) == (len(alone), len(here - alone))
            assert row["n_statewide"] == len(facts.everywhere("08") & active)
        nowhere = {m for m in active if "99" in facts.places[m]}
        assert found["share_without_place"][0] == pytest.approx(
            len(nowhere) / len(active), abs=1e-6
        )

    def test_02_sum_of_kreise_without_overcount_is_the_distinct_number(self, answer, facts, year):
        found = answer("02", year=year, land="08")
        distinct = len(facts.there("08") & facts.active(year))
        for row in found.iter_rows(named=True):
            assert row["sum_of_regions"] - row["overcount"] == row["n_distinct"] == distinct
        [kreise] = found.filter(tier="kreis").iter_rows(named=True)
        counted = [len(facts.there(k) & facts.active(year)) for k in facts.kreise if k[:2] == "08"]
        assert kreise["sum_of_regions"] == sum(counted)
        assert kreise["n_regions"] == sum(map(bool, counted))

    def test_03_cells_with_many_funders(self, answer, facts, year):
        cells = defaultdict(set)
        tops = {row["field_of_action"]: row["top_field"] for row in facts.rows("core.fields")}
        fields = facts.sets("core.measure_fields", "measure_id", "field_of_action")
        for measure in facts.active(year):
            for kreis, place in facts.places[measure].items():
                if place["coverage"] in PLACED:
                    for field in fields[measure]:
                        cells[kreis, tops[field]].add(measure)
        expected = {}
        for cell, measures in cells.items():
            funders = Counter(line for m in measures for line in facts.parties("funder")[m])
            if len(funders) >= 3 and cell[1] != "HF9900":
                effective = funders.total() ** 2 / sum(n * n for n in funders.values())
                expected[cell] = (len(measures), len(funders), pytest.approx(effective, abs=1e-4))
        found = answer("03", year=year, minimum=3)
        assert expected
        assert {
            (row["region_id"], row["field_of_action"]): (
                row["n_measures"],
                row["n_funders"],
                row["effective_funders_by_measures"],
            )
            for row in found.iter_rows(named=True)
        } == expected

    def test_13_kreise_without_a_dedicated_measure(self, answer, facts, year):
        active = facts.active(year) & facts.in_field("HF0400")
        found = answer("13", field_of_action="HF0400", year=year, land="08")
        of_land = {k for k in facts.kreise if k[:2] == "08"}
        expected = {k for k in of_land if not facts.only_there(k) & active}
        assert set(column(found, "region_id")) == expected
        assert expected != of_land
        people = found["people"].drop_nulls()
        assert people.is_sorted(descending=True)
        for row in found.iter_rows(named=True):
            assert row["n_shared"] == len(facts.there(row["region_id"]) & active)
            assert row["n_statewide"] == len(facts.everywhere("08") & active)

    def test_24_distinct_measures_per_group(self, answer, facts, year):
        found = answer("24", first_year=year, last_year=year)
        active = facts.active(year)
        counts = {row["target_group"]: row["n_measures"] for row in found.iter_rows(named=True)}
        for group, n in counts.items():
            assert n == len(facts.for_group(group) & active)
        tops = {r["target_group"] for r in facts.rows("core.target_groups") if not r["parent_code"]}
        assert set(counts) <= tops
        missing = tops - set(counts)
        assert not any(facts.for_group(group) & active for group in missing)
        assert counts["TG0000"] == len(active)
        assert sum(counts.values()) > len(active), "groups overlap"
