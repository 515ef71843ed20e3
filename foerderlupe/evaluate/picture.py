"""The figures of an evaluation as a picture.

Belongs here: where lines, dots and ticks of the two panels stand. Does not belong here: what is
drawn around them (``matching.svg.jinja``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import floor, sqrt
from pathlib import Path

import polars as pl
from jinja2 import Environment, StrictUndefined

from foerderlupe.evaluate.figures import Figures

_TEMPLATE = Path(__file__).with_name("matching.svg.jinja")
_WIDTH, _HEIGHT = 340, 210
_COLOURS = {"precision": "#1d5fa8", "recall": "#c2410c", "f1": "#3f7d20"}


@dataclass(frozen=True)
class _Tick:
    at: str
    text: str


@dataclass(frozen=True)
class _Series:
    name: str
    colour: str
    points: str
    dashed: bool = False


@dataclass(frozen=True)
class _Dot:
    x: str
    y: str
    r: str
    text: str


@dataclass(frozen=True)
class _Panel:
    x: int
    title: str
    axis: str
    columns: list[_Tick]
    series: list[_Series]
    rows: list[_Tick] = field(
        default_factory=lambda: [_Tick(_down(step / 5), f"{step / 5:.1f}") for step in range(6)]
    )
    dots: list[_Dot] = field(default_factory=list)


def picture(figures: Figures) -> str:
    """An SVG of two panels: quality by threshold, and reliability of scores."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    panels = [_quality(figures.curve), _reliability(figures.reliability)]
    return template.render(panels=panels, width=_WIDTH, height=_HEIGHT) + "\n"


def _quality(curve: pl.DataFrame) -> _Panel:
    least = _tenth_below(curve["threshold"].to_list())
    across = _Axis(least)
    series = [
        _Series(
            name="F1" if name == "f1" else name,
            colour=colour,
            points=_line(curve.select("threshold", name).iter_rows(), across),
        )
        for name, colour in _COLOURS.items()
    ]
    title = "What each threshold would find"
    return _Panel(50, title, "merged from this score on", across.ticks(), series)


def _reliability(reliability: pl.DataFrame) -> _Panel:
    least = _tenth_below(reliability["mean_score"].to_list())
    across = _Axis(least)
    ideal = _line([(least, least), (1.0, 1.0)], across)
    dots = [
        _Dot(
            across.at(row["mean_score"]),
            _down(row["share_true"]),
            f"{4 + sqrt(row['pairs']) / 3:.1f}",
            f"{row['pairs']} pairs, mean score {row['mean_score']:.3f}, "
            f"{row['share_true']:.3f} true",
        )
        for row in reliability.iter_rows(named=True)
    ]
    series = [_Series("a score that is a probability", "#9aa5b1", ideal, dashed=True)]
    title = "Share of true pairs by score"
    return _Panel(470, title, "mean score of a bin", across.ticks(), series, dots=dots)


@dataclass(frozen=True)
class _Axis:
    """Scores from ``least`` to 1 across the width of a panel."""

    least: float

    def at(self, score: float) -> str:
        return f"{(score - self.least) / (1 - self.least) * _WIDTH:.1f}"

    def ticks(self) -> list[_Tick]:
        """A tick per tenth, or per twentieth of a short axis."""
        step = 5 if self.least >= 0.6 else 10
        hundredths = range(round(self.least * 100), 101, step)
        return [_Tick(self.at(number / 100), f"{number / 100:.2f}") for number in hundredths]


def _tenth_below(scores: Iterable[float]) -> float:
    return min(floor(min(scores, default=0.0) * 10) / 10, 0.9)


def _line(
    points: Iterable[tuple[float, float]] | Iterator[tuple[float, ...]], across: _Axis
) -> str:
    return " ".join(f"{across.at(score)},{_down(share)}" for score, share in points)


def _down(share: float) -> str:
    return f"{(1 - share) * _HEIGHT:.1f}"
