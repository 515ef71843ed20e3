"""What a run is told: where its home is, which day it is, what to let pass, and what compares.

Belongs here: the resource that assets ask. Does not belong here: the choice of these values
(``pipelines``).
"""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import dagster as dg

from foerderlupe.calendar import today
from foerderlupe.engines import EngineChoice, open_engine
from foerderlupe.home import Home
from foerderlupe.measures.engine import Engine
from foerderlupe.warehouse.previous import last_good_snapshots


class Nightly(dg.ConfigurableResource["Nightly"]):
    """Settings of a run; ``as_of`` empty means today in Berlin."""

    home: str
    as_of: str = ""
    offline: bool = False
    accept: list[str] = []
    engine: str = "local"
    spark_remote: str = ""
    spark_storage: str = ""

    @property
    def paths(self) -> Home:
        """The folders below the home."""
        return Home(Path(self.home))

    @property
    def day(self) -> date:
        """The day that the run is for."""
        return date.fromisoformat(self.as_of) if self.as_of else today()

    def comparing(self) -> AbstractContextManager[Engine]:
        """The engine that compares records, for as long as it is asked."""
        choice = EngineChoice.of(self.engine, self.spark_remote, self.spark_storage)
        return open_engine(choice, self.paths.spark, self.paths.pairs)

    def last_good(self) -> dict[str, str]:
        """The snapshot of each source in the publication that readers see."""
        return last_good_snapshots(self.paths.current)
