"""Work in pure Python shared among the cores of the machine.

Belongs here: running a function on parts of a list in processes of their own.
Does not belong here: what the function does, and work in compiled code, for which threads do.

A process is given its part through its standard input and answers on its standard output. Unlike
the workers of ``multiprocessing`` it does not import the program that asked once more, so it may be
asked from anywhere: a script, a notebook, a night.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, TypeVar

from foerderlupe.errors import FoerderlupeError, Problem

Item = TypeVar("Item")
Result = TypeVar("Result")
_MODULE = "foerderlupe.cores"


def by_parts(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], fewest: int
) -> list[Result]:
    """``work`` of parts of ``items``, in their order: one part per core, none below ``fewest``.

    ``work`` is a function of a module or a method of an object; it, the items and the results are
    sent between processes. A single part is worked on at once and here. Raises
    ``FoerderlupeError`` where a process fails.
    """
    parts = min(os.cpu_count() or 1, max(1, len(items) // fewest))
    if parts == 1:
        return [work(items)]
    bounds = [len(items) * part // parts for part in range(parts + 1)]
    asked = [pickle.dumps((work, items[begin:end])) for begin, end in pairwise(bounds)]
    with ThreadPoolExecutor(parts) as threads:
        answers: list[Result] = list(threads.map(_answer, asked))
    return answers


def _answer(asked: bytes) -> Any:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-m", _MODULE], input=asked, capture_output=True, env=environment
    )
    if done.returncode:
        found = f"a process that ended with {done.returncode}: {done.stderr.decode()}"
        expected = f"an answer of {_MODULE}"
        raise FoerderlupeError(Problem(found, expected, "Look at the message; is memory short?"))
    return pickle.loads(done.stdout)


if __name__ == "__main__":
    # The process ends with its answer; looking for garbage among millions of texts takes longer.
    gc.disable()
    work, items = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(work(items)))
