"""The evidence on a pair of records as a waterfall: one bar per field, from the prior to the sum.

Belongs here: rendering. Does not belong here: the evidence (``core.pairs.evidence``) and what
was decided on it (``pipelines.explaining``).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from rich.console import Console
from rich.table import Table

_WIDTH = 32
_LEAST_BITS = 1.0


@dataclass(frozen=True)
class Step:
    """One line of evidence: what it is, how much it says, and the sums before and after it."""

    field: str
    level: str
    bits: float
    before: float
    after: float


def steps(evidence: str) -> list[Step]:
    """The steps of ``core.pairs.evidence``: the prior, then every field that says something."""
    read = json.loads(evidence)
    named = [("prior", "before comparing", read["prior"])]
    named += [(said["field"], said["level"], said["bits"]) for said in read["fields"]]
    sums = list(accumulate((float(bits) for _, _, bits in named), initial=0.0))
    return [
        Step(field, level.replace("_", " "), float(bits), sums[number], sums[number + 1])
        for number, (field, level, bits) in enumerate(named)
    ]


def waterfall(console: Console, evidence: str) -> None:
    """Print the steps with bars to the left (against) and right (for), and their sum."""
    told = steps(evidence)
    block, axis = ("█", "│") if console.encoding.lower().startswith("utf") else ("#", "|")
    shown = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for name in ("evidence", "level"):
        shown.add_column(name, no_wrap=True)
    for name in ("bits", "sum"):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column(f"against {axis} for one measure", no_wrap=True)
    bars = _bars(told, block, axis)
    for step, bar in zip(told, bars, strict=True):
        colour = "green" if step.bits > 0 else "red" if step.bits < 0 else "dim"
        sums = f"{step.bits:+.1f}", f"{step.after:+.1f}"
        shown.add_row(step.field, step.level, *sums, f"[{colour}]{bar}[/]")
    console.print(shown)


def _bars(told: list[Step], block: str, axis: str) -> Iterator[str]:
    """A bar per step from the sum before it to the sum after it; the axis is even odds."""
    sums = [0.0, *(step.after for step in told)]
    low, high = min(sums), max(sums)
    scale = _WIDTH / max(high - low, _LEAST_BITS)
    zero = round((0.0 - low) * scale)
    for step in told:
        start, end = sorted(round((edge - low) * scale) for edge in (step.before, step.after))
        filled = range(start, max(end, start + 1)) if step.bits else range(0)
        cells = [block if cell in filled else " " for cell in range(_WIDTH + 1)]
        cells[zero] = cells[zero] if cells[zero] == block else axis
        yield "".join(cells).rstrip()
