"""The same measure found in several lists: block, compare, veto, score, decide, cluster.

Belongs here: the order of the steps, chunks, judgements, and the frames that come out.
Does not belong here: any of the steps; ids that last (``identity``).
"""

from collections.abc import Iterator

import polars as pl

from foerderlupe.matching.blocks import NOTES
from foerderlupe.matching.clustering import cluster
from foerderlupe.matching.judging import apply_judgements, judged_pairs
from foerderlupe.measures.blocking import block
from foerderlupe.measures.comparing import compare
from foerderlupe.measures.counterparts import (
    only_counterparts,
    possible_counterparts,
    with_found_partners,
)
from foerderlupe.measures.deciding import decide, worth_keeping
from foerderlupe.measures.descriptions import with_described
from foerderlupe.measures.evidence import CLUSTERS, Evidence, Matched
from foerderlupe.measures.explaining import explain
from foerderlupe.measures.features import Features, build_features
from foerderlupe.measures.rulebook import Rulebook, read_rulebook
from foerderlupe.measures.scoring import score
from foerderlupe.measures.vetoes import find_vetoes
from foerderlupe.model.frames import PAIRS

_RULES = "rules"
_KEPT = (
    "left",
    "right",
    "score",
    "bits",
    "agreements",
    "veto",
    "decision",
    "relation",
    "possible",
    "worth",
)
_NO_TITLE = 0.4


def match_measures(evidence: Evidence, judgements: pl.DataFrame, sources: pl.DataFrame) -> Matched:
    """Pairs and clusters of all records.

    ``judgements`` keeps the contract JUDGEMENTS, ``sources`` has source_id and distinct_measures.
    Records of level measure and award are clustered; programmes, calls and offerings get
    relations only. The result does not depend on the order of any frame.
    """
    rulebook = read_rulebook()
    features = build_features(evidence, sources, rulebook)
    judged = judged_pairs(judgements, features.records)
    candidates = block(features, rulebook.bounds)
    pairs = (
        pl.concat([candidates.pairs, judged.select("left", "right")]).unique().sort("left", "right")
    )
    kept = pl.concat(
        _kept(decided.filter(pl.col("worth") | pl.col("possible")), rulebook)
        for decided in evaluate(pairs, features, judged, rulebook)
    )
    kept = _with_counterparts(kept, features, judged, rulebook)
    clusters, kept = _cluster(kept, features, judged, rulebook)
    kept, untold = _bounded(kept, rulebook)
    kept = explain(kept, rulebook)
    notes = pl.concat([candidates.notes, _large(clusters, features, rulebook), untold])
    return Matched(_as_pairs(kept, features), _as_clusters(clusters, kept, features), notes)


def evaluate(
    pairs: pl.DataFrame,
    features: Features,
    judged: pl.DataFrame,
    rulebook: Rulebook,
    counterpart: str = "missing",
) -> Iterator[pl.DataFrame]:
    """Chunks of ``pairs`` (left, right) compared, scored and decided.

    ``counterpart`` says what is known of all of them: missing, or only (``counterparts``).
    """
    for chunk in _chunks(pairs, rulebook.bounds.chunk):
        compared = with_described(compare(chunk, features, rulebook), features, rulebook)
        compared = compared.with_columns(
            counterpart=pl.lit(counterpart), partner_found=pl.lit(value=False)
        )
        vetoed = find_vetoes(compared).with_columns(possible=possible_counterparts(rulebook))
        scored = score(vetoed, rulebook)
        yield worth_keeping(apply_judgements(decide(scored, rulebook), judged), rulebook)


