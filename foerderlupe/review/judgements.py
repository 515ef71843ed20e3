"""The file in which people's decisions on pairs of records are kept.

Belongs here: reading ``judgements.csv`` line by line and adding to it.
Does not belong here: what a person saw (``review.seeing``), how a decision stands tonight
(``review.standing``), and what it does to a merge (``matching.judging``).

The file is append-only: a later line on the same pair replaces the earlier one when it is read,
and both stay in the file. Columns: left_record_id, right_record_id, judgement, judged_by,
judged_at, reason, and optionally seen; UTF-8, comma or semicolon, header.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.model.columns import JUDGEMENTS as VALUES
from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.review.seeing import understood

_PAIR = ["left_record_id", "right_record_id"]
_NEEDED = [*_PAIR, "judgement", "judged_by", "judged_at", "reason"]
_FILE = [*_NEEDED, "seen"]
# Stands in ``decided_by`` where no person decided.
_NOBODY = "rules"


@dataclass(frozen=True)
class Judged:
    """The decisions that hold (JUDGEMENTS, smaller id left), and the lines that do not."""

    judgements: pl.DataFrame
    problems: tuple[Problem, ...]


def read_judgements(path: Path) -> Judged:
    """Read the file; a line that cannot be used is a problem with its number, the others hold."""
    if not path.exists():
        return Judged(JUDGEMENTS.empty(), ())
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    # Not polars' reader: one line with a comma too many would cost all the others.
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    header = [name.strip() for name in next(reader, [])]
    if broken := _broken_header(path, header):
        return Judged(JUDGEMENTS.empty(), (broken,))
    read = [(reader.line_num, cells) for cells in reader if any(cells)]
    lines = _as_frame(header, [line for line in read if len(line[1]) == len(header)])
    wrong = _wrong_lines(lines)
    good = lines.join(wrong, on="line", how="anti").sort("line")
    last = _ordered(good).unique(_PAIR, keep="last", maintain_order=True)
    problems = [_ragged(path, *line, header) for line in read if len(line[1]) != len(header)]
    problems += [_problem(path, row) for row in wrong.iter_rows(named=True)]
    return Judged(
        JUDGEMENTS.conform(last.select("line", *_FILE).sort(_PAIR)),
        tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def append_judgement(path: Path, judgement: Mapping[str, str]) -> None:
    """Add one line below the file's own header; a new file gets one with every column.

    Columns that the header does not name are not written, so that an older file stays whole.
    Raises ``DeclarationError`` when the header is broken; nothing is written then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes().decode("utf-8-sig", errors="replace") if path.exists() else ""
    separator = _separator(before)
    header = [name.strip() for name in next(csv.reader(StringIO(before), delimiter=separator), [])]
    if header and (broken := _broken_header(path, header)):
        raise DeclarationError(broken)
    line = StringIO(newline="")
    writer = csv.writer(line, delimiter=separator, lineterminator="\n")
    if not header:
        writer.writerow(_FILE)
    writer.writerow([judgement.get(name, "") for name in header or _FILE])
    with path.open("a", encoding="utf-8", newline="") as stream:
        # A person's editor may have left the last line without its end.
        stream.write("\n" if before and not before.endswith("\n") else "")
        stream.write(line.getvalue())


def require_known(judgements: pl.DataFrame, record_ids: pl.Series, file: Path) -> None:
    """Raise ``DeclarationError`` naming each judgement on a record that is not there.

    For tables that are matched once; in the nightly run such a judgement waits instead.
    ``judgements`` has left_record_id, right_record_id and line.
    """
    known = pl.DataFrame({"record_id": record_ids.cast(pl.String)})
    sides = pl.concat(judgements.select("line", record_id=side) for side in _PAIR)
    unknown = sides.join(known, on="record_id", how="anti").unique().sort("line", "record_id")
    problems = [
        Problem(
            f"a judgement on '{record_id}'",
            "ids of the tables that are matched",
            "Correct the id or remove the line.",
            file=str(file),
            line=line,
        )
        for line, record_id in unknown.iter_rows()
    ]
    if problems:
        raise DeclarationError(*problems)


def _separator(text: str) -> str:
    """What stands between the names of the header: spreadsheets in German write semicolons."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _as_frame(header: list[str], lines: list[tuple[int, list[str]]]) -> pl.DataFrame:
    """The lines with their numbers; an empty cell is null."""
    rows = [(number, *(cell.strip() or None for cell in cells)) for number, cells in lines]
    schema = {"line": pl.Int64(), **dict.fromkeys(header, pl.String())}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame if "seen" in header else frame.with_columns(seen=pl.lit(None, pl.String))


def _wrong_lines(lines: pl.DataFrame) -> pl.DataFrame:
    incomplete = pl.any_horizontal(pl.col(*_PAIR, "judged_by").is_null())
    unknown = ~pl.col("judgement").is_in(VALUES).fill_null(value=False)
    alone = pl.col("left_record_id") == pl.col("right_record_id")
    nobody = pl.col("judged_by") == _NOBODY
    misread = ~pl.Series(
        [understood(*row) for row in lines.select("seen", *_PAIR).iter_rows()], dtype=pl.Boolean
    )
    return lines.filter(incomplete | unknown | alone | nobody | misread)


def _ordered(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(
        left_record_id=pl.min_horizontal(_PAIR), right_record_id=pl.max_horizontal(_PAIR)
    )


def _broken_header(path: Path, header: list[str]) -> Problem | None:
    missing = [name for name in _NEEDED if name not in header]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if not missing and not repeated:
        return None
    return Problem(
        f"columns {', '.join(header)}",
        f"also {', '.join(missing)}" if missing else f"{', '.join(repeated)} once",
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


def _problem(path: Path, row: Mapping[str, object]) -> Problem:
    return Problem(
        f"'{row['judgement']}' on {row['left_record_id']} and {row['right_record_id']} "
        f"by {row['judged_by']}, seen {row['seen'] or 'nothing'}",
        f"two different record ids, one of {', '.join(VALUES)}, a person, and in seen nothing or "
        "values of fields by record id",
        "Correct or remove the line; it is not used.",
        file=str(path),
        line=int(str(row["line"])),
    )
