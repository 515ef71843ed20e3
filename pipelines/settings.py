"""What the environment says, read when it is asked for and nowhere else.

Belongs here: names of environment variables and their defaults.
Does not belong here: options of the command line (``pipelines.cli``).
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from foerderlupe.project import SOURCES


@dataclass(frozen=True)
class Settings:
    """Where source documents and the home lie, and whom to tell of a failure."""

    sources: tuple[Path, ...]
    home: Path
    webhook: str | None = None

    @classmethod
    def from_environment(cls) -> Self:
        """``FOERDERLUPE_SOURCES`` (folders joined like ``PATH``), ``_HOME`` and ``_WEBHOOK``."""
        folders = os.environ.get("FOERDERLUPE_SOURCES")
        return cls(
            sources=tuple(map(Path, folders.split(os.pathsep))) if folders else (SOURCES,),
            home=Path(os.environ.get("FOERDERLUPE_HOME", "data")).resolve(),
            webhook=os.environ.get("FOERDERLUPE_WEBHOOK") or None,
        )
