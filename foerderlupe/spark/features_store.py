"""Features as files that every worker reads.

Belongs here: writing them once and reading them back as they were. Does not belong here: what they
are (``measures.features``).
"""

from dataclasses import fields
from pathlib import Path

import polars as pl

from foerderlupe.measures.features import Features


def put_features(features: Features, folder: Path) -> None:
    """Write every frame of ``features`` as Parquet below ``folder``, which is made."""
    folder.mkdir()
    for part in fields(features):
        value = getattr(features, part.name)
        if isinstance(value, pl.DataFrame):
            value.write_parquet(folder / f"{part.name}.parquet")
        else:
            (folder / part.name).mkdir()
            for name, frame in value.items():
                frame.write_parquet(folder / part.name / f"{name}.parquet")


def get_features(folder: Path) -> Features:
    """The features that ``put_features`` wrote."""
    found: dict[str, pl.DataFrame | dict[str, pl.DataFrame]] = {
        part.name: {file.stem: pl.read_parquet(file) for file in sorted(part.glob("*.parquet"))}
        for part in folder.iterdir()
        if part.is_dir()
    }
    found |= {file.stem: pl.read_parquet(file) for file in folder.glob("*.parquet")}
    return Features(**found)  # type: ignore[arg-type]  # each is what the field of its name was
