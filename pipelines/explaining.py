"""Answers of ``foerderlupe explain``.

Belongs here: which evidence is shown for a measure, and for two records.
Does not belong here: the evidence itself (``sql/explain``) and how tables look.
"""

from collections.abc import Mapping

import polars as pl
from rich.console import Console
from rich.markup import escape

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.project import SQL
from foerderlupe.warehouse.database import Database
from pipelines import screen

# Of use to programs only.
_UNTOLD = frozenset({"content_hash", "record_id"})


def explain_measure(console: Console, database: Database, measure_id: str) -> None:
    """Show a measure, and where each of its fields stands in which list.

    Raises ``DeclarationError`` for an id that was never minted.
    """
    measure = _ask(database, "measure", {"measure_id": measure_id})
    if measure.is_empty():
        raise DeclarationError(
            Problem(f"no measure '{measure_id}'", "an id of core.measure_ids", "Check the id.")
        )
    [found] = measure.iter_rows(named=True)
    console.print(f"[bold]{escape(found['title'] or '')}[/] ({found['measure_id']})")
    origin = _ask(database, "origin", {"measure_id": found["measure_id"]})
    screen.table(console, origin.select("field", "value", list="source_id", place="locator"))


def explain_pair(console: Console, database: Database, first: str, second: str) -> None:
    """Show two records side by side and what was decided about them.

    Raises ``DeclarationError`` for an unknown record.
    """
    left, right = (_record(database, record_id) for record_id in (first, second))
    rows = [
        {"field": name, first: left[name], second: right[name]}
        for name in left
        if name not in _UNTOLD and (left[name] is not None or right[name] is not None)
    ]
    screen.table(
        console, pl.DataFrame(rows, schema=dict.fromkeys(("field", first, second), pl.String))
    )
    decided = _ask(database, "pair", {"first": first, "second": second})
    if decided.is_empty():
        together = left["measure_id"] is not None and left["measure_id"] == right["measure_id"]
        console.print(
            "Both describe one measure, by way of other records."
            if together
            else "Never close enough to be kept: no common key, or far below the threshold."
        )
        return
    [pair] = decided.iter_rows(named=True)
    console.print(
        f"[bold]{pair['decision']}[/], relation {pair['relation']}, score {pair['score']:.3f}, "
        f"veto {pair['veto'] or 'none'}, decided by {pair['decided_by']}"
    )
    console.print(escape(pair["explanation"]), soft_wrap=True)


def _record(database: Database, record_id: str) -> dict[str, str | None]:
    found = _ask(database, "record", {"record_id": record_id})
    if found.is_empty():
        raise DeclarationError(
            Problem(f"no record '{record_id}'", "an id of core.records", "Check the id.")
        )
    [row] = found.select(pl.all().cast(pl.String)).iter_rows(named=True)
    return row


def _ask(database: Database, question: str, parameters: Mapping[str, str]) -> pl.DataFrame:
    select = (SQL / "explain" / f"{question}.sql").read_text(encoding="utf-8")
    return database.query(select, parameters)
