"""A process and those that it starts, watched at work: processor seconds and memory over time.

Belongs here: looking at ``/proc`` now and then (Linux; elsewhere there is nothing to see).
Does not belong here: what the process does, and the steps that a moment belongs to.
"""

import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_EVERY = 0.3


@dataclass(frozen=True)
class Moment:
    """What the processes had used by the time ``at`` (seconds since the epoch).

    ``memory`` are the bytes of all resident sets together; pages that two share count twice.
    """

    at: float
    cpu_seconds: float
    memory: int


@dataclass(frozen=True)
class Use:
    """Seconds by the clock and of the processors, and the most memory in bytes at one time."""

    seconds: float
    cpu_seconds: float
    memory: int


def watch(process: "subprocess.Popen[bytes]") -> list[Moment]:
    """Wait for the end of a process; gives what was seen until then."""
    seen = []
    while process.poll() is None:
        if (moment := _moment(process.pid)) is not None:
            seen.append(moment)
        time.sleep(_EVERY)
    return seen


def used(seen: Sequence[Moment], begin: float, end: float) -> Use:
    """What was used between two times.

    >>> used([Moment(0, 1, 50), Moment(1, 2, 70), Moment(2, 4, 60)], 1, 2)
    Use(seconds=1, cpu_seconds=2, memory=70)
    """
    before = max((one.cpu_seconds for one in seen if one.at <= begin), default=0.0)
    after = max((one.cpu_seconds for one in seen if one.at <= end), default=0.0)
    memory = max((one.memory for one in seen if begin <= one.at <= end), default=0)
    return Use(end - begin, after - before, memory)


def _moment(process: int) -> Moment | None:
    """All of a process and its descendants; those that have ended count at their parent."""
    fields = dict(_processes())
    children = defaultdict(list)
    for number, of in fields.items():
        children[int(of[1])].append(number)
    family = [process] if process in fields else []
    for number in family:
        family += children[number]
    if not family:
        return None
    ticks = sum(int(part) for number in family for part in fields[number][11:15])
    pages = sum(int(fields[number][21]) for number in family)
    per_second, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    return Moment(time.time(), ticks / per_second, pages * page)


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Number and fields of ``stat`` of every process, from the state on."""
    for folder in _PROC.glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:  # it has ended meanwhile
            continue
        yield int(folder.name), text.rpartition(")")[2].split()
