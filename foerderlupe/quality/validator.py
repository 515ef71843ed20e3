"""Checks run in a process of their own.

Belongs here: the process that holds Great Expectations, and results as a frame.
Does not belong here: the checks themselves (``quality.expectations``).

Great Expectations takes seconds to import. A process that is started with the run imports it
while lists are being read, and keeps its memory apart from that of matching.
"""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from foerderlupe.model.frames import CHECK_RESULTS
from foerderlupe.quality.promises import Promise
from foerderlupe.warehouse.database import Database, open_database


class Validator:
    """A context manager that checks promises; its process starts working on entry.

    ``log`` takes what the library prints.
    """

    def __init__(self, log: Path) -> None:
        self._log = log

    def __enter__(self) -> Self:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "foerderlupe.quality.serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # It holds nothing that has to be put away, and an ordinary exit takes seconds.
        self._process.kill()
        self._process.communicate()

    def check(self, database: Path, promises: Sequence[Promise]) -> pl.DataFrame:
        """CHECK_RESULTS of the promises; no connection to the file may be open meanwhile."""
        if not promises:
            return CHECK_RESULTS.empty()
        rows = self._ask("check_promises", database, list(promises))
        frame = pl.DataFrame(rows, schema_overrides=dict(CHECK_RESULTS.schema))
        with open_database(database) as opened:
            return _with_failing_rows(CHECK_RESULTS.conform(frame), promises, opened)

    def problems_of(self, promises: Sequence[Promise]) -> list[tuple[str, str]]:
        """Subject and mistake of each promise that cannot be understood."""
        problems: list[tuple[str, str]] = self._ask("problems_of", list(promises))
        return problems

    def _ask(self, function: str, *arguments: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((function, arguments), self._process.stdin)
            self._process.stdin.flush()
            answer = pickle.load(self._process.stdout)
        except (EOFError, BrokenPipeError) as error:
            raise RuntimeError(f"the checking process died; see {self._log}") from error
        if isinstance(answer, Exception):
            raise answer
        return answer


def _with_failing_rows(
    results: pl.DataFrame, promises: Sequence[Promise], database: Database
) -> pl.DataFrame:
    """Samples of check files are their failing rows, not the number of them."""
    samples = [
        database.table(promise.table).head(5).write_json()
        if promise.table.startswith("failing.") and not passed
        else sample
        for promise, passed, sample in zip(
            promises, results["passed"], results["sample"], strict=True
        )
    ]
    return results.with_columns(sample=pl.Series(samples, dtype=pl.String))
