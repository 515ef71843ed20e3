"""Frames that one run keeps for the next.

Belongs here: keeping frames in a folder that may be deleted, for runs of the same version.
Does not belong here: which of their rows still hold (``labels.remembering``,
``measures.remembering``).
"""

import shutil
from pathlib import Path

import polars as pl

from foerderlupe.project import program_digest

Frames = dict[str, pl.DataFrame]
_VERSION = "version"


def version_with(*rules: str) -> str:
    """The version of the program and of what else decides."""
    return " ".join((program_digest(), pl.__version__, *rules))


def recall(folder: Path, version: str) -> Frames | None:
    """The frames by name that were kept under the same ``version``, or None."""
    marked = folder / _VERSION
    if not marked.exists() or marked.read_text(encoding="utf-8") != _mark(folder, version):
        return None
    return {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}


def keep(folder: Path, version: str, frames: Frames) -> None:
    """Replace what was kept; what is cut short counts as nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet", compression="lz4")
    (folder / _VERSION).write_text(_mark(folder, version), encoding="utf-8")


def _mark(folder: Path, version: str) -> str:
    """The version and the size of every file, since a loss of power may cut a written one short."""
    files = sorted(folder.glob("*.parquet"))
    return "\n".join((version, *(f"{file.name} {file.stat().st_size}" for file in files)))
