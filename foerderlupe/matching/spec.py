"""The spec of a match: one YAML file that names the columns.

Belongs here: the model of the file and what it must fit in the tables. Does not belong here:
guessing what it leaves out (``kinds``).

    id: id                        # or left and right, where the names differ
    columns:                      # a list of names is enough
      title:
      authors: {right: writers, kind: names}
    ignore: [fax]                 # of all common columns
    comparisons: {title: spelling}
    keys: [postcode, [surname, born]]
    source: shop                  # the list of each row of one table
    unique_in_source: auto        # or yes, no
    one_to_one: auto              # or yes, no
    threshold: 0.5                # same from here on
    review: 0.1                   # undecided from here on
    weights: goods-weights.yml    # instead of learning
"""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from foerderlupe.matching.kinds import Kind
from foerderlupe.matching.values import COMPARATORS, Comparator
from foerderlupe.spec.positions import Positioned, read_yaml
from foerderlupe.spec.strict import Strict, mistake, validate

Found = Literal["auto", "yes", "no"]
Share = Annotated[float, Field(ge=0, le=1)]


class ColumnName(Strict):
    """The name of a column in both tables; without ``right`` it is the same as in the left."""

    left: str
    right: str


class ColumnSpec(Strict):
    """Where a column stands, and of what kind it is; both are found out if not given.

    ``weight`` multiplies the bits of the column: 0 for nothing, 2 for double.
    """

    left: str | None = None
    right: str | None = None
    kind: Kind | None = None
    weight: Annotated[float, Field(ge=0, le=100)] = 1.0


class Spec(Strict):
    """What is matched.

    ``columns`` are the names in the output, and where each stands. Without columns all that the
    tables share are compared but those to ``ignore``; without ``id`` it is the column ``id``.
    Records with equal values in all columns of one of the ``keys`` are compared in any case.
    ``source`` is the column that says from which list a row of one table is.
    ``model`` says that the weights are learnt from the tables; a spec of the other model, for
    programme records, has other keys.
    """

    model: Literal["tables", "measures"] = "tables"
    id: ColumnName = ColumnName(left="id", right="id")
    columns: dict[str, ColumnSpec] = {}
    ignore: list[str] = []
    comparisons: dict[str, Comparator] = {}
    keys: list[list[str]] = []
    source: str | None = None
    unique_in_source: Found = "auto"
    one_to_one: Found = "auto"
    threshold: Share = 0.5
    review: Share = 0.1
    weights: str | None = None

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

    @field_validator("comparisons", mode="before")
    @classmethod
    def _known_comparators(cls, given: Any) -> Any:
        for column, name in given.items() if isinstance(given, dict) else ():
            if name not in COMPARATORS:
                like = get_close_matches(str(name), COMPARATORS, n=1)
                meant = f"; perhaps {like[0]}" if like else ""
                raise mistake(f"one of {', '.join(COMPARATORS)}{meant}", repr(name), column)
        return given

    @field_validator("keys", mode="before")
    @classmethod
    def _one_column_is_a_key(cls, given: Any) -> Any:
        if not isinstance(given, list):
            return given
        return [[key] if isinstance(key, str) else key for key in given]

    @model_validator(mode="after")
    def _ignored_of_all(self) -> "Spec":
        if self.ignore and self.columns:
            expected = "columns or ignore, since named columns are the only ones compared"
            raise mistake(expected, "both", "ignore")
        return self

    @model_validator(mode="after")
    def _review_below_same(self) -> "Spec":
        if self.review > self.threshold:
            raise mistake(f"at most the threshold {self.threshold}", str(self.review), "review")
        return self


def read_spec(path: Path) -> tuple[Spec, Positioned]:
    """The spec, and the lines of its keys for messages; raises ``DeclarationError``."""
    declared = read_yaml(path)
    return validate(Spec, declared), declared
