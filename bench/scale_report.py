"""The growth of matching as a table and as Markdown.

Belongs here: what a row of ``bench.scale`` is, keeping rows between calls, and writing them down.
Does not belong here: measuring (``scale``), and the picture (``scale_picture``).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from rich.table import Table

from bench.programs import OURS, Used
from foerderlupe.matching.evaluation import Quality

_HEAD = """# Matching from ten thousand to a million records, beside Splink

Written by `python -m bench.scale`; {machine}; medians of {repeat} runs, each in a process of its
own, imports and reading included. Both programs get the same records, invented by `foerderlupe
synth` ([how](synth.md)) with the everyday, the harsh and the blind distortions. Everyday and harsh
ones may be looked at while rules and weights are made; the blind ones are for judging alone, and
rules and weights of neither program were made on them. F1 is that of the pairs within clusters,
memory that of the largest process. What Splink is told stands in `bench/peers/splink_settings.py`.
The last two columns compare with the next smaller number of records.

![Seconds by number of records](scale.svg)

"""
_NAMES = (
    *("F1", "precision", "recall", "seconds", "processor seconds", "peak MB", "pairs compared"),
    *("time", "memory"),
)


@dataclass(frozen=True)
class Row:
    """One program on one number of records; without an answer ``failure`` says why.

    ``right``, ``found`` and ``true`` are the numbers of pairs of ``Quality``.
    """

    task: str
    records: int
    program: str
    seconds: float
    cpu_seconds: float
    megabytes: float
    failure: str
    right: int = 0
    found: int = 0
    true: int = 0
    compared: int | None = None

    @classmethod
    def of(cls, task: str, records: int, program: str, used: Used) -> Self:
        """A row without an answer yet."""
        return cls(task, records, program, **asdict(used))

    def with_answer(self, quality: Quality, compared: int | None) -> Self:
        """The row with how good the answer is, and the pairs compared for it."""
        return replace(self, **asdict(quality), compared=compared)

    @property
    def key(self) -> tuple[str, int, str]:
        """What is measured; a later row of the same key replaces an earlier one."""
        return self.task, self.records, self.program

    @property
    def quality(self) -> Quality:
        """Precision, recall and F1."""
        return Quality(self.right, self.found, self.true)

    def line(self) -> str:
        """The row as a line of progress."""
        said = self.failure or f"{self.seconds:.1f} s, F1 {self.quality.f1:.4f}"
        return f"{self.task}/{self.records}/{self.program}: {said}"

    def cells(self, before: "Row | None") -> list[str]:
        """Texts for ``_NAMES``; ``before`` is the next smaller number of records, if any."""
        if self.failure:
            return ["failed: " + self.failure, *[""] * (len(_NAMES) - 1)]
        quality, growth = self.quality, ["", ""]
        if before is not None:
            times = (self.seconds / before.seconds, self.megabytes / before.megabytes)
            growth = [f"×{number:.1f}" for number in times]
        return [
            *(f"{share:.4f}" for share in (quality.f1, quality.precision, quality.recall)),
            *(f"{seconds:.1f}" for seconds in (self.seconds, self.cpu_seconds)),
            f"{self.megabytes:,.0f}",
            "" if self.compared is None else f"{self.compared:,}",
            *growth,
        ]


def read_kept(file: Path | None) -> list[Row]:
    """The rows of earlier calls."""
    if file is None or not file.exists():
        return []
    return [Row(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def keep(row: Row, rows: Sequence[Row], file: Path | None) -> list[Row]:
    """``rows`` with the new one in its place, in the file too."""
    others = [other for other in rows if other.key != row.key]
    order = {name: at for at, name in enumerate(dict.fromkeys(other.task for other in rows))}
    kept = sorted(
        [*others, row],
        key=lambda one: (order.get(one.task, len(order)), one.records, one.program != OURS),
    )
    if file is not None:
        lines = [json.dumps(asdict(one), ensure_ascii=False) for one in kept]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return kept


def _before(row: Row, rows: Sequence[Row]) -> Row | None:
    """The row of the next smaller number of records that was answered."""
    smaller = [
        other
        for other in rows
        if (other.task, other.program) == (row.task, row.program)
        and other.records < row.records
        and not other.failure
    ]
    return max(smaller, key=lambda other: other.records, default=None)


def shown(rows: Sequence[Row]) -> Table:
    """The rows for a terminal."""
    table = Table("records of", "number", "program", title="Matching", title_justify="left")
    at = [_NAMES.index(name) for name in ("F1", "seconds", "peak MB", "time", "memory")]
    for place in at:
        table.add_column(_NAMES[place], justify="right")
    for row in rows:
        cells = row.cells(_before(row, rows))
        table.add_row(row.task, f"{row.records:,}", row.program, *(cells[place] for place in at))
    return table


def page(rows: Sequence[Row], machine: str, repeat: int) -> str:
    """The rows as a page that shows scale.svg beside it."""
    head = ["records of", "number", "program", *_NAMES]
    lines = [head, ["---", "--:", "---", *["--:"] * len(_NAMES)]]
    lines += [
        [row.task, f"{row.records:,}", row.program, *row.cells(_before(row, rows))] for row in rows
    ]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return _HEAD.format(machine=machine, repeat=repeat) + table
