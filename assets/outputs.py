"""What readers get.

Belongs here: the publication as an asset. Does not belong here: how it is written and switched
(``foerderlupe.publish``).
"""

from collections.abc import Mapping

import dagster as dg

from assets.nightly import Nightly
from foerderlupe.identity.assign import Ledger
from foerderlupe.publish.night import publish_night
from foerderlupe.publish.publication import Publication
from foerderlupe.warehouse.contract import TableFile


def publication(tables: Mapping[str, TableFile]) -> dg.AssetsDefinition:
    """The publication of the run, which readers see from its end on."""

    @dg.asset(
        key=["publication"],
        group_name="outputs",
        ins={"ledger": dg.AssetIn(["matching", "ledger"])},
        deps=[key.split(".") for key in tables if not key.startswith("quality.")],
        description="Warehouse, Parquet and CSV; readers are switched over at the end.",
    )
    def publish(
        context: dg.AssetExecutionContext, nightly: Nightly, ledger: Ledger
    ) -> dg.MaterializeResult[None]:
        publication: Publication = publish_night(nightly.paths, nightly.day, tables, ledger)
        context.log.info(f"published {publication.run_id}")
        return dg.MaterializeResult(metadata=vars(publication) | {"as_of": str(publication.as_of)})

    return publish
