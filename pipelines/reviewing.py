"""Judging uncertain pairs at the terminal.

Belongs here: showing one pair after the other and writing down what a person decides and saw.
Does not belong here: which pairs wait (``sql/explain/queue.sql``) and what a judgement does to
a merge (``foerderlupe.matching``).
"""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import typer
from rich.console import Console

from foerderlupe.model.columns import JUDGEMENTS
from foerderlupe.review.judgements import append_judgement, read_judgements
from foerderlupe.review.seeing import as_seen
from foerderlupe.warehouse.database import Database
from pipelines.explaining import ask, explain_pair, record_of

_SKIP, _STOP = "skip", "stop"
_NOBODY = "rules"
_PAIR = ["left_record_id", "right_record_id"]


def waiting(database: Database, judgements: Path, person: str) -> pl.DataFrame:
    """Pairs that wait for this person, those with the most money first.

    A pair is asked that nobody has judged, whose judgement is re-opened or contradicted, or of
    which another person was unsure.
    """
    queue = ask(database, "queue")
    judged = read_judgements(judgements).judgements.select(*_PAIR, "line", "judgement", "judged_by")
    known = queue.join(judged, on=_PAIR, how="left", maintain_order="left")
    again = pl.col("line") == pl.col("asked_again")
    of_another = (pl.col("judgement") == "unsure") & (pl.col("judged_by") != person)
    return known.filter(pl.col("judgement").is_null() | again.fill_null(value=False) | of_another)


def review(console: Console, database: Database, judgements: Path, person: str) -> int:
    """Ask about one pair after the other until the person stops; gives the number judged."""
    if not person.strip() or person == _NOBODY:
        raise typer.BadParameter("the name of a person", param_hint="--as")
    queue, judged = waiting(database, judgements, person), 0
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
            seen = as_seen({side: record_of(database, side) for side in (left, right)})
            values = (left, right, answer, person, now, reason, seen)
            names = (*_PAIR, "judgement", "judged_by", "judged_at", "reason", "seen")
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
