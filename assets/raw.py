"""Lists as delivered and as read: one asset per source document in each step.

Belongs here: assets whose number follows from the documents. Does not belong here: assets on all
lists together (``assets.records``), and any knowledge of formats (``foerderlupe``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
import polars as pl

from assets.nightly import Nightly
from foerderlupe.fetch.deliver import deliver_all, deliveries_frame, delivery_of
from foerderlupe.ingest import Ingested, ingest
from foerderlupe.rereading import RememberingReader
from foerderlupe.spec.document import SourceDocument


def snapshots(documents: Mapping[str, SourceDocument]) -> dg.AssetsDefinition:
    """One asset ``snapshots/<source>`` per document, fetched side by side."""

    @dg.multi_asset(
        name="fetch",
        group_name="lists",
        outs={
            source: dg.AssetOut(
                key=["snapshots", source],
                description=f"{document.title}, as delivered by {document.publisher.name}",
                dagster_type=pl.DataFrame,
            )
            for source, document in documents.items()
        },
    )
    def fetch(context: dg.AssetExecutionContext, nightly: Nightly) -> Iterator[dg.Output[Any]]:
        deliveries = deliver_all(
            documents.values(),
            nightly.paths.snapshots,
            offline=nightly.offline,
            delivered=lambda delivery: context.log.info(f"{delivery.source_id}: {delivery.status}"),
        )
        for source, delivery in deliveries.items():
            yield dg.Output(deliveries_frame([delivery]), source)

    return fetch


def records(documents: Mapping[str, SourceDocument]) -> dg.AssetsDefinition:
    """One asset ``records/<source>`` per document: read, parsed, guarded."""

    @dg.multi_asset(
        name="read",
        group_name="lists",
        ins={
            source: dg.AssetIn(["snapshots", source], dagster_type=pl.DataFrame)
            for source in documents
        },
        outs={
            source: dg.AssetOut(
                key=["records", source],
                description=f"Rows of {document.title}",
                dagster_type=Ingested,
            )
            for source, document in documents.items()
        },
        internal_asset_deps={source: {dg.AssetKey(["snapshots", source])} for source in documents},
    )
    def read(
        context: dg.AssetExecutionContext, nightly: Nightly, **delivered: pl.DataFrame
    ) -> Iterator[dg.Output[Any]]:
        last_good = nightly.last_good()
        remembering = RememberingReader(nightly.paths.lists)
        for source, document in documents.items():
            delivery = delivery_of(delivered[source], nightly.paths.snapshots)
            accepted = source in nightly.accept
            rows = ingest(
                document,
                delivery,
                nightly.paths.snapshots,
                last_good.get(source),
                accepted=accepted,
                read=remembering,
            )
            context.log.info(f"{source}: {rows.slice.records.height} records")
            yield dg.Output(rows, source)

    return read
