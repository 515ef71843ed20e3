"""The generic engine: from records to pairs and clusters.

Belongs here: the order of the steps, with frames between them. Does not belong here: any step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

import polars as pl

from foerderlupe.matching.candidates import Candidates, Wanted, candidates
from foerderlupe.matching.clustering import cluster
from foerderlupe.matching.columns import Column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.contraction import contract
from foerderlupe.matching.derived import derived
from foerderlupe.matching.evidence import explain
from foerderlupe.matching.fitting import Stated, fit, score
from foerderlupe.matching.following import following, led
from foerderlupe.matching.judging import KEEPING_APART
from foerderlupe.matching.learning import Fit
from foerderlupe.matching.listed import Listed
from foerderlupe.matching.overlap import Overlap
from foerderlupe.matching.patterns import number_patterns
from foerderlupe.matching.records import Records
from foerderlupe.matching.rivals import Once
from foerderlupe.matching.spec import Spec
from foerderlupe.matching.tokens import joined, worded
from foerderlupe.matching.trained import Trained

_WORTH_TELLING = 0.01
_STATED = {"auto": None, "yes": Once(True, True), "no": Once(False, False)}
# More than any columns say.
_JUDGED_BITS = 100.0

Training = Callable[[Sequence[Column]], Trained | None]
"""The weights that are given for columns, if any."""


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


UNJUDGED = pl.DataFrame(
    schema={
        "left": pl.UInt32,
        "right": pl.UInt32,
        "judgement": pl.String,
        "judged_by": pl.String,
    }
)
"""Nobody decided on any pair."""


def link(
    records: Records,
    spec: Spec,
    judged: pl.DataFrame = UNJUDGED,
    trained: Training = lambda columns: None,
) -> Linked:
    """Find the records that are the same thing.

    ``judged`` has left, right, judgement and judged_by of the pairs that people decided.
    """
    lists = None if spec.unique_in_source == "no" else records.listed
    across = judged.filter(records.size.can_be_a_pair())
    met = candidates(_overlap(records), records.size, Wanted(records.keys, across), lists)
    columns = [*records.columns, *derived(records.columns, records.frame)]
    given = trained(columns)
    follows = following(records.columns) if given is None else given.follows
    columns = led(columns, follows)
    compared = _with_judged_bits(compare(met.pairs, columns), across)
    stated = Stated(_STATED[spec.one_to_one], lists, spec.unique_in_source == "yes")
    if given is None:
        found = fit(compared, columns, records.size, stated)
    else:
        found = score(compared, columns, records.size, stated, given)
    decided = decide(found.scored, across, spec)
    clusters = _clusters(decided, found, judged, records)
    decided = _cut(decided, clusters["cluster_id"])
    pairs = _told(decided, columns, found, records)
    return Linked(pairs, clusters, found, columns, met)


def decide(scored: pl.DataFrame, judged: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """``scored`` (left, right, bits, score, best) with decision, judgement and judged_by.

    A pair that is likely but not the best of a record that can have one partner is for review.
    What a person said stands above both.
    """
    by_score = (
        pl.when((pl.col("score") >= spec.threshold) & pl.col("best"))
        .then(pl.lit("same"))
        .when(pl.col("score") >= spec.review)
        .then(pl.lit("review"))
        .otherwise(pl.lit("apart"))
    )
    said = scored.join(judged, on=["left", "right"], how="left", maintain_order="left")
    stated = pl.when(judgement="same").then(1.0).when(_KEPT_APART).then(0.0)
    by_person = (
        pl.when(judgement="same")
        .then(pl.lit("same"))
        .when(_KEPT_APART)
        .then(pl.lit("apart"))
        .when(judgement="unsure")
        .then(pl.lit("review"))
    )
    return said.with_columns(
        score=pl.coalesce(stated, "score"), decision=pl.coalesce(by_person, by_score)
    )


_KEPT_APART = pl.col("judgement").is_in(KEEPING_APART)


def _with_judged_bits(compared: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    bits = pl.when(judgement="same").then(_JUDGED_BITS).when(_KEPT_APART).then(-_JUDGED_BITS)
    said = judged.select("left", "right", judged=bits.cast(pl.Float64))
    return compared.join(said, on=["left", "right"], how="left", maintain_order="left")


def _cut(decided: pl.DataFrame, cluster: pl.Series) -> pl.DataFrame:
    """``decided``, where what clusters keep apart is for review."""
    split = cluster.gather(decided["left"]) != cluster.gather(decided["right"])
    return decided.with_columns(
        pl.when((pl.col("decision") == "same") & split)
        .then(pl.lit("review"))
        .otherwise("decision")
        .alias("decision")
    )


def _overlap(records: Records) -> Overlap:
    """All words of each record, whatever column they stand in."""
    return Overlap(joined([(item.codes, worded(item.values["words"])) for item in records.columns]))


def _clusters(
    decided: pl.DataFrame, found: Fit, judged: pl.DataFrame, records: Records
) -> pl.DataFrame:
    same = decided.filter(pl.col("decision") == "same")
    excluding = found.once.left or found.once.right
    clusters = contract(same if excluding else decided, same, records.size.records)
    if judged.height or found.listed is not None:
        clusters = _under_prohibitions(clusters["cluster"], decided, judged, found.listed)
    return records.frame.select(side="#side", id="#id").with_columns(
        clusters["cluster"].alias("cluster_id")
    )


def _under_prohibitions(
    cluster_of: pl.Series, decided: pl.DataFrame, judged: pl.DataFrame, lists: Listed | None
) -> pl.DataFrame:
    """The clusters without what people or lists keep apart, and with what people joined."""
    whole = cluster_of.gather(decided["left"]) == cluster_of.gather(decided["right"])
    inside = decided.filter(whole & (decided["bits"] > 0))
    said = judged.filter(judgement="same").with_columns(strength=pl.lit(inf))
    strength = ["left", "right", "strength"]
    return cluster(
        pl.concat([inside.rename({"bits": "strength"}).select(strength), said.select(strength)]),
        judged.filter(_KEPT_APART),
        pl.DataFrame(schema={"record": pl.UInt32, "group": pl.UInt32})
        if lists is None
        else lists.exclusive(),
        cluster_of.len(),
        cluster_of.len(),
    )


def _told(
    decided: pl.DataFrame, columns: Sequence[Column], found: Fit, records: Records
) -> pl.DataFrame:
    known = pl.col("judgement").is_not_null()
    telling = (pl.col("decision") != "apart") | (pl.col("score") >= _WORTH_TELLING) | known
    kept = decided.with_row_index("#pair").filter(telling)
    patterns = number_patterns(found.compared[kept["#pair"]], columns)
    explained = explain(kept.hstack(patterns.table[patterns.codes]), found.learned)
    ids = records.frame["#id"]
    said = pl.format("judged {} by {}; ", "judgement", "judged_by").fill_null("")
    return explained.select(
        left_id=ids.gather(kept["left"]),
        right_id=ids.gather(kept["right"]),
        score=pl.col("score").round(6),
        decision="decision",
        explanation=said + pl.col("explanation"),
    ).sort("left_id", "right_id")
