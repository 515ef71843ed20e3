"""What a Spark worker does with pairs: the same as the local engine, a chunk at a time.

Belongs here: what a worker is told, reading once per process what all pairs need, and the way from
Arrow batches to frames and back. Does not belong here: pyspark, which calls this, and any rule.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore, Lock

import polars as pl
import pyarrow as pa

from foerderlupe.measures.evaluating import WORTH, evaluate, kept
from foerderlupe.measures.features import Features
from foerderlupe.measures.promising import Shared, promising, read_traits
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.spark.features_store import get_features

# A server without processes of its own for Python calls many tasks at once in one process: one of
# them reads for all, and no more compare at a time than there are cores, since each takes memory.
_READING = Lock()
_COMPARING = BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class Task:
    """What a worker is told.

    ``features`` is the folder of the features, ``judged`` the file of pairs that people judged,
    ``kinds`` what the kinds of keys stand for, by position.
    """

    features: Path
    judged: Path
    kinds: tuple[Shared, ...]
    rulebook: Rulebook

    def promising(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The pairs of ``batches`` (left, right, kind) that are worth comparing, as left, right.

        Those that people judged are left out.
        """
        known = self._known()
        for pairs in _frames(batches, self.rulebook.bounds.chunk):
            for (kind,), shared in pairs.partition_by("kind", as_dict=True).items():
                found = promising(shared.select("left", "right"), known.traits, self.kinds[kind])
                asked = found.join(known.judged, on=["left", "right"], how="anti")
                yield from _as_batches(asked)

    def decided(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """What is kept of the pairs in ``batches`` (left, right), as the rules decide them."""
        known = self._known()
        for pairs in _frames(batches, self.rulebook.bounds.chunk):
            with _COMPARING:
                found = evaluate(pairs, known.features, known.judged, self.rulebook)
                told = kept(found.filter(WORTH), self.rulebook)
            yield from _as_batches(told)

    def _known(self) -> "_Known":
        with _READING:
            return _known(self.features, self.judged)


@dataclass(frozen=True)
class _Known:
    features: Features
    traits: pl.DataFrame
    judged: pl.DataFrame


@lru_cache(maxsize=1)
def _known(features: Path, judged: Path) -> _Known:
    read = get_features(features)
    return _Known(read, read_traits(read), pl.read_parquet(judged))


def plain(schema: pl.Schema) -> pl.Schema:
    """The types in which columns travel, since Spark knows no others.

    >>> plain(pl.Schema({"left": pl.UInt32(), "veto": pl.Enum(["a"])})).dtypes()
    [Int64, String]
    """
    return pl.Schema({name: _plain(kind) for name, kind in schema.items()})


def _plain(kind: pl.DataType) -> pl.DataType:
    if kind.is_integer():
        return pl.Int64()
    return pl.String() if isinstance(kind, pl.Categorical | pl.Enum) else kind


def _as_batches(frame: pl.DataFrame) -> list[pa.RecordBatch]:
    arrow = frame.cast(plain(frame.schema)).to_arrow()
    # Spark's text is counted in 32 bits, that of polars in 64.
    kinds = [pa.string() if pa.types.is_large_string(f.type) else f.type for f in arrow.schema]
    batches: list[pa.RecordBatch] = arrow.cast(
        pa.schema(zip(arrow.column_names, kinds, strict=True))
    ).to_batches()
    return batches


def _frames(batches: Iterator[pa.RecordBatch], size: int) -> Iterator[pl.DataFrame]:
    """The rows of ``batches`` as frames of ``size`` rows and more."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= size:
            yield _frame(waiting)
            waiting = []
    if waiting:
        yield _frame(waiting)


def _frame(batches: list[pa.RecordBatch]) -> pl.DataFrame:
    return pl.DataFrame(pa.Table.from_batches(batches)).cast(
        {"left": pl.UInt32, "right": pl.UInt32}
    )