def _kept(decided: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    return decided.select(*_KEPT, "decided_by", *rulebook.weights.by_field)


def _chunks(pairs: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    yield from pairs.iter_slices(size) if pairs.height else [pairs]


def _with_counterparts(
    kept: pl.DataFrame, features: Features, judged: pl.DataFrame, rulebook: Rulebook
) -> pl.DataFrame:
    """``kept`` with the pairs decided anew that are each other's only counterpart."""
    found = _joined(kept, features, rulebook)
    only = only_counterparts(kept, found, features, rulebook)
    again = [
        _kept(decided, rulebook) for decided in evaluate(only, features, judged, rulebook, "only")
    ]
    others = kept.join(only, on=["left", "right"], how="anti")
    return pl.concat([others, *again]).filter("worth")


def _joined(kept: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """The clusters that the pairs decided so far lead to."""
    edges = kept.filter(pl.col("decision") == "same").select(
        "left",
        "right",
        strength=pl.when(pl.col("decided_by") == _RULES).then("bits").otherwise(1e6),
    )
    apart = kept.filter(_keeps_apart()).select("left", "right")
    size = features.records.height
    return cluster(edges, apart, features.distinct_lists, size, rulebook.bounds.cluster)


def _cluster(
    kept: pl.DataFrame, features: Features, judged: pl.DataFrame, rulebook: Rulebook
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clusters (record, cluster), and the pairs with those refused that would join what is apart.

    Two records may meet in a cluster without ever having been compared. Such pairs are
    compared now, and vetoes among them break the cluster, until nothing is left to compare.
    """
    while True:
        found = _joined(kept, features, rulebook)
        unseen = _within(found).join(kept, on=["left", "right"], how="anti")
        forbidden = pl.concat(
            _kept(decided.filter(_keeps_apart()), rulebook)
            for decided in evaluate(unseen, features, judged, rulebook)
        )
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


def _bounded(kept: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """At most ``told`` forced relations per record and relation, the likeliest first."""
    forced = (pl.col("decision") == "apart") & (pl.col("decided_by") == _RULES)
    kept = kept.sort(["bits", "left", "right"], descending=[True, False, False])
    rank = pl.int_range(pl.len()).over("left", "relation", "decision")
    bounded = kept.filter(~forced | (rank < rulebook.bounds.told))
    untold = kept.height - bounded.height
    message = "relations beyond the number kept per record"
    rows = [("left_out", "relations", untold, message)] if untold else []
    return bounded, pl.DataFrame(rows, schema=NOTES, orient="row")


def _large(clusters: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """An alarm per cluster above the expected size."""
    sizes = clusters.group_by("cluster").agg(pl.len().cast(pl.Int64).alias("number"))
    large = sizes.filter(pl.col("number") > rulebook.bounds.component).sort("cluster")
    named = large.join(
        features.records.select("record", "record_id"), left_on="cluster", right_on="record"
    )
    return named.sort("record_id").select(
        note=pl.lit("large_cluster"),
        subject="record_id",
        number="number",
        message=pl.lit("more records in one measure than expected; look at its pairs"),
    )


def _as_pairs(kept: pl.DataFrame, features: Features) -> pl.DataFrame:
    ids = features.records.select("record", "record_id")
    named = kept.join(
        ids.rename({"record": "left", "record_id": "left_record_id"}), on="left"
    ).join(ids.rename({"record": "right", "record_id": "right_record_id"}), on="right")
    named = named.select(*PAIRS.columns)
    return PAIRS.conform(named.sort("left_record_id", "right_record_id"))


def _as_clusters(clusters: pl.DataFrame, kept: pl.DataFrame, features: Features) -> pl.DataFrame:
    """Clusters by record_id; a record alone is sure unless it has no title to be known by."""
    joined = kept.filter(pl.col("decision") == "same")
    ends = pl.concat(
        [joined.select("score", "decided_by", record=side) for side in ("left", "right")]
    )
    best = ends.group_by("record").agg(
        pl.col("score").max(),
        pl.col("decided_by").filter(pl.col("decided_by") != _RULES).min().alias("person"),
    )
    ids = features.records.select("record", "record_id")
    alone = pl.when(pl.col("title").is_null()).then(_NO_TITLE).otherwise(1.0)
    return (
        features.records.filter("counted")
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
