"""What can go wrong, said so that somebody can act on it.

Belongs here: the exception types of the library and the one sentence form they share.
Does not belong here: deciding what an error means for the run (``ingest``) and exit codes
(``pipelines.cli``).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where.

    ``row`` is the 1-based data row of the list, ``line`` the line of a declaration file.
    ``found`` is what stands there, ``expected`` what should, ``advice`` what to do about it.
    """

    found: str
    expected: str
    advice: str
    source: str | None = None
    file: str | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """One line: place, then found, expected and advice.

        >>> print(Problem("'abc'", "an amount", "Correct the list.", source="esf", row=3))
        esf, row 3: found 'abc', expected an amount. Correct the list.
        """
        place = [
            self.source,
            self.file,
            f"line {self.line}" if self.line is not None else None,
            f"row {self.row}" if self.row is not None else None,
            f"column '{self.column}'" if self.column is not None else None,
        ]
        where = ", ".join(part for part in place if part)
        said = f"found {self.found}, expected {self.expected}. {self.advice}"
        return f"{where}: {said}" if where else said


class FoerderlupeError(Exception):
    """Base of all errors that the user can do something about."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class DeclarationError(FoerderlupeError):
    """A source document, SQL header, code list or matching spec is wrong: nothing can run."""


class SourceError(FoerderlupeError):
    """One list cannot be used tonight; the others can."""


class PublicationError(FoerderlupeError):
    """A publication cannot be built, switched to or rolled back to."""


class EngineError(FoerderlupeError):
    """The engine asked for cannot be used: not installed, not reachable, or failed on the way."""
