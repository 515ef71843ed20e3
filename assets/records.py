"""What the lists say, taken together: rows, organisations, places, target groups, fields.

Belongs here: assets on all lists before anything is matched. Does not belong here: how any of
it is done (``foerderlupe``).
"""

from collections.abc import Mapping

import dagster as dg
import polars as pl

from assets.nightly import Nightly
from foerderlupe.history import read_history
from foerderlupe.ingest import Ingested
from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.remembering import remembered
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.lists import gather
from foerderlupe.model.bundles import History, Listed, Lists
from foerderlupe.organisations.resolve import Resolved, resolve_organisations
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.project import CODES
from foerderlupe.rereading import RememberingReader
from foerderlupe.spec.document import SourceDocument

_LISTS = {"lists": dg.AssetIn(["evidence", "lists"])}


def lists(documents: Mapping[str, SourceDocument]) -> dg.AssetsDefinition:
    """All lists below one another."""

    @dg.asset(
        key=["evidence", "lists"],
        group_name="evidence",
        ins={
            source: dg.AssetIn(["records", source], dagster_type=Ingested) for source in documents
        },
        description="The rows of all lists, and what the documents say of them.",
    )
    def gather_lists(nightly: Nightly, **ingested: Ingested) -> Lists:
        return gather(documents, ingested)

    return gather_lists


def history(documents: Mapping[str, SourceDocument]) -> dg.AssetsDefinition:
    """What all lists said over time."""

    @dg.asset(
        key=["evidence", "history"],
        group_name="evidence",
        ins=_LISTS,
        description="The deliveries of every list, and what each said from when to when.",
    )
    def read_deliveries(nightly: Nightly, lists: Listed) -> History:
        read = RememberingReader(nightly.paths.lists)
        return read_history(documents, lists.source_runs, lists.records, nightly.paths, read)

    return read_deliveries


@dg.asset(key=["evidence", "record_regions"], group_name="evidence", ins=_LISTS)
def record_regions(lists: Listed) -> pl.DataFrame:
    """Where each record takes place."""
    gazetteer = load_gazetteer(CODES, lists.reference_regions, lists.reference_postcodes)
    return place_records(lists.records, lists.record_parties, gazetteer)


@dg.asset(key=["evidence", "record_target_groups"], group_name="evidence", ins=_LISTS)
def record_target_groups(nightly: Nightly, lists: Listed) -> pl.DataFrame:
    """Whom each record is for."""
    return remembered(label_target_groups, lists.records, nightly.paths.labels / "target_groups")


@dg.asset(key=["evidence", "record_fields"], group_name="evidence", ins=_LISTS)
def record_fields(nightly: Nightly, lists: Listed) -> pl.DataFrame:
    """What each record is about."""
    return remembered(label_fields, lists.records, nightly.paths.labels / "fields")


@dg.asset(key=["evidence", "organisations"], group_name="evidence", ins=_LISTS)
def organisations(lists: Listed) -> Resolved:
    """Who funds, carries and takes part."""
    return resolve_organisations(lists.record_parties, lists.records)
