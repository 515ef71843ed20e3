"""Answers of ``foerderlupe explain``.

Belongs here: which evidence is shown for a measure, and for two records.
Does not belong here: the evidence itself (``sql/explain``) and how tables look.
"""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.measures.vetoes import VETOES
from foerderlupe.project import SQL
from foerderlupe.warehouse.database import Database
from pipelines import screen
from pipelines.waterfall import waterfall

# Of use to programs only.
_UNTOLD = frozenset({"content_hash", "record_id"})
_RULES = "rules"


def explain_measure(console: Console, database: Database, measure_id: str) -> None:
    """Show a measure, and where each of its fields stands in which list.

    Raises ``DeclarationError`` for an id that was never minted.
    """
    measure = ask(database, "measure", {"measure_id": measure_id})
    if measure.is_empty():
        raise DeclarationError(
            Problem(f"no measure '{measure_id}'", "an id of core.measure_ids", "Check the id.")
        )
    [found] = measure.iter_rows(named=True)
    console.print(f"[bold]{escape(found['title'] or '')}[/] ({found['measure_id']})")
    origin = ask(database, "origin", {"measure_id": found["measure_id"]})
    screen.table(console, origin.select("field", "value", list="source_id", place="locator"))


def explain_pair(console: Console, database: Database, first: str, second: str) -> None:
    """Show two records side by side and what was decided about them.

    Raises ``DeclarationError`` for an unknown record.
    """
    left, right = (record_of(database, record_id) for record_id in (first, second))
    rows = [
        {"field": name, first: left[name], second: right[name]}
        for name in left
        if name not in _UNTOLD and (left[name] is not None or right[name] is not None)
    ]
    screen.table(
        console, pl.DataFrame(rows, schema=dict.fromkeys(("field", first, second), pl.String))
    )
    decided = ask(database, "pair", {"first": first, "second": second})
    if decided.is_empty():
        together = left["measure_id"] is not None and left["measure_id"] == right["measure_id"]
        console.print(
            "Both describe one measure, by way of other records."
            if together
            else "Never close enough to be kept: no common key, or far below the threshold."
        )
        return
    [pair] = decided.iter_rows(named=True)
    waterfall(console, pair["evidence_json"])
    _conclude(console, pair)
    _judgement(console, database, pair)


def _conclude(console: Console, pair: Mapping[str, Any]) -> None:
    """What follows from the evidence: probability, veto, decision."""
    told = json.loads(pair["evidence_json"])
    console.print(
        f"{told['bits']:+.1f} bits: probability {pair['score']:.4f}, "
        f"structured agreements: {told['agreements']} (rules {told['rules']})"
    )
    if pair["veto"] is not None:
        rule = VETOES.get(pair["veto"])
        console.print(f"[red]veto[/] {pair['veto']}: {escape(rule.reason if rule else '')}")
    relation = f", {pair['relation']}" if pair["relation"] else ""
    console.print(f"[bold]{pair['decision']}[/]{relation}, decided by {escape(pair['decided_by'])}")


def _judgement(console: Console, database: Database, pair: Mapping[str, Any]) -> None:
    """What a person said of the pair, and what has changed since, old and new side by side."""
    if pair["judgement"] is None:
        if pair["decided_by"] != _RULES:
            console.print("It follows from judgements on other pairs of the same records.")
        return
    reason = f": {pair['reason']}" if pair["reason"] else ""
    said = f"judged {pair['judgement']} by {pair['judged_by']}, {pair['judged_at']}{reason}"
    console.print(escape(said))
    if pair["contradicts"] is not None:
        console.print(f"[yellow]contradicted[/] by {escape(pair['contradicts'])}")
    ids = {"first": pair["left_record_id"], "second": pair["right_record_id"]}
    changed = ask(database, "changed", ids)
    if changed.height:
        console.print("[yellow]re-opened[/]: the decision holds, but relied on what has changed")
        shown = changed.select("field", record="record_id", then="seen_value", now="current_value")
        screen.table(console, shown)


def record_of(database: Database, record_id: str) -> dict[str, str | None]:
    """One record as published, every value as text.

    Raises ``DeclarationError`` for an unknown one.
    """
    found = ask(database, "record", {"record_id": record_id})
    if found.is_empty():
        raise DeclarationError(
            Problem(f"no record '{record_id}'", "an id of core.records", "Check the id.")
        )
    [row] = found.select(pl.all().cast(pl.String)).iter_rows(named=True)
    return row


def ask(
    database: Database, question: str, parameters: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """The rows of ``sql/explain/<question>.sql``."""
    select = (SQL / "explain" / f"{question}.sql").read_text(encoding="utf-8")
    return database.query(select, parameters)
