"""Answers of ``foerderlupe ask``.

Belongs here: which question is meant and how its answer is shown. Does not belong here: the
questions (``sql/questions``) and what may be asked (``foerderlupe.warehouse.questions``).
"""

from collections.abc import Iterable

import polars as pl
from rich.console import Console

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.project import QUESTIONS
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.questions import QuestionFile, ask, load_questions
from pipelines import screen


def list_questions(console: Console) -> None:
    """Show every question with what may be asked; an argument in brackets has a default."""
    rows = [
        {
            "no": question.number,
            "question": question.header.question_de,
            "arguments": " ".join(
                name if parameter.is_required else f"({name})"
                for name, parameter in question.header.parameters.items()
            ),
        }
        for question in load_questions(QUESTIONS)
    ]
    screen.table(console, pl.DataFrame(rows))


def show_answer(
    console: Console, database: Database, number: str, given: Iterable[str], limit: int
) -> None:
    """Show a question, its answer and what the answer hides.

    Raises ``DeclarationError`` for an unknown question or argument.
    """
    question = _question(number)
    answer = ask(database, question, dict(_argument(text) for text in given))
    screen.table(console, answer.head(limit), title=question.header.question_de)
    if answer.height > limit:
        console.print(f"{limit} of {answer.height:,} rows; more with --limit.")
    console.print(question.header.limitation_de, style="dim")


def _question(number: str) -> QuestionFile:
    known = {question.number: question for question in load_questions(QUESTIONS)}
    if number.zfill(2) not in known:
        expected = f"a number from {min(known)} to {max(known)}"
        raise DeclarationError(
            Problem(f"'{number}'", expected, "List them with 'foerderlupe ask'.")
        )
    return known[number.zfill(2)]


def _argument(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise DeclarationError(Problem(f"'{text}'", "name=value", "Write kreis=08118."))
    return name, value
