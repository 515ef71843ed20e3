"""What SQL starts from, gathered from the stages before.

Belongs here: which frame becomes which table of schema ``stage``.
Does not belong here: loading it (``warehouse.build``).
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from foerderlupe.identity.assign import Ledger
from foerderlupe.measures.evidence import Matched
from foerderlupe.model.bundles import History, Lists
from foerderlupe.model.frames import RECORD_MEASURE
from foerderlupe.organisations.resolve import Resolved
from foerderlupe.review.standing import Standing
from foerderlupe.rules import rules_version


@dataclass(frozen=True)
class Stage:
    """Everything that the warehouse is derived from."""

    lists: Lists
    history: History
    organisations: Resolved
    record_regions: pl.DataFrame
    record_target_groups: pl.DataFrame
    record_fields: pl.DataFrame
    matched: Matched
    ledger: Ledger
    standing: Standing
    day: date

    def frames(self) -> dict[str, pl.DataFrame]:
        """Table name and rows of each table of schema ``stage``."""
        return {
            **vars(self.lists),
            **vars(self.history),
            **vars(self.organisations),
            "record_regions": self.record_regions,
            "record_target_groups": self.record_target_groups,
            "record_fields": self.record_fields,
            "pairs": self.matched.pairs,
            "matching_notes": self.matched.notes,
            "record_measure": self._record_measure(),
            "measure_ids": self.ledger.ids,
            "members": self.ledger.members,
            **vars(self.standing),
            "run": pl.DataFrame({"as_of": [self.day], "rules_version": [rules_version()]}),
        }

    def _record_measure(self) -> pl.DataFrame:
        """Tonight's records with the id of their measure; the ledger also knows older ones."""
        joined = self.matched.clusters.join(self.ledger.members, on="record_id")
        return RECORD_MEASURE.conform(joined.select(RECORD_MEASURE.columns))
