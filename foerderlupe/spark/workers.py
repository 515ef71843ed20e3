"""Whether the workers of a session can do what they will be asked to.

Belongs here: asking one of them before the work begins, and saying what it lacks. Does not belong
here: the server (``session``).
"""

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import polars as pl
import pyarrow as pa

from foerderlupe.errors import EngineError, Problem
from foerderlupe.spark.session import Session, Work

_PACKAGES = ("foerderlupe", "polars", "rapidfuzz")
_SEEN = "seen"


def check_workers(session: Session) -> None:
    """Raise ``EngineError`` if a worker has other versions than this process, or another folder."""
    sign = session.new_path()
    sign.touch()
    one = session.spark.range(0, 1, 1, 1)
    schema = pl.Schema({"name": pl.String(), "value": pl.String()})
    answer = session.collected(session.mapped(one, _answering(sign), schema))
    there, here = dict(answer.iter_rows()), _described(sign)
    problems = [
        Problem(
            f"{name} {there.get(name)} on a worker",
            f"{name} {value}, as here",
            "Install the same wheel for the same Python on every worker, see docs/spark.md.",
        )
        for name, value in here.items()
        if name != _SEEN and there.get(name) != value
    ]
    if there.get(_SEEN) != here[_SEEN]:
        problems.append(
            Problem(
                f"no folder {session.folder} on a worker",
                "a folder that this process and all workers see under one path",
                "Name such a folder with --spark-storage.",
            )
        )
    if problems:
        raise EngineError(*problems)


def _answering(sign: Path) -> Work:
    def answer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            if batch.num_rows:
                told = _described(sign)
                yield pa.RecordBatch.from_pydict(
                    {"name": list(told.keys()), "value": list(told.values())}
                )

    return answer


def _described(sign: Path) -> dict[str, str]:
    """What must be equal on both sides."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "python": python,
        **{name: version(name) for name in _PACKAGES},
        _SEEN: str(sign.exists()),
    }
