"""The same measure found in several lists: block, compare, veto, score, decide, cluster.

Belongs here: the order of the steps, chunks, judgements, and the frames that come out.
Does not belong here: any of the steps; ids that last (``identity``).
"""

from math import inf

import polars as pl

from foerderlupe.matching.clustering import keep_apart
from foerderlupe.matching.judging import judged_pairs
from foerderlupe.measures.bounding import bounded, large_clusters
from foerderlupe.measures.counterparts import (
    only_counterparts,
    with_found_partners,
)
from foerderlupe.measures.engine import LOCAL, Engine
from foerderlupe.measures.evaluating import chunks, evaluated
from foerderlupe.measures.evidence import CLUSTERS, Evidence, Matched
from foerderlupe.measures.explaining import explain
from foerderlupe.measures.features import Features, build_features
from foerderlupe.measures.rulebook import Rulebook, read_rulebook
from foerderlupe.model.frames import PAIRS

_RULES = "rules"
_NO_TITLE = 0.4


def match_measures(
    evidence: Evidence,
    judgements: pl.DataFrame,
    sources: pl.DataFrame,
    rulebook: Rulebook | None = None,
    engine: Engine = LOCAL,
) -> Matched:
    """Pairs and clusters of all records by the rules of ``rulebook``, by default the shipped ones.

    ``judgements`` keeps the contract JUDGEMENTS, ``sources`` has source_id and distinct_measures.
    Records of level measure and award are clustered; programmes, calls and offerings get
    relations only. The result depends neither on the order of any frame nor on the ``engine``.
    """
    rulebook = rulebook or read_rulebook()
    features = build_features(evidence, sources, rulebook)
    # Of a million records it is a gigabyte; who asks may have let go of it.
    del evidence
    judged = judged_pairs(judgements, features.records)
    by_rules = engine.decide(features, judged, rulebook)
    by_people = evaluated(judged.select("left", "right"), features, judged, rulebook)
    kept = pl.concat([by_rules.pairs, by_people])
    kept = _with_counterparts(kept, features, judged, rulebook, engine)
    clusters, kept = _cluster(kept, features, judged, rulebook, engine)
    records = features.records.select("record", "record_id", "title", "counted")
    # Titles and sets of a million records are another gigabyte.
    del features
    kept, untold = bounded(kept, rulebook)
    notes = pl.concat([by_rules.notes, large_clusters(clusters, records, rulebook), untold])
    found = _as_clusters(clusters, kept, records)
    return Matched(_as_pairs(kept, records, rulebook), found, notes)


def _with_counterparts(
    kept: pl.DataFrame,
    features: Features,
    judged: pl.DataFrame,
    rulebook: Rulebook,
    engine: Engine,
) -> pl.DataFrame:
    """``kept`` with the pairs decided anew that are each other's only counterpart."""
    found = join_decided(kept, features, rulebook, engine)
    only = only_counterparts(kept, found, features, rulebook)
    again = evaluated(only, features, judged, rulebook, "only", which=pl.lit(value=True))
    others = kept.join(only, on=["left", "right"], how="anti")
    return pl.concat([others, again]).filter("worth")


def join_decided(
    kept: pl.DataFrame, features: Features, rulebook: Rulebook, engine: Engine = LOCAL
) -> pl.DataFrame:
    """The clusters that the pairs decided so far lead to."""
    edges = kept.filter(pl.col("decision") == "same").select(
        "left",
        "right",
        strength=pl.when(pl.col("decided_by") == _RULES).then("bits").otherwise(inf),
    )
    apart = kept.filter(_keeps_apart()).select("left", "right")
    found = engine.components(edges, features.records.height)
    return keep_apart(found, edges, apart, features.distinct_lists, rulebook.bounds.cluster)


