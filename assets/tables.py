"""The warehouse: one asset per SQL file of ``sql/core`` and ``sql/marts``.

Belongs here: assets whose names and dependencies follow from the files.
Does not belong here: SQL, and how it is run (``foerderlupe.warehouse``).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from assets.graph import name_of, sources_of
from assets.nightly import Nightly
from assets.preview import preview
from foerderlupe.project import SQL
from foerderlupe.review.judgements import read_judgements
from foerderlupe.review.standing import standing
from foerderlupe.warehouse.build import Built, build, in_order, load_inputs
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import new_database, open_database
from foerderlupe.warehouse.previous import judged_before, load_previous
from foerderlupe.warehouse.stage import Stage

_EVIDENCE = (
    "lists",
    "history",
    "organisations",
    "record_regions",
    "record_target_groups",
    "record_fields",
)
_MATCHING = ("matched", "ledger")


def core(tables: Mapping[str, TableFile]) -> dg.AssetsDefinition:
    """One asset per table of ``sql/core``."""

    @dg.multi_asset(
        name="core",
        group_name="core",
        ins={name: dg.AssetIn(["evidence", name]) for name in _EVIDENCE}
        | {name: dg.AssetIn(["matching", name]) for name in _MATCHING},
        outs=_outs(tables),
        internal_asset_deps=sources_of(tables),
    )
    def build_core(
        nightly: Nightly,
        lists: Path,
        history: Path,
        organisations: Path,
        record_regions: Path,
        record_target_groups: Path,
        record_fields: Path,
        matched: Path,
        ledger: Path,
    ) -> Iterator[dg.Output[None]]:
        judgements = read_judgements(nightly.paths.judgements).judgements
        before = judged_before(nightly.paths.current, judgements)
        named = (lists / "records.parquet", ledger / "members.parquet")
        known = [pl.read_parquet(file, columns=["record_id"]) for file in named]
        evidence = (lists, history, organisations)
        labels = (record_regions, record_target_groups, record_fields)
        judged = standing(judgements, before, *known)
        stage = Stage((*evidence, *labels), matched, ledger, judged, nightly.day)
        with new_database(nightly.paths.working_database) as database:
            load_inputs(database, stage.tables(), SQL)
            yield from map(_output, build(database, in_order(database, tables)))

    return build_core


def marts(tables: Mapping[str, TableFile]) -> dg.AssetsDefinition:
    """One asset per table of ``sql/marts``."""
    sources = sources_of(tables)
    read = {key for keys in sources.values() for key in keys if key.path[0] != "marts"}

    @dg.multi_asset(
        name="marts",
        group_name="marts",
        ins={
            name_of(".".join(key.path)): dg.AssetIn(key, dagster_type=dg.Nothing)
            for key in sorted(read)
        },
        outs=_outs(tables),
        internal_asset_deps=sources,
    )
    def build_marts(nightly: Nightly) -> Iterator[dg.Output[None]]:
        with open_database(nightly.paths.working_database) as database:
            load_previous(database, nightly.paths.current, tables.values())
            yield from map(_output, build(database, in_order(database, tables)))

    return build_marts


def _outs(tables: Mapping[str, TableFile]) -> dict[str, dg.AssetOut]:
    return {
        name_of(key): dg.AssetOut(
            key=key.split("."),
            dagster_type=dg.Nothing,
            description=table.header.description,
            metadata={"grain": ", ".join(table.header.grain)},
        )
        for key, table in tables.items()
    }


def _output(built: Built) -> dg.Output[Any]:
    metadata: dict[str, Any] = {
        "rows": built.rows,
        "seconds": built.seconds,
        "preview": dg.MetadataValue.md(preview(built.preview)),
    }
    return dg.Output(None, name_of(built.key), metadata=metadata)
