"""The Spark client: the only module that imports pyspark.

Belongs here: opening a session on a Spark Connect server, saying what is wrong when there is none,
and moving frames between here and the server. Does not belong here: anything that is computed.

Frames travel as Parquet files in a folder that the server's workers see under the same path, so
that neither side holds what the other needs, and no message grows with the lists.
"""

import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from os.path import expandvars
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import polars as pl
import pyarrow as pa

from foerderlupe.errors import EngineError, Problem

with warnings.catch_warnings():
    # It warns of pandas 3, which nothing here uses: frames go over as Arrow and Parquet.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from pyspark.errors import PySparkException
    from pyspark.sql.column import Column
    from pyspark.sql.connect import functions as F
    from pyspark.sql.connect.session import SparkSession
    from pyspark.sql.connect.window import Window
    from pyspark.sql.dataframe import DataFrame

__all__ = ["Column", "DataFrame", "F", "Session", "Window", "open_session"]

Work = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]

_TYPES: dict[pl.DataType, str] = {
    pl.Int64(): "bigint",
    pl.Float64(): "double",
    pl.String(): "string",
    pl.Boolean(): "boolean",
}
_PORT = 15002
_PATIENCE = 10.0
_SAID = 2000


@dataclass(frozen=True)
class Session:
    """A session on a Spark server, and the folder that both sides see."""

    spark: SparkSession
    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def frame(self, *parts: pl.DataFrame) -> DataFrame:
        """``parts`` as one Spark frame; each is a Parquet file. Spark knows no unsigned numbers."""
        folder = self.new_path()
        folder.mkdir()
        for number, part in enumerate(parts):
            part.write_parquet(folder / f"{number}.parquet")
        return self.spark.read.parquet(str(folder))

    def settled(self, frame: DataFrame) -> DataFrame:
        """``frame`` computed now and kept in the folder, so that no later step computes it again.

        Plans of steps that refer to one another would grow without end.
        """
        folder = str(self.new_path())
        frame.write.parquet(folder)
        return self.spark.read.schema(frame.schema).parquet(folder)

    def collected(self, frame: DataFrame) -> pl.DataFrame:
        """``frame`` here."""
        found = pl.from_arrow(frame.toArrow())
        assert isinstance(found, pl.DataFrame)
        return found

    def mapped(self, frame: DataFrame, work: Work, schema: pl.Schema) -> DataFrame:
        """What ``work`` makes of the batches of ``frame`` on the workers, in columns of ``schema``.

        Work in foerderlupe travels by its name: workers need the same wheel.
        """
        columns = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in schema.items())
        return frame.mapInArrow(work, columns)

    def new_path(self) -> Path:
        """A path in the folder that nothing has yet."""
        return self.folder / f"frame-{next(self._numbers)}"


@contextmanager
def open_session(remote: str, storage: Path) -> Iterator[Session]:
    """A session on the Spark Connect server ``remote`` (``sc://host:port``), closed at the end.

    ``$NAME`` in it stands for a variable of the environment, for what nobody is to see, such as a
    token. ``storage`` is a folder that driver and workers see; what is put there is removed at
    the end. Raises ``EngineError`` when no server answers, and for whatever fails on the server.
    """
    told = remote.partition(";")[0]
    address = expandvars(remote)
    _reach(address, told)
    storage.mkdir(parents=True, exist_ok=True)
    with (
        _in_words(told),
        TemporaryDirectory(prefix="spark-", dir=storage, ignore_cleanup_errors=True) as folder,
    ):
        # Workers may run as somebody else.
        Path(folder).chmod(0o777)
        spark = SparkSession.builder.remote(address).create()
        try:
            yield Session(spark, Path(folder))
        finally:
            spark.stop()


def _reach(remote: str, told: str) -> None:
    """Raise unless something listens there; the client itself would try for ten minutes."""
    parts = urlsplit(remote)
    if parts.scheme != "sc" or not parts.hostname:
        raise EngineError(
            Problem(
                f"the Spark server {told!r}",
                "an address like sc://host:15002",
                "Give the address of a Spark Connect server with --spark-remote.",
            )
        )
    address = parts.hostname, parts.port or _PORT
    try:
        socket.create_connection(address, timeout=_PATIENCE).close()
    except OSError as error:
        raise EngineError(
            Problem(
                f"no answer from {told} ({error})",
                "a Spark Connect server",
                "Start it (start-connect-server.sh) or correct --spark-remote; "
                "--engine local needs none.",
            )
        ) from error


@contextmanager
def _in_words(told: str) -> Iterator[None]:
    """What fails on the server becomes an error that a person can act on."""
    try:
        yield
    except PySparkException as error:
        said = str(error).strip()[-_SAID:]
        advice = "See docs/spark.md for what workers need."
        if "No module named" in said:
            advice = "Install the same wheel of foerderlupe on every worker, see docs/spark.md."
        raise EngineError(
            Problem(f"a failure on {told}: {said}", "a job that ends well", advice)
        ) from error
