"""What the matching engine is given and what it gives back.

Belongs here: the two bundles of frames at the border of the engine.
Does not belong here: anything that is computed.
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.model.slices import Bundle


@dataclass(frozen=True)
class Evidence(Bundle):
    """Everything known about the records of all lists; each frame keeps its contract."""

    records: pl.DataFrame
    record_organisations: pl.DataFrame
    organisations: pl.DataFrame
    record_regions: pl.DataFrame
    record_target_groups: pl.DataFrame
    record_fields: pl.DataFrame
    record_amounts: pl.DataFrame


@dataclass(frozen=True)
class Matched:
    """What was found.

    ``pairs`` keeps the contract PAIRS, ordered by the two ids. ``clusters`` has one row per
    record of level measure or award: record_id, cluster_id (smallest record_id of the cluster),
    identity_confidence, decided_by. ``notes`` says what a bound left out and which clusters are
    suspiciously large: note, subject, number, message.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    notes: pl.DataFrame


CLUSTERS = pl.Schema(
    {
        "record_id": pl.String(),
        "cluster_id": pl.String(),
        "identity_confidence": pl.Float64(),
        "decided_by": pl.String(),
    }
)
