"""How well a publication agrees with a truth, in figures.

Belongs here: which records and pairs are compared. Does not belong here: the measures themselves
(``matching.evaluation``, ``curves``, ``mistakes``) and how they are shown (``page``, ``picture``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.evaluate.truth import Truth
from foerderlupe.matching.curves import reliability, threshold_curve
from foerderlupe.matching.evaluation import (
    PAIR,
    ClusterQuality,
    Quality,
    bcubed,
    pairs_within,
    pairwise,
)
from foerderlupe.matching.mistakes import mistakes

_THRESHOLDS = (*(step / 200 for step in range(200)), 0.999, 0.9999)
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
# A second award for the same measure: listed with the look-alikes, and still one measure.
_ONE_MEASURE = "top_up"
_FIELD = pl.Struct({"field": pl.String, "level": pl.String})
_EVIDENCE = pl.Struct({"fields": pl.List(_FIELD)})


@dataclass(frozen=True)
class Figures:
    """What an evaluation found.

    ``pairs`` and ``clusters`` are the quality of what was published; ``curve`` (threshold_curve)
    and ``reliability`` speak of the scores of pairs without a veto, from the lowest that is kept;
    ``mistakes`` as
    ``matching.mistakes``; ``look_alikes`` per relation: relation, pairs, merged, told (decided
    to have just this relation).
    """

    pairs: Quality
    clusters: ClusterQuality
    unknown: int
    curve: pl.DataFrame
    reliability: pl.DataFrame
    mistakes: pl.DataFrame
    look_alikes: pl.DataFrame


def evaluate(members: pl.DataFrame, pairs: pl.DataFrame, truth: Truth) -> Figures:
    """Compare ``members`` (record_id, measure_id) and ``pairs`` (as core.pairs) with a truth.

    Only records that the truth names are looked at: of others nothing is known.
    """
    named = truth.clusters.select("id")
    found = members.select(id="record_id", cluster_id="measure_id")
    found = found.join(named, on="id", how="semi")
    decided = pairs.rename(dict(zip(("left_record_id", "right_record_id"), PAIR, strict=True)))
    for side in PAIR:
        decided = decided.join(named, left_on=side, right_on="id", how="semi")
    merged, true = pairs_within(found), truth.pairs
    scored = decided.filter(pl.col("veto").is_null()).select(*PAIR, "score")
    patterns = decided.select(*PAIR, pattern=_pattern())
    return Figures(
        pairs=pairwise(merged, true),
        clusters=bcubed(found, truth.clusters),
        unknown=truth.unknown,
        curve=_curve(scored, true),
        reliability=reliability(scored, true, _BINS),
        mistakes=mistakes(merged, true, patterns),
        look_alikes=_look_alikes(truth, members, pairs),
    )


def _curve(scored: pl.DataFrame, true: pl.DataFrame) -> pl.DataFrame:
    """The curve from the last threshold that all kept pairs reach: below it nothing is known."""
    curve = threshold_curve(scored, true, _THRESHOLDS)
    return curve.filter((pl.col("found") < scored.height) | (pl.col("threshold") == _floor(scored)))


def _floor(scored: pl.DataFrame) -> float:
    lowest = pl.Series(scored["score"]).min() if scored.height else 0.0
    return max(step for step in _THRESHOLDS if step <= float(str(lowest)))


def _pattern() -> pl.Expr:
    """What was compared and how it came out, then the veto: "title same, place wide; veto x"."""
    fields = pl.col("evidence_json").str.json_decode(_EVIDENCE).struct.field("fields")
    level = pl.element().struct.field
    said = pl.concat_str(level("field"), level("level").str.replace_all("_", " "), separator=" ")
    compared = fields.list.eval(said).list.join(", ")
    return pl.concat_str(
        compared, pl.format("veto {}", pl.col("veto")), separator="; ", ignore_nulls=True
    )


def _look_alikes(truth: Truth, members: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    alike = truth.look_alikes.filter(pl.col("relation") != _ONE_MEASURE)
    measure = members.select("record_id", "measure_id")
    told = pairs.select("left_record_id", "right_record_id", told="relation")
    looked = (
        alike.join(measure, left_on="left_id", right_on="record_id", how="left")
        .join(measure, left_on="right_id", right_on="record_id", how="left", suffix="_right")
        .join(told, left_on=PAIR, right_on=["left_record_id", "right_record_id"], how="left")
    )
    same = pl.col("measure_id") == pl.col("measure_id_right")
    return (
        looked.group_by("relation")
        .agg(
            pairs=pl.len().cast(pl.Int64),
            merged=same.sum().cast(pl.Int64),
            told=(pl.col("told") == pl.col("relation")).sum().cast(pl.Int64),
        )
        .sort("pairs", "relation", descending=[True, False])
    )
