"""What every list said when, from its deliveries.

Belongs here: reading the older snapshots of a list with today's document, and the time from
which to which a list named a record with the same content. Does not belong here: tonight's
verdict on a list (``ingest``), and what measures make of it (``sql/core``).

The archive is the memory: the same snapshots give the same history, whatever was published in
between. A snapshot that was read once is kept as Parquet below ``work/``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.errors import SourceError
from foerderlupe.fetch.archive import Archive
from foerderlupe.fetch.snapshot import Snapshot
from foerderlupe.home import Home
from foerderlupe.ingest import Reading, read_snapshot
from foerderlupe.model.bundles import History
from foerderlupe.model.frames import DELIVERIES, RECORD_VERSIONS
from foerderlupe.rules import rules_version
from foerderlupe.spec.document import SourceDocument

_TIMES = ("seen_from", "seen_to")
_SAID = [name for name in RECORD_VERSIONS.columns if name not in _TIMES]


@dataclass(frozen=True)
class _Read:
    """One delivery with what its snapshot says; ``said`` is None where it cannot be read."""

    snapshot: Snapshot
    said: pl.DataFrame | None


def read_history(
    documents: Mapping[str, SourceDocument],
    source_runs: pl.DataFrame,
    records: pl.DataFrame,
    home: Home,
    read: Reading = read_snapshot,
) -> History:
    """The deliveries of all lists up to the one in use, and what each said from when to when.

    ``source_runs`` and ``records`` are tonight's; a snapshot in use is not read a second time.
    """
    used = dict(source_runs.select("source_id", "snapshot").drop_nulls().iter_rows())
    parts = [
        _of_list(document, used[source], records.filter(pl.col("source_id") == source), home, read)
        for source, document in sorted(documents.items())
        if source in used and document.reference is None
    ]
    return History.concat(parts)


def versions(said: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """RECORD_VERSIONS of one list.

    ``said`` holds its records per delivery (columns of RECORD_VERSIONS without times, and ``nth``),
    ``days`` the columns ``nth, seen_from, seen_to``: when a delivery came and when the next one.
    A record with other content is a new version; one that is missing and comes back is too.
    """
    ordered = said.join(days, on="nth").sort("record_id", "nth")
    goes_on = (
        (pl.col("record_id") == pl.col("record_id").shift())
        & (pl.col("content_hash") == pl.col("content_hash").shift())
        & (pl.col("seen_from") == pl.col("seen_to").shift())
    )
    numbered = ordered.with_columns(version=(~goes_on.fill_null(value=False)).cum_sum())
    merged = numbered.group_by("version", maintain_order=True).agg(
        pl.col(*_SAID, "seen_from").first(), pl.col("seen_to").last()
    )
    return RECORD_VERSIONS.conform(merged.drop("version"))


def _of_list(
    document: SourceDocument, used: str, records: pl.DataFrame, home: Home, read: Reading
) -> History:
    archive = Archive(home.snapshots / document.source_id, document.source_id)
    in_use = archive.find(used)
    until = in_use.fetched_at if in_use is not None else ""
    snapshots = [one for one in archive.deliveries() if one.fetched_at <= until]
    last_of_day = {one.fetched_at[:10]: one for one in snapshots}
    tonight = records.select(_SAID)
    reads = [
        _Read(one, tonight if one.sha256 == used else _said(document, one, home, read))
        for one in last_of_day.values()
    ]
    return History(_deliveries(reads), _versions(reads))


def _deliveries(reads: list[_Read]) -> pl.DataFrame:
    rows = [
        {
            "source_id": read.snapshot.source_id,
            "delivered_on": read.snapshot.fetched_at[:10],
            "snapshot": read.snapshot.sha256,
            "records": None if read.said is None else read.said.height,
        }
        for read in reads
    ]
    return _dated(pl.DataFrame(rows, schema_overrides={"records": pl.Int64}))


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    return DELIVERIES.conform(rows.with_columns(pl.col("delivered_on").str.to_date()))


def _versions(reads: list[_Read]) -> pl.DataFrame:
    readable = [read for read in reads if read.said is not None]
    days = pl.Series([read.snapshot.fetched_at[:10] for read in readable], dtype=pl.String)
    times = pl.DataFrame({"seen_from": days.str.to_date()}).with_columns(
        nth=pl.int_range(pl.len()), seen_to=pl.col("seen_from").shift(-1)
    )
    said = pl.concat(list(_numbered(readable)))
    return versions(said, times)


def _numbered(reads: list[_Read]) -> Iterator[pl.DataFrame]:
    for nth, read in enumerate(reads):
        if read.said is not None:
            yield read.said.with_columns(nth=pl.lit(nth, pl.Int64))


def _said(
    document: SourceDocument, snapshot: Snapshot, home: Home, read: Reading
) -> pl.DataFrame | None:
    """What an older snapshot says, read by today's document; None where it no longer fits."""
    kept = home.said / document.source_id / f"{_name(document, snapshot)}.parquet"
    if kept.exists():
        return pl.read_parquet(kept)
    try:
        said = read(document, snapshot).slice.records.select(_SAID)
    except SourceError:
        # The document was rewritten for a new layout; the delivery says so by having no records.
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    _write(said, kept)
    return said


def _write(frame: pl.DataFrame, path: Path) -> None:
    partial = path.with_suffix(".partial")
    frame.write_parquet(partial)
    partial.replace(path)


def _name(document: SourceDocument, snapshot: Snapshot) -> str:
    """A name for what one document of one version of the rules reads in one snapshot."""
    read_by = f"{document.model_dump_json()}{rules_version()}"
    return f"{snapshot.sha256[:32]}-{hashlib.sha256(read_by.encode()).hexdigest()[:16]}"
