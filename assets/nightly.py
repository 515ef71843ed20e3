"""What a run is told: where its home is, which day it is, and what to let pass.

Belongs here: the resource that assets ask. Does not belong here: the choice of these values
(``pipelines``).
"""

from datetime import date
from pathlib import Path

import dagster as dg

from foerderlupe.calendar import today
from foerderlupe.home import Home
from foerderlupe.warehouse.previous import last_good_snapshots


class Nightly(dg.ConfigurableResource["Nightly"]):
    """Settings of a run; ``as_of`` empty means today in Berlin."""

    home: str
    as_of: str = ""
    offline: bool = False
    accept: list[str] = []

    @property
    def paths(self) -> Home:
        """The folders below the home."""
        return Home(Path(self.home))

    @property
    def day(self) -> date:
        """The day that the run is for."""
        return date.fromisoformat(self.as_of) if self.as_of else today()

    def last_good(self) -> dict[str, str]:
        """The snapshot of each source in the publication that readers see."""
        return last_good_snapshots(self.paths.current)
