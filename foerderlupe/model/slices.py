"""What one list becomes: several frames that belong together.

Belongs here: the bundle between parsing and the stages that work on all lists.
Does not belong here: how a list is parsed (``parse``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self

import polars as pl

from foerderlupe.model import frames


@dataclass(frozen=True)
class Slice:
    """The rows of one list, each in exactly one of records, rejected and ignored."""

    records: pl.DataFrame
    record_values: pl.DataFrame
    record_parties: pl.DataFrame
    record_amounts: pl.DataFrame
    rejected_rows: pl.DataFrame
    ignored_rows: pl.DataFrame

    def __post_init__(self) -> None:
        for field in fields(self):
            contract: frames.Frame = getattr(frames, field.name.upper())
            conformed = contract.conform(getattr(self, field.name))
            object.__setattr__(self, field.name, conformed)

    @property
    def rows(self) -> int:
        """Rows of the list as delivered."""
        return self.records.height + self.rejected_rows.height + self.ignored_rows.height

    @classmethod
    def empty(cls) -> Self:
        """A slice without rows, for a list that could not be used."""
        return cls(**{f.name: getattr(frames, f.name.upper()).empty() for f in fields(cls)})

    @classmethod
    def concat(cls, slices: Iterable[Self]) -> Self:
        """All slices below one another, in the order given."""
        parts = [cls.empty(), *slices]
        return cls(
            **{f.name: pl.concat([getattr(part, f.name) for part in parts]) for f in fields(cls)}
        )
