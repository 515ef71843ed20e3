"""One run at a time in one home.

Belongs here: the lock that keeps two nightly runs from writing the same ledger.
Does not belong here: protecting readers; they are protected by the switch (``publish.history``).
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from foerderlupe.errors import Problem, PublicationError


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Hold the home for one run; the lock ends with the process, whatever happens to it.

    Raises ``PublicationError`` when another run holds it, or when it cannot be written.
    """
    with _opened(root) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublicationError(
                Problem(
                    "another run in this home",
                    "one run at a time",
                    "Wait for it to end.",
                    file=str(root),
                )
            ) from error
        yield


def _opened(root: Path) -> IO[str]:
    try:
        root.mkdir(parents=True, exist_ok=True)
        return (root / ".lock").open("w")
    except OSError as error:
        raise PublicationError(
            Problem(str(error), "a folder to write in", "Check --home.", file=str(root))
        ) from error
