"""The same measure found in several lists, and the ids it keeps.

Belongs here: assets between evidence and warehouse. Does not belong here: how pairs are compared
(``foerderlupe.matching``) and ids are kept (``foerderlupe.identity``).
"""

from collections.abc import Mapping

import dagster as dg
import polars as pl

from assets.nightly import Nightly
from foerderlupe.identity.assign import Ledger, assign, churn
from foerderlupe.identity.ledger import read_ledger
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.measures.weights import weights_of
from foerderlupe.model.bundles import Listed
from foerderlupe.organisations.resolve import Resolved
from foerderlupe.review.judgements import read_judgements
from foerderlupe.sources import distinct_measures_frame
from foerderlupe.spec.document import SourceDocument


def matched(documents: Mapping[str, SourceDocument]) -> dg.AssetsDefinition:
    """Pairs and clusters of records."""

    @dg.asset(
        key=["matching", "matched"],
        group_name="matching",
        ins={
            name: dg.AssetIn(["evidence", name])
            for name in (
                "lists",
                "organisations",
                "record_regions",
                "record_target_groups",
                "record_fields",
            )
        },
        description="Pairs of records that were compared, and the records of each measure.",
    )
    def match(
        nightly: Nightly,
        lists: Listed,
        organisations: Resolved,
        record_regions: pl.DataFrame,
        record_target_groups: pl.DataFrame,
        record_fields: pl.DataFrame,
    ) -> Matched:
        evidence = Evidence(
            records=lists.records,
            record_organisations=organisations.record_organisations,
            organisations=organisations.organisations,
            record_regions=record_regions,
            record_target_groups=record_target_groups,
            record_fields=record_fields,
            record_amounts=lists.record_amounts,
        )
        judged = read_judgements(nightly.paths.judgements)
        with nightly.comparing() as engine:
            return match_measures(
                evidence,
                judged.judgements,
                distinct_measures_frame(documents.values()),
                read_rulebook(weights=weights_of(nightly.paths.weights)),
                engine,
            )

    return match


@dg.asset(
    key=["matching", "ledger"],
    group_name="matching",
    ins={"matched": dg.AssetIn(["matching", "matched"])},
)
def ledger(context: dg.AssetExecutionContext, nightly: Nightly, matched: Matched) -> Ledger:
    """Measure ids after tonight: minted, kept, merged, split, withdrawn."""
    before = read_ledger(nightly.paths.identity)
    after = assign(matched.clusters, before, nightly.day)
    context.add_output_metadata(dict(churn(before, after)))
    return after
