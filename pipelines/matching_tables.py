"""``foerderlupe match``: from files to files.

Belongs here: reading the tables and the truth, writing what was found, and the summary on the
screen. Does not belong here: matching itself (``foerderlupe.matching``).
"""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.evaluation import PAIR, Quality, pairs_within, pairwise, unordered
from foerderlupe.matching.linking import Linked, link
from foerderlupe.matching.records import Records, Table, gather
from foerderlupe.matching.spec import read_spec
from foerderlupe.matching.table import read_table
from pipelines import screen


def match_tables(
    left: Path, right: Path | None, spec: Path, out: Path, truth: Path | None
) -> tuple[Records, Linked, Quality | None]:
    """Match one or two tables and write pairs.parquet and clusters.parquet into ``out``.

    Raises ``DeclarationError`` before anything is written for whatever is wrong with the files.
    """
    wanted, declared = read_spec(spec)
    tables = [Table(read_table(left), left, "left")]
    if right is not None:
        tables.append(Table(read_table(right), right, "right"))
    records = gather(tables, wanted, declared)
    true = read_truth(truth, records) if truth is not None else None
    linked = link(records, wanted)
    out.mkdir(parents=True, exist_ok=True)
    linked.pairs.write_parquet(out / "pairs.parquet")
    linked.clusters.write_parquet(out / "clusters.parquet")
    return records, linked, None if true is None else _quality(linked, true, records)


def read_truth(path: Path, records: Records) -> pl.DataFrame:
    """The pairs that are known to be the same: left_id, right_id.

    Raises ``DeclarationError`` for another header than left_id and right_id, or two columns of
    any name, and for ids that the tables do not have.
    """
    frame = read_table(path)
    if not set(PAIR) <= set(frame.columns):
        if frame.width != len(PAIR):
            raise _wrong(path, f"the columns {', '.join(frame.columns)}", "left_id and right_id")
        frame = frame.rename(dict(zip(frame.columns, PAIR, strict=True)))
    true = frame.select(PAIR)
    for side, column in zip(_sides(records), PAIR, strict=True):
        known = records.frame.filter(pl.col("#side") == side)["#id"]
        unknown = ~true[column].is_in(known.implode())
        if unknown.fill_null(True).any():
            row = int(unknown.fill_null(True).arg_true()[0])
            found = f"the id {true[column][row]!r}"
            raise _wrong(path, found, f"an id of the {side} table", row + 1, column)
    return true


def _sides(records: Records) -> tuple[str, str]:
    return ("left", "left") if records.size.first_right is None else ("left", "right")


def _wrong(
    path: Path, found: str, expected: str, row: int | None = None, column: str | None = None
) -> DeclarationError:
    advice = "Give a table of the pairs that are the same."
    return DeclarationError(
        Problem(found, expected, advice, file=str(path), row=row, column=column)
    )


def _quality(linked: Linked, true: pl.DataFrame, records: Records) -> Quality:
    """Of one table the pairs within clusters count, of two the pairs that are the same."""
    if records.size.first_right is None:
        return pairwise(pairs_within(linked.clusters), unordered(true))
    return pairwise(linked.pairs.filter(pl.col("decision") == "same"), true)


def show(console: Console, records: Records, linked: Linked, quality: Quality | None) -> None:
    """What was compared, what was found, what a bound left out, and how good it is."""
    kinds = [f"{column.name} ({column.kind})" for column in linked.columns]
    console.print(escape(f"Compared: {', '.join(kinds)}"), soft_wrap=True)
    decisions = dict(linked.pairs["decision"].value_counts().iter_rows())
    rows = {
        "records": records.size.records,
        "pairs compared": linked.met.pairs.height,
        "pairs passed over, since their records have better ones": linked.met.passed_over,
        "pairs left out, which share frequent words only": linked.met.unmet,
        "pairs that are the same": decisions.get("same", 0),
        "pairs for review": decisions.get("review", 0),
        "clusters": linked.clusters["cluster_id"].n_unique(),
    }
    shown = pl.DataFrame({"": list(rows), "number": [f"{number:,}" for number in rows.values()]})
    screen.table(console, shown)
    if records.size.first_right is not None:
        console.print(_once(linked))
    if quality is not None:
        console.print(
            f"precision [bold]{quality.precision:.4f}[/], recall [bold]{quality.recall:.4f}[/], "
            f"F1 [bold]{quality.f1:.4f}[/]"
        )


def _once(linked: Linked) -> str:
    once = linked.fit.once
    if once.left and once.right:
        return "Each table names a thing once: a record has one partner at the most."
    if once.left or once.right:
        one, several = ("left", "right") if once.left else ("right", "left")
        return f"A {one} record has one partner at the most; a {several} one may have several."
    return "Records may have several partners."
