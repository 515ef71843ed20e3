"""Frames between two assets: what is written comes back, and no more is read than asked for."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from foerderlupe.model import frames
from foerderlupe.model.bundles import Listed, Lists
from foerderlupe.project import SOURCES
from pipelines.definitions import build_definitions
from pipelines.frame_store import FrameStore, read_frames
from pipelines.settings import Settings


@pytest.fixture
def stored(tmp_path: Path) -> tuple[Path, Lists]:
    """The lists of a night with one record, as the asset ``evidence/lists`` leaves them."""
    record = frames.RECORDS.conform(pl.DataFrame({"record_id": ["a:1"], "title": ["Lernpaten"]}))
    lists = Lists(**vars(Lists.empty()) | {"records": record})
    key = dg.AssetKey(["evidence", "lists"])
    context = dg.build_output_context(asset_key=key)
    FrameStore(folder=str(tmp_path)).handle_output(context, lists)
    return tmp_path / "evidence" / "lists", lists


def test_a_bundle_comes_back_as_it_was(stored: tuple[Path, Lists]) -> None:
    folder, lists = stored
    read = read_frames(Lists, folder)
    assert all(getattr(read, name).equals(frame) for name, frame in vars(lists).items())


def test_who_asks_for_a_part_reads_nothing_else(stored: tuple[Path, Lists]) -> None:
    folder, lists = stored
    for name in vars(lists).keys() - vars(Listed.empty()).keys():
        (folder / f"{name}.parquet").unlink()
    assert read_frames(Listed, folder).records.equals(lists.records)


def test_who_asks_for_a_path_is_told_where_the_frames_lie(
    stored: tuple[Path, Lists], tmp_path: Path
) -> None:
    folder, lists = stored
    context = dg.build_input_context(
        asset_key=dg.AssetKey(["evidence", "lists"]), dagster_type=dg.PythonObjectDagsterType(Path)
    )
    told = FrameStore(folder=str(tmp_path)).load_input(context)
    assert told == folder
    assert pl.read_parquet(told / "records.parquet").equals(lists.records)


def test_nobody_loads_all_that_the_lists_say(tmp_path: Path) -> None:
    definitions = build_definitions(Settings((SOURCES,), tmp_path))
    asking = {
        asset.op.name: put_in.dagster_type.typing_type
        for asset in definitions.assets or ()
        if isinstance(asset, dg.AssetsDefinition)
        for put_in in asset.op.input_defs
        if put_in.name == "lists"
    }
    assert {name for name, kind in asking.items() if kind is Path} == {"core"}
    assert Lists not in asking.values()
    assert len(asking) > 5
