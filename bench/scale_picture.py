"""The growth of matching as a picture: seconds by number of records, one panel per kind.

Belongs here: where lines, dots and ticks stand, both axes by powers of ten. Does not belong here:
what is drawn around them (``scale.svg.jinja``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from bench.programs import OURS
from bench.scale_report import Row

_TEMPLATE = Path(__file__).with_name("scale.svg.jinja")
# The margin keeps texts at the first and the last dot off the numbers of the axis.
_WIDTH, _HEIGHT, _GAP, _MARGIN = 230, 230, 44, 26
_OURS, _OTHER = "#1d5fa8", "#c2410c"


@dataclass(frozen=True)
class _Mark:
    """Something at a point; ``below`` where its text stands under it."""

    x: str
    y: str
    text: str
    below: bool = False


@dataclass(frozen=True)
class _Line:
    colour: str
    points: str
    dots: list[_Mark]


@dataclass(frozen=True)
class _Panel:
    x: int
    title: str
    lines: list[_Line]
    failed: list[_Mark]


@dataclass(frozen=True)
class _Axis:
    """Powers of ten from ``least`` to ``most`` over ``length``, ``margin`` free at both ends."""

    least: int
    most: int
    length: int
    margin: int = 0

    def at(self, value: float) -> float:
        share = (log10(value) - self.least) / (self.most - self.least)
        return self.margin + share * (self.length - 2 * self.margin)

    def powers(self) -> list[int]:
        return [10**power for power in range(self.least, self.most + 1)]


def _axis(values: Sequence[float], length: int, margin: int = 0) -> _Axis:
    least, most = floor(log10(min(values))), ceil(log10(max(values)))
    return _Axis(least, max(most, least + 1), length, margin)


def picture(rows: Sequence[Row]) -> str:
    """An SVG with a panel per kind of records, F1 at every dot; answered rows only make lines."""
    answered = [row for row in rows if not row.failure]
    across = _axis([row.records for row in rows], _WIDTH, _MARGIN)
    up = _axis([row.seconds for row in answered] or [1.0], _HEIGHT)
    tasks = list(dict.fromkeys(row.task for row in rows))
    panels = [
        _panel(number, [row for row in rows if row.task == task], across, up)
        for number, task in enumerate(tasks)
    ]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return (
        template.render(
            panels=panels,
            columns=[(f"{across.at(value):.1f}", _short(value)) for value in across.powers()],
            grid=[(f"{_HEIGHT - up.at(value):.1f}", f"{value:,}") for value in up.powers()],
            legend=[(program, _colour(program)) for program in _programs(rows)],
            width=_WIDTH,
            height=_HEIGHT,
            whole=len(panels) * (_WIDTH + _GAP) + 60,
        )
        + "\n"
    )


def _short(number: int) -> str:
    """A power of ten that fits below its line.

    >>> _short(100), _short(10_000), _short(1_000_000)
    ('100', '10k', '1M')
    """
    thousands = number // 1000
    if thousands >= 1000:
        return f"{thousands // 1000}M"
    return f"{thousands}k" if thousands else str(number)


def _programs(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.program for row in rows))


def _colour(program: str) -> str:
    return _OURS if program == OURS else _OTHER


def _panel(number: int, rows: Sequence[Row], across: _Axis, up: _Axis) -> _Panel:
    answered = [row for row in rows if not row.failure]
    lines = []
    for program in _programs(answered):
        dots = [_dot(row, answered, across, up) for row in answered if row.program == program]
        points = " ".join(f"{dot.x},{dot.y}" for dot in dots)
        lines.append(_Line(_colour(program), points, dots))
    failed = list(_failed(rows, across))
    return _Panel(50 + number * (_WIDTH + _GAP), rows[0].task, lines, failed)


def _dot(row: Row, answered: Sequence[Row], across: _Axis, up: _Axis) -> _Mark:
    slowest = max(other.seconds for other in answered if other.records == row.records)
    x, y = across.at(row.records), _HEIGHT - up.at(row.seconds)
    return _Mark(f"{x:.1f}", f"{y:.1f}", f"{row.quality.f1:.3f}", row.seconds < slowest)


def _failed(rows: Sequence[Row], across: _Axis) -> Iterator[_Mark]:
    for row in rows:
        if row.failure:
            yield _Mark(f"{across.at(row.records):.1f}", "0", f"{row.program} failed")
