"""Programs in processes of their own, one after the other, measured from outside.

Belongs here: seconds, memory, the time limit and medians; imports and reading count. Does not
belong here: what a program is asked (``bench.peers``), and how good its answer is.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TextIO

from bench.nightly import ROOT

OURS = "foerderlupe"
LIMIT = 1200.0


@dataclass(frozen=True)
class Used:
    """Seconds by the clock and of the processors, peak memory, and how it failed, if it did.

    ``megabytes`` are the largest resident set of any one process of the program.
    """

    seconds: float = 0
    cpu_seconds: float = 0
    megabytes: float = 0
    failure: str = ""


def python_of(program: str, peers: Path) -> Path | None:
    """The interpreter that a program runs on, None where it is not installed."""
    if program == OURS:
        return Path(sys.executable)
    found = subprocess.run([peers, "-c", f"import {program}"], capture_output=True, cwd="/")
    return peers if found.returncode == 0 else None


def asked(
    program: str, python: Path, task: str, folder: Path, repeat: int, limit: float = LIMIT
) -> Used:
    """Medians of ``repeat`` answers of ``bench.peers.<program>``, or the first failure.

    ``limit`` is the number of seconds after which a run is given up.
    """
    runs, answer = [], folder / "answer.parquet"
    for _ in range(repeat):
        answer.unlink(missing_ok=True)
        runs.append(_run([python, "-m", f"bench.peers.{program}", task, folder], limit))
        if not (runs[-1].failure or answer.exists()):
            return replace(runs[-1], failure="no answer")
        if runs[-1].failure:
            return runs[-1]
    names = ("seconds", "cpu_seconds", "megabytes")
    return Used(*(median(getattr(run, name) for run in runs) for name in names))


def _run(command: list[str | Path], limit: float) -> Used:
    with (
        TemporaryDirectory(prefix="foerderlupe-bench-") as folder,
        (Path(folder) / "complaints").open("w+", encoding="utf-8") as complaints,
    ):
        began = time.perf_counter()
        ended = _ended(command, complaints, limit)
        seconds = time.perf_counter() - began
        complaints.seek(0)
        said = [line.strip() for line in complaints if line.strip()]
    return Used(
        seconds,
        ended["cpu_seconds"],
        ended["megabytes"],
        _failure(int(ended["code"]), said, seconds, limit),
    )


def _ended(command: list[str | Path], complaints: TextIO, limit: float) -> dict[str, float]:
    """What ``bench.measured`` says of a program, which ends with all that it started."""
    started = subprocess.Popen(
        [sys.executable, "-m", "bench.measured", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=complaints,
        process_group=0,
    )
    watch = Timer(limit, os.killpg, (started.pid, signal.SIGKILL))
    watch.start()
    try:
        told, _ = started.communicate()
    finally:
        watch.cancel()
        if started.returncode is None:  # the bench itself was interrupted
            os.killpg(started.pid, signal.SIGKILL)
    ended: dict[str, float] = (
        json.loads(told)
        if told
        else {"code": started.returncode, "cpu_seconds": 0.0, "megabytes": 0.0}
    )
    return ended


def _failure(code: int, said: list[str], seconds: float, limit: float) -> str:
    """How a run failed: by the limit, by a signal (of memory, as a rule), or as it says last."""
    if code == 0:
        return ""
    if seconds >= limit:
        return f"given up after {limit:.0f} s"
    if code < 0:
        return f"ended by signal {-code} after {seconds:.0f} s"
    return said[-1] if said else "no message"
