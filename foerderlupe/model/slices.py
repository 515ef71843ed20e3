"""What one list becomes: several frames that belong together.

Belongs here: the bundles between parsing and the stages that work on all lists.
Does not belong here: how a list is parsed (``parse``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self

import polars as pl

from foerderlupe.model import frames


@dataclass(frozen=True)
class Bundle:
    """Frames that travel together; each field keeps the contract of the frame of its name."""

    def __post_init__(self) -> None:
        for field in fields(self):
            contract: frames.Frame = getattr(frames, field.name.upper())
            object.__setattr__(self, field.name, contract.conform(getattr(self, field.name)))

    @classmethod
    def empty(cls) -> Self:
        """A bundle without rows."""
        return cls(**{f.name: getattr(frames, f.name.upper()).empty() for f in fields(cls)})

    @classmethod
    def concat(cls, bundles: Iterable[Self]) -> Self:
        """All bundles below one another, in the order given."""
        parts = [cls.empty(), *bundles]
        return cls(
            **{f.name: pl.concat([getattr(part, f.name) for part in parts]) for f in fields(cls)}
        )


@dataclass(frozen=True)
class Slice(Bundle):
    """The rows of one list, each in exactly one of records, rejected and ignored."""

    records: pl.DataFrame
    record_values: pl.DataFrame
    record_parties: pl.DataFrame
    record_amounts: pl.DataFrame
    rejected_rows: pl.DataFrame
    ignored_rows: pl.DataFrame

    @property
    def rows(self) -> int:
        """Rows of the list as delivered."""
        return self.records.height + self.rejected_rows.height + self.ignored_rows.height


@dataclass(frozen=True)
class Reference(Bundle):
    """What a reference list says: the register, places of postcodes, or figures on need."""

    reference_regions: pl.DataFrame
    reference_postcodes: pl.DataFrame
    need: pl.DataFrame

    @classmethod
    def of(cls, kind: str, frame: pl.DataFrame) -> Self:
        """What one reference list of a kind (regions, postcodes, need) says."""
        name = kind if kind == "need" else f"reference_{kind}"
        return replace(cls.empty(), **{name: frame})

    @property
    def rows(self) -> int:
        """Usable rows of the reference list."""
        frames_ = (self.reference_regions, self.reference_postcodes, self.need)
        return sum(frame.height for frame in frames_)


@dataclass(frozen=True)
class Verdicts(Bundle):
    """What became of each list tonight."""

    source_runs: pl.DataFrame
