"""The comparison with other programs as Markdown and as a picture.

Belongs here: what a row of the comparison is, and how it is written down. Does not belong here:
measuring (``linkage``).
"""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from foerderlupe.matching.evaluation import Quality

_TEMPLATE = Path(__file__).with_name("linkage.svg.jinja")
_HEAD = """# Linkage without labels, beside other programs

Written by `python -m bench.linkage`; {machine}; medians of {repeat} runs, each in a process of its
own, imports and reading included. Förderlupe is told the names of the columns, the settings of the
others stand in `bench/peers`.

![F1 and seconds per program](linkage.svg)

| tables | program | precision | recall | F1 | seconds | peak MB |
|---|---|--:|--:|--:|--:|--:|
"""


@dataclass(frozen=True)
class Row:
    """One program on one task; ``quality`` is None where it failed, and ``failure`` says how."""

    task: str
    program: str
    quality: Quality | None
    failure: str
    seconds: float
    memory: float

    def cells(self) -> list[str]:
        """Precision, recall, F1, seconds, megabytes as texts."""
        if self.quality is None:
            return ["", "", "failed", "", ""]
        found = self.quality
        shares = [f"{share:.4f}" for share in (found.precision, found.recall, found.f1)]
        return [*shares, f"{self.seconds:.1f}", f"{self.memory:.0f}"]


def write_report(folder: Path, rows: list[Row], machine: str, repeat: int) -> None:
    """linkage.md and linkage.svg in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["| " + " | ".join([row.task, row.program, *row.cells()]) + " |" for row in rows]
    page = _HEAD.format(machine=machine, repeat=repeat) + "\n".join(lines) + "\n"
    (folder / "linkage.md").write_text(page, encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    tasks = list(dict.fromkeys(row.task for row in rows))
    grouped = [(task, [row for row in rows if row.task == task and row.quality]) for task in tasks]
    longest = max((row.seconds for row in rows), default=1.0)
    svg = template.render(tasks=grouped, longest=longest)
    (folder / "linkage.svg").write_text(svg + "\n", encoding="utf-8")
