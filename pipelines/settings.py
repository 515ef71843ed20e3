"""What the environment says, read when it is asked for and nowhere else.

Belongs here: names of environment variables and their defaults.
Does not belong here: options of the command line (``pipelines.cli``).
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from foerderlupe.engines import EngineChoice
from foerderlupe.project import SOURCES

LOCAL = EngineChoice()


@dataclass(frozen=True)
class Settings:
    """Where source documents and the home lie, whom to tell of a failure, and what compares."""

    sources: tuple[Path, ...]
    home: Path
    webhook: str | None = None
    engine: EngineChoice = LOCAL

    @classmethod
    def from_environment(cls) -> Self:
        """``FOERDERLUPE_SOURCES`` (folders joined like ``PATH``), ``_HOME``, ``_WEBHOOK``.

        And ``FOERDERLUPE_ENGINE``, ``_SPARK_REMOTE`` and ``_SPARK_STORAGE``. Raises
        ``DeclarationError`` for an engine that does not exist.
        """
        folders = os.environ.get("FOERDERLUPE_SOURCES")
        return cls(
            sources=tuple(map(Path, folders.split(os.pathsep))) if folders else (SOURCES,),
            home=Path(os.environ.get("FOERDERLUPE_HOME", "data")).resolve(),
            webhook=os.environ.get("FOERDERLUPE_WEBHOOK") or None,
            engine=EngineChoice.of(
                os.environ.get("FOERDERLUPE_ENGINE", ""),
                os.environ.get("FOERDERLUPE_SPARK_REMOTE", ""),
                os.environ.get("FOERDERLUPE_SPARK_STORAGE", ""),
            ),
        )
