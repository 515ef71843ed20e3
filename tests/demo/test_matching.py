"""The same measure found in the demonstration lists, from the files to the clusters."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.fetch.deliver import deliver
from foerderlupe.ingest import ingest
from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.lists import gather
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.model.bundles import Lists
from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.organisations.resolve import resolve_organisations
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.project import CODES
from foerderlupe.sources import distinct_measures_frame
from foerderlupe.spec.catalogue import load_catalogue

TRUTH = Path(__file__).parent / "truth"
SOURCES = Path(__file__).parents[2] / "assets" / "sources"
SAME_MEASURE = ("top_up",)
LEAST_TOLD = {"part_of": 0.8, "successor": 0.65}


@dataclass(frozen=True)
class Demo:
    """What was matched, what was given to it, and what is true."""

    evidence: Evidence
    sources: pl.DataFrame
    matched: Matched
    same: pl.DataFrame
    relations: pl.DataFrame


def _evidence(lists: Lists) -> Evidence:
    gazetteer = load_gazetteer(CODES, lists.reference_regions, lists.reference_postcodes)
    resolved = resolve_organisations(lists.record_parties, lists.records)
    return Evidence(
        records=lists.records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_regions=place_records(lists.records, lists.record_parties, gazetteer),
        record_target_groups=label_target_groups(lists.records),
        record_fields=label_fields(lists.records),
        record_amounts=lists.record_amounts,
    )


def _both_sides(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.filter(pl.col("record_id") < pl.col("right")).select("record_id", "right")


def _pairs(members: pl.DataFrame, group: str) -> pl.DataFrame:
    other = members.select(group, right="record_id")
    return _both_sides(members.select(group, "record_id").join(other, on=group))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    documents = load_catalogue([SOURCES])
    home = tmp_path_factory.mktemp("snapshots")
    ingested = {
        source: ingest(document, deliver(document, home / source, offline=False), home, None)
        for source, document in documents.items()
    }
    evidence = _evidence(gather(documents, ingested))
    sources = distinct_measures_frame(documents.values())
    row = evidence.records.select("record_id", "source_id", "source_row")
    same = pl.read_csv(TRUTH / "same.csv").join(row, on=["source_id", "source_row"])
    relations = (
        pl.read_csv(TRUTH / "relations.csv")
        .join(row, left_on=["source_a", "row_a"], right_on=["source_id", "source_row"])
        .join(
            row.rename({"record_id": "right"}),
            left_on=["source_b", "row_b"],
            right_on=["source_id", "source_row"],
        )
        .select("record_id", "right", "relation")
    )
    matched = match_measures(evidence, JUDGEMENTS.empty(), sources)
    return Demo(evidence, sources, matched, same, relations)


def test_records_of_one_measure_are_found_and_others_left_alone(demo: Demo) -> None:
    true = _pairs(demo.same, "measure")
    found = _pairs(demo.matched.clusters, "cluster_id")
    right = found.join(true, on=["record_id", "right"], how="semi").height
    assert right / found.height >= 0.98
    assert right / true.height >= 0.90


def test_no_look_alike_is_merged(demo: Demo) -> None:
    cluster = dict(demo.matched.clusters.select("record_id", "cluster_id").iter_rows())
    look_alikes = demo.relations.filter(~pl.col("relation").is_in(SAME_MEASURE))
    merged = [
        (left, right)
        for left, right in look_alikes.select("record_id", "right").iter_rows()
        if left in cluster and cluster[left] == cluster.get(right)
    ]
    assert look_alikes.height > 1000
    assert merged == []


def test_no_veto_is_crossed(demo: Demo) -> None:
    vetoed = demo.matched.pairs.filter(
        pl.col("veto").is_not_null() & (pl.col("decision") != "same")
    ).select(record_id="left_record_id", right="right_record_id")
    merged = _pairs(demo.matched.clusters, "cluster_id")
    assert vetoed.height > 0
    assert vetoed.join(merged, on=["record_id", "right"], how="semi").is_empty()


def test_second_awards_are_one_measure_told_as_top_up(demo: Demo) -> None:
    again = demo.relations.filter(pl.col("relation") == "top_up")
    assert again.height > 0
    assert _told(demo, again)["told"].to_list() == ["top_up"] * again.height


@pytest.mark.parametrize("relation", LEAST_TOLD)
def test_relations_are_told(demo: Demo, relation: str) -> None:
    told = _told(demo, demo.relations.filter(pl.col("relation") == relation))
    share = (told["told"] == relation).fill_null(value=False).mean()
    assert isinstance(share, float)
    assert share >= LEAST_TOLD[relation]


def test_a_replication_that_is_told_is_told_as_one(demo: Demo) -> None:
    told = _told(demo, demo.relations.filter(pl.col("relation") == "replication"))
    kept = told.drop_nulls("told")
    assert kept.height >= 100
    assert (kept["told"] == "replication").mean() >= 0.95


def _told(demo: Demo, relations: pl.DataFrame) -> pl.DataFrame:
    pairs = demo.matched.pairs.select(
        record_id="left_record_id", right="right_record_id", told="relation"
    )
    ordered = relations.select(
        record_id=pl.min_horizontal("record_id", "right"),
        right=pl.max_horizontal("record_id", "right"),
    )
    return ordered.join(pairs, on=["record_id", "right"], how="left")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_lists_and_rows_changes_nothing(demo: Demo, seed: int) -> None:
    shuffled = Evidence(
        **{
            name: getattr(demo.evidence, name).sample(fraction=1, shuffle=True, seed=seed)
            for name in _frames()
        }
    )
    sources = demo.sources.sample(fraction=1, shuffle=True, seed=seed)
    again = match_measures(shuffled, JUDGEMENTS.empty(), sources)
    assert again.pairs.equals(demo.matched.pairs)
    assert again.clusters.equals(demo.matched.clusters)


@cache
def _frames() -> tuple[str, ...]:
    return tuple(Evidence.__dataclass_fields__)


def test_a_further_record_that_fits_as_well_is_no_reason_to_guess(demo: Demo) -> None:
    """Two records of one list that fit a translated one equally: nobody is chosen."""
    merged = demo.matched.pairs.filter(
        pl.col("explanation").str.contains("title foreign")
        & pl.col("explanation").str.contains("counterpart only")
        & (pl.col("decision") == "same")
    )
    rng = random.Random(7)
    pair = merged.row(rng.randrange(merged.height), named=True)
    twin = demo.evidence.records.filter(pl.col("record_id") == pair["left_record_id"])
    frames = {
        name: pl.concat([frame, _twin_of(frame, pair["left_record_id"])])
        for name in _frames()
        if "record_id" in (frame := getattr(demo.evidence, name)).columns
    }
    evidence = Evidence(**frames, organisations=demo.evidence.organisations)
    again = match_measures(evidence, JUDGEMENTS.empty(), demo.sources)
    cluster = dict(again.clusters.select("record_id", "cluster_id").iter_rows())
    assert twin.height == 1
    assert cluster[pair["right_record_id"]] not in (
        cluster["twin"],
        cluster[pair["left_record_id"]],
    )


def _twin_of(frame: pl.DataFrame, record_id: str) -> pl.DataFrame:
    same = frame.filter(pl.col("record_id") == record_id)
    return same.with_columns(record_id=pl.lit("twin"))
