"""The engine that lets a Spark cluster find, decide and join the pairs of measures.

Belongs here: what goes to the workers, what comes back, and in which order. Does not belong here:
the joins (``blocks``), the graph (``components``), and what a worker does (``worker``).

Features are made here and written once to the folder that all see; keys become pairs on the
cluster; each worker decides its pairs with the functions of the local engine; only pairs that are
told, or that may be somebody's only counterpart, come back.
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.blocks import left_out_notes
from foerderlupe.measures.blocking import blocking_keys, refining
from foerderlupe.measures.engine import Decided
from foerderlupe.measures.evaluating import evaluated
from foerderlupe.measures.features import Features
from foerderlupe.measures.promising import Shared
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.spark.blocks import pairs_in_blocks
from foerderlupe.spark.components import components
from foerderlupe.spark.features_store import put_features
from foerderlupe.spark.session import DataFrame, Session
from foerderlupe.spark.worker import Task, plain

_PAIRS = pl.Schema({"left": pl.Int64(), "right": pl.Int64()})


@dataclass(frozen=True)
class SparkEngine:
    """The workers of a Spark session."""

    session: Session

    def decide(self, features: Features, judged: pl.DataFrame, rulebook: Rulebook) -> Decided:
        """Keys joined to pairs, and these decided, on the cluster."""
        keys = blocking_keys(features, rulebook.bounds)
        blocks = pairs_in_blocks(
            self.session,
            {name: kind.frame for name, kind in keys.items()},
            refining(features),
            rulebook.bounds.block,
            rulebook.bounds.window,
        )
        task = self._task(features, judged, rulebook, tuple(kind.shared for kind in keys.values()))
        nothing = evaluated(judged.select("left", "right").clear(), features, judged, rulebook)
        found = self._decided(self._promising(blocks.pairs, task), task, plain(nothing.schema))
        pairs = self.session.collected(found).cast(nothing.schema).sort("left", "right")
        notes = [(f"block_{name}", number) for name, number in blocks.left_out.items()]
        return Decided(pairs, left_out_notes(notes))

    def _task(
        self,
        features: Features,
        judged: pl.DataFrame,
        rulebook: Rulebook,
        kinds: tuple[Shared, ...],
    ) -> Task:
        """What workers are told, with the features in the folder that all see."""
        task = Task(self.session.new_path(), self.session.new_path(), kinds, rulebook)
        put_features(features, task.features)
        judged.write_parquet(task.judged)
        return task

    def _promising(self, pairs: DataFrame, task: Task) -> DataFrame:
        """Each pair once."""
        promising = self.session.mapped(pairs, task.promising, _PAIRS)
        return self.session.settled(promising.distinct())

    def _decided(self, pairs: DataFrame, task: Task, schema: pl.Schema) -> DataFrame:
        """In shares of about a chunk, and neighbours together: they share values to compare."""
        shares = 1 + pairs.count() // task.rulebook.bounds.chunk
        shared = pairs.repartitionByRange(shares, "left")
        return self.session.mapped(shared, task.decided, schema)

    def components(self, edges: pl.DataFrame, size: int) -> pl.DataFrame:
        """By stars that grow on the cluster."""
        return components(self.session, edges, size)
