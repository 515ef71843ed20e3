"""The engine that a run asks for by name.

Belongs here: the names, and opening what stands behind them. Does not belong here: the engines
(``measures.engine``, ``spark.engine``), and where the choice comes from (``pipelines``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypedDict

from foerderlupe.errors import DeclarationError, EngineError, Problem
from foerderlupe.measures.engine import LOCAL, Engine
from foerderlupe.measures.remembering import RememberingEngine

_NAMES = ("local", "spark")


class WrittenChoice(TypedDict):
    """A choice by the names of options."""

    engine: str
    spark_remote: str
    spark_storage: str


@dataclass(frozen=True)
class EngineChoice:
    """Which engine compares; ``remote`` (``sc://host:port``) and ``storage`` are Spark's.

    Raises ``DeclarationError`` for an unknown engine, and for Spark without an address.
    """

    name: str = "local"
    remote: str = ""
    storage: Path | None = None

    @classmethod
    def of(cls, engine: str = "", spark_remote: str = "", spark_storage: str = "") -> Self:
        """The choice as it is written down; an empty text says nothing."""
        storage = Path(spark_storage) if spark_storage else None
        return cls(engine or "local", spark_remote, storage)

    def written(self) -> "WrittenChoice":
        """The choice as ``of`` reads it."""
        storage = str(self.storage) if self.storage else ""
        return {"engine": self.name, "spark_remote": self.remote, "spark_storage": storage}

    def __post_init__(self) -> None:
        if self.name not in _NAMES:
            raise DeclarationError(
                Problem(f"the engine {self.name!r}", " or ".join(_NAMES), "Name one of them.")
            )
        if self.name == "spark" and not self.remote:
            raise DeclarationError(
                Problem(
                    "the engine spark without a server",
                    "the address of a Spark Connect server",
                    "Add --spark-remote sc://host:15002, or set FOERDERLUPE_SPARK_REMOTE.",
                )
            )


@contextmanager
def open_engine(choice: EngineChoice, storage: Path, memory: Path | None) -> Iterator[Engine]:
    """The engine of that name, closed at the end.

    ``storage`` is the folder for Spark's frames where the choice names none, ``memory`` the one in
    which the local engine remembers, if it shall. Raises ``EngineError`` when the extra is not
    installed, no server answers, or workers lack something.
    """
    if choice.name == "local":
        yield LOCAL if memory is None else RememberingEngine(memory)
        return
    try:
        from foerderlupe.spark.engine import SparkEngine
        from foerderlupe.spark.session import open_session
        from foerderlupe.spark.workers import check_workers
    except ImportError as error:
        raise EngineError(
            Problem(
                f"no Spark client ({error})",
                "the extra 'spark' of foerderlupe",
                "Install it with pip install 'foerderlupe[spark]', or use --engine local.",
            )
        ) from error
    with open_session(choice.remote, (choice.storage or storage).resolve()) as session:
        check_workers(session)
        yield SparkEngine(session)


def try_engine(choice: EngineChoice, storage: Path) -> None:
    """Open and close the engine, so that a night fails before it has begun rather than midway."""
    with open_engine(choice, storage, memory=None):
        pass
