"""The code lists of target groups and fields of action, read and compiled.

Belongs here: reading ``sql/codes/target_groups.csv`` and ``sql/codes/fields_of_action.csv``,
checking them, and the questions a labeller asks of them (parent, facet, exact name, stems).
Does not belong here: the notation of stems (``labels.stems``) and the codes themselves.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.labels.stems import Pattern, parse_stem
from foerderlupe.text.characters import fold
from foerderlupe.text.codes import CODES, read_codes
from foerderlupe.text.gender import fold_gender

_REQUIRED = {"code", "parent_code", "label_de", "keyword_stems", "exclude_stems"}


@dataclass(frozen=True)
class Code:
    """One code of a list; ages in completed years, both ends included.

    ``since`` is the day from which on the code exists, where it did not always.
    """

    code: str
    parent: str | None
    facet: str
    role: str
    names: tuple[str, ...]
    ages: tuple[int | None, int | None]
    since: date | None
    patterns: tuple[Pattern, ...] = field(repr=False)


@dataclass(frozen=True)
class Vocabulary:
    """All codes of one list by code."""

    codes: dict[str, Code]

    @property
    def patterns(self) -> list[Pattern]:
        """The stems and exclusions of all codes."""
        return [pattern for code in self.codes.values() for pattern in code.patterns]

    @property
    def names(self) -> dict[str, list[str]]:
        """Codes by folded label, synonym and code: what a publisher writes to mean exactly it."""
        names: dict[str, list[str]] = {}
        for code in self.codes.values():
            for name in dict.fromkeys(fold_name(name) for name in code.names):
                names.setdefault(name, []).append(code.code)
        return names

    def ancestors(self, code: str) -> list[str]:
        """The codes above a code, nearest first."""
        above = []
        parent = self.codes[code].parent
        while parent is not None:
            above.append(parent)
            parent = self.codes[parent].parent
        return above

    @property
    def table(self) -> pl.DataFrame:
        """One row per code: ``code, parent, facet, role, depth`` (0 for a top code), ``since``."""
        rows = [
            (c.code, c.parent, c.facet, c.role, len(self.ancestors(c.code)), c.since)
            for c in self.codes.values()
        ]
        schema = {"code": pl.String, "parent": pl.String, "facet": pl.String, "role": pl.String}
        typed = {**schema, "depth": pl.Int64, "since": pl.Date}
        return pl.DataFrame(rows, schema=typed, orient="row")

    @property
    def closure(self) -> pl.DataFrame:
        """One row per code and code above it: ``code, ancestor``."""
        rows = [(code, above) for code in self.codes for above in self.ancestors(code)]
        return pl.DataFrame(rows, schema={"code": pl.String, "ancestor": pl.String}, orient="row")


def fold_name(name: str) -> str:
    """The form in which labels, synonyms and stated texts are compared.

    >>> fold_name("Flüchtlinge ") == fold_name("FLUECHTLINGE")
    True
    """
    return fold(fold_gender(name))


def read_vocabulary(name: str, folder: Path = CODES) -> Vocabulary:
    """Read and compile ``<folder>/<name>.csv``.

    Raises ``DeclarationError`` with all problems: a missing column, a code twice, an unknown
    parent, a stem, an age or a day that cannot be read.
    """
    rows = read_codes(name, folder)
    path = folder / f"{name}.csv"
    missing = sorted(_REQUIRED - set(rows[0] if rows else ()))
    problems = [
        _problem(path, 1, f"no column '{column}'", "it in the header") for column in missing
    ]
    if problems:
        raise DeclarationError(*problems)
    codes: dict[str, Code] = {}
    for line, row in enumerate(rows, start=2):
        try:
            codes[row["code"]] = _code(row)
        except ValueError as error:
            problems.append(
                _problem(path, line, str(error), "stems, ages and days that can be read")
            )
    problems += _structure_problems(path, rows)
    if problems:
        raise DeclarationError(*problems)
    return Vocabulary(codes)


def _code(row: dict[str, str]) -> Code:
    code = row["code"]
    stems = [parse_stem(code, stem) for stem in _split(row["keyword_stems"])]
    exclusions = [parse_stem(code, stem, excludes=True) for stem in _split(row["exclude_stems"])]
    return Code(
        code,
        row["parent_code"] or None,
        row.get("facet") or "",
        row.get("role_default") or "",
        (code, row["label_de"], *_split(row.get("synonyms_de") or "")),
        (_age(row.get("age_from")), _age(row.get("age_to"))),
        date.fromisoformat(row["valid_from"]) if row.get("valid_from") else None,
        (*stems, *exclusions),
    )


def _age(text: str | None) -> int | None:
    return int(text) if text else None


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _structure_problems(path: Path, rows: Sequence[dict[str, str]]) -> list[Problem]:
    counts = Counter(row["code"] for row in rows)
    problems = []
    for line, row in enumerate(rows, start=2):
        code, parent = row["code"], row["parent_code"]
        if counts[code] > 1:
            problems.append(_problem(path, line, f"the code '{code}' twice", "each code once"))
        if parent and (parent not in counts or parent == code):
            problems.append(_problem(path, line, f"parent '{parent}'", "a code of the list"))
    return problems


def _problem(path: Path, line: int, found: str, expected: str) -> Problem:
    return Problem(found, expected, "Correct the code list.", file=str(path), line=line)
