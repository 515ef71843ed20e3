"""Declarations validated so that the message names file, line, key and what is allowed.

Belongs here: the base model of all declaration files and the translation of its errors.
Does not belong here: the content of any one kind of declaration.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.spec.positions import Positioned


class Strict(BaseModel):
    """A declaration: frozen, and an unknown key is an error that lists the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _only_known_keys(cls, content: Any) -> Any:
        if isinstance(content, dict):
            unknown = [key for key in content if key not in cls.model_fields]
            if unknown:
                raise PydanticCustomError(
                    "unknown_key",
                    "one of {allowed}",
                    {"key": unknown[0], "allowed": ", ".join(cls.known_keys())},
                )
        return content

    @classmethod
    def known_keys(cls) -> list[str]:
        """Keys that may stand in the file; what the file's place says stands nowhere in it."""
        return [name for name, field in cls.model_fields.items() if not field.exclude]


def mistake(expected: str, found: str, *at: str | int) -> PydanticCustomError:
    """An error that a validator raises on the value ``found`` below the key or keys ``at``."""
    return PydanticCustomError(
        "mistake", "{expected}", {"expected": expected, "found": found, "at": at}
    )


Declaration = TypeVar("Declaration", bound=Strict)


def validate(kind: type[Declaration], declared: Positioned, **extra: Any) -> Declaration:
    """The declaration as a validated object.

    ``extra`` are values that its place says, such as its name; they may not stand in the file.
    Raises ``DeclarationError`` with one problem per mistake.
    """
    if not isinstance(declared.content, dict):
        raise DeclarationError(
            Problem("no mapping", "keys and values", "Correct the file.", file=str(declared.path))
        )
    for key in (key for key in extra if key in declared.content):
        raise DeclarationError(
            Problem(
                f"the unknown key '{key}'",
                f"one of {', '.join(kind.known_keys())}",
                f"Remove '{key}'; the name of the file says it.",
                file=str(declared.path),
                line=declared.line((key,)),
            )
        )
    try:
        return kind.model_validate({**declared.content, **extra})
    except ValidationError as error:
        raise DeclarationError(
            *(_as_problem(details, declared) for details in error.errors())
        ) from error


def _as_problem(details: ErrorDetails, declared: Positioned) -> Problem:
    location = details["loc"]
    context = details.get("ctx", {})
    if details["type"] == "unknown_key":
        location = (*location, context["key"])
        found = f"the unknown key '{context['key']}'"
        expected = details["msg"]
    elif details["type"] == "missing":
        found, expected = "nothing", f"the key '{location[-1]}'"
    elif details["type"] == "mistake":
        location = (*location, *context["at"])
        found, expected = context["found"], context["expected"]
    elif details["type"] == "string_type":
        found, expected = _shown(details["input"]), "text; a number in quotes"
    else:
        found = _shown(details["input"])
        expected = str(context.get("expected", details["msg"]))
    return Problem(
        found,
        expected,
        f"Correct '{'.'.join(str(part) for part in location)}'.",
        file=str(declared.path),
        line=declared.line(location),
    )


def _shown(value: Any) -> str:
    """A value in a message; of a mapping its keys, since the whole would hide the mistake."""
    if isinstance(value, dict):
        return f"the keys {', '.join(map(str, value)) or '(none)'}"[:200]
    return repr(value)[:120]
