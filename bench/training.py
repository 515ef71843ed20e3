"""The shipped weights, learnt anew from worlds whose truth is known.

``python -m bench.training --out weights.yml`` learns without labels from the embedded lists and
from invented ones, calibrates on their truth, and then measures on further worlds that took no
part: which pairs are found, and what a score means.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

from foerderlupe.matching.calibration import calibrated
from foerderlupe.matching.evaluation import Quality, pairwise, unordered
from foerderlupe.matching.scoring import probability, with_score
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.rulebook import Rulebook, read_rulebook
from foerderlupe.measures.sampling import Sample, sample, together
from foerderlupe.measures.training import calibrate, learn_weights
from foerderlupe.measures.weights import Weights, read_weights, write_weights
from foerderlupe.model.frames import JUDGEMENTS
from pipelines import screen
from tests.demo.worlds import World, embedded_world, make_world

_HELD_OUT = 101
_EDGES = [0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999]


def training(
    out: Annotated[Path, typer.Option(help="File for the new weights.")],
    before: Annotated[Path | None, typer.Option(help="Weights to start from.")] = None,
    worlds: Annotated[int, typer.Option(help="Invented worlds to learn from.")] = 8,
    held_out: Annotated[int, typer.Option(help="Further worlds to measure on.")] = 4,
) -> None:
    """Learn, write and measure."""
    old = _rulebook(read_weights(before) if before else None)
    with TemporaryDirectory() as folder:
        known = together(_samples(_learnt_from(Path(folder), worlds), old))
        weights = calibrate(learn_weights(_unlabelled(known), old), known)
        write_weights(weights, out)
        tests = [
            make_world(seed, Path(folder, str(seed)))
            for seed in range(_HELD_OUT, _HELD_OUT + held_out)
        ]
        labelled = together(_samples(tests, old))
        console = Console(highlight=False)
        screen.table(console, _quality(tests, {"before": old, "after": _rulebook(weights)}))
        screen.table(console, _meaning(labelled, weights), "What scores mean on held-out worlds")


def _rulebook(weights: Weights | None) -> Rulebook:
    shipped = read_rulebook()
    return shipped.model_copy(update={"weights": weights}) if weights else shipped


def _learnt_from(folder: Path, worlds: int) -> Iterator[World]:
    yield embedded_world(folder / "embedded")
    yield from (make_world(seed, folder / str(seed)) for seed in range(1, worlds + 1))


def _samples(worlds: Iterable[World], rulebook: Rulebook) -> Iterator[Sample]:
    for world in worlds:
        yield sample(world.evidence, world.sources, world.known(), rulebook)


def _unlabelled(known: Sample) -> Sample:
    patterns = known.patterns.with_columns(known=pl.lit(None, pl.Boolean))
    return replace(known, patterns=patterns)


def _quality(worlds: list[World], rulebooks: dict[str, Rulebook]) -> pl.DataFrame:
    """Pairs found in all worlds together, and the questions that remain, per rulebook."""
    rows = []
    for name, rulebook in rulebooks.items():
        found, asked = Quality(0, 0, 0), 0
        for world in worlds:
            matched = match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, rulebook)
            known = matched.clusters.join(world.same, on="record_id", how="semi")
            one = pairwise(_pairs(known, "cluster_id"), _pairs(world.same, "measure"))
            found = Quality(found.right + one.right, found.found + one.found, found.true + one.true)
            asked += matched.pairs.filter(decision="review").height
        rows.append((name, rulebook.version, found.precision, found.recall, asked))
    schema = ["weights", "version", "precision", "recall", "questions"]
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.with_columns(pl.col("precision", "recall").round(4))


def _pairs(members: pl.DataFrame, group: str) -> pl.DataFrame:
    left, right = (
        members.select(group, pl.col("record_id").alias(f"{s}_id")) for s in ("left", "right")
    )
    return unordered(left.join(right, on=group))


def _meaning(labelled: Sample, weights: Weights) -> pl.DataFrame:
    """Mean score and share of pairs that are one measure, by bins of scores."""
    known = labelled.patterns.filter(pl.col("known").is_not_null())
    scored = with_score(known, weights.bits, weights.prior).with_columns(
        score=probability(calibrated(pl.col("bits"), weights.calibration))
    )
    pairs = pl.col("count").sum()
    return (
        scored.group_by(number=pl.sum_horizontal(pl.col("score") >= edge for edge in _EDGES))
        .agg(
            pairs=pairs,
            score=((pl.col("score") * pl.col("count")).sum() / pairs).round(4),
            true=((pl.col("known") * pl.col("count")).sum() / pairs).round(4),
        )
        .sort("number")
        .select(
            pl.col("number").replace_strict(dict(enumerate(_EDGES, start=1))).alias("from"),
            "pairs",
            "score",
            "true",
        )
    )


if __name__ == "__main__":
    typer.run(training)
