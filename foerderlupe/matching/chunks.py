"""Long arrays worked on in pieces, by all cores, in bounded memory.

Belongs here: cutting the rows of arrays, and putting the results together in their order. Does not
belong here: what is done with a piece. The functions spend their time in compiled code that lets
other threads run (numpy, scipy, rapidfuzz).
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

_CHUNK = 100_000

Array = npt.NDArray[Any]


def in_chunks(function: Callable[..., Array], *rows: Array, size: int = _CHUNK) -> Array:
    """``function`` of arrays of equal length that gives one result per row, ``size`` at a time.

    >>> in_chunks(np.add, np.array([1, 2]), np.array([3, 4])).tolist()
    [4, 6]
    """
    starts = range(0, len(rows[0]), size)
    if len(starts) <= 1:
        return function(*rows)
    pieces = ([row[at : at + size] for row in rows] for at in starts)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return np.concatenate(list(threads.map(lambda piece: function(*piece), pieces)))
