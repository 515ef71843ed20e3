"""Questions that people ask the warehouse: SQL files with parameters, and macros made of them.

Belongs here: finding ``sql/questions/NN_slug.sql``, reading the contract in its leading comment,
binding what somebody asks. Does not belong here: the questions (their files), where a macro is
stored (``warehouse.database``), the page about them (``question_page``).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import polars as pl
from pydantic import BeforeValidator

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.model.columns import Column
from foerderlupe.spec.strict import Strict
from foerderlupe.warehouse.build import described_columns
from foerderlupe.warehouse.contract import ColumnNote, as_notes, describe, header
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.statements import Macro, QueryError, literal

Value = str | int | date | None

_NAME = re.compile(r"(?P<number>\d\d)_(?P<slug>[a-z0-9_]+)")
_PARAMETER = re.compile(r"\$(?P<name>[a-z_]+)")
_READ: dict[str, Callable[[str], Value]] = {"text": str, "integer": int, "date": date.fromisoformat}


class Parameter(Strict):
    """What may be asked: meaning, type, default, and the column that lists valid values.

    A parameter without the key ``default`` has to be given.
    """

    comment: str
    type: Literal["text", "integer", "date"] = "text"
    default: str | int | None = None
    values: str | None = None

    @property
    def is_required(self) -> bool:
        """True where nothing stands in for a value that is not given."""
        return "default" not in self.model_fields_set


class QuestionHeader(Strict):
    """Contract of a question: what is asked, by whom, with what, and what the answer hides.

    ``sample`` are the arguments of the answer that the documentation shows; null stands for the
    first value of the column that lists valid ones. ``sample_columns`` are those shown there.
    """

    question_de: str
    question_en: str
    asked_by: str
    parameters: dict[str, Parameter] = {}
    columns: Annotated[dict[str, ColumnNote], BeforeValidator(as_notes)] = {}
    limitation_de: str
    sample: dict[str, str | int | None]
    sample_columns: list[str] | None = None


@dataclass(frozen=True)
class QuestionFile:
    """One question: its SELECT with ``$parameters`` and its contract."""

    path: Path
    header: QuestionHeader

    @property
    def number(self) -> str:
        """The two digits in front of the file name."""
        return self.path.name[:2]

    @property
    def macro(self) -> Macro:
        """The question as it is stored in the published file; its parameters are plain names."""
        told = self.header
        given = {name: (not p.is_required, p.default) for name, p in told.parameters.items()}
        body = _PARAMETER.sub(lambda found: found["name"], self.select)
        comment = f"{told.question_de} ({told.asked_by}) {told.question_en} {told.limitation_de}"
        return Macro(f"question_{self.number}", given, body, comment)

    @cached_property
    def select(self) -> str:
        """The statement, header included."""
        return self.path.read_text(encoding="utf-8")

    def describe(self, name: str) -> Column | None:
        """The definition of one of its columns; the header goes before the model."""
        return describe(self.header.columns, name)


def load_questions(folder: Path) -> list[QuestionFile]:
    """All questions of a folder, by number.

    Raises ``DeclarationError`` for a file without a valid name or header.
    """
    paths = sorted(folder.glob("*.sql"))
    wrong = [path for path in paths if _NAME.fullmatch(path.stem) is None]
    if wrong:
        expected = "two digits, an underscore, a name in small letters"
        raise DeclarationError(
            *(Problem(path.stem, expected, "Rename the file.", file=str(path)) for path in wrong)
        )
    return [QuestionFile(path, header(QuestionHeader, path)) for path in paths]


def rehearse_questions(database: Database, questions: Iterable[QuestionFile]) -> None:
    """Ask every question of a database in which all tables stand, and store it there.

    Raises ``DeclarationError`` for a parameter that header and query do not share or that is
    also the name of a column, for a query that does not bind, and for an undescribed column.
    """
    problems = []
    for question in questions:
        problems += list(_parameter_problems(database, question))
        nothing: dict[str, Value] = dict.fromkeys(question.header.parameters)
        try:
            answer = database.query(question.select, nothing)
            database.store(question.macro)
        except QueryError as error:
            problems.append(_problem(question, str(error), "a SELECT that DuckDB runs"))
        else:
            described_columns(question, answer.columns)
    if problems:
        raise DeclarationError(*problems)


def bind(database: Database, question: QuestionFile, given: Mapping[str, str]) -> dict[str, Value]:
    """A value for every parameter; what is not given has its default.

    Raises ``DeclarationError`` for an unknown or missing parameter, for text that is not of its
    type, and for a key that the warehouse does not know.
    """
    parameters = question.header.parameters
    unknown = sorted(set(given) - set(parameters))
    if unknown:
        expected = ", ".join(parameters) or "no parameter"
        raise DeclarationError(_problem(question, f"'{unknown[0]}'", f"one of {expected}"))
    return {name: _value(database, question, name, given.get(name)) for name in sorted(parameters)}


def ask(database: Database, question: QuestionFile, given: Mapping[str, str]) -> pl.DataFrame:
    """The answer to a question; raises what ``bind`` raises."""
    return database.query(question.select, bind(database, question, given))


def _value(database: Database, question: QuestionFile, name: str, text: str | None) -> Value:
    parameter = question.header.parameters[name]
    if text is None:
        if parameter.is_required:
            raise DeclarationError(_problem(question, "nothing", f"{name}=…: {parameter.comment}"))
        return parameter.default
    try:
        value = _READ[parameter.type](text)
    except ValueError as error:
        expected = f"{name} as {parameter.type}"
        raise DeclarationError(_problem(question, f"'{text}'", expected)) from error
    if parameter.values is not None:
        table, _, column = parameter.values.rpartition(".")
        if not database.holds(table, column, text):
            expected = f"{name} from {parameter.values}"
            raise DeclarationError(_problem(question, f"'{text}'", expected))
    return value


def _parameter_problems(database: Database, question: QuestionFile) -> Iterable[Problem]:
    declared = set(question.header.parameters)
    used = set(_PARAMETER.findall(question.select))
    for name in sorted(declared ^ used):
        yield _problem(question, f"parameter '{name}'", "the same parameters in header and query")
    for name in sorted(declared & database.plain_columns(question.select)):
        # In a macro the plain name is the parameter, so that the column would never be read.
        yield _problem(question, f"column '{name}'", "a column that its table qualifies")


def _problem(question: QuestionFile, found: str, expected: str) -> Problem:
    advice = f"See question {question.number} in docs/questions.md."
    return Problem(found, expected, advice, file=str(question.path))


def as_arguments(values: Mapping[str, str | int | None]) -> str:
    """Named arguments as they stand in a call of a macro.

    >>> as_arguments({"kreis": "08118", "year": 2026})
    "kreis := '08118', year := 2026"
    """
    return ", ".join(f"{name} := {literal(value)}" for name, value in values.items())
