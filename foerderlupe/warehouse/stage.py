"""What SQL starts from, gathered from the stages before.

Belongs here: which frame becomes which table of schema ``stage``.
Does not belong here: loading it (``warehouse.build``), and how frames are kept between stages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from foerderlupe.model.frames import RECORD_MEASURE
from foerderlupe.review.standing import Standing
from foerderlupe.rules import rules_version

# Frames of a bundle whose names say less than those of their tables.
_CALLED = {"ids": "measure_ids", "notes": "matching_notes"}


@dataclass(frozen=True)
class Stage:
    """Everything that the warehouse is derived from.

    Paths are those of kept frames: ``x.parquet`` is the table ``stage.x``, a folder holds the
    frames of a bundle. Nothing is read from them but the measures of the records.
    """

    evidence: Sequence[Path]
    matched: Path
    ledger: Path
    standing: Standing
    day: date

    def tables(self) -> dict[str, pl.DataFrame | Path]:
        """Table name and rows, or the file of the rows, of each table of schema ``stage``."""
        kept = sorted(
            file for place in (*self.evidence, self.matched, self.ledger) for file in _files(place)
        )
        return {
            **{_CALLED.get(file.stem, file.stem): file for file in kept},
            "record_measure": self._record_measure(),
            **vars(self.standing),
            "run": pl.DataFrame({"as_of": [self.day], "rules_version": [rules_version()]}),
        }

    def _record_measure(self) -> pl.DataFrame:
        """Tonight's records with the id of their measure; the ledger also knows older ones."""
        clusters = pl.read_parquet(self.matched / "clusters.parquet")
        members = pl.read_parquet(self.ledger / "members.parquet")
        joined = clusters.join(members, on="record_id")
        return RECORD_MEASURE.conform(joined.select(RECORD_MEASURE.columns))


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from place.glob("*.parquet")
    else:
        yield place.with_suffix(".parquet")
