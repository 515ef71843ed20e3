"""The contract between the columns of a list and its source document.

Belongs here: finding the declared columns in the list, and the refusal of a list that has others.
Does not belong here: reading cells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from foerderlupe.errors import Problem, SourceError
from foerderlupe.parse.personal import names_personal_column
from foerderlupe.spec.document import ColumnRule, SourceDocument

_NEAR = 55


@dataclass(frozen=True)
class Feed:
    """One column of the list that fills one field by one rule."""

    field: str
    column: str
    rule: ColumnRule


@dataclass(frozen=True)
class BoundColumns:
    """The columns of a list as its document means them.

    ``feeds`` in the order of the document; ``shown`` are the columns whose content may be kept
    when a row is rejected; ``names`` gives the column of the list for a declared name.
    """

    feeds: tuple[Feed, ...]
    shown: tuple[str, ...]
    names: dict[str, str]


def bind_columns(columns: list[str], document: SourceDocument) -> BoundColumns:
    """Match declared and existing columns; white space and case of names do not count.

    Raises ``SourceError`` with one problem per column that is declared and missing (unless
    optional), exists undeclared, or cannot be told from another; a near name is suggested.
    """
    names, problems = _find(columns, document)
    undeclared = [column for column in columns if column not in names.values()]
    missing = [name for name, rules in document.columns.items() if name not in names]
    required = [name for name in missing if not all(r.optional for r in document.columns[name])]
    problems += [_missing(name, undeclared, columns, document) for name in required]
    problems += [_undeclared(column, missing, document) for column in undeclared]
    if problems:
        raise SourceError(*problems)
    declared = [(names[name], rules) for name, rules in document.columns.items() if name in names]
    return BoundColumns(tuple(_feeds(declared)), tuple(_shown(declared, columns)), names)


def find_column(name: str, columns: Iterable[str]) -> str | None:
    """The column of that name; an equal name wins over one of other case or white space."""
    folded = [column for column in columns if _fold(column) == _fold(name)]
    return name if name in folded else folded[0] if len(folded) == 1 else None


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _find(columns: list[str], document: SourceDocument) -> tuple[dict[str, str], list[Problem]]:
    found = {name: find_column(name, columns) for name in document.columns}
    names = {name: column for name, column in found.items() if column is not None}
    twice = sorted({c for c in names.values() if list(names.values()).count(c) > 1})
    problems = [
        Problem(
            f"several entries under 'columns' for the column '{column}'",
            "one entry per column",
            "Put several rules for one column into a list.",
            source=document.source_id,
            file=str(document.path),
            column=column,
        )
        for column in twice
    ]
    return names, problems


def _missing(
    name: str, undeclared: list[str], columns: list[str], document: SourceDocument
) -> Problem:
    near = _nearest(name, undeclared)
    advice = f"Renamed? Declare '{near}' instead of '{name}'. " if near else ""
    return Problem(
        f"no column '{name}'",
        "the columns declared in the source document",
        f"{advice}The list has: {', '.join(columns)}.",
        source=document.source_id,
        file=str(document.path),
        column=name,
    )


def _undeclared(column: str, missing: list[str], document: SourceDocument) -> Problem:
    near = _nearest(column, missing)
    advice = f"Renamed from '{near}'? " if near else ""
    return Problem(
        f"the undeclared column '{column}'",
        f"only declared columns: {', '.join(document.columns)}",
        f"{advice}Declare it under 'columns' with a field, a pattern or 'ignore: <reason>'.",
        source=document.source_id,
        file=str(document.path),
        column=column,
    )


def _nearest(name: str, others: list[str]) -> str | None:
    found = process.extractOne(
        name, sorted(others), scorer=fuzz.ratio, processor=_fold, score_cutoff=_NEAR
    )
    return found[0] if found else None


def _feeds(declared: list[tuple[str, list[ColumnRule]]]) -> Iterator[Feed]:
    for column, rules in declared:
        if not any(rule.personal for rule in rules):
            for rule in rules:
                yield from (Feed(field, column, rule) for field in rule.fields)


def _shown(declared: list[tuple[str, list[ColumnRule]]], columns: list[str]) -> Iterator[str]:
    open_columns = {
        column
        for column, rules in declared
        if not any(rule.personal for rule in rules)
        and not (all(rule.ignore for rule in rules) and names_personal_column(column))
    }
    yield from (column for column in columns if column in open_columns)
