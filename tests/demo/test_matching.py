"""The same measure found in the demonstration lists, from the files to the clusters."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.evaluate.figures import evaluate
from foerderlupe.evaluate.page import PICTURE, with_figures
from foerderlupe.evaluate.picture import picture
from foerderlupe.evaluate.truth import read_truth
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.rulebook import Rulebook, read_rulebook
from foerderlupe.measures.sampling import known_pairs, sample
from foerderlupe.measures.training import train
from foerderlupe.model.frames import JUDGEMENTS
from tests.demo.worlds import TRUTH, World, embedded_world

DOCS = Path(__file__).parents[2] / "docs"
SAME_MEASURE = ("top_up",)
LEAST_TOLD = {"part_of": 0.8, "successor": 0.65}
RULEBOOK = read_rulebook()


@dataclass(frozen=True)
class Demo(World):
    """What was matched, what was given to it, and what is true."""

    matched: Matched


def _both_sides(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.filter(pl.col("record_id") < pl.col("right")).select("record_id", "right")


def _pairs(members: pl.DataFrame, group: str) -> pl.DataFrame:
    other = members.select(group, right="record_id")
    return _both_sides(members.select(group, "record_id").join(other, on=group))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    world = embedded_world(tmp_path_factory.mktemp("snapshots"))
    return Demo(**vars(world), matched=_match(world))


def _match(world: World, rulebook: Rulebook = RULEBOOK) -> Matched:
    return match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, rulebook)


def _right_and_found(world: World, matched: Matched) -> tuple[int, int]:
    found = _pairs(matched.clusters, "cluster_id")
    true = _pairs(world.same, "measure")
    return found.join(true, on=["record_id", "right"], how="semi").height, found.height


def test_records_of_one_measure_are_found_and_others_left_alone(demo: Demo) -> None:
    right, found = _right_and_found(demo, demo.matched)
    assert right / found >= 0.99
    assert right / _pairs(demo.same, "measure").height >= 0.96


def test_scores_mean_what_they_say(demo: Demo) -> None:
    """Of the pairs that no veto keeps apart, as many are one measure as their scores say."""
    scored = demo.matched.pairs.filter(pl.col("veto").is_null(), pl.col("decision") != "apart")
    named = scored.select("score", record_id="left_record_id", right="right_record_id")
    true = _pairs(demo.same, "measure").with_columns(true=pl.lit(value=1.0))
    known = named.join(true, on=["record_id", "right"], how="left")
    sure = pl.col("score") >= RULEBOOK.automatic
    for said in (known.filter(sure), known.filter(~sure)):
        assert said.height > 0
        assert said["true"].fill_null(0.0).mean() >= said["score"].mean() - 0.1


def test_weights_learnt_from_the_lists_alone_do_as_well(demo: Demo) -> None:
    known = known_pairs(JUDGEMENTS.empty(), demo.evidence)
    weights = train(sample(demo.evidence, demo.sources, known, RULEBOOK), RULEBOOK, strength=50)
    matched = _match(demo, RULEBOOK.model_copy(update={"weights": weights}))
    right, found = _right_and_found(demo, matched)
    shipped, _ = _right_and_found(demo, demo.matched)
    assert right / found >= 0.99
    assert right >= 0.99 * shipped


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


@pytest.mark.parametrize("seed", range(1, 11))
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
    assert again.notes.equals(demo.matched.notes)


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


def test_the_figures_in_the_docs_are_those_of_these_rules(demo: Demo) -> None:
    rows = demo.evidence.records.select("record_id", "source_id", "source_row")
    members = demo.matched.clusters.rename({"cluster_id": "measure_id"})
    figures = evaluate(members, demo.matched.pairs, read_truth(TRUTH, rows))
    page = (DOCS / "matching.md").read_text(encoding="utf-8")
    assert with_figures(page, figures) == page, "run 'make docs'"
    drawn = (DOCS / PICTURE).read_text(encoding="utf-8")
    assert picture(figures) == drawn, "run 'make docs'"
