"""The invented world written to a folder.

Belongs here: which files there are and in which order they are filled. Does not belong here: any
content.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from foerderlupe.synth.documents import document
from foerderlupe.synth.files import file_name, open_list
from foerderlupe.synth.noise import Profile
from foerderlupe.synth.notation import written
from foerderlupe.synth.records import as_records, measure_ids, record_ids, told_rows
from foerderlupe.synth.relations import relations
from foerderlupe.synth.world import World


@dataclass(frozen=True)
class Written:
    """What was written: rows, the measures or persons they tell of, and pairs of look-alikes."""

    rows: int
    things: int
    look_alikes: int
    unit: str


class ParquetFile:
    """A Parquet file that takes frames of one schema until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer: pq.ParquetWriter | None = None

    def write(self, frame: pl.DataFrame) -> None:
        """Append the frame as a row group."""
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self.writer is None:
            self.writer = pq.ParquetWriter(self.path, table.schema, compression="zstd")
        self.writer.write_table(table)

    def close(self) -> None:
        """Write what Parquet keeps at the end of the file."""
        if self.writer is not None:
            self.writer.close()


@contextmanager
def parquet(path: Path) -> Iterator[ParquetFile]:
    """A Parquet file that is closed in the end."""
    file = ParquetFile(path)
    try:
        yield file
    finally:
        file.close()


def write_tables(world: World, profile: Profile, folder: Path) -> Written:
    """Write ``records.parquet``, ``truth.parquet`` and ``relations.parquet``."""
    folder.mkdir(parents=True, exist_ok=True)
    with parquet(folder / "records.parquet") as records:
        for told in told_rows(world, profile):
            records.write(as_records(world, told))
    return _write_truth(world, folder)


def write_lists(world: World, profile: Profile, folder: Path) -> Written:
    """Write each list in its own notation with its document, and the truth in ``truth/``."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {}
        for source_id, publisher in world.lists.items():
            text = document(source_id, publisher, world.places.region)
            (folder / f"{source_id}.yml").write_text(text, encoding="utf-8")
            files[source_id] = open_list(folder / file_name(source_id, publisher), publisher)
            stack.callback(files[source_id].close)
        for told in told_rows(world, profile):
            for number, (source_id, publisher) in enumerate(world.lists.items()):
                rows = told.filter(pl.col("list") == number)
                files[source_id].write(written(rows, publisher))
    return _write_truth(world, folder / "truth")


def _write_truth(world: World, folder: Path) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    truth = world.rows.select(
        record_id=record_ids(world),
        source_id=pl.lit(pl.Series(list(world.lists))).gather(pl.col("list")),
        source_row="source_row",
        measure_id=measure_ids(),
        top_up="top_up",
    )
    alike = relations(world)
    for name, frame in {"truth": truth, "relations": alike}.items():
        with parquet(folder / f"{name}.parquet") as file:
            file.write(frame)
    return Written(truth.height, world.measures.height, alike.height, "measures")
