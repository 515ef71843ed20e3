"""The spec of a match: one YAML file that names the columns.

Belongs here: the model of the file and what it must fit in the tables. Does not belong here:
guessing what it leaves out (``kinds``).

    id: id                        # or left and right, where the names differ
    columns:                      # a list of names is enough
      title:
      authors: {right: writers, kind: names}
    one_to_one: auto              # or yes, no
    threshold: 0.5                # same from here on
    review: 0.1                   # undecided from here on
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from foerderlupe.matching.kinds import Kind
from foerderlupe.spec.positions import Positioned, read_yaml
from foerderlupe.spec.strict import Strict, mistake, validate

Share = Annotated[float, Field(ge=0, le=1)]


class ColumnName(Strict):
    """The name of a column in both tables; without ``right`` it is the same as in the left."""

    left: str
    right: str


class ColumnSpec(Strict):
    """Where a column stands, and of what kind it is; both are found out if not given."""

    left: str | None = None
    right: str | None = None
    kind: Kind | None = None


class Spec(Strict):
    """What is matched.

    ``columns`` are the names in the output, and where each stands. Without columns all that the
    tables share are compared; without ``id`` it is the column ``id``.
    """

    id: ColumnName = ColumnName(left="id", right="id")
    columns: dict[str, ColumnSpec] = {}
    one_to_one: Literal["auto", "yes", "no"] = "auto"
    threshold: Share = 0.5
    review: Share = 0.1

    @field_validator("id", mode="before")
    @classmethod
    def _one_name_for_both(cls, given: Any) -> Any:
        return {"left": given, "right": given} if isinstance(given, str) else given

    @field_validator("columns", mode="before")
    @classmethod
    def _names_are_enough(cls, given: Any) -> Any:
        if isinstance(given, list):
            for place, name in enumerate(given):
                if not isinstance(name, str) or name in given[:place]:
                    raise mistake("a name, each once", repr(name), place)
            return {name: {} for name in given}
        if isinstance(given, dict):
            return {name: {} if content is None else content for name, content in given.items()}
        return given

    @model_validator(mode="after")
    def _review_below_same(self) -> "Spec":
        if self.review > self.threshold:
            raise mistake(f"at most the threshold {self.threshold}", str(self.review), "review")
        return self


def read_spec(path: Path) -> tuple[Spec, Positioned]:
    """The spec, and the lines of its keys for messages; raises ``DeclarationError``."""
    declared = read_yaml(path)
    return validate(Spec, declared), declared
