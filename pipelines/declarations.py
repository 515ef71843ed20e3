"""Everything that is declared, validated without running anything.

Belongs here: documents, SQL headers and the checks in both. Does not belong here: the rules of
validity (``foerderlupe.spec``, ``foerderlupe.warehouse.contract``).
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from foerderlupe.dictionary import dictionary
from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.parse.fields import unreadable_constants
from foerderlupe.project import QUESTIONS, SQL
from foerderlupe.quality.promises import (
    Promise,
    promises_of_source,
    promises_of_table,
    source_table,
)
from foerderlupe.quality.validator import Validator
from foerderlupe.question_page import question_page
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.contract import all_tables, load_checks
from foerderlupe.warehouse.database import open_database
from foerderlupe.warehouse.questions import load_questions, rehearse_questions
from foerderlupe.warehouse.rehearsal import rehearse


def check_declarations(sources: Sequence[Path]) -> tuple[int, int]:
    """The number of source documents and SQL files.

    Raises ``DeclarationError`` with the problems of all of them.
    """
    documents = load_catalogue(sources)
    unread = [p for document in documents.values() for p in unreadable_constants(document)]
    if unread:
        raise DeclarationError(*unread)
    tables = all_tables(SQL)
    files = load_checks(SQL / "checks")
    questions = load_questions(QUESTIONS)
    with open_database() as database:
        rehearse(database, tables, files, SQL)
        rehearse_questions(database, questions)
    promises = [p for document in documents.values() for p in promises_of_source(document)]
    promises += [p for table in tables.values() for p in promises_of_table(table)]
    files_of = {source_table(name): document.path for name, document in documents.items()}
    files_of |= {key: table.path for key, table in tables.items()}
    wrong = _wrong_checks(promises)
    if wrong:
        raise DeclarationError(*(_problem(files_of[subject], text) for subject, text in wrong))
    return len(documents), len(tables) + len(files) + len(questions)


def write_dictionary(path: Path) -> None:
    """Write the data dictionary of all tables as Markdown."""
    tables = all_tables(SQL)
    with open_database() as database:
        rehearse(database, tables, (), SQL)
        path.write_text(dictionary(database, tables, SQL), encoding="utf-8")


def write_questions(path: Path, warehouse: Path) -> None:
    """Write the page about the questions, with answers of a publication, as Markdown."""
    with open_database(warehouse, read_only=True) as database:
        path.write_text(question_page(database, load_questions(QUESTIONS)), encoding="utf-8")


def _wrong_checks(promises: list[Promise]) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder, Validator(Path(folder) / "log") as validator:
        return validator.problems_of(promises)


def _problem(path: Path, text: str) -> Problem:
    expected = "a check that Great Expectations knows"
    return Problem(text, expected, "Correct 'checks'.", file=str(path))
