"""Where the work is done that grows with the number of pairs.

Belongs here: the two things that an engine does, and the engine that does them in this process.
Does not belong here: what follows from decided pairs (``match``), and other machines (``spark``).
"""

from dataclasses import dataclass
from typing import Protocol

import polars as pl

from foerderlupe.matching.clustering import components
from foerderlupe.measures.blocking import block
from foerderlupe.measures.evaluating import evaluated
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook


@dataclass(frozen=True)
class Decided:
    """``pairs``: what is kept of those that the rules decide (``evaluating.kept``), ordered.

    ``notes``: what bounds left out (``matching.blocks.NOTES``).
    """

    pairs: pl.DataFrame
    notes: pl.DataFrame


class Engine(Protocol):
    """Finds and decides pairs, and joins them; every engine finds the same."""

    def decide(self, features: Features, judged: pl.DataFrame, rulebook: Rulebook) -> Decided:
        """All pairs that share a key, but the ``judged``, decided by the rules."""
        ...

    def components(self, edges: pl.DataFrame, size: int) -> pl.DataFrame:
        """The connected components as ``matching.clustering.components`` gives them."""
        ...


class LocalEngine:
    """This process, with all of its cores."""

    def decide(self, features: Features, judged: pl.DataFrame, rulebook: Rulebook) -> Decided:
        """Block, then evaluate in chunks."""
        candidates = block(features, rulebook.bounds)
        by_rules = candidates.pairs.join(
            judged, on=["left", "right"], how="anti", maintain_order="left"
        )
        return Decided(evaluated(by_rules, features, judged, rulebook), candidates.notes)

    def components(self, edges: pl.DataFrame, size: int) -> pl.DataFrame:
        """By scipy."""
        return components(edges, size)


LOCAL = LocalEngine()
