"""``foerderlupe match`` on tables of anything.

Belongs here: the way of tables of anything through the engine, and the summary on the screen.
Does not belong here: programme records (``matching_records``), and matching itself
(``foerderlupe.matching``).
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
from foerderlupe.matching.evaluation import Quality, pairs_within, pairwise, unordered
from foerderlupe.matching.judging import judged_pairs
from foerderlupe.matching.learning import Fit
from foerderlupe.matching.linking import Linked, link
from foerderlupe.matching.records import Records, Table, gather
from foerderlupe.matching.spec import Spec, read_spec
from foerderlupe.matching.table import read_table
from foerderlupe.matching.trained import Trained, read_trained, write_trained
from foerderlupe.spec.positions import Positioned
from pipelines import screen
from pipelines.matching_files import Asked, read_judged, read_truth, write_found


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
    _only_here(asked, declared)
    tables = [Table(read_table(asked.left), asked.left, "left")]
    if asked.right is not None:
        tables.append(Table(read_table(asked.right), asked.right, "right"))
    records = gather(tables, wanted, declared)
    true = None if asked.truth is None else read_truth(asked.truth, _ids(records))
    judged, problems = _judged(asked.judgements, records)
    linked = link(records, wanted, judged, partial(_trained, wanted, declared.path))
    write_found(linked.pairs, linked.clusters, asked.out)
    if asked.weights is not None:
        write_trained(linked.fit.learned, linked.fit.once, linked.columns, asked.weights)
    quality = None if true is None else _quality(linked, true, records)
    return Matched(records, linked, quality, problems)


def _only_here(asked: Asked, declared: Positioned) -> None:
    """Another engine is refused: weights of any table are learnt from all of its pairs at once."""
    if asked.engine.name != "local":
        found, expected = f"--engine {asked.engine.name}", "'model: measures' in the spec with it"
        advice = "Leave the option out: this machine matches a million records of any kind."
        raise DeclarationError(Problem(found, expected, advice, file=str(declared.path)))


def _trained(spec: Spec, path: Path, columns: Sequence[Column]) -> Trained | None:
    """The weights that the spec names, beside its own file."""
    return None if spec.weights is None else read_trained(path.parent / spec.weights, columns)


def _judged(path: Path | None, records: Records) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """left, right, judgement, judged_by; raises ``DeclarationError`` for ids that nobody has.

    An id that both tables have is told apart as left:ID and right:ID.
    """
    named = _names(records)
    read = read_judged(path, named["record_id"])
    return judged_pairs(read.judgements, named), read.problems


def _names(records: Records) -> pl.DataFrame:
    """record_id, record: every id that one table has, and each with its side."""
    numbered = records.frame.select("#side", record_id="#id").with_row_index("record")
    sided = numbered.with_columns(record_id=pl.format("{}:{}", "#side", "record_id"))
    alone = numbered.filter(pl.col("record_id").is_unique())
    both = pl.concat([alone, sided]).select("record_id", "record")
    return both.unique("record_id", keep="none")


def _ids(records: Records) -> dict[str, pl.Series]:
    sided = records.frame.partition_by("#side", as_dict=True)
    return {str(side): table["#id"] for (side,), table in sided.items()}


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
        "pairs passed over, for better ones or as mere chance": linked.met.passed_over,
        "pairs left out, which share frequent words only (at most)": linked.met.unmet,
        "pairs that are the same": decisions.get("same", 0),
        "pairs for review": decisions.get("review", 0),
        "clusters": linked.clusters["cluster_id"].n_unique(),
    }
    screen.counts(console, rows)
    console.print(_partners(linked.fit), soft_wrap=True)
    if quality is not None:
        screen.quality(console, quality)


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
