"""The file in which people's decisions on pairs of records are kept.

Belongs here: reading ``judgements.csv`` line by line and adding to it.
Does not belong here: what a judgement does to a merge (``matching``).

The file is append-only: a later line on the same pair replaces the earlier one when it is read,
and both stay in the file. Columns: left_record_id, right_record_id, judgement, judged_by,
judged_at, reason; UTF-8, comma, header.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.errors import Problem
from foerderlupe.model.columns import JUDGEMENTS as VALUES
from foerderlupe.model.frames import JUDGEMENTS

_PAIR = ["left_record_id", "right_record_id"]


@dataclass(frozen=True)
class Judged:
    """The decisions that hold (JUDGEMENTS, smaller id left), and the lines that do not."""

    judgements: pl.DataFrame
    problems: tuple[Problem, ...]


def read_judgements(path: Path) -> Judged:
    """Read the file; a line that cannot be used is a problem with its number, the others hold."""
    if not path.exists():
        return Judged(JUDGEMENTS.empty(), ())
    lines = pl.read_csv(path, infer_schema=False, row_index_name="line", row_index_offset=2)
    missing = [name for name in JUDGEMENTS.columns if name not in lines.columns]
    if missing:
        problem = Problem(
            f"columns {', '.join(lines.columns[1:])}",
            f"also {', '.join(missing)}",
            "Restore the header.",
            file=str(path),
            line=1,
        )
        return Judged(JUDGEMENTS.empty(), (problem,))
    wrong = _wrong_lines(lines)
    good = lines.join(wrong, on="line", how="anti").sort("line")
    last = _ordered(good).unique(_PAIR, keep="last", maintain_order=True)
    problems = tuple(_problem(path, row) for row in wrong.sort("line").iter_rows(named=True))
    return Judged(JUDGEMENTS.conform(last.select(JUDGEMENTS.columns).sort(_PAIR)), problems)


def append_judgement(path: Path, judgement: dict[str, str]) -> None:
    """Add one line; the header is written with the first."""
    row = JUDGEMENTS.conform(pl.DataFrame([judgement]))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = row.write_csv(include_header=not path.exists())
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def _wrong_lines(lines: pl.DataFrame) -> pl.DataFrame:
    incomplete = pl.any_horizontal(pl.col(_PAIR).is_null())
    unknown = ~pl.col("judgement").is_in(VALUES).fill_null(False)
    alone = pl.col("left_record_id") == pl.col("right_record_id")
    return lines.filter(incomplete | unknown | alone)


def _ordered(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(
        left_record_id=pl.min_horizontal(_PAIR), right_record_id=pl.max_horizontal(_PAIR)
    )


def _problem(path: Path, row: dict[str, object]) -> Problem:
    return Problem(
        f"'{row['judgement']}' on {row['left_record_id']} and {row['right_record_id']}",
        f"two different record ids and one of {', '.join(VALUES)}",
        "Correct or remove the line; it is not used.",
        file=str(path),
        line=int(str(row["line"])),
    )
