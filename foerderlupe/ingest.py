"""One list, from its delivery to its rows, with the last good copy as the net below.

Belongs here: the verdict of the night on a source: ok, unchanged, held, fallback or failed.
Does not belong here: fetching, reading and parsing themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from foerderlupe.errors import SourceError
from foerderlupe.fetch.archive import Archive
from foerderlupe.fetch.snapshot import Delivery, Snapshot
from foerderlupe.guard import held_because
from foerderlupe.model import frames
from foerderlupe.model.slices import Reference, Slice, Verdicts
from foerderlupe.parse.list import parse_list
from foerderlupe.readers.read import read_list
from foerderlupe.reference.lists import parse_reference
from foerderlupe.spec.document import SourceDocument


@dataclass(frozen=True)
class Ingested:
    """What one list gives tonight: rows of a list or of a reference list, and the verdict."""

    slice: Slice
    reference: Reference
    verdicts: Verdicts


Reading = Callable[[SourceDocument, Snapshot], Ingested]
"""What the rows of one snapshot are; ``read_snapshot``, or what recalls them (``rereading``)."""


def read_snapshot(document: SourceDocument, snapshot: Snapshot) -> Ingested:
    """The rows of one snapshot, without a verdict.

    Raises ``SourceError`` when the snapshot cannot be used as a whole.
    """
    named = [(Path(file.address).name or file.address, file.path) for file in snapshot.files]
    table = read_list(document, named)
    if document.reference is None:
        return Ingested(parse_list(table, document), Reference.empty(), Verdicts.empty())
    said = Reference.of(document.reference, parse_reference(table, document))
    return Ingested(Slice.empty(), said, Verdicts.empty())


def ingest(
    document: SourceDocument,
    delivery: Delivery,
    snapshots: Path,
    last_good: str | None,
    *,
    accepted: bool = False,
    read: Reading = read_snapshot,
) -> Ingested:
    """Read and parse a list; fall back to its last good copy when it cannot be used.

    ``last_good`` is the SHA-256 of the snapshot in the current publication, if any;
    ``accepted`` switches the guard off for a list whose change somebody has looked at.
    """
    archive = Archive(snapshots / document.source_id, document.source_id)
    good = archive.find(last_good) if last_good is not None else None
    if delivery.snapshot is None:
        return _failed(document, delivery.message or "never delivered")
    try:
        tonight = read(document, delivery.snapshot)
    except SourceError as error:
        return _on_last_good(document, good, read, "fallback", str(error))
    changed = good is not None and good.sha256 != delivery.snapshot.sha256
    before = _readable(document, good, read) if changed else None
    measured = before.slice if before is not None else None
    # A reference list has no records; one without a usable row is refused when it is parsed.
    unguarded = accepted or document.reference is not None
    problems = [] if unguarded else held_because(document, tonight.slice, measured)
    if problems:
        message = "; ".join(str(problem) for problem in problems)
        return _on_last_good(document, good if changed else None, read, "held", message)
    return replace(tonight, verdicts=_verdict(document, delivery, tonight))


def _readable(
    document: SourceDocument, snapshot: Snapshot | None, read: Reading
) -> Ingested | None:
    if snapshot is None:
        return None
    try:
        return read(document, snapshot)
    except SourceError:
        # The document was rewritten for a new layout: the old copy no longer measures the new.
        return None


def _on_last_good(
    document: SourceDocument, good: Snapshot | None, read: Reading, status: str, message: str
) -> Ingested:
    ingested = _readable(document, good, read)
    if good is None or ingested is None:
        return _failed(document, message)
    used = Delivery(document.source_id, "fallback", good, message)
    runs = _verdict(document, used, ingested).source_runs
    return replace(ingested, verdicts=Verdicts(runs.with_columns(source_status=pl.lit(status))))


def _failed(document: SourceDocument, message: str) -> Ingested:
    nothing = Ingested(Slice.empty(), Reference.empty(), Verdicts.empty())
    delivery = Delivery(document.source_id, "failed", None, message)
    return replace(nothing, verdicts=_verdict(document, delivery, nothing))


def _verdict(document: SourceDocument, delivery: Delivery, ingested: Ingested) -> Verdicts:
    rows, referred, snapshot = ingested.slice, ingested.reference.rows, delivery.snapshot
    row = pl.DataFrame(
        {
            "source_id": [document.source_id],
            "source_status": [delivery.status],
            "message": [delivery.message],
            "snapshot": [snapshot.sha256 if snapshot else None],
            "fetched_at": [snapshot.fetched_at if snapshot else None],
            "rows": [rows.rows + referred],
            "records": [rows.records.height + referred],
            "rejected": [rows.rejected_rows.height],
            "ignored": [rows.ignored_rows.height],
            "amount_total_eur": [rows.records["amount_eur"].sum()],
        }
    )
    return Verdicts(frames.SOURCE_RUNS.conform(row))
