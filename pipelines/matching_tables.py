"""``foerderlupe match``: from files to files.

Belongs here: reading the tables and the truth, writing what was found, and the summary on the
screen. Does not belong here: matching itself (``foerderlupe.matching``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.columns import Column
from foerderlupe.matching.evaluation import PAIR, Quality, pairs_within, pairwise, unordered
from foerderlupe.matching.judging import judged_pairs
from foerderlupe.matching.learning import Fit
from foerderlupe.matching.linking import Linked, link
from foerderlupe.matching.records import Records, Table, gather
from foerderlupe.matching.spec import Spec, read_spec
from foerderlupe.matching.table import read_table
from foerderlupe.matching.trained import Trained, read_trained, write_trained
from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.review.judgements import Judged, read_judgements, require_known
from pipelines import screen


@dataclass(frozen=True)
class Asked:
    """The files of one call.

    ``right`` is a second table, ``truth`` the pairs that are known to be the same, ``judgements``
    what people decided, ``weights`` the file that the learnt weights are written to.
    """

    left: Path
    spec: Path
    out: Path
    right: Path | None = None
    truth: Path | None = None
    judgements: Path | None = None
    weights: Path | None = None


@dataclass(frozen=True)
class Matched:
    """What was found, how good it is if the truth is known, and judgements that do not count."""

    records: Records
    linked: Linked
    quality: Quality | None
    problems: tuple[Problem, ...]


def match_tables(asked: Asked) -> Matched:
    """Match one or two tables and write pairs.parquet and clusters.parquet into ``out``.

    Raises ``DeclarationError`` before anything is written for whatever is wrong with the files.
    """
    wanted, declared = read_spec(asked.spec)
    tables = [Table(read_table(asked.left), asked.left, "left")]
    if asked.right is not None:
        tables.append(Table(read_table(asked.right), asked.right, "right"))
    records = gather(tables, wanted, declared)
    true = read_truth(asked.truth, records) if asked.truth is not None else None
    judged, problems = _judged(asked.judgements, records)
    linked = link(records, wanted, judged, partial(_trained, wanted, declared.path))
    asked.out.mkdir(parents=True, exist_ok=True)
    linked.pairs.write_parquet(asked.out / "pairs.parquet")
    linked.clusters.write_parquet(asked.out / "clusters.parquet")
    if asked.weights is not None:
        write_trained(linked.fit.learned, linked.fit.once, asked.weights)
    quality = None if true is None else _quality(linked, true, records)
    return Matched(records, linked, quality, problems)


def _trained(spec: Spec, path: Path, columns: Sequence[Column]) -> Trained | None:
    """The weights that the spec names, beside its own file."""
    return None if spec.weights is None else read_trained(path.parent / spec.weights, columns)


def _judged(path: Path | None, records: Records) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """left, right, judgement, judged_by; raises ``DeclarationError`` for ids that nobody has.

    An id that both tables have is told apart as left:ID and right:ID.
    """
    named = _names(records)
    read = Judged(JUDGEMENTS.empty(), ()) if path is None else read_judgements(path)
    if path is not None:
        if not path.exists():
            raise _no_judgements(path)
        require_known(read.judgements, named["record_id"], path)
    return judged_pairs(read.judgements, named), read.problems


def _names(records: Records) -> pl.DataFrame:
    """record_id, record: every id that one table has, and each with its side."""
    numbered = records.frame.select("#side", record_id="#id").with_row_index("record")
    sided = numbered.with_columns(record_id=pl.format("{}:{}", "#side", "record_id"))
    alone = numbered.filter(pl.col("record_id").is_unique())
    both = pl.concat([alone, sided]).select("record_id", "record")
    return both.unique("record_id", keep="none")


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


def _no_judgements(path: Path) -> DeclarationError:
    advice = "Name another file, or leave out --judgements."
    return DeclarationError(Problem("no such file", "a file of judgements", advice, file=str(path)))


def _quality(linked: Linked, true: pl.DataFrame, records: Records) -> Quality:
    """Of one table the pairs within clusters count, of two the pairs that are the same."""
    if records.size.first_right is None:
        return pairwise(pairs_within(linked.clusters), unordered(true))
    return pairwise(linked.pairs.filter(pl.col("decision") == "same"), true)


def show(console: Console, matched: Matched) -> None:
    """What was compared, what was found, what a bound left out, and how good it is."""
    records, linked, quality = matched.records, matched.linked, matched.quality
    kinds = [f"{column.name} ({column.kind})" for column in linked.columns]
    console.print(escape(f"Compared: {', '.join(kinds)}"), soft_wrap=True)
    decisions = dict(linked.pairs["decision"].value_counts().iter_rows())
    rows = {
        "records": records.size.records,
        "pairs compared": linked.met.pairs.height,
        "pairs passed over, since their records have better ones": linked.met.passed_over,
        "pairs left out, which share frequent words only (at most)": linked.met.unmet,
        "pairs that are the same": decisions.get("same", 0),
        "pairs for review": decisions.get("review", 0),
        "clusters": linked.clusters["cluster_id"].n_unique(),
    }
    shown = pl.DataFrame({"": list(rows), "number": [f"{number:,}" for number in rows.values()]})
    screen.table(console, shown)
    console.print(_partners(linked.fit), soft_wrap=True)
    if quality is not None:
        console.print(
            f"precision [bold]{quality.precision:.4f}[/], recall [bold]{quality.recall:.4f}[/], "
            f"F1 [bold]{quality.f1:.4f}[/]"
        )


def _partners(found: Fit) -> str:
    if found.listed is not None:
        return "A record has one partner at the most in each list that names things once."
    once = found.once
    if once.left and once.right:
        return "A record has one partner at the most."
    if once.left or once.right:
        one, several = ("left", "right") if once.left else ("right", "left")
        return f"A {one} record has one partner at the most; a {several} one may have several."
    return "Records may have several partners."
