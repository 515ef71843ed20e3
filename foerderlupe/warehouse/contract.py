"""SQL files and the promises in their headers.

Belongs here: finding ``sql/<schema>/<table>.sql``, reading the YAML in its leading comment, and
what the file promises. Does not belong here: running SQL (``warehouse.database``), the order of
tables (``warehouse.build``), or evaluating checks (``quality``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.model.columns import COLUMNS, Column
from foerderlupe.spec.document import Check, as_checks
from foerderlupe.spec.positions import parse_yaml, read_text
from foerderlupe.spec.strict import Declaration, Strict, validate
from foerderlupe.warehouse.thresholds import with_thresholds

PUBLISHED = ("core", "marts", "quality")
_HEADER = re.compile(r"\A\s*/\*(?P<yaml>.*?)\*/", re.DOTALL)


class ColumnNote(Strict):
    """What a column means that only this table derives."""

    comment: str
    unit: str | None = None
    vocabulary: list[str] | None = None


def as_notes(value: Any) -> Any:
    """Notes on columns; a plain text is the comment of one without unit or vocabulary."""
    if not isinstance(value, dict):
        return value
    return {
        name: {"comment": note} if isinstance(note, str) else note for name, note in value.items()
    }


def _as_names(value: Any) -> Any:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class TableHeader(Strict):
    """Contract of a table: what it answers, its key columns, its own columns, its checks.

    A table that is not ``published`` stays in the working database. One that is of use in SQL
    only, and too long for anything else, is published but not as ``csv``.
    """

    description: str
    grain: Annotated[list[str], BeforeValidator(_as_names)]
    columns: Annotated[dict[str, ColumnNote], BeforeValidator(as_notes)] = {}
    checks: Annotated[list[Check], BeforeValidator(as_checks)] = []
    published: bool = True
    csv: bool = True


class CheckHeader(Strict):
    """Contract of a check: what holds, how grave a failure is, and what to do then."""

    description: str
    severity: Literal["critical", "warning"]
    advice: str


@dataclass(frozen=True)
class TableFile:
    """One table: its SELECT and its contract."""

    path: Path
    header: TableHeader

    @property
    def key(self) -> str:
        """Name of the table, taken from the path: ``marts.measures``."""
        return f"{self.path.parent.name}.{self.path.stem}"

    @cached_property
    def select(self) -> str:
        """The statement, header included."""
        return self.path.read_text(encoding="utf-8")

    def describe(self, name: str) -> Column | None:
        """The definition of one of its columns; the header goes before the model."""
        return describe(self.header.columns, name)


@dataclass(frozen=True)
class CheckFile:
    """One check that spans tables: a SELECT of the rows that break a promise."""

    path: Path
    header: CheckHeader

    @property
    def table(self) -> str:
        """The table whose promise it is, taken from the file name."""
        return self.path.stem.partition("__")[0]

    @property
    def name(self) -> str:
        """The claim, taken from the file name."""
        return self.path.stem.partition("__")[2]

    @cached_property
    def select(self) -> str:
        """The statement, header included."""
        return self.path.read_text(encoding="utf-8")


def describe(notes: Mapping[str, ColumnNote], name: str) -> Column | None:
    """The definition of a column: a note of the header, else what the model says; or neither."""
    note = notes.get(name)
    known = COLUMNS.get(name)
    if note is None:
        return known
    vocabulary = tuple(note.vocabulary) if note.vocabulary else None
    dtype = known.dtype if known else COLUMNS["value"].dtype
    return Column(name, dtype, note.comment, note.unit, vocabulary)


def load_tables(folder: Path) -> dict[str, TableFile]:
    """All tables of a folder such as ``sql/marts``, by key.

    Raises ``DeclarationError`` for a file without a valid header.
    """
    tables = (TableFile(path, header(TableHeader, path)) for path in sorted(folder.glob("*.sql")))
    return {table.key: table for table in tables}


def all_tables(sql: Path) -> dict[str, TableFile]:
    """The tables of all published schemas, by key."""
    folders = (sql / schema for schema in PUBLISHED)
    return {key: table for folder in folders for key, table in load_tables(folder).items()}


def load_checks(folder: Path) -> list[CheckFile]:
    """All checks of a folder, in order of their names.

    Raises ``DeclarationError`` for a file without a valid header.
    """
    return [CheckFile(path, header(CheckHeader, path)) for path in sorted(folder.glob("*__*.sql"))]


def header(kind: type[Declaration], path: Path) -> Declaration:
    """The contract in the leading comment of a file.

    Raises ``DeclarationError`` with the line of the mistake in the file.
    """
    text = read_text(path)
    match = _HEADER.match(text)
    if match is None:
        raise DeclarationError(
            Problem(
                "no leading /* … */ comment",
                "a header with " + ", ".join(kind.known_keys()),
                "Write the contract of the file.",
                file=str(path),
                line=1,
            )
        )
    blank_lines = "\n" * text[: match.start("yaml")].count("\n")
    words = with_thresholds(blank_lines + match["yaml"], path)
    return validate(kind, parse_yaml(words, path))
