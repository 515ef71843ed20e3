"""Tonight's delivery of every list: from a file or the web into the archive, side by side.

Belongs here: deciding between new, unchanged, fallback and failed for each source.
Does not belong here: looking into the bytes (``readers``) and judging them (``ingest``).
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import polars as pl

from foerderlupe.fetch import web
from foerderlupe.fetch.archive import Archive
from foerderlupe.fetch.snapshot import Delivery, Snapshot, SnapshotFile
from foerderlupe.spec.document import SourceDocument

_SIDE_BY_SIDE = 8


def deliver_all(
    documents: Iterable[SourceDocument],
    snapshots: Path,
    *,
    offline: bool,
    delivered: Callable[[Delivery], None] = lambda delivery: None,
) -> dict[str, Delivery]:
    """Fetch every source, several side by side; no source can stop another.

    ``offline`` takes the newest snapshots and touches neither network nor local lists, except
    for a local list that was never fetched. ``delivered`` is told of each as it ends.
    """

    def one(document: SourceDocument) -> Delivery:
        delivery = deliver(document, snapshots / document.source_id, offline=offline)
        delivered(delivery)
        return delivery

    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        return {delivery.source_id: delivery for delivery in pool.map(one, documents)}


def deliver(document: SourceDocument, folder: Path, *, offline: bool) -> Delivery:
    """Fetch one source into its folder of snapshots.

    Nothing is raised for a list that cannot be had: the newest snapshot steps in
    (``fallback``), or there is none (``failed``); the message says what happened.
    """
    archive = Archive(folder, document.source_id)
    newest = archive.newest()
    if offline and newest is not None:
        return Delivery(document.source_id, "unchanged", newest, "offline: newest snapshot")
    if offline and any("://" in address for address in document.addresses):
        return Delivery(document.source_id, "failed", None, "offline, and never fetched before")
    try:
        snapshot = _fetch(document, archive, newest)
    except (OSError, web.NotDelivered) as error:
        message = f"could not be fetched: {_said(error)}"
        return Delivery(document.source_id, "fallback" if newest else "failed", newest, message)
    if newest is not None and snapshot.sha256 == newest.sha256:
        return Delivery(document.source_id, "unchanged", newest)
    archive.keep_delivery(snapshot)
    return Delivery(document.source_id, "ok", snapshot)


def _fetch(document: SourceDocument, archive: Archive, newest: Snapshot | None) -> Snapshot:
    archive.folder.mkdir(parents=True, exist_ok=True)
    before = newest.files if newest is not None else ()
    known = {file.address: file for file in before if file.path.exists()}
    files = [
        _fetch_file(document, address, archive, known.get(address))
        for address in document.addresses
    ]
    return Snapshot(document.source_id, tuple(files))


def _fetch_file(
    document: SourceDocument, address: str, archive: Archive, known: SnapshotFile | None
) -> SnapshotFile:
    with tempfile.TemporaryDirectory(dir=archive.folder, prefix=".incoming-") as scratch:
        incoming = Path(scratch) / "bytes"
        answer: web.Answer | None = web.Answer(None, None)
        if "://" in address:
            answer = web.get(address, incoming, known)
        else:
            shutil.copyfile(address, incoming)
        now = datetime.now(UTC).isoformat()
        if answer is None:
            assert known is not None, "a server says 'not modified' only of what it is asked about"
            return replace(known, fetched_at=now)
        path, digest = archive.keep_bytes(incoming, _suffix(address, document))
    return SnapshotFile(
        path=path,
        sha256=digest,
        address=address,
        fetched_at=now,
        licence=document.licence.name,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def _suffix(address: str, document: SourceDocument) -> str:
    return PurePosixPath(urlsplit(address).path).suffix.lower() or f".{document.reader.format}"


def _said(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"no file at {error.filename}. Check 'address'"
    return str(error) or type(error).__name__


def deliveries_frame(deliveries: Iterable[Delivery]) -> pl.DataFrame:
    """Deliveries as rows: ``source_id, source_status, message, snapshot``."""
    rows = [
        (one.source_id, one.status, one.message, one.snapshot.sha256 if one.snapshot else None)
        for one in deliveries
    ]
    columns = ("source_id", "source_status", "message", "snapshot")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String()), orient="row")


def delivery_of(row: pl.DataFrame, snapshots: Path) -> Delivery:
    """The delivery that stands in a frame of one row, its snapshot found in the archive."""
    [(source_id, status, message, sha256)] = row.iter_rows()
    archive = Archive(snapshots / source_id, source_id)
    snapshot = archive.find(sha256) if sha256 is not None else None
    return Delivery(source_id, status, snapshot, message)
