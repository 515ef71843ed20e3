"""The file in which people's decisions on pairs of records are kept.

Belongs here: reading ``judgements.csv`` line by line and adding to it.
Does not belong here: what a judgement does to a merge (``matching``).

The file is append-only: a later line on the same pair replaces the earlier one when it is read,
and both stay in the file. Columns: left_record_id, right_record_id, judgement, judged_by,
judged_at, reason; UTF-8, comma, header.
"""

import csv
from dataclasses import dataclass
from io import StringIO
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
    # Not polars' reader: one line with a comma too many would cost all the others.
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    reader = csv.reader(StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in JUDGEMENTS.columns if name not in header]
    if missing:
        return Judged(JUDGEMENTS.empty(), (_broken_header(path, header, missing),))
    read = [(reader.line_num, cells) for cells in reader if any(cells)]
    lines = _as_frame(header, [line for line in read if len(line[1]) == len(header)])
    wrong = _wrong_lines(lines)
    good = lines.join(wrong, on="line", how="anti").sort("line")
    last = _ordered(good).unique(_PAIR, keep="last", maintain_order=True)
    problems = [_ragged(path, *line, header) for line in read if len(line[1]) != len(header)]
    problems += [_problem(path, row) for row in wrong.iter_rows(named=True)]
    return Judged(
        JUDGEMENTS.conform(last.select(JUDGEMENTS.columns).sort(_PAIR)),
        tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def append_judgement(path: Path, judgement: dict[str, str]) -> None:
    """Add one line; the header is written with the first."""
    row = JUDGEMENTS.conform(pl.DataFrame([judgement]))
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    text = row.write_csv(include_header=not before)
    with path.open("a", encoding="utf-8") as stream:
        # A person's editor may have left the last line without its end.
        stream.write(text if before.endswith(b"\n") or not before else f"\n{text}")


def _as_frame(header: list[str], lines: list[tuple[int, list[str]]]) -> pl.DataFrame:
    """The lines with their numbers; an empty cell is null."""
    rows = [(number, *(cell.strip() or None for cell in cells)) for number, cells in lines]
    schema = {"line": pl.Int64(), **dict.fromkeys(header, pl.String())}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _wrong_lines(lines: pl.DataFrame) -> pl.DataFrame:
    incomplete = pl.any_horizontal(pl.col(_PAIR).is_null())
    unknown = ~pl.col("judgement").is_in(VALUES).fill_null(False)
    alone = pl.col("left_record_id") == pl.col("right_record_id")
    return lines.filter(incomplete | unknown | alone)


def _ordered(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(
        left_record_id=pl.min_horizontal(_PAIR), right_record_id=pl.max_horizontal(_PAIR)
    )


def _broken_header(path: Path, header: list[str], missing: list[str]) -> Problem:
    return Problem(
        f"columns {', '.join(header)}",
        f"also {', '.join(missing)}",
        "Restore the header; no line of the file is used.",
        file=str(path),
        line=1,
    )


def _ragged(path: Path, line: int, cells: list[str], header: list[str]) -> Problem:
    return Problem(
        f"{len(cells)} cells",
        f"{len(header)} as in the header",
        "Put a reason with commas in quotation marks; the line is not used.",
        file=str(path),
        line=line,
    )


def _problem(path: Path, row: dict[str, object]) -> Problem:
    return Problem(
        f"'{row['judgement']}' on {row['left_record_id']} and {row['right_record_id']}",
        f"two different record ids and one of {', '.join(VALUES)}",
        "Correct or remove the line; it is not used.",
        file=str(path),
        line=int(str(row["line"])),
    )
