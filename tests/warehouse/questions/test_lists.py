"""Questions 04, 05, 15, 16, 17, 20, 21 and 25: what lists say of one another."""

from collections import defaultdict
from datetime import date

import polars as pl
import pytest

from tests.warehouse.questions.facts import column


class TestLists:
    def test_04_measures_that_several_publishers_name(self, answer, facts):
        publisher = dict(
            facts.table("core.sources").select("source_id", "publisher_id").iter_rows()
        )
        source = dict(facts.table("core.records").select("record_id", "source_id").iter_rows())
        publishers = defaultdict(set)
        for link in facts.rows("core.record_measure"):
            publishers[link["measure_id"]].add(publisher[source[link["record_id"]]])
        ours = facts.lines("stiftung")
        several = {m for m, found in publishers.items() if len(found) > 1}
        expected = {m for m in several if facts.parties("funder")[m] & ours}
        found = answer("04", funder="stiftung")
        assert set(column(found, "measure_id")) == expected
        assert found.height == len(expected) > 20
        for row in found.iter_rows(named=True):
            assert row["n_publishers"] == len(publishers[row["measure_id"]])
            assert len(row["publishers"].split("; ")) == row["n_publishers"]

    def test_05_projects_of_a_call_that_ended_without_sequel(self, answer, facts):
        called = {r["record_id"] for r in facts.rows("core.records") if r["call_year"] == 2014}
        followed = {
            row["left_measure_id"]
            for row in facts.rows("core.measure_links")
            if row["relation"] == "successor"
        }
        expected = {
            link["measure_id"]
            for link in facts.rows("core.record_measure")
            if link["record_id"] in called
        }
        ended = {
            m
            for m in expected - followed
            if facts.measure[m]["measure_status"] == "beendet"
            and facts.measure[m]["anchoring"] != "regelstruktur"
        }
        found = answer("05", call_year=2014)
        assert set(column(found, "measure_id")) == ended
        assert ended
        assert all("2014" in calls for calls in column(found, "calls"))

    def test_15_lines_of_measures_outlive_the_money(self, answer, facts):
        found = answer("15", funder="Stiftung")
        ours = facts.lines("stiftung")
        ends = defaultdict(list)
        for award in facts.rows("core.awards"):
            if award["funder_line"] in ours and award["duplicate_of"] is None:
                ends[award["measure_id"]].append(award["period_to"])
        follows = defaultdict(set)
        for link in facts.rows("core.measure_links"):
            if link["relation"] == "successor":
                follows[link["left_measure_id"]].add(link["right_measure_id"])
        for row in found.iter_rows(named=True):
            known = [end for end in ends[row["measure_id"]] if end and end <= facts.as_of]
            assert row["our_end"] == max(known)
            line, fresh = set(), {row["measure_id"]}
            while fresh:
                line |= fresh
                fresh = {after for m in fresh for after in follows[m]} - line
            assert row["n_followers"] == len(line) - 1
            running = any(facts.measure[m]["measure_status"] == "laufend" for m in line)
            assert row["still_running"] == running
            lived = [facts.measure[m]["period_to"] or date.min for m in line]
            until = min(max([*lived, row["our_end"]]), facts.as_of)
            assert row["lived_until"] == (facts.as_of if running else until)
        some = {m for m, e in ends.items() if any(x and x <= facts.as_of for x in e)}
        assert set(column(found, "measure_id")) == some
        assert found["n_followers"].max() > 0

    def test_16_every_measure_of_an_umbrella_weighs_one(self, answer, facts):
        umbrella = {
            o["organisation_id"]
            for o in facts.rows("core.organisations")
            if o["umbrella"] == "Caritas"
        }
        measures = {
            row["measure_id"]
            for row in facts.rows("core.measure_organisations")
            if row["role"] == "carrier" and row["organisation_id"] in umbrella
        }
        found = answer("16", umbrella="Caritas")
        assert found["weighted"].sum() == pytest.approx(len(measures), abs=1e-3)
        units = dict(facts.table("core.records").select("record_id", "church_unit").iter_rows())
        stated = defaultdict(set)
        for link in facts.rows("core.record_measure"):
            if link["measure_id"] in measures and units[link["record_id"]] is not None:
                stated[units[link["record_id"]]].add(link["measure_id"])
        by_list = found.filter(basis="stated").select("church_unit", "n_measures")
        assert dict(by_list.iter_rows()) == {unit: len(ms) for unit, ms in stated.items()}
        assert stated

    def test_17_and_21_repeat_what_the_marts_found(self, answer, facts):
        of_carriers = {
            o["organisation_id"]: o["umbrella"] for o in facts.rows("core.organisations")
        }
        umbrellas = defaultdict(set)
        for row in facts.rows("core.measure_organisations"):
            if row["role"] == "carrier":
                umbrellas[row["measure_id"]].add(of_carriers[row["organisation_id"]])
        carriers = facts.parties("carrier")
        expected = {
            (p["left_measure_id"], p["right_measure_id"])
            for p in facts.rows("marts.overlap_pairs")
            if (umbrellas[p["left_measure_id"]] & umbrellas[p["right_measure_id"]]) - {None}
            and not carriers[p["left_measure_id"]] & carriers[p["right_measure_id"]]
            and facts.measure[p["left_measure_id"]]["reach"] != "landesweit"
        }
        found = answer("17").select("left_measure_id", "right_measure_id")
        assert set(found.iter_rows()) == expected
        candidates = facts.table("marts.duplication_candidates")
        assert answer("21").height == candidates.height

    def test_20_programmes_without_end_or_old(self, answer, facts):
        found = answer("20", before_year=2018)
        programmes = [
            r for r in facts.rows("core.records") if r["list_level"] == "programme" and r["title"]
        ]
        ends = defaultdict(list)
        for record in programmes:
            ends[record["title"].strip().lower()].append(
                (record["period_from"], record["period_to"])
            )
        expected = {}
        for title, spans in ends.items():
            known = [end for _, end in spans if end is not None]
            begins = [begin for begin, _ in spans if begin is not None]
            if not known:
                expected[title] = "ohne Ende"
            elif begins and min(begins) < date(2018, 1, 1) and max(known) > facts.as_of:
                expected[title] = "seit Langem"
        by_title = found.select(pl.col("title").str.to_lowercase(), "finding")
        assert dict(by_title.iter_rows()) == expected
        assert "ohne Ende" in expected.values()

    def test_25_every_value_of_every_row_of_a_measure(self, answer, facts):
        records = facts.sets("core.record_measure", "measure_id", "record_id")
        measure = max(records, key=lambda m: (len(records[m]), m))
        found = answer("25", measure_id=measure)
        values = facts.table("core.record_values").filter(
            pl.col("record_id").is_in(sorted(records[measure]))
        )
        keys = ["record_id", "field", "value", "value_raw", "locator", "origin"]
        assert found.select(keys).sort(keys).equals(values.select(keys).sort(keys))
        assert found["locator"].null_count() == 0
        assert found["publisher_name"].n_unique() > 1
