"""The folder in which Förderlupe keeps facts and publications.

Belongs here: the paths below ``$FOERDERLUPE_HOME``, each named once.
Does not belong here: reading or writing any of them.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """Paths below one root folder. Nothing is created by looking at them."""

    root: Path

    @property
    def snapshots(self) -> Path:
        """Bytes as delivered, one folder per source; never rewritten."""
        return self.root / "snapshots"

    @property
    def judgements(self) -> Path:
        """What people decided on pairs of records; append-only."""
        return self.root / "judgements.csv"

    @property
    def weights(self) -> Path:
        """Weights of matching that were trained here; without the file the shipped ones hold."""
        return self.root / "weights.yml"

    @property
    def identity(self) -> Path:
        """The ledger of measure ids ever minted."""
        return self.root / "identity"

    @property
    def work(self) -> Path:
        """Caches and intermediate frames; may be deleted at any time."""
        return self.root / "work"

    @property
    def frames(self) -> Path:
        """Frames between the steps of the last run."""
        return self.work / "frames"

    @property
    def said(self) -> Path:
        """What older snapshots say, as read once."""
        return self.work / "said"

    @property
    def lists(self) -> Path:
        """What the last snapshots of every list say, for the next run."""
        return self.work / "lists"

    @property
    def pairs(self) -> Path:
        """What the last run decided about pairs of records, for the next one."""
        return self.work / "pairs"

    @property
    def labels(self) -> Path:
        """What the last run said of the texts of records, for the next one."""
        return self.work / "labels"

    @property
    def spark(self) -> Path:
        """Frames that a Spark server works on, unless another folder is named for them."""
        return self.work / "spark"

    @property
    def working_database(self) -> Path:
        """The warehouse of the last run before it is published, with what it is derived from."""
        return self.work / "warehouse.duckdb"

    @property
    def checks_log(self) -> Path:
        """What the checking process printed."""
        return self.work / "checks.log"

    @property
    def published(self) -> Path:
        """Publications, one folder per run."""
        return self.root / "published"

    @property
    def current(self) -> Path:
        """The publication that readers see: a link that is switched in one step."""
        return self.published / "current"
