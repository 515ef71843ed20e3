"""How alike two texts are spelled.

Belongs here: the share of letters that no edit touches, and letters as bits, which tell at once
that two texts are too different. Does not belong here: words (``overlap``) and levels
(``values``).
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from foerderlupe.matching.chunks import in_chunks

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
_Bits = npt.NDArray[np.uint64]
_ROUNDING = 1e-9
# Letters at a time, padded to the longest text.
_CELLS = 2_000_000


class Spelling:
    """Texts, ready to be compared in pairs."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts.to_numpy()
        self.lengths = texts.str.len_chars().cast(pl.Int64).to_numpy()
        rows = max(_CELLS // max(int(self.lengths.max(initial=1)), 1), 1)
        self._letters: _Bits = in_chunks(_letters, self.texts, size=rows)

    def alike(self, left: Rows, right: Rows, least: float | Numbers) -> Numbers:
        """Share of the longer text that no edit touches; 0 if it is certainly below ``least``.

        Swapped neighbours are one edit. Every letter that only one of two texts has takes an edit
        (Ukkonen 1992), which is counted first.
        """
        one, other = self._letters[left], self._letters[right]
        edits = np.maximum(np.bitwise_count(one & ~other), np.bitwise_count(other & ~one))
        longer = np.maximum(self.lengths[left], self.lengths[right])
        near = np.flatnonzero(edits <= (1 - np.asarray(least) + _ROUNDING) * longer)
        found = np.zeros(len(left))
        found[near] = process.cpdist(
            self.texts[left[near]],
            self.texts[right[near]],
            scorer=OSA.normalized_similarity,
            dtype=np.float64,
        )
        return found


def _letters(texts: npt.NDArray[np.object_]) -> _Bits:
    """A bit for every letter and for each further time that it occurs; some share one."""
    spelled = texts.astype(np.str_)
    width = spelled.dtype.itemsize // 4
    letters = np.sort(spelled.view(np.uint32).reshape(len(texts), max(width, 1)), axis=1)
    found, before = np.zeros(len(texts), np.uint64), np.zeros(len(texts), np.uint32)
    times = np.zeros(len(texts), np.uint32)
    for letter in letters.T:
        times = np.where(letter == before, times + 1, 0).astype(np.uint32)
        bit = np.uint64(1) << ((letter * _SPREAD + times * _TIMES) & _LAST_BIT).astype(np.uint64)
        found |= np.where(letter > 0, bit, np.uint64(0))
        before = letter
    return found


_SPREAD, _TIMES, _LAST_BIT = np.uint32(5), np.uint32(29), np.uint32(63)
