"""Judging uncertain pairs at the terminal.

Belongs here: showing one pair after the other and writing down what a person decides.
Does not belong here: which pairs wait (``sql/explain/queue.sql``) and what a judgement does to
a merge (``foerderlupe.matching``).
"""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import typer
from rich.console import Console

from foerderlupe.model.columns import JUDGEMENTS
from foerderlupe.project import SQL
from foerderlupe.review.judgements import append_judgement, read_judgements
from foerderlupe.warehouse.database import Database
from pipelines.explaining import explain_pair

_SKIP, _STOP = "skip", "stop"
_PAIR = ["left_record_id", "right_record_id"]


def waiting(database: Database, judgements: Path) -> pl.DataFrame:
    """Pairs in review that nobody has judged yet, those with the most money first."""
    queue = database.query((SQL / "explain" / "queue.sql").read_text(encoding="utf-8"))
    judged = read_judgements(judgements).judgements
    return queue.join(judged, on=_PAIR, how="anti", maintain_order="left")


def review(console: Console, database: Database, judgements: Path, person: str) -> int:
    """Ask about one pair after the other until the person stops; gives the number judged."""
    queue, judged = waiting(database, judgements), 0
    for number, pair in enumerate(queue.iter_rows(named=True), start=1):
        console.rule(f"{number} of {queue.height}")
        left, right = pair["left_record_id"], pair["right_record_id"]
        explain_pair(console, database, left, right)
        answer = _ask(console)
        if answer == _STOP:
            break
        if answer != _SKIP:
            reason = typer.prompt("Why", default="", show_default=False)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            values = (left, right, answer, person, now, reason)
            names = (*_PAIR, "judgement", "judged_by", "judged_at", "reason")
            append_judgement(judgements, dict(zip(names, values, strict=True)))
            judged += 1
    return judged


def _ask(console: Console) -> str:
    choices = (*JUDGEMENTS, _SKIP, _STOP)
    while True:
        answer: str = typer.prompt(" / ".join(choices), default=_SKIP)
        if answer in choices:
            return answer
        console.print(f"One of {', '.join(choices)}.")
