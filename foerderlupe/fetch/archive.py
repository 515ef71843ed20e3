"""Snapshots kept for ever: bytes by their hash, deliveries by their time.

Belongs here: writing bytes once, writing down each delivery once, finding them again.
Does not belong here: getting bytes (``fetch.web``, ``fetch.deliver``).

Layout below ``snapshots/<source>/``: ``<sha256>.<ext>`` are bytes as delivered,
``<time>.delivery.json`` is one delivery: which files, from where, when, with which ETag and
licence. Neither is ever rewritten; a delivery of known bytes adds nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from foerderlupe.fetch.snapshot import Snapshot, SnapshotFile

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Archive:
    """The snapshots of one source."""

    folder: Path
    source_id: str

    def deliveries(self) -> list[Snapshot]:
        """All deliveries, the oldest first."""
        return sorted(self._deliveries(), key=lambda one: one.fetched_at)

    def newest(self) -> Snapshot | None:
        """The snapshot of the last delivery, or none."""
        return next(self._deliveries(), None)

    def find(self, sha256: str) -> Snapshot | None:
        """The last delivery with this name, or none."""
        return next((one for one in self._deliveries() if one.sha256 == sha256), None)

    def keep_bytes(self, incoming: Path, suffix: str) -> tuple[Path, str]:
        """Move a finished download to its name; gives path and SHA-256."""
        digest = _sha256(incoming)
        path = self.folder / f"{digest}{suffix}"
        if path.exists():
            incoming.unlink()
        else:
            incoming.replace(path)
        return path, digest

    def keep_delivery(self, snapshot: Snapshot) -> None:
        """Write down a delivery, unless the newest one already is the same."""
        newest = self.newest()
        if newest is not None and newest.sha256 == snapshot.sha256:
            return
        files = [{**asdict(file), "path": file.path.name} for file in snapshot.files]
        path = self.folder / f"{_sortable(snapshot.fetched_at)}.delivery.json"
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(files, indent=2, ensure_ascii=False), encoding="utf-8")
        partial.replace(path)

    def _deliveries(self) -> Iterator[Snapshot]:
        for path in sorted(self.folder.glob("*.delivery.json"), reverse=True):
            files: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
            yield Snapshot(
                self.source_id,
                tuple(
                    SnapshotFile(**{**file, "path": self.folder / file["path"]}) for file in files
                ),
            )


def _sortable(fetched_at: str) -> str:
    return datetime.fromisoformat(fetched_at).strftime("%Y%m%dT%H%M%S%fZ")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
