"""The generic engine: from records to pairs and clusters.

Belongs here: the order of the steps, with frames between them. Does not belong here: any step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.candidates import Candidates, candidates
from foerderlupe.matching.columns import Column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.contraction import contract
from foerderlupe.matching.derived import derived
from foerderlupe.matching.evidence import explain
from foerderlupe.matching.learning import Fit, fit
from foerderlupe.matching.patterns import number_patterns
from foerderlupe.matching.records import Records
from foerderlupe.matching.rivals import Once, chosen
from foerderlupe.matching.spec import Spec
from foerderlupe.matching.tokens import readable, words
from foerderlupe.text.distinct import map_distinct

_WORTH_TELLING = 0.01
_STATED = {"auto": None, "yes": Once(True, True), "no": Once(False, False)}


@dataclass(frozen=True)
class Linked:
    """What was found.

    ``pairs`` has left_id, right_id, score, decision (same, review, apart), explanation, ordered
    by ids, of all pairs that are not plainly apart. ``clusters`` has side, id, cluster_id
    (smallest place among all records) of every record. ``met`` are the pairs compared, and how
    many a bound left out.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    fit: Fit
    columns: Sequence[Column]
    met: Candidates


def link(records: Records, spec: Spec) -> Linked:
    """Find the records that are the same thing."""
    met = candidates(_words(records), records.size.first_right)
    columns = [*records.columns, *derived(records.columns, records.frame)]
    compared = compare(met.pairs, columns)
    found = fit(compared, columns, records.size, _STATED[spec.one_to_one])
    decided = decide(found.scored, found.once, spec)
    clusters = _clusters(decided, found.once, records)
    decided = _cut(decided, clusters["cluster_id"])
    pairs = _told(decided, compared, columns, found, records)
    return Linked(pairs, clusters, found, columns, met)


def decide(scored: pl.DataFrame, once: Once, spec: Spec) -> pl.DataFrame:
    """``scored`` (left, right, score) with ``decision``.

    A pair that is likely but not the best of a record that can have one partner is for review.
    """
    best = chosen(scored, once)
    decision = (
        pl.when((pl.col("score") >= spec.threshold) & best)
        .then(pl.lit("same"))
        .when(pl.col("score") >= spec.review)
        .then(pl.lit("review"))
        .otherwise(pl.lit("apart"))
    )
    return scored.with_columns(decision.alias("decision"))


def _cut(decided: pl.DataFrame, cluster: pl.Series) -> pl.DataFrame:
    """``decided``, where what clusters keep apart is for review."""
    split = cluster.gather(decided["left"]) != cluster.gather(decided["right"])
    return decided.with_columns(
        pl.when((pl.col("decision") == "same") & split)
        .then(pl.lit("review"))
        .otherwise("decision")
        .alias("decision")
    )


def _words(records: Records) -> pl.Series:
    """All words of each record, whatever column they stand in."""
    lists = [
        map_distinct(
            records.frame[column.name], lambda text: words(readable(text)), pl.List(pl.String)
        ).fill_null([])
        for column in records.columns
    ]
    return pl.select(pl.concat_list(lists).list.unique().list.sort().alias("words"))["words"]


def _clusters(decided: pl.DataFrame, once: Once, records: Records) -> pl.DataFrame:
    same = decided.filter(pl.col("decision") == "same")
    edges = decided if not (once.left or once.right) else same
    found = contract(edges, same, records.size.records)
    return records.frame.select(side="#side", id="#id").with_columns(
        found["cluster"].alias("cluster_id")
    )


def _told(
    decided: pl.DataFrame,
    compared: pl.DataFrame,
    columns: Sequence[Column],
    found: Fit,
    records: Records,
) -> pl.DataFrame:
    telling = (pl.col("decision") != "apart") | (pl.col("score") >= _WORTH_TELLING)
    kept = decided.with_row_index("#pair").filter(telling)
    patterns = number_patterns(compared[kept["#pair"]], columns)
    explained = explain(kept.hstack(patterns.table[patterns.codes]), found.learned)
    ids = records.frame["#id"]
    return explained.select(
        left_id=ids.gather(kept["left"]),
        right_id=ids.gather(kept["right"]),
        score=pl.col("score").round(6),
        decision="decision",
        explanation="explanation",
    ).sort("left_id", "right_id")
