"""Ids of measures over several nights."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.identity.assign import Ledger, assign, churn
from foerderlupe.identity.ledger import read_ledger, write_ledger
from foerderlupe.model.frames import JUDGEMENTS, PAIRS
from foerderlupe.project import SQL
from foerderlupe.warehouse.database import open_database

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


def clusters(*groups: str) -> pl.DataFrame:
    """Each group is a text of one-letter records: "ab c" has two clusters."""
    rows = [(record, group[0]) for group in groups for record in group]
    return pl.DataFrame(rows, schema=["record_id", "cluster_id"], orient="row")


def measure(ledger: Ledger, record: str) -> str:
    return ledger.members.row(by_predicate=pl.col("record_id") == record, named=True)["measure_id"]


def state(ledger: Ledger, measure_id: str) -> dict[str, object]:
    return ledger.ids.row(by_predicate=pl.col("measure_id") == measure_id, named=True)


def test_an_unchanged_night_keeps_every_id():
    first = assign(clusters("ab", "c"), Ledger.empty(), MONDAY)
    second = assign(clusters("ab", "c"), first, TUESDAY)
    assert second.ids.equals(first.ids)
    assert second.members.equals(first.members)


def test_a_merge_keeps_the_oldest_id_and_redirects_the_other():
    monday = assign(clusters("b"), Ledger.empty(), MONDAY)
    tuesday = assign(clusters("a", "b"), monday, TUESDAY)
    young, old = measure(tuesday, "a"), measure(tuesday, "b")
    merged = assign(clusters("ab"), tuesday, WEDNESDAY)
    assert measure(merged, "a") == measure(merged, "b") == old
    assert state(merged, young)["id_status"] == "merged"
    assert state(merged, young)["redirect_to"] == old
    assert churn(tuesday, merged) == {
        "minted": 0,
        "split": 0,
        "merged": 1,
        "withdrawn": 0,
        "revived": 0,
    }


def test_a_split_leaves_the_id_with_the_larger_part_and_names_the_origin():
    together = assign(clusters("abc"), Ledger.empty(), MONDAY)
    origin = measure(together, "a")
    apart = assign(clusters("a", "bc"), together, TUESDAY)
    assert measure(apart, "b") == measure(apart, "c") == origin
    assert measure(apart, "a") != origin
    assert state(apart, measure(apart, "a"))["split_from"] == origin


def test_a_measure_that_disappears_is_withdrawn_and_returns_under_its_id():
    monday = assign(clusters("a", "b"), Ledger.empty(), MONDAY)
    gone = assign(clusters("b"), monday, TUESDAY)
    assert state(gone, measure(monday, "a"))["id_status"] == "withdrawn"
    back = assign(clusters("a", "b"), gone, WEDNESDAY)
    assert measure(back, "a") == measure(monday, "a")
    assert state(back, measure(back, "a"))["id_status"] == "live"
    assert churn(gone, back)["revived"] == 1


def test_redirects_lead_to_the_living_id_after_two_merges():
    monday = assign(clusters("a"), Ledger.empty(), MONDAY)
    tuesday = assign(clusters("a", "b", "c"), monday, TUESDAY)
    first_merge = assign(clusters("a", "bc"), tuesday, WEDNESDAY)
    last = assign(clusters("abc"), first_merge, date(2026, 11, 19))
    oldest = measure(monday, "a")
    assert {state(last, measure(tuesday, r))["redirect_to"] for r in "bc"} == {oldest}


def test_a_record_that_leaves_its_measure_never_gets_a_merged_id_back():
    monday = assign(clusters("a", "b"), Ledger.empty(), MONDAY)
    merged = assign(clusters("ab"), monday, TUESDAY)
    apart = assign(clusters("a", "b"), merged, WEDNESDAY)
    assert measure(apart, "b") not in set(monday.ids["measure_id"]) or measure(
        apart, "a"
    ) not in set(monday.ids["measure_id"])
    assert apart.ids["measure_id"].n_unique() == apart.ids.height


def test_the_ledger_survives_writing(tmp_path):
    ledger = assign(clusters("a", "b"), assign(clusters("a"), Ledger.empty(), MONDAY), TUESDAY)
    write_ledger(ledger, tmp_path / "identity")
    found = read_ledger(tmp_path / "identity")
    assert found.ids.equals(ledger.ids)
    assert found.members.equals(ledger.members)


def test_before_the_first_night_the_ledger_is_empty(tmp_path):
    assert read_ledger(tmp_path).ids.is_empty()


partitions = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@settings(max_examples=30, deadline=None)
@given(st.lists(partitions, min_size=1, max_size=5))
def test_every_id_ever_minted_resolves_and_none_is_used_twice(nights):
    ledger = Ledger.empty()
    seen: set[str] = set()
    for night, labels in enumerate(nights):
        ledger = assign(clusters(*_groups(labels)), ledger, date(2026, 1, 1 + night))
        tonight = ledger.ids.filter(pl.col("id_status") == "live")
        assert set(ledger.members["measure_id"]) == set(tonight["measure_id"])
        assert seen <= set(ledger.ids["measure_id"])
        seen = set(ledger.ids["measure_id"])
        merged = ledger.ids.filter(pl.col("id_status") == "merged")
        assert set(merged["redirect_to"]) <= set(tonight["measure_id"])


@settings(max_examples=30, deadline=None)
@given(partitions, partitions, st.randoms())
def test_order_of_records_is_without_influence(before, tonight, random):
    ledger = assign(clusters(*_groups(before)), Ledger.empty(), MONDAY)
    groups = _groups(tonight)
    expected = assign(clusters(*groups), ledger, TUESDAY)
    random.shuffle(groups)
    shuffled = Ledger(ledger.ids.reverse(), ledger.members.reverse())
    again = assign(clusters(*groups), shuffled, TUESDAY)
    assert again.ids.equals(expected.ids)
    assert again.members.equals(expected.members)


@settings(max_examples=30, deadline=None)
@given(st.lists(partitions, min_size=2, max_size=4))
def test_the_oldest_id_survives_and_what_splits_off_names_its_origin(nights):
    ledger = Ledger.empty()
    for night, labels in enumerate(nights):
        before, ledger = (
            ledger,
            assign(clusters(*_groups(labels)), ledger, date(2026, 1, 1 + night)),
        )
        ages = dict(ledger.ids.select("measure_id", "minted_on").iter_rows())
        for row in ledger.ids.iter_rows(named=True):
            if row["id_status"] == "merged":
                assert ages[row["redirect_to"]] <= row["minted_on"]
            if row["measure_id"] not in set(before.ids["measure_id"]):
                known = before.members.filter(
                    pl.col("record_id").is_in(_records(ledger, row["measure_id"]).implode())
                )
                assert (row["split_from"] is None) == known.is_empty()


def test_the_report_counts_what_became_of_the_ids():
    monday = assign(clusters("ab", "c", "d", "e", "g"), Ledger.empty(), MONDAY)
    tuesday = assign(clusters("a", "b", "d", "e"), monday, TUESDAY)
    wednesday = assign(clusters("a", "b", "c", "de", "f"), tuesday, WEDNESDAY)
    assert _report(monday, tuesday) == churn(monday, tuesday)
    assert _report(tuesday, wednesday) == churn(tuesday, wednesday)
    assert churn(tuesday, wednesday) == {
        "minted": 1,
        "split": 0,
        "merged": 1,
        "withdrawn": 0,
        "revived": 1,
    }


def _report(before: Ledger, after: Ledger) -> dict[str, int]:
    """The published report of a night, of ids alone."""
    with open_database() as database:
        database.add_frame("core.measure_ids", after.ids)
        database.add_frame("previous.measure_ids", before.ids)
        database.add_frame("core.pairs", PAIRS.empty())
        judged = JUDGEMENTS.empty().with_columns(judgement_status=pl.lit("holds"))
        database.add_frame("core.judgements", judged)
        found = database.query((SQL / "marts" / "identity_report.sql").read_text(encoding="utf-8"))
    counts = dict(found.select("fact", "n").iter_rows())
    return {name: counts[name] for name in ("minted", "split", "merged", "withdrawn", "revived")}


def _groups(labels: list[int]) -> list[str]:
    letters = list(zip("abcdef", labels, strict=True))
    groups = ("".join(r for r, label in letters if label == k) for k in range(4))
    return [group for group in groups if group]


def _records(ledger: Ledger, measure_id: str) -> pl.Series:
    return ledger.members.filter(pl.col("measure_id") == measure_id)["record_id"]
