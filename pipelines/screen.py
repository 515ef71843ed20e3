"""What a person at a terminal sees: tables, problems, summaries.

Belongs here: rendering with rich. Does not belong here: getting what is shown.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from foerderlupe.matching.evaluation import Quality
from foerderlupe.publish.publication import Publication

_COLOURS = {
    "ok": "green",
    "unchanged": "green",
    "held": "yellow",
    "fallback": "yellow",
    "failed": "red",
}
_READABLE = 16  # letters in a line of a column, if its texts are as long
_BORDER = 3
_TOLD_OF_JUDGEMENTS = {
    "reopened": "re-opened, since a list now says something else; see foerderlupe review",
    "waiting": "waiting for a record that no list names tonight",
}


def console(*, stderr: bool = False) -> Console:
    """A console on which every text can be shown."""
    # A terminal or pipe that cannot show an umlaut gets a replacement, never an error.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return Console(stderr=stderr)


def problems(screen: Console, messages: Iterable[str]) -> None:
    """One line per problem."""
    for message in messages:
        screen.print(f"[red]✗[/] {escape(message)}", soft_wrap=True)


def table(screen: Console, frame: pl.DataFrame, title: str | None = None) -> None:
    """A frame as a table, numbers to the right; row by row where its columns need more room."""
    cells = [["" if cell is None else escape(str(cell)) for cell in row] for row in frame.rows()]
    columns = list(zip(frame.columns, *cells, strict=True))
    needed = sum(min(max(map(len, column)), _READABLE) + _BORDER for column in columns)
    make = _side_by_side if needed <= screen.width else _row_by_row
    shown = make(frame.schema, cells)
    shown.title, shown.title_justify = title, "left"
    screen.print(shown)


def counts(screen: Console, numbers: Mapping[str, int]) -> None:
    """What there is how many of."""
    shown = [f"{number:,}" for number in numbers.values()]
    table(screen, pl.DataFrame({"": list(numbers), "number": shown}))


def quality(screen: Console, found: Quality) -> None:
    """Precision, recall and F1 in one line."""
    screen.print(
        f"precision [bold]{found.precision:.4f}[/], recall [bold]{found.recall:.4f}[/], "
        f"F1 [bold]{found.f1:.4f}[/]"
    )


def _side_by_side(schema: pl.Schema, cells: list[list[str]]) -> Table:
    shown = Table()
    for name, dtype in schema.items():
        number = dtype.is_numeric()
        shown.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in cells:
        shown.add_row(*row)
    return shown


def _row_by_row(schema: pl.Schema, cells: list[list[str]]) -> Table:
    shown = Table(show_header=False)
    shown.add_column(style="dim")
    shown.add_column(overflow="fold")
    for row in cells:
        shown.add_section()
        for name, cell in zip(schema, row, strict=True):
            if cell:
                shown.add_row(name, cell)
    return shown


def closing(screen: Console, publication: Publication, folder: Path) -> None:
    """The table at the end of a run: every source, the measures, and where they are."""
    runs = pl.read_parquet(folder / "parquet" / "core.source_runs.parquet")
    screen.print(_sources(runs))
    for row in runs.filter(pl.col("message").is_not_null()).iter_rows(named=True):
        colour = _COLOURS[row["source_status"]]
        screen.print(f"[{colour}]●[/] {row['source_id']}: {escape(row['message'])}", soft_wrap=True)
    _broken_warnings(screen, folder)
    _since_last(screen, folder)
    members = pl.read_parquet(folder / "parquet" / "core.record_measure.parquet")
    duplicates = members.height - members["measure_id"].n_unique()
    screen.print(
        f"[bold]{publication.measures:,}[/] measures from {members.height:,} records, "
        f"[bold]{duplicates:,}[/] records found to describe a measure already listed"
    )
    screen.print(
        f"Published as {publication.run_id} in [bold]{folder.absolute()}[/]", soft_wrap=True
    )


def _sources(runs: pl.DataFrame) -> Table:
    shown = Table(title="Lists", title_justify="left")
    shown.add_column("source")
    for name in ("rows", "records", "rejected", "ignored"):
        shown.add_column(name, justify="right")
    shown.add_column("status")
    for row in runs.sort("source_id").iter_rows(named=True):
        colour = _COLOURS[row["source_status"]]
        counts = (f"{row[name]:,}" for name in ("rows", "records", "rejected", "ignored"))
        shown.add_row(row["source_id"], *counts, f"[{colour}]{row['source_status']}[/]")
    return shown


def _broken_warnings(screen: Console, folder: Path) -> None:
    results = pl.read_parquet(folder / "parquet" / "quality.check_results.parquet")
    for row in results.filter(~pl.col("passed")).iter_rows(named=True):
        text = f"{row['checked_table']}: {row['check_name']} does not hold: {row['sample']}"
        screen.print(f"[yellow]●[/] {escape(text[:400])}", soft_wrap=True)


def _since_last(screen: Console, folder: Path) -> None:
    """What became of ids and of people's decisions, where there is something to tell."""
    report = pl.read_parquet(folder / "parquet" / "marts.identity_report.parquet")
    n = dict(report.select("fact", "n").iter_rows())
    ids = {name: n[name] for name in ("minted", "split", "merged", "withdrawn", "revived")}
    if n["ids_before"] and any(ids.values()):
        screen.print(
            "Measure ids: " + ", ".join(f"{count:,} {name}" for name, count in ids.items())
        )
    for status, words in _TOLD_OF_JUDGEMENTS.items():
        if count := n[f"judgements_{status}"]:
            screen.print(f"[yellow]●[/] {count:,} judgements {words}", soft_wrap=True)
