"""What ``foerderlupe evaluate`` does: a publication against a truth.

Belongs here: which tables are compared, what is shown and where it is written.
Does not belong here: the figures (``foerderlupe.evaluate``).
"""

from pathlib import Path

import polars as pl
from rich.console import Console

from foerderlupe.evaluate.figures import Figures, evaluate
from foerderlupe.evaluate.page import PICTURE, with_figures
from foerderlupe.evaluate.picture import picture
from foerderlupe.evaluate.truth import read_truth
from pipelines import screen

PAGE = "matching.md"


def evaluate_publication(publication: Path, truth: Path) -> Figures:
    """The figures of a publication; raises ``DeclarationError`` for a truth that is none."""
    members, pairs, records = (
        pl.read_parquet(publication / "parquet" / f"core.{name}.parquet")
        for name in ("record_measure", "pairs", "records")
    )
    known = read_truth(truth, records.select("record_id", "source_id", "source_row"))
    return evaluate(members, pairs, known)


def show(console: Console, figures: Figures) -> None:
    """Quality, look-alikes and mistakes on the screen."""
    screen.table(console, _quality(figures))
    for title, frame in {
        "Look-alikes": figures.look_alikes,
        "Mistakes": figures.mistakes.select("mistake", "pairs", "pattern"),
    }.items():
        if frame.height:
            screen.table(console, frame, title)
    if figures.unknown:
        console.print(f"{figures.unknown} records of the truth are not in the publication.")


def write(folder: Path, figures: Figures) -> None:
    """The page, with what people wrote around the figures, and the picture beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / PAGE
    before = page.read_text(encoding="utf-8") if page.exists() else None
    text = with_figures(before, figures)
    page.write_text(text, encoding="utf-8", newline="\n")
    (folder / PICTURE).write_text(picture(figures), encoding="utf-8", newline="\n")


def _quality(figures: Figures) -> pl.DataFrame:
    pairs, clusters = figures.pairs, figures.clusters
    return pl.DataFrame(
        [
            (
                "pairs",
                pairs.precision,
                pairs.recall,
                pairs.f1,
                pairs.right,
                pairs.found,
                pairs.true,
            ),
            ("B-cubed", clusters.precision, clusters.recall, clusters.f1, None, None, None),
        ],
        schema=["by", "precision", "recall", "F1", "right", "found", "true"],
        orient="row",
    ).with_columns(pl.col("precision", "recall", "F1").round(4))
