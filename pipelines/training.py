"""What ``foerderlupe train`` does: new weights, and what they would change.

Belongs here: taking the records of the last run, comparing decisions under two versions of the
weights, and showing both. Does not belong here: learning (``foerderlupe.measures.training``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from rich.console import Console

from foerderlupe.errors import Problem, PublicationError
from foerderlupe.home import Home
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.rulebook import Rulebook, read_rulebook
from foerderlupe.measures.sampling import known_pairs, sample
from foerderlupe.measures.training import train
from foerderlupe.measures.weights import Weights, weights_of
from foerderlupe.model.bundles import Listed
from foerderlupe.organisations.resolve import Resolved
from foerderlupe.review.judgements import read_judgements
from foerderlupe.sources import distinct_measures_frame
from foerderlupe.spec.catalogue import load_catalogue
from pipelines import screen
from pipelines.frame_store import read_frames

_PAIR = ["left_record_id", "right_record_id"]
_EXAMPLES = 5
_LEAST_CHANGE = 0.05


@dataclass(frozen=True)
class Trained:
    """New weights beside the ones that hold, and what they would do to the last run.

    ``changes``: left_record_id, right_record_id, both titles, decision and score before and
    after, of the pairs whose decision changes.
    """

    before: Rulebook
    after: Rulebook
    changes: pl.DataFrame
    measures_before: int
    measures_after: int


def train_on(home: Path, sources: Sequence[Path]) -> Trained:
    """Learn from the records of the last run in ``home`` and from the judgements there.

    Nothing is written. Raises ``PublicationError`` if the records of the last run are gone.
    """
    paths = Home(home)
    evidence = _evidence(paths.frames / "evidence")
    lists = distinct_measures_frame(load_catalogue(sources).values())
    judgements = read_judgements(paths.judgements).judgements
    before = read_rulebook(weights=weights_of(paths.weights))
    known = known_pairs(judgements, evidence)
    weights = train(sample(evidence, lists, known, before), before)
    after = before.model_copy(update={"weights": weights})
    one, other = (match_measures(evidence, judgements, lists, rules) for rules in (before, after))
    changes = changed(one.pairs, other.pairs, evidence.records)
    return Trained(before, after, changes, _measures(one), _measures(other))


def changed(before: pl.DataFrame, after: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Pairs (PAIRS) whose decision is another one; a pair that is not kept is apart."""
    said = ["decision", "score"]
    joined = (
        before.select(*_PAIR, *said)
        .join(after.select(*_PAIR, *said), on=_PAIR, how="full", coalesce=True, suffix="_after")
        .with_columns(pl.col("decision", "decision_after").fill_null("apart"))
        .filter(pl.col("decision") != pl.col("decision_after"))
    )
    for side in ("left", "right"):
        titles = records.select(
            pl.col("record_id").alias(f"{side}_record_id"), pl.col("title").alias(side)
        )
        joined = joined.join(titles, on=f"{side}_record_id", how="left")
    ordered = joined.sort("decision", "decision_after", *_PAIR)
    return ordered.select(
        *_PAIR,
        "left",
        "right",
        before="decision",
        after="decision_after",
        score_before=pl.col("score").round(3),
        score_after=pl.col("score_after").round(3),
    )


def show(console: Console, trained: Trained) -> None:
    """The weights that differ, and how many and which pairs would be decided otherwise."""
    facts = trained.after.weights.trained
    console.print(
        f"Learnt from {facts.candidate_pairs:,} candidate and {facts.random_pairs:,} random pairs "
        f"of {facts.records:,} records and {facts.labelled_pairs:,} judged pairs; about "
        f"{facts.expected_same:,.0f} pairs are one measure."
    )
    screen.table(console, _weights(trained.before.weights, trained.after.weights), "Weights, bits")
    kinds = ["before", "after"]
    counts = trained.changes.group_by(kinds).agg(pl.len().alias("pairs")).sort(kinds)
    if counts.is_empty():
        console.print("No pair would be decided otherwise.")
        return
    screen.table(console, counts, "Pairs that would be decided otherwise")
    examples = trained.changes.group_by(kinds, maintain_order=True).head(_EXAMPLES)
    screen.table(
        console, examples.select("left", "right", *kinds, "score_before", "score_after"), "Examples"
    )
    console.print(f"{trained.measures_before:,} measures would become {trained.measures_after:,}.")


def _evidence(folder: Path) -> Evidence:
    if not folder.exists():
        advice = "Run 'foerderlupe run' with this home first; its records are what is learnt from."
        missing = Problem("no records of a run", "its frames", advice, file=str(folder))
        raise PublicationError(missing)
    lists = read_frames(Listed, folder / "lists")
    resolved = read_frames(Resolved, folder / "organisations")
    frames = {
        name: read_frames(pl.DataFrame, folder / name)
        for name in ("record_regions", "record_target_groups", "record_fields")
    }
    return Evidence(
        records=lists.records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_amounts=lists.record_amounts,
        **frames,
    )


def _measures(matched: Matched) -> int:
    return matched.clusters["cluster_id"].n_unique()


def _weights(before: Weights, after: Weights) -> pl.DataFrame:
    rows = [("prior", "", before.prior, after.prior)]
    rows += [
        (field, level, before.bits[field][level], bits)
        for field, levels in after.bits.items()
        for level, bits in levels.items()
    ]
    table = pl.DataFrame(rows, schema=["field", "level", "before", "after"], orient="row")
    differ = (pl.col("after") - pl.col("before")).round(2)
    return table.with_columns(change=differ).filter(pl.col("change").abs() >= _LEAST_CHANGE)
