"""Questions 06, 12, 14, 18, 19, 22 and 23: who pays how much."""

from collections import Counter, defaultdict
from decimal import Decimal

import polars as pl
import pytest

from tests.warehouse.questions.facts import column

CENT = Decimal("0.01")


class TestMoney:
    def test_06_kreise_and_money_without_place_make_the_total(self, answer, facts):
        found = answer("06", year=2026)
        years = facts.table("core.measure_years").filter(year=2026)
        total = found["awarded_eur"].sum() + found["awarded_statewide_eur"].sum()
        assert abs(total - years["awarded_eur"].sum()) < CENT * found.height
        money = dict(years.select("measure_id", "awarded_eur").iter_rows())
        expected = defaultdict(float)
        for measure, eur in money.items():
            for region, place in facts.places[measure].items():
                if place["coverage"] != "statewide":
                    expected[region] += float(eur or 0) * place["weight"]
        for row in found.iter_rows(named=True):
            assert float(row["awarded_eur"]) == pytest.approx(expected[row["region_id"]], abs=0.02)
            assert row["awarded_eur_assumed"] <= row["awarded_eur"]

    def test_12_every_euro_of_a_funder_stands_in_one_region(self, answer, facts):
        found = answer("12", field_of_action="HF0100", target_group="TG1000")
        chosen = facts.in_field("HF0100") & facts.for_group("TG1000")
        expected = defaultdict(Decimal)
        for award in facts.own_awards:
            if award["measure_id"] in chosen and award["amount_eur"] is not None:
                expected[award["funder_line"]] += award["amount_eur"]
        assert len(expected) > 3
        money = defaultdict(Decimal)
        for row in found.drop_nulls("awarded_eur").iter_rows(named=True):
            money[row["institution_line"]] += row["awarded_eur"]
        assert set(money) == set(expected)
        assert all(abs(money[line] - eur) < 1 for line, eur in expected.items())
        stuttgart = found.filter(region_id="081")
        for row in stuttgart.iter_rows(named=True):
            paid = {m for m in chosen if row["institution_line"] in facts.parties("funder")[m]}
            assert row["n_measures"] == len(paid & facts.there("081"))
        assert stuttgart.height

    def test_14_partners_and_what_each_gives(self, answer, facts):
        found = answer("14", funder="Stiftung")
        ours = facts.lines("stiftung")
        co_funded = facts.sets("marts.co_funding", "measure_id", "finding")
        expected = Counter()
        for measure in co_funded:
            lines = facts.parties("funder")[measure]
            if lines & ours:
                expected[measure] = len(lines - ours)
        assert Counter(column(found, "measure_id")) == +expected
        for row in found.iter_rows(named=True):
            awards = [a for a in facts.own_awards if a["measure_id"] == row["measure_id"]]
            own = [a["amount_eur"] for a in awards if a["funder_line"] in ours]
            assert row["our_eur"] == (sum(own) if own else None)

    def test_18_shares_of_a_carrier_make_one_and_nothing_is_multiplied(self, answer, facts):
        found = answer("18")
        shares = found.group_by("carrier_line").agg(pl.col("share_of_carrier").sum())
        assert shares["share_of_carrier"].is_between(0.999, 1.001).all()
        with_carrier = {m for m, lines in facts.parties("carrier").items() if lines}
        total = sum(
            a["amount_eur"]
            for a in facts.own_awards
            if a["measure_id"] in with_carrier and a["amount_eur"] is not None
        )
        assert abs(found["awarded_eur"].sum() - total) < 1
        assert max(map(len, facts.parties("carrier").values())) > 1, "some measures have several"
        diakonie = answer("18", umbrella="Diakonie")
        kinds = {
            o["institution_line"]
            for o in facts.rows("core.organisations")
            if o["umbrella"] == "Diakonie"
        }
        assert set(column(diakonie, "carrier_line")) <= kinds

    def test_19_sums_of_awards_of_co_funded_measures(self, answer, facts):
        found = answer("19")
        assert found.height > 50
        for row in found.iter_rows(named=True):
            awards = [a for a in facts.own_awards if a["measure_id"] == row["measure_id"]]
            known = [a["amount_eur"] for a in awards if a["amount_eur"] is not None]
            assert row["n_awards"] == len(awards)
            assert row["awarded_eur"] == (sum(known) if known else None)
            assert len(facts.parties("funder")[row["measure_id"]]) == row["n_funders"]
            if row["finding"] == "kofinanziert":
                assert row["awarded_eur"] <= row["total_cost_eur"]
        only = answer("19", finding="kofinanziert")
        assert 0 < only.height < found.height
        assert set(column(only, "finding")) == {"kofinanziert"}

    def test_22_parts_of_the_total_by_certainty(self, answer, facts):
        found = {row["aspect"]: row for row in answer("22").iter_rows(named=True)}
        awards = [
            a
            for a in facts.rows("core.awards")
            if a["amount_kind"] == "bewilligt" and a["counted_eur"] is not None
        ]
        assert found["gesamt"]["awarded_eur"] == sum(a["counted_eur"] for a in awards)
        inexact = [a["counted_eur"] for a in awards if a["amount_precision"] != "exakt"]
        nowhere = [a["counted_eur"] for a in awards if "99" in facts.places[a["measure_id"]]]
        assert found["Betrag nicht exakt"]["awarded_eur"] == sum(inexact)
        assert found["ohne Ort"]["awarded_eur"] == sum(nowhere)
        assert found["ohne Ort"]["n_awards"] == len(nowhere)
        published = facts.table("marts.measures")["awarded_eur"].sum()
        assert found["gesamt"]["awarded_eur"] == published

    def test_23_money_per_thousand_in_order(self, answer, facts):
        found = answer("23", year=2026, land="08")
        people = {
            row["region_id"]: row["people"]
            for row in facts.rows("core.need_by_year")
            if row["year"] == 2026 and row["target_group"] == "TG1000"
        }
        money = dict(answer("06", year=2026).select("region_id", "awarded_eur").iter_rows())
        for row in found.iter_rows(named=True):
            ratio = 1000 * float(money.get(row["region_id"], 0)) / people[row["region_id"]]
            assert row["eur_per_1000"] == pytest.approx(ratio, abs=0.01)
        ratios = column(found, "eur_per_1000")
        assert column(found, "rank") == [1 + sum(o > r for o in ratios) for r in ratios]
        assert len(ratios) == 44
