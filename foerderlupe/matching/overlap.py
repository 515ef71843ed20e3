"""How much of what two texts say is the same, weighed by rarity.

Belongs here: the soft overlap of words of many pairs at once, as products of sparse matrices.
Does not belong here: which words there are (``tokens``).
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_matrix

from foerderlupe.matching.tokens import Vocabulary, vocabulary

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
_CHUNK = 200_000


class Overlap:
    """The words of many texts, ready to be compared in pairs.

    ``texts`` are lists of words. A mistyped word counts for the part that is alike (soft TF–IDF,
    Cohen, Ravikumar & Fienberg 2003).
    """

    def __init__(self, texts: pl.Series) -> None:
        self.vocabulary: Vocabulary
        self.vocabulary, self.has = vocabulary(texts)
        weights = self.vocabulary.weights
        self.total: Numbers = self.has @ weights
        # What a text gives to each word of another one: all of its weight, or the part alike.
        given = self.has @ self.vocabulary.alike
        given.data = np.minimum(given.data, 1.0)
        self.given: csr_matrix = given.multiply(weights).tocsr()

    def shared(self, left: Rows, right: Rows) -> Numbers:
        """Bits that each pair of texts shares; the mean of both directions."""
        parts = [
            self._shared(left[at : at + _CHUNK], right[at : at + _CHUNK])
            for at in range(0, len(left), _CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _shared(self, left: Rows, right: Rows) -> Numbers:
        there = self.given[left].multiply(self.has[right]).sum(axis=1)
        back = self.given[right].multiply(self.has[left]).sum(axis=1)
        mean: Numbers = np.asarray(there + back, dtype=np.float64).ravel() / 2
        return mean

    def likeness(self, left: Rows, right: Rows) -> Numbers:
        """Shared bits over the geometric mean of both totals, between 0 and 1.

        This lies between the share of the shorter text that is found in the longer one and the
        share of both that is common: a longer description costs something, but not all.
        """
        total = np.sqrt(self.total[left] * self.total[right])
        found = np.divide(self.shared(left, right), total, out=np.zeros(len(left)), where=total > 0)
        return np.minimum(found, 1.0)

    def contained(self, left: Rows, right: Rows) -> Numbers:
        """Shared bits over the smaller total, between 0 and 1: the share of the shorter text."""
        total = np.minimum(self.total[left], self.total[right])
        found = np.divide(self.shared(left, right), total, out=np.zeros(len(left)), where=total > 0)
        return np.minimum(found, 1.0)
