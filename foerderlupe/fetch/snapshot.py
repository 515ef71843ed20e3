"""What was delivered: the bytes of one list at one time.

Belongs here: the value that fetching gives and reading takes, and its name.
Does not belong here: getting bytes (``fetch.files``, ``fetch.web``) or keeping them
(``fetch.archive``).
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class SnapshotFile:
    """One delivered file. ``path`` is where its bytes are kept."""

    path: Path
    sha256: str
    address: str
    fetched_at: str
    licence: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Snapshot:
    """All files of one list as delivered together."""

    source_id: str
    files: tuple[SnapshotFile, ...]

    @property
    def sha256(self) -> str:
        """Name of the delivery: the hash of the only file, or of the hashes of all files."""
        if len(self.files) == 1:
            return self.files[0].sha256
        joined = "".join(file.sha256 for file in self.files)
        return hashlib.sha256(joined.encode()).hexdigest()

    @property
    def fetched_at(self) -> str:
        """When the last of its files was fetched, ISO 8601, UTC."""
        return max(file.fetched_at for file in self.files)


@dataclass(frozen=True)
class Delivery:
    """What fetching one source gave: the newest snapshot, if there is one, and how it went.

    ``fallback`` is an older snapshot because fetching failed; ``failed`` is no snapshot at all.
    """

    source_id: str
    status: Literal["ok", "unchanged", "fallback", "failed"]
    snapshot: Snapshot | None
    message: str | None = None
