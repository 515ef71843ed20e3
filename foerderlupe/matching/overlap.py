"""How much of what two texts say is the same, weighed by rarity.

Belongs here: the soft overlap of words of many pairs at once, as products of sparse matrices.
Does not belong here: which words there are (``tokens``) and which are mistyped (``mistyped``).
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from foerderlupe.matching.chunks import in_chunks
from foerderlupe.matching.mistyped import mistyped
from foerderlupe.matching.tokens import Worded

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
_ALIKE = 0.8


class Overlap:
    """The words of many texts, ready to be compared in pairs.

    A word weighs log2 of how many texts there are per text with the word. A mistyped word counts
    for the part that is alike (soft TF–IDF, Cohen, Ravikumar & Fienberg 2003): of two words that
    are alike the rarer one is taken for the other one mistyped, unless its text has both.
    ``has`` says which text (row) has which word (column), ``mistyped`` what words of a text are
    mistyped ones of.
    """

    def __init__(self, texts: Worded) -> None:
        self.has: csr_matrix = texts.has
        count = np.bincount(self.has.indices, minlength=self.has.shape[1])
        filled = max(int((np.diff(self.has.indptr) > 0).sum()), 1)
        weights: Numbers = np.log2((filled + 1) / count)
        self.total: Numbers = self.has @ weights
        self._weighed = _weighed(self.has, weights)
        rarer, other = mistyped(texts.words, count)
        bits = _ALIKE * (weights[rarer] + weights[other]) / 2
        edges = csr_matrix((bits, (rarer, other)), shape=(len(count), len(count)))
        found = self.has @ edges
        self.mistyped: csr_matrix = (found - found.multiply(self.has)).tocsr()
        self.mistyped.eliminate_zeros()
        self.mistyped.sort_indices()
        self._is_mistyped = np.diff(self.mistyped.indptr) > 0

    def shared(self, left: Rows, right: Rows) -> Numbers:
        """Bits that each pair of texts shares; of two words that are alike the part of the mean."""
        found: Numbers = in_chunks(self._shared, left, right)
        return found

    def _shared(self, left: Rows, right: Rows) -> Numbers:
        bits = _products(self._weighed, left, self.has, right)
        for one, other in ((left, right), (right, left)):
            some = np.flatnonzero(self._is_mistyped[one])
            bits[some] += _products(self.mistyped, one[some], self.has, other[some])
        return bits

    def likeness(self, left: Rows, right: Rows) -> Numbers:
        """Shared bits over the geometric mean of both totals, between 0 and 1.

        This lies between the share of the shorter text that is found in the longer one and the
        share of both that is common: a longer description costs something, but not all.
        """
        return self.likeness_of(self._shared_by_some(left, right), left, right)

    def likeness_of(self, shared: Numbers, left: Rows, right: Rows) -> Numbers:
        """The same for pairs of which the shared bits are known."""
        total = np.sqrt(self.total[left] * self.total[right])
        found = np.divide(shared, total, out=np.zeros(len(left)), where=total > 0)
        return np.minimum(found, 1.0)

    def contained(self, left: Rows, right: Rows) -> Numbers:
        """Shared bits over the smaller total, between 0 and 1: the share of the shorter text."""
        total = np.minimum(self.total[left], self.total[right])
        shared = self._shared_by_some(left, right)
        found = np.divide(shared, total, out=np.zeros(len(left)), where=total > 0)
        return np.minimum(found, 1.0)

    def _shared_by_some(self, left: Rows, right: Rows) -> Numbers:
        """The same as ``shared``, faster where most pairs share nothing."""
        bits = np.zeros(len(left))
        some = np.flatnonzero(self._signature[left] & self._signature[right])
        bits[some] = self.shared(left[some], right[some])
        return bits

    @cached_property
    def _signature(self) -> npt.NDArray[np.uint64]:
        """A bit for every word of a text, and for those it may have meant; several share one."""
        words = self.has + self.mistyped
        number = words.indices.astype(np.uint64) * _SPREAD >> _LAST_SIX
        found = np.zeros(len(self.total) + 1, np.uint64)
        filled = np.flatnonzero(np.diff(words.indptr))
        if len(filled):
            found[filled] = np.bitwise_or.reduceat(np.uint64(1) << number, words.indptr[filled])
        return found


_SPREAD, _LAST_SIX = np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(58)


def _weighed(has: csr_matrix, weights: Numbers) -> csr_matrix:
    return csr_matrix((weights[has.indices], has.indices, has.indptr), shape=has.shape)


def _products(one: csr_matrix, left: Rows, other: csr_matrix, right: Rows) -> Numbers:
    """The product of each two rows."""
    sums = one[left].multiply(other[right]).sum(axis=1)
    return np.asarray(sums, dtype=np.float64).ravel()
