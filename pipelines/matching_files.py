"""The files of ``foerderlupe match``, whatever model they are matched by.

Belongs here: which files a call names, reading the truth and the judgements, writing what was
found. Does not belong here: matching (``matching_tables``, ``matching_records``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from foerderlupe.engines import EngineChoice
from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.evaluation import PAIR, pairs_within
from foerderlupe.matching.table import read_table
from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.review.judgements import Judged, read_judgements, require_known

# How a truth can name its records, and what they are records of.
_IDS = ("id", "record_id")
_GROUPS = ("cluster_id", "measure_id", "measure", "person_id")

Ids = Mapping[str, pl.Series]
"""The ids of the table of each side, by left and, where there are two tables, right."""


@dataclass(frozen=True)
class Asked:
    """The files of one call.

    ``right`` is a second table, ``truth`` what is known to be the same, ``judgements`` what people
    decided, ``weights`` the file that the learnt weights are written to, ``engine`` what compares.
    """

    left: Path
    spec: Path
    out: Path
    right: Path | None = None
    truth: Path | None = None
    judgements: Path | None = None
    weights: Path | None = None
    engine: EngineChoice = field(default_factory=EngineChoice)


def write_found(pairs: pl.DataFrame, clusters: pl.DataFrame, out: Path) -> None:
    """Write pairs.parquet and clusters.parquet into the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    pairs.write_parquet(out / "pairs.parquet")
    clusters.write_parquet(out / "clusters.parquet")


def read_judged(path: Path | None, known: pl.Series) -> Judged:
    """What people decided; raises ``DeclarationError`` for no file and for ids not ``known``."""
    if path is None:
        return Judged(JUDGEMENTS.empty(), ())
    if not path.exists():
        advice = "Name another file, or leave out --judgements."
        raise DeclarationError(
            Problem("no such file", "a file of judgements", advice, file=str(path))
        )
    read = read_judgements(path)
    require_known(read.judgements, known, path)
    return read


def read_truth(path: Path, ids: Ids) -> pl.DataFrame:
    """The pairs that are known to be the same: left_id, right_id.

    The table has these two columns, or two of any name; of one table it may say instead which
    record belongs to what: id or record_id, and cluster_id, measure_id, measure or person_id.
    Raises ``DeclarationError`` for another header, and for ids that the tables do not have.
    """
    frame = read_table(path)
    grouped = _grouped(frame.columns)
    if grouped is not None and "right" not in ids:
        record, group = grouped
        _demand_known(frame[record], ids["left"], "left", path)
        return pairs_within(frame.select(id=record, cluster_id=group))
    if not set(PAIR) <= set(frame.columns):
        if frame.width != len(PAIR):
            found = f"the columns {', '.join(frame.columns)}"
            raise _wrong(path, found, "left_id and right_id, or record_id and measure_id")
        frame = frame.rename(dict(zip(frame.columns, PAIR, strict=True)))
    true = frame.select(PAIR)
    for column, side in zip(PAIR, ("left", "right"), strict=True):
        side = side if side in ids else "left"
        _demand_known(true[column], ids[side], side, path)
    return true


def _grouped(columns: list[str]) -> tuple[str, str] | None:
    """The columns of the record and of what it belongs to, where a table has both."""
    record = next((name for name in _IDS if name in columns), None)
    group = next((name for name in _GROUPS if name in columns), None)
    return None if record is None or group is None else (record, group)


def _demand_known(named: pl.Series, known: pl.Series, side: str, path: Path) -> None:
    unknown = ~named.is_in(known.implode()).fill_null(value=False)
    if unknown.any():
        row = int(unknown.arg_true()[0])
        found, expected = f"the id {named[row]!r}", f"an id of the {side} table"
        raise _wrong(path, found, expected, row + 1, named.name)


def _wrong(
    path: Path, found: str, expected: str, row: int | None = None, column: str | None = None
) -> DeclarationError:
    advice = "Give a table of the pairs that are the same."
    return DeclarationError(
        Problem(found, expected, advice, file=str(path), row=row, column=column)
    )
