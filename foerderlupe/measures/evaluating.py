"""Pairs of records compared, vetoed, scored and decided.

Belongs here: the steps from a pair to its decision, in chunks, by all cores, and what is kept of a
decided pair. Does not belong here: any of the steps, which pairs there are (``blocking``), and
what follows from all decisions together (``match``).
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import polars as pl

from foerderlupe.matching.judging import apply_judgements
from foerderlupe.measures.comparing import compare
from foerderlupe.measures.counterparts import possible_counterparts
from foerderlupe.measures.deciding import decide, worth_keeping
from foerderlupe.measures.descriptions import with_described, with_descriptions_apart
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.scoring import score
from foerderlupe.measures.vetoes import find_vetoes

_KEPT = (
    "left",
    "right",
    "score",
    "bits",
    "agreements",
    "veto",
    "decision",
    "relation",
    "possible",
    "worth",
)
_NO_TITLE = 2**32 - 1
_FEWEST = 10_000
WORTH = pl.col("worth") | pl.col("possible")
"""Pairs that are told, or that may turn out to be each other's only counterpart."""


def evaluate(
    pairs: pl.DataFrame,
    features: Features,
    judged: pl.DataFrame,
    rulebook: Rulebook,
    counterpart: str = "missing",
) -> pl.DataFrame:
    """``pairs`` (left, right) with everything that is found out about them, decision and worth.

    ``counterpart`` says what is known of all of them: missing, or only (``counterparts``).
    """
    compared = with_described(compare(pairs, features, rulebook), features, rulebook)
    compared = with_descriptions_apart(compared, features)
    compared = compared.with_columns(
        counterpart=pl.lit(counterpart), partner_found=pl.lit(value=False)
    )
    vetoed = find_vetoes(compared).with_columns(possible=possible_counterparts(rulebook))
    scored = score(vetoed, rulebook)
    return worth_keeping(apply_judgements(decide(scored, rulebook), judged), rulebook)


def evaluated(
    pairs: pl.DataFrame,
    features: Features,
    judged: pl.DataFrame,
    rulebook: Rulebook,
    counterpart: str = "missing",
    which: pl.Expr = WORTH,
) -> pl.DataFrame:
    """What is kept of the ``pairs`` for which ``which`` holds, ordered by left and right.

    Chunks are evaluated side by side: nearly all of the time passes in compiled code. Pairs of the
    same two titles come in one chunk, since a chunk compares them once.
    """

    def of_chunk(chunk: pl.DataFrame) -> pl.DataFrame:
        decided = evaluate(chunk, features, judged, rulebook, counterpart)
        return kept(decided.filter(which), rulebook)

    by_titles = _by_titles(pairs, features.records["title"])
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        found = pl.concat(threads.map(of_chunk, chunks(by_titles, rulebook)))
    return found.sort("left", "right")


def _by_titles(pairs: pl.DataFrame, titles: pl.Series) -> pl.DataFrame:
    """The ``pairs`` in the order of the two ``titles`` of their records."""
    one, other = (
        pl.lit(titles).gather(end).cast(pl.UInt64).fill_null(_NO_TITLE) for end in ("left", "right")
    )
    return pairs[pairs.select((one * 2**32 + other).arg_sort()).to_series()]


def kept(decided: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """The columns of decided pairs that later steps need, levels as ``pl.Enum`` of their field."""
    levels = [
        pl.col(field).cast(pl.Enum(sorted(levels)))
        for field, levels in rulebook.weights.by_field.items()
    ]
    return decided.select(*_KEPT, "decided_by", *levels)


def chunks(pairs: pl.DataFrame, rulebook: Rulebook) -> Iterator[pl.DataFrame]:
    """``pairs`` in pieces of bounded size, as many for each core; one empty piece if none.

    Few pairs stay together: a piece costs more than they do.
    """
    cores = os.cpu_count() or 1
    rounds = ceil(pairs.height / (cores * rulebook.bounds.chunk))
    size = max(ceil(pairs.height / max(1, cores * rounds)), _FEWEST)
    yield from pairs.iter_slices(size) if pairs.height else [pairs]
