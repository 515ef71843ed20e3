"""Snapshots that were read before are not read again.

Belongs here: keeping what the last snapshots of a list say. Does not belong here: reading them
(``ingest``) and keeping frames (``foerderlupe.remembering``).

What a snapshot says follows from its bytes, the addresses of its files, the document of the list
and the program alone.
"""

import shutil
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from foerderlupe.fetch.snapshot import Snapshot
from foerderlupe.ingest import Ingested, read_snapshot
from foerderlupe.model.slices import Bundle, Reference, Slice, Verdicts
from foerderlupe.remembering import Frames, keep, recall, version_with
from foerderlupe.spec.document import SourceDocument

Told = TypeVar("Told", bound=Bundle)
# Tonight's, and the last good one that it is measured with.
_KEPT = 2


class RememberingReader:
    """Reads as ``read_snapshot`` does; ``folder`` may be deleted.

    Of every list what the two snapshots say that were read last is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, document: SourceDocument, snapshot: Snapshot) -> Ingested:
        """What the snapshot says, read or recalled. Raises ``SourceError`` as reading does."""
        files = (f"{file.sha256} {file.address}" for file in snapshot.files)
        version = version_with(document.model_dump_json(), *files)
        of_list = self.folder / document.source_id
        folder = of_list / sha256(version.encode()).hexdigest()[:16]
        known = recall(folder, version)
        if known is not None:
            said, referred = _bundle(Slice, known), _bundle(Reference, known)
            return Ingested(said, referred, Verdicts.empty())
        read = read_snapshot(document, snapshot)
        keep(folder, version, _frames(read))
        for older in sorted(of_list.iterdir(), key=_last_read)[:-_KEPT]:
            shutil.rmtree(older)
        return read


def _last_read(folder: Path) -> int:
    return folder.stat().st_mtime_ns


def _frames(read: Ingested) -> Frames:
    bundles = (read.slice, read.reference)
    return {
        field.name: getattr(bundle, field.name) for bundle in bundles for field in fields(bundle)
    }


def _bundle(kind: type[Told], known: Frames) -> Told:
    return kind(**{field.name: known[field.name] for field in fields(kind)})
