"""Frames between two assets, kept as Parquet files below ``work/``.

Belongs here: the IO manager. Does not belong here: what the frames contain.

An asset gives a polars frame, or a dataclass whose fields are frames or such dataclasses; both
are read back by the type that the next asset asks for. One that asks for a ``Path`` reads for
itself: it is told where they lie, a frame without its ending ``.parquet``, a bundle as a folder.
"""

import dataclasses
from pathlib import Path
from time import perf_counter
from typing import Any, get_type_hints

import dagster as dg
import polars as pl
from pydantic import PrivateAttr

from assets.preview import preview


class FrameStore(dg.ConfigurableIOManager):
    """Writes and reads frames and bundles of frames; adds rows, seconds and a preview.

    Seconds run from the last input that was read, or the last output that was written: steps
    run one after the other in one process.
    """

    folder: str
    _since: float = PrivateAttr(default_factory=perf_counter)

    def handle_output(self, context: dg.OutputContext, obj: Any) -> None:
        """Write a frame or a bundle."""
        seconds = perf_counter() - self._since
        path = self._path(context)
        _write(obj, path)
        frame = obj if isinstance(obj, pl.DataFrame) else _first_frame(obj)
        context.add_output_metadata(
            {
                "rows": dg.MetadataValue.int(frame.height),
                "preview": dg.MetadataValue.md(preview(frame)),
                "seconds": dg.MetadataValue.float(seconds),
                "path": dg.MetadataValue.path(path),
            }
        )
        self._since = perf_counter()

    def load_input(self, context: dg.InputContext) -> Any:
        """Read what the upstream asset wrote, as the type that the input is declared with."""
        kind, path = context.dagster_type.typing_type, self._path(context)
        frames = path if kind is Path else read_frames(kind, path)
        self._since = perf_counter()
        return frames

    def _path(self, context: dg.InputContext | dg.OutputContext) -> Path:
        return Path(self.folder).joinpath(*context.asset_key.path)


def _write(obj: Any, path: Path) -> None:
    if isinstance(obj, pl.DataFrame):
        path.parent.mkdir(parents=True, exist_ok=True)
        obj.write_parquet(path.with_suffix(".parquet"), compression="lz4")
        return
    for field in dataclasses.fields(obj):
        _write(getattr(obj, field.name), path / field.name)


def read_frames(kind: Any, path: Path) -> Any:
    """The frame or bundle of type ``kind`` that a run wrote; ``path`` has no ending."""
    if kind is pl.DataFrame:
        return pl.read_parquet(path.with_suffix(".parquet"))
    hints = get_type_hints(kind)
    return kind(
        **{f.name: read_frames(hints[f.name], path / f.name) for f in dataclasses.fields(kind)}
    )


def _first_frame(bundle: Any) -> pl.DataFrame:
    """The frame that stands for a bundle in a preview: its first, the others describe it."""
    first = getattr(bundle, dataclasses.fields(bundle)[0].name)
    return first if isinstance(first, pl.DataFrame) else _first_frame(first)
