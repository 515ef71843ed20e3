"""``foerderlupe match`` on programme records, by the rules of measures.

Belongs here: the way of one table through the stages of the night, and the summary on the screen.
Does not belong here: any stage (``foerderlupe.measures``), and tables of anything else
(``matching_tables``).
"""

from dataclasses import dataclass

import polars as pl
from rich.console import Console
from rich.markup import escape

from foerderlupe.engines import open_engine
from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.evaluation import Quality, pairs_within, pairwise, unordered
from foerderlupe.matching.records import Table
from foerderlupe.matching.table import read_table
from foerderlupe.measures.evidence import Matched
from foerderlupe.measures.from_records import evidence_of, lists_of
from foerderlupe.measures.from_table import records_of
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.measures.spec import MeasuresSpec
from foerderlupe.measures.weights import SHIPPED
from foerderlupe.spec.positions import Positioned, read_yaml
from foerderlupe.spec.strict import validate
from pipelines import screen
from pipelines.matching_files import Asked, read_judged, read_truth, write_found


@dataclass(frozen=True)
class MatchedRecords:
    """What was written, remarks of the matching, and how good it is if the truth is known.

    ``problems`` are judgements that do not count.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    notes: pl.DataFrame
    quality: Quality | None
    problems: tuple[Problem, ...]


def match_records(asked: Asked) -> MatchedRecords:
    """Match a table of programme records; write pairs.parquet and clusters.parquet into ``out``.

    Raises ``DeclarationError`` before anything is written for whatever is wrong with the files.
    """
    declared = read_yaml(asked.spec)
    spec = validate(MeasuresSpec, declared)
    _only_one_table(asked, declared)
    records = records_of(Table(read_table(asked.left), asked.left, "left"), spec, declared)
    lists = lists_of(records, spec, declared)
    ids = records["record_id"]
    true = None if asked.truth is None else read_truth(asked.truth, {"left": ids})
    judged = read_judged(asked.judgements, ids)
    weights = SHIPPED if spec.weights is None else declared.path.parent / spec.weights
    rulebook = read_rulebook(weights=weights)
    with open_engine(asked.engine, asked.out / "spark", memory=None) as engine:
        matched = match_measures(evidence_of(records), judged.judgements, lists, rulebook, engine)
    pairs, clusters = _pairs(matched), _clusters(matched, ids)
    write_found(pairs, clusters, asked.out)
    quality = None if true is None else pairwise(pairs_within(clusters), unordered(true))
    return MatchedRecords(pairs, clusters, matched.notes, quality, judged.problems)


def _only_one_table(asked: Asked, declared: Positioned) -> None:
    """What the model cannot use is refused, not passed over."""
    advice = "Put both lists into one table, and name the column of the list in 'source'."
    if asked.right is not None:
        raise _refused(declared, f"a second table {asked.right}", "one table", advice)
    if asked.weights is not None:
        advice = "The weights of this model are learnt by 'foerderlupe train'."
        raise _refused(declared, "--write-weights", "a match without it", advice)


def _refused(declared: Positioned, found: str, expected: str, advice: str) -> DeclarationError:
    line = declared.line(("model",))
    return DeclarationError(Problem(found, expected, advice, file=str(declared.path), line=line))


def _pairs(matched: Matched) -> pl.DataFrame:
    """The pairs as of tables of anything, and the relation of those that are apart."""
    return matched.pairs.select(
        "score",
        "decision",
        "explanation",
        "relation",
        left_id="left_record_id",
        right_id="right_record_id",
    ).select("left_id", "right_id", "score", "decision", "explanation", "relation")


def _clusters(matched: Matched, ids: pl.Series) -> pl.DataFrame:
    """side, id, cluster_id of every record; programmes, calls and offerings stand alone."""
    found = matched.clusters.select(id="record_id", cluster_id="cluster_id")
    every = pl.DataFrame({"id": ids}).sort("id").join(found, on="id", how="left")
    return every.select(
        pl.lit("left").alias("side"), "id", pl.coalesce("cluster_id", "id").alias("cluster_id")
    )


def show_records(console: Console, matched: MatchedRecords) -> None:
    """What was found, what a bound left out, and how good it is."""
    decisions = dict(matched.pairs["decision"].value_counts().iter_rows())
    rows = {
        "records": matched.clusters.height,
        "pairs that are the same": decisions.get("same", 0),
        "pairs for review": decisions.get("review", 0),
        "pairs kept apart that are related": decisions.get("apart", 0),
        "measures": matched.clusters["cluster_id"].n_unique(),
    }
    screen.counts(console, rows)
    told = matched.notes.select("subject", "number", "message")
    for subject, number, message in told.iter_rows():
        console.print(escape(f"{subject}: {number:,} {message}"), style="dim", soft_wrap=True)
    if matched.quality is not None:
        screen.quality(console, matched.quality)