def _cluster(
    kept: pl.DataFrame,
    features: Features,
    judged: pl.DataFrame,
    rulebook: Rulebook,
    engine: Engine,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clusters (record, cluster), and the pairs with those refused that would join what is apart.

    Two records may meet in a cluster without ever having been compared. Such pairs are
    compared now, and vetoes among them break the cluster, until nothing is left to compare.
    """
    while True:
        found = join_decided(kept, features, rulebook, engine)
        unseen = _within(found).join(kept, on=["left", "right"], how="anti")
        forbidden = evaluated(unseen, features, judged, rulebook, which=_keeps_apart())
        if forbidden.is_empty():
            return found, with_found_partners(_refuse(kept, found), found, features)
        kept = pl.concat([kept, forbidden])


def _keeps_apart() -> pl.Expr:
    by_person = (pl.col("decided_by") != _RULES) & (pl.col("decision") != "same")
    by_veto = pl.col("veto").is_not_null() & (pl.col("decision") != "same")
    return by_person | by_veto


def _within(found: pl.DataFrame) -> pl.DataFrame:
    """All pairs of records of one cluster."""
    members = found.filter(pl.len().over("cluster") > 1)
    left = members.rename({"record": "left"})
    right = members.rename({"record": "right"})
    return (
        left.join(right, on="cluster")
        .filter(pl.col("left") < pl.col("right"))
        .select("left", "right")
        .sort("left", "right")
    )


def _refuse(kept: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Pairs that were the same by score, but whose clusters must not meet, go to a person."""
    of = found.select(pl.col("record").alias("left"), pl.col("cluster").alias("left_cluster"))
    other = found.select(pl.col("record").alias("right"), pl.col("cluster").alias("right_cluster"))
    joined = kept.join(of, on="left", maintain_order="left").join(
        other, on="right", maintain_order="left"
    )
    refused = (pl.col("decision") == "same") & (pl.col("left_cluster") != pl.col("right_cluster"))
    return joined.with_columns(
        decision=pl.when(refused).then(pl.lit("review")).otherwise("decision"),
        relation=pl.when(refused).then(None).otherwise("relation"),
        refused=refused,
    ).select(*kept.columns, "refused")


def _as_pairs(kept: pl.DataFrame, records: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    ids = records.select("record", "record_id")
    named = kept.join(
        ids.rename({"record": "left", "record_id": "left_record_id"}), on="left"
    ).join(ids.rename({"record": "right", "record_id": "right_record_id"}), on="right")
    # What is written is larger than all else, so it is written last and in slices.
    named = named.sort("left_record_id", "right_record_id")
    explained = [
        PAIRS.conform(explain(pairs, rulebook).select(*PAIRS.columns))
        for pairs in chunks(named, rulebook)
    ]
    return pl.concat(explained)


def _as_clusters(clusters: pl.DataFrame, kept: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Clusters by record_id; a record alone is sure unless it has no title to be known by."""
    joined = kept.filter(pl.col("decision") == "same")
    ends = pl.concat(
        [joined.select("score", "decided_by", record=side) for side in ("left", "right")]
    )
    # A person who says "same" is surer than any score.
    ends = ends.with_columns(pl.when(pl.col("decided_by") == _RULES).then("score").otherwise(1.0))
    best = ends.group_by("record").agg(
        pl.col("score").max(),
        pl.col("decided_by").filter(pl.col("decided_by") != _RULES).min().alias("person"),
    )
    ids = records.select("record", "record_id")
    alone = pl.when(pl.col("title").is_null()).then(_NO_TITLE).otherwise(1.0)
    return (
        records.filter("counted")
        .join(clusters, on="record")
        .join(ids.rename({"record": "cluster", "record_id": "cluster_id"}), on="cluster")
        .join(best, on="record", how="left")
        .select(
            "record_id",
            "cluster_id",
            pl.coalesce("score", alone).alias("identity_confidence"),
            pl.coalesce("person", pl.lit(_RULES)).alias("decided_by"),
        )
        .sort("record_id")
        .cast(CLUSTERS)
    )
