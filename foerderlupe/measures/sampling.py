"""What the weights are learnt from: counts of comparison patterns.

Belongs here: comparing the candidate pairs and random pairs of some records, and counting how
often every combination of levels occurs. Does not belong here: learning (``training``), and
anything that happens at night.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from foerderlupe.matching.judging import KEEPING_APART, judged_pairs
from foerderlupe.measures.blocking import block
from foerderlupe.measures.counterparts import only_counterparts
from foerderlupe.measures.evaluating import chunks, evaluate
from foerderlupe.measures.evidence import Evidence
from foerderlupe.measures.features import Features, build_features
from foerderlupe.measures.match import join_decided
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.model.frames import JUDGEMENTS

_DRAWN = 400_000
_SEED = 20_260_101
_ONLY = ("left", "right", "bits", "veto", "possible", "decision", "decided_by")


@dataclass(frozen=True)
class Sample:
    """The comparison patterns of one or more homes.

    ``patterns``: one column of levels per field, known (boolean; null where nobody said), count,
    of candidate pairs that nothing forbids to be one measure. ``random``: levels and count of
    pairs drawn without looking. ``records`` is how many there are, ``space`` how many pairs they
    make, ``candidates`` and ``drawn`` how many of those were compared.
    """

    patterns: pl.DataFrame
    random: pl.DataFrame
    records: int
    space: int
    candidates: int
    drawn: int


def sample(
    evidence: Evidence, sources: pl.DataFrame, known: pl.DataFrame, rulebook: Rulebook
) -> Sample:
    """The patterns of the records of ``evidence``; ``known`` as ``known_pairs`` makes it.

    Counterparts are found with the weights of ``rulebook``. The same records give the same
    sample, in whatever order they come.
    """
    features = build_features(evidence, sources, rulebook)
    ids = features.records.select("record_id", "record")
    labels = known.join(ids, left_on="left_record_id", right_on="record_id").join(
        ids, left_on="right_record_id", right_on="record_id", suffix="_right"
    )
    labels = labels.select(
        left=pl.min_horizontal("record", "record_right"),
        right=pl.max_horizontal("record", "record_right"),
        known="same",
    ).unique(subset=["left", "right"])
    pairs = block(features, rulebook.bounds).pairs
    counted = features.records.filter("counted")["record"]
    drawn = _drawn(counted)
    fields = list(rulebook.levels)
    return Sample(
        patterns=_summed(_of_candidates(pairs, features, labels, rulebook), [*fields, "known"]),
        random=_summed(
            (_counted(decided, fields) for decided in _compared(drawn, features, rulebook)), fields
        ),
        records=counted.len(),
        space=counted.len() * (counted.len() - 1) // 2,
        candidates=pairs.height,
        drawn=drawn.height,
    )


def known_pairs(judgements: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """What people decided as left_record_id, right_record_id, same; unsure ones are left out."""
    ids = evidence.records.select("record_id").sort("record_id").with_row_index("record")
    judged = judged_pairs(judgements, ids)
    same = (
        pl.when(pl.col("judgement") == "same")
        .then(pl.lit(value=True))
        .when(pl.col("judgement").is_in(KEEPING_APART))
        .then(pl.lit(value=False))
    )
    return (
        judged.with_columns(same=same)
        .drop_nulls("same")
        .join(ids.rename({"record_id": "left_record_id"}), left_on="left", right_on="record")
        .join(ids.rename({"record_id": "right_record_id"}), left_on="right", right_on="record")
        .select("left_record_id", "right_record_id", "same")
    )


def together(samples: Iterable[Sample]) -> Sample:
    """Several samples as one; pairs across them were never there."""
    parts = list(samples)
    columns = [name for name in parts[0].patterns.columns if name != "count"]
    return Sample(
        patterns=_summed((part.patterns for part in parts), columns),
        random=_summed(
            (part.random for part in parts), [name for name in columns if name != "known"]
        ),
        records=sum(part.records for part in parts),
        space=sum(part.space for part in parts),
        candidates=sum(part.candidates for part in parts),
        drawn=sum(part.drawn for part in parts),
    )


def _of_candidates(
    pairs: pl.DataFrame, features: Features, labels: pl.DataFrame, rulebook: Rulebook
) -> Iterator[pl.DataFrame]:
    """Counts of patterns; those of only counterparts are moved to the level ``only``."""
    keys = [*rulebook.levels, "known"]
    kept = []
    for decided in _compared(pairs, features, rulebook):
        yield _counted(_learnable(decided, labels), keys)
        kept.append(decided.filter(pl.col("worth") | pl.col("possible")).select(_ONLY))
    likely = pl.concat(kept)
    found = join_decided(likely, features, rulebook)
    only = only_counterparts(likely, found, features, rulebook)
    for decided in _compared(only, features, rulebook, counterpart="only"):
        again = _counted(_learnable(decided, labels), keys)
        yield again
        yield again.with_columns(counterpart=pl.lit("missing"), count=-pl.col("count"))


def _compared(
    pairs: pl.DataFrame, features: Features, rulebook: Rulebook, counterpart: str = "missing"
) -> Iterator[pl.DataFrame]:
    nobody = judged_pairs(JUDGEMENTS.empty(), features.records)
    for chunk in chunks(pairs, rulebook):
        yield evaluate(chunk, features, nobody, rulebook, counterpart)


def _learnable(decided: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Pairs that nothing but their score keeps apart, with what is known of them.

    Rules know of all others that they are two measures, or two of several parts of one.
    """
    once = pl.col("one_list") & pl.col("exclusive_left") & pl.col("exclusive_right")
    free = decided.filter(pl.col("veto").is_null() & pl.col("both_counted") & ~once)
    return free.join(labels, on=["left", "right"], how="left")


def _counted(pairs: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return pairs.group_by(keys).agg(pl.len().cast(pl.Int64).alias("count"))


def _summed(counts: Iterable[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    added = pl.concat(counts).group_by(keys).agg(pl.col("count").sum())
    return added.filter(pl.col("count") > 0).sort(keys)


def _drawn(records: pl.Series) -> pl.DataFrame:
    """Random pairs (left < right) of record numbers, every pair once; all, if they are few."""
    size = records.len()
    if size * (size - 1) // 2 <= _DRAWN:
        one, other = np.triu_indices(size, k=1)
    else:
        one, other = np.random.default_rng(_SEED).integers(0, size, (2, _DRAWN))
    numbers = records.sort().to_numpy()
    ends = np.sort(np.stack([numbers[one], numbers[other]]), axis=0)
    pairs = pl.DataFrame({"left": ends[0], "right": ends[1]}).cast(pl.UInt32)
    return pairs.filter(pl.col("left") < pl.col("right")).unique().sort("left", "right")
