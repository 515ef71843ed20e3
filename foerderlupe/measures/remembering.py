"""Pairs decided before are not decided again.

Belongs here: what a run remembers of its pairs for the next one, and which of it still holds.
Does not belong here: deciding pairs (``evaluating``), and measures over the years (``identity``).

What is decided about a pair follows from the features of its two records, from the rules and from
the program alone. A pair is taken over where all of these are as they were; the corpus as a whole
speaks through the features (a word that many lists use, a place that is usual in its list).
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from foerderlupe.matching.clustering import components
from foerderlupe.measures.blocking import block
from foerderlupe.measures.engine import Decided
from foerderlupe.measures.evaluating import evaluated
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.remembering import keep, recall, version_with

_SEEDS = (7, 11)
_ENDS = ["left", "right"]


@dataclass(frozen=True)
class Remembered:
    """What one run knew, its records numbered as they were then.

    ``records``: record_id and the columns of ``fingerprints``; ``compared``: left, right of all
    pairs that the rules decided; ``kept``: what was kept of them (``evaluating.kept``).
    """

    records: pl.DataFrame
    compared: pl.DataFrame
    kept: pl.DataFrame


class RememberingEngine:
    """This process, with what it remembers of its last run in ``folder``, which may be deleted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def decide(self, features: Features, judged: pl.DataFrame, rulebook: Rulebook) -> Decided:
        """Block, take over what still holds, evaluate the others."""
        candidates = block(features, rulebook.bounds)
        pairs = candidates.pairs.join(judged, on=_ENDS, how="anti", maintain_order="left")
        version = _version(rulebook)
        records = fingerprints(features)
        last = recall(self.folder, version)
        if last is None:
            kept = evaluated(pairs, features, judged, rulebook)
        else:
            before = _still_true(Remembered(**last), records)
            new = pairs.join(before.compared, on=_ENDS, how="anti", maintain_order="left")
            old = before.kept.join(pairs, on=_ENDS, how="semi")
            kept = pl.concat([old, evaluated(new, features, judged, rulebook)]).sort(_ENDS)
        keep(self.folder, version, {"records": records, "compared": pairs, "kept": kept})
        return Decided(kept, candidates.notes)

    def components(self, edges: pl.DataFrame, size: int) -> pl.DataFrame:
        """By scipy."""
        return components(edges, size)


def fingerprints(features: Features) -> pl.DataFrame:
    """One row per record in order: record_id, and two hashes (UInt64) of all its features."""
    tables = {"title": features.titles, **features.sets}
    described = features.records.select("record", "record_id").join(
        features.descriptions, on="record", how="left", maintain_order="left"
    )
    hashes = []
    for seed in _SEEDS:
        codes = {
            name: table.drop(table.columns[0]).hash_rows(seed).gather(features.records[name])
            for name, table in tables.items()
        }
        content = features.records.drop("record", "record_id").with_columns(
            description=described["text"], **codes
        )
        hashes.append(content.hash_rows(seed).alias(f"hash_{seed}"))
    return features.records.select("record_id").with_columns(hashes)


def _still_true(before: Remembered, records: pl.DataFrame) -> Remembered:
    """What holds of records that are as they were, numbered as they are now."""
    now = before.records.join(
        records.with_row_index("now"), on=records.columns, how="left", maintain_order="left"
    )["now"]

    def renumbered(pairs: pl.DataFrame) -> pl.DataFrame:
        ends = [now.gather(pairs[end]).alias(end) for end in _ENDS]
        return pairs.with_columns(ends).drop_nulls(_ENDS)

    return Remembered(records, renumbered(before.compared), renumbered(before.kept))


def _version(rulebook: Rulebook) -> str:
    rules = rulebook.model_dump_json() + rulebook.weights.model_dump_json()
    return version_with(sha256(rules.encode()).hexdigest())
