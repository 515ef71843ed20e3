"""The spec of a match of programme records: one YAML file that says what a table holds.

Belongs here: the model of the file. Does not belong here: the table (``from_table``), and the spec
of tables of anything else (``matching.spec``).

    model: measures
    id: record_id                 # the column of ids
    columns:                      # only those with other names than in core.records
      title: Projekttitel
      carrier: Träger
      period_to: Ende
    source: Liste                 # the list of each row; source_id, where there is such a column
    unique_in_source: no          # or yes, or the lists that name a measure once
    default_region: "08"          # where places are looked for
    numbers: de                   # how amounts are written; dates and year_notation likewise
    weights: weights.yml          # instead of the shipped ones
"""

from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from foerderlupe.matching.spec import Found
from foerderlupe.model.frames import RECORDS
from foerderlupe.parse.amounts import Numbers
from foerderlupe.parse.dates import DateOrder
from foerderlupe.parse.periods import YearNotation
from foerderlupe.spec.strict import Strict, mistake

# What is made of a row, not read from it.
_MADE = {"record_id", "source_id", "source_row", "locator", "content_hash"}
READABLE = tuple(name for name in RECORDS.columns if name not in _MADE)


class MeasuresSpec(Strict):
    """What is matched by the rules of measures.

    ``columns`` gives the column of the table for a column of RECORDS; a column that has the same
    name in both needs no mention. ``unique_in_source`` are the lists in which no two rows are one
    measure: all, none, or those named; ``auto`` leaves it to the rules, as ``no`` does.
    ``numbers``, ``dates`` and ``year_notation`` mean what they mean in a source document.
    """

    model: Literal["measures"]
    id: str = "record_id"
    columns: dict[str, str] = {}
    source: str | None = None
    unique_in_source: Found | list[str] = "auto"
    default_region: Annotated[str, Field(pattern=r"^\d{2,8}$")] | None = None
    numbers: Numbers = "de"
    dates: DateOrder = "day_first"
    year_notation: YearNotation = "funding_period"
    weights: str | None = None

    @field_validator("columns", mode="before")
    @classmethod
    def _known_columns(cls, given: Any) -> Any:
        for name in given if isinstance(given, dict) else ():
            if name not in READABLE:
                like = get_close_matches(str(name), READABLE, n=1)
                meant = f"; perhaps {like[0]}" if like else ""
                raise mistake(f"one of {', '.join(READABLE)}{meant}", repr(name), name)
        return given
