"""Pairs of records that are one measure, and pairs that are not, read by the real stages."""

import csv
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.measures.evidence import Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from tests.measures.pair_lists import as_records, evidence

HERE = Path(__file__).parent
SOURCES = pl.DataFrame({"source_id": ["list_a", "list_b"], "distinct_measures": [False, False]})
RELATION = {
    "sibling_call": "sibling",
    "same_measure_second_award": "top_up",
    "same": "duplicate_record",
}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            {**row, "correct_relation": row.get("correct_relation") or row["truth"]}
            for row in csv.DictReader(lines)
        ]


ROWS = {name: rows(name) for name in ("variations", "hard_negatives", "own_pairs")}


@pytest.fixture(scope="module")
def matched() -> Matched:
    records = as_records(row for name in ROWS for row in ROWS[name])
    return match_measures(evidence(records), frames.JUDGEMENTS.empty(), SOURCES)


@pytest.fixture(scope="module")
def decided(matched: Matched) -> dict[str, tuple[str, str | None, bool]]:
    """Decision, relation and 'one measure' by the id of the pair."""
    pairs = matched.pairs.with_columns(
        pl.col("left_record_id").str.slice(2).alias("left"),
        pl.col("right_record_id").str.slice(2).alias("right"),
    ).filter(pl.col("left") == pl.col("right"))
    told = {row["left"]: (row["decision"], row["relation"]) for row in pairs.iter_rows(named=True)}
    clusters = dict(matched.clusters.select("record_id", "cluster_id").iter_rows())
    return {
        row["id"]: (
            *told.get(row["id"], ("apart", "different")),
            clusters[f"a:{row['id']}"] == clusters[f"b:{row['id']}"],
        )
        for name in ROWS
        for row in ROWS[name]
    }


def of_one_measure(name: str) -> list[dict[str, str]]:
    return [row for row in ROWS[name] if row["correct_relation"] == "same"]


def of_two_measures(name: str) -> list[dict[str, str]]:
    both_measures = ("same", "same_measure_second_award", "top_up")
    return [row for row in ROWS[name] if row["correct_relation"] not in both_measures]


def test_pair_files_are_complete() -> None:
    assert [len(ROWS[name]) for name in ROWS] == [40, 24, 50]
    assert len(of_two_measures("own_pairs")) >= 20


@pytest.mark.parametrize(("name", "least"), [("variations", 38), ("own_pairs", 24)])
def test_variations_of_one_measure_are_merged(decided, name: str, least: int) -> None:
    missed = [row["id"] for row in of_one_measure(name) if not decided[row["id"]][2]]
    assert len(of_one_measure(name)) - len(missed) >= least, missed


@pytest.mark.parametrize("name", ["hard_negatives", "own_pairs"])
def test_look_alikes_are_never_merged(decided, name: str) -> None:
    merged = [row["id"] for row in of_two_measures(name) if decided[row["id"]][2]]
    assert merged == []


@pytest.mark.parametrize(("name", "least"), [("hard_negatives", 22), ("own_pairs", 24)])
def test_look_alikes_get_their_relation(decided, name: str, least: int) -> None:
    negatives = [row for row in ROWS[name] if row["correct_relation"] != "same"]
    wrong = {
        row["id"]: decided[row["id"]]
        for row in negatives
        if decided[row["id"]][1] != RELATION.get(row["correct_relation"], row["correct_relation"])
    }
    assert len(negatives) - len(wrong) >= least, wrong


def test_second_award_is_one_measure_with_two_awards(decided) -> None:
    again = [
        r["id"]
        for n in ROWS
        for r in ROWS[n]
        if r["correct_relation"] in ("same_measure_second_award", "top_up")
    ]
    assert {decided[pair] for pair in again} == {("same", "top_up", True)}


def test_a_translated_title_is_found(decided) -> None:
    translations = [row["id"] for row in ROWS["variations"] if row["class"] == "translation"]
    assert {decided[pair][0] for pair in translations} <= {"review", "same"}


def test_every_kept_pair_is_explained(matched: Matched) -> None:
    assert matched.pairs.height > 0
    assert matched.pairs["explanation"].null_count() == 0
    assert matched.pairs["explanation"].str.contains("bits, probability").all()
    vetoed = matched.pairs.filter(pl.col("veto").is_not_null())
    named = vetoed.select(pl.col("explanation").str.contains(pl.col("veto"), literal=True))
    assert named.to_series().all()


def test_vocabularies_hold(matched: Matched) -> None:
    assert set(matched.pairs["decision"].unique()) <= {"same", "review", "apart"}
    frames.PAIRS.conform(matched.pairs)
    assert (matched.pairs["left_record_id"] < matched.pairs["right_record_id"]).all()
