"""How many partners a record can have, and the weights that go with it.

Belongs here: choosing between one partner and several, for two tables, for one, and for lists
within one. Does not belong here: learning itself (``learning``).

In one table, whether records may have several partners is told by the third sides of triangles
(``triangles``). First everything that looks the same is taken for the same. If that is not
transitive, similar things are examples of two things. If that does not help either, a record has
one partner at the most, and likeness to all others proves nothing.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.columns import Column
from foerderlupe.matching.comparing import compare
from foerderlupe.matching.em import Learned
from foerderlupe.matching.learning import Fit, Learning, Scorer
from foerderlupe.matching.listed import PAIRED, Listed
from foerderlupe.matching.patterns import number_patterns
from foerderlupe.matching.rivals import Once, named_once
from foerderlupe.matching.size import Size
from foerderlupe.matching.trained import Trained
from foerderlupe.matching.triangles import repeated, third_sides

_TURNS = 4
_TURNS_FREE = 2
# One to choose them by weights from random pairs, one to learn. With every further one pairs that
# are doubtful would become examples of the doubt, until nothing is the same.
_TURNS_WITH_RELATED = 2
_SAME = 0.5
_FREE = Once(False, False)
# Of mistyped copies one third side in twenty may fail; of merely similar things more than that.
_TRANSITIVE = 0.95
# Where weights already know what is merely similar, the weakest quarter is left out of the proof:
# the third sides of badly mistyped copies fail although they are the same.
_WEAKEST = 0.25
_HALF = 0.5
# So many third sides, at equal distances, tell what all of them tell.
_ENOUGH = 100_000


@dataclass(frozen=True)
class Stated:
    """What is known before: which table names things once; the lists, and whether they do."""

    once: Once | None = None
    listed: Listed | None = None
    lists_once: bool = False


def fit(compared: pl.DataFrame, columns: Sequence[Column], size: Size, stated: Stated) -> Fit:
    """Weights of the columns and scores of the pairs.

    ``compared`` has left, right, likeness, levels per column, and judged. What ``stated`` leaves
    open is found out.
    """
    if stated.listed is not None:
        return _lists(compared, columns, size, stated.listed, told=stated.lists_once)
    learning = Learning(compared, columns, size)
    paired = learning.turns(PAIRED, _TURNS, related=False)
    if size.first_right is None:
        return _one_table(learning, paired, stated.once)
    once = stated.once or named_once(learning.alone(paired), _SAME)
    if once == PAIRED:
        return learning.fitted(paired, PAIRED)
    several = learning.turns(once, _TURNS_WITH_RELATED, related=True)
    # Several partners of one record must be the same thing too, or they are merely similar.
    if stated.once is not None or _transitive(learning, several, _WEAKEST) >= _TRANSITIVE:
        return learning.fitted(several, once)
    return learning.fitted(paired, PAIRED)


def score(
    compared: pl.DataFrame, columns: Sequence[Column], size: Size, stated: Stated, trained: Trained
) -> Fit:
    """Scores under weights that were learnt before; whether lists name things once is found out."""
    scorer, learned = Scorer(compared, columns, size, stated.listed), trained.learned()
    if stated.listed is not None and not stated.lists_once:
        known = stated.listed.found_out(scorer.alone(learned), _SAME)
        scorer = Scorer(compared, columns, size, known)
    return scorer.fitted(learned, stated.once or trained.once())


def _one_table(learning: Learning, paired: Learned, stated: Once | None) -> Fit:
    """Several partners where sameness is transitive; else one at the most.

    ``learning`` has learnt ``paired`` from pairs that are each other's best partners.
    """
    if stated != PAIRED:
        free = copy(learning).turns(_FREE, _TURNS_FREE, related=False)
        if _transitive(learning, free) >= _TRANSITIVE:
            return learning.fitted(free, _FREE)
        careful = copy(learning).turns(_FREE, _TURNS_WITH_RELATED, related=True)
        proven = _transitive(learning, careful, _WEAKEST) >= _TRANSITIVE
        if stated == _FREE or (proven and repeated(learning.alone(careful), _SAME)):
            return learning.fitted(careful, _FREE)
    related = copy(learning).turns(PAIRED, _TURNS_WITH_RELATED, related=True)
    # Where one column decides alone, what is related is taken from what is the same.
    lost = related.expected < _HALF * paired.expected
    return learning.fitted(paired if lost else related, PAIRED)


def _transitive(scorer: Scorer, learned: Learned, weakest: float = 0.0) -> float:
    """Share of the third sides that are the same by themselves; 1 where there are none.

    The pairs of the triangles are the same by themselves; the ``weakest`` share of them is not
    looked at.
    """
    same = scorer.alone(learned).filter(pl.col("bits") > 0)
    third = third_sides(same.filter(pl.col("bits") >= pl.col("bits").quantile(weakest)))
    if third.is_empty():
        return 1.0
    third = third.gather_every(max(third.height // _ENOUGH, 1))
    patterns = number_patterns(compare(third, scorer.columns), scorer.columns)
    closed = patterns.scored(learned)["bits"] > 0
    return float(closed.sum()) / third.height


def _lists(
    compared: pl.DataFrame, columns: Sequence[Column], size: Size, lists: Listed, *, told: bool
) -> Fit:
    """First as if every list named things once; then those that do not are let in."""
    learning = Learning(compared, columns, size, lists)
    paired = learning.turns(PAIRED, _TURNS, related=False)
    known = lists if told else lists.found_out(learning.alone(paired), _SAME)
    if not known.once.equals(lists.once):
        learning = Learning(compared, columns, size, known)
        paired = learning.turns(PAIRED, _TURNS, related=False)
    return learning.fitted(paired, PAIRED)
