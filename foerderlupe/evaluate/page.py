"""The figures of an evaluation as Markdown.

Belongs here: the generated part of ``docs/matching.md``. Does not belong here: the words around
it, which people write, and the picture (``picture``).
"""

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.evaluate.figures import Figures

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
PICTURE = "matching.svg"
_SHOWN = (0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)
_NEW_PAGE = f"# How well the same measure is found\n\n{BEGIN}\n{END}\n"


def with_figures(page: str | None, figures: Figures) -> str:
    """``page`` with the figures between its two marks; a new page where there is none.

    Raises ``DeclarationError`` where a mark is missing.
    """
    before, begin, rest = (page or _NEW_PAGE).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        marks = f"the lines '{BEGIN}' and '{END}'"
        raise DeclarationError(
            Problem("no place for the figures", marks, "Add them to the page.", file="matching.md")
        )
    return f"{before}{BEGIN}\n\n{section(figures)}\n{END}{after}"


def section(figures: Figures) -> str:
    """The figures as tables and the link to the picture."""
    unknown = f" {figures.unknown} of them became no record." if figures.unknown else ""
    parts = [
        f"{figures.clusters.records:,} rows of lists whose measure is known, "
        f"{figures.pairs.true:,} pairs of them are one measure.{unknown}",
        _quality(figures),
        "### Look-alikes",
        "Pairs that look alike and are not one measure. *Told* are those that the tables relate in "
        "just this way; where lists do not say enough, no relation is better than a wrong one.",
        _table(figures.look_alikes),
        "### Scores",
        "Pairs without a veto, by score; pairs below the lowest threshold are not kept. Pairs that "
        "only meet in a cluster by way of a third record have no score here and count as missed.",
        f"![Threshold curve and reliability]({PICTURE})",
        _table(_curve(figures.curve)),
        "A score is a probability: of the pairs with one score, that share should be true.",
        _table(_reliability(figures.reliability)),
        "### Mistakes by pattern",
        _mistakes(figures.mistakes),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _quality(figures: Figures) -> str:
    pairs, clusters = figures.pairs, figures.clusters
    rows = [
        ("pairs", pairs.precision, pairs.recall, pairs.f1, f"{pairs.right} right of {pairs.found}"),
        (
            "B-cubed",
            clusters.precision,
            clusters.recall,
            clusters.f1,
            f"{clusters.records} records",
        ),
    ]
    named = ["by", "precision", "recall", "F1", "counted"]
    texts = [(name, *(f"{share:.3f}" for share in shares), said) for name, *shares, said in rows]
    return _table(pl.DataFrame(texts, schema=named, orient="row"))


def _curve(curve: pl.DataFrame) -> pl.DataFrame:
    return curve.filter(pl.col("threshold").is_in(_SHOWN))


def _reliability(reliability: pl.DataFrame) -> pl.DataFrame:
    return reliability.select(
        pl.format("{} to {}", "least", "most").alias("score"),
        "pairs",
        pl.col("mean_score").alias("mean score"),
        pl.col("share_true").alias("share true"),
    )


def _mistakes(mistakes: pl.DataFrame) -> str:
    if mistakes.is_empty():
        return "None."
    return _table(
        mistakes.select(
            "mistake",
            "pairs",
            "pattern",
            pl.format("`{}` and `{}`", "left_id", "right_id").alias("example"),
        )
    )


def _table(frame: pl.DataFrame) -> str:
    """A Markdown table; shares with three digits, numbers to the right."""
    head = "| " + " | ".join(frame.columns) + " |"
    sides = ("--:" if dtype.is_numeric() else "---" for dtype in frame.dtypes)
    rows = ("| " + " | ".join(map(_cell, row)) + " |" for row in frame.iter_rows())
    return "\n".join([head, "|" + "|".join(sides) + "|", *rows])


def _cell(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return text.replace("|", "\\|")
