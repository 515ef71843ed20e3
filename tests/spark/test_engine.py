"""The same measures are found on Spark as in this process."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from foerderlupe.spark.engine import SparkEngine
from foerderlupe.synth.records import as_records, measure_ids, told_rows
from foerderlupe.synth.world import world
from tests.measures.pair_lists import evidence

ROWS = 2000
JUDGED = 8


@pytest.fixture(scope="module")
def known():
    """Records of six lists, and the measure that each describes."""
    small = world(seed=5, rows=ROWS, lists=6)
    told = pl.concat(told_rows(small, "everyday"))
    records = as_records(small, told)
    contract = [name for name in frames.RECORDS.columns if name in records.columns]
    return records.select(contract), told.select(measure_ids()).to_series()


def judgements(records, measures):
    """People keep apart what is one measure, and join what is two."""
    of = records.select("record_id", measure=measures).sort("record_id")
    one = of.filter(pl.len().over("measure") == 2).group_by("measure", maintain_order=True)
    apart = one.agg(left_record_id=pl.first("record_id"), right_record_id=pl.last("record_id"))
    single = of.filter(pl.len().over("measure") == 1)["record_id"]
    rows = pl.concat(
        [
            apart.head(JUDGED).drop("measure").with_columns(judgement=pl.lit("different")),
            pl.DataFrame(
                {"left_record_id": single[:JUDGED], "right_record_id": single[JUDGED : 2 * JUDGED]}
            ).with_columns(judgement=pl.lit("same")),
        ]
    )
    return frames.JUDGEMENTS.conform(
        rows.with_columns(
            judged_by=pl.lit("Ali"), judged_at=pl.lit("2026-01-01T10:00"), reason=pl.lit("gelesen")
        )
    )


def test_pairs_clusters_and_notes_are_the_same(known, session) -> None:
    records, measures = known
    named = records.select("source_id").unique().sort("source_id")
    sources = named.with_columns(distinct_measures=pl.int_range(pl.len()) % 2 == 0)
    given = evidence(records), judgements(records, measures), sources
    here = match_measures(*given)
    there = match_measures(*given, engine=SparkEngine(session))
    assert here.clusters["cluster_id"].n_unique() < here.clusters.height
    assert set(here.pairs["decided_by"]) > {"rules"}
    assert here.notes["number"].sum() > 0
    assert_frame_equal(there.pairs, here.pairs, check_exact=True)
    assert_frame_equal(there.clusters, here.clusters, check_exact=True)
    assert_frame_equal(there.notes, here.notes, check_exact=True)
