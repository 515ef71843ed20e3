"""Measure ids that stay: minted once, kept by the larger part, redirected for ever.

Belongs here: giving tonight's clusters the ids of last night's measures (DOMAIN §2.4, step 8).
Does not belong here: which records form a cluster (``matching``) and files (``identity.ledger``).

Rules. A measure of last night goes on in the cluster that holds most of its records. A cluster
that several measures go on in keeps the oldest id; the others are merged into it and redirect
to it. Every other cluster gets a new id; if its records had one before, the new id says which
one it was split from. A measure none of whose records is in tonight's lists is withdrawn, and
lives again when they return. Ties are broken by id, so that order plays no part.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import polars as pl

from foerderlupe.model.frames import MEASURE_IDS


@dataclass(frozen=True)
class Ledger:
    """All ids ever minted, and the last known measure of every record ever seen.

    ``ids`` follows MEASURE_IDS; ``members`` has ``record_id, measure_id``.
    """

    ids: pl.DataFrame
    members: pl.DataFrame

    @classmethod
    def empty(cls) -> "Ledger":
        """The ledger before the first night."""
        members = pl.Schema({"record_id": pl.String(), "measure_id": pl.String()}).to_frame()
        return cls(MEASURE_IDS.empty(), members)


def assign(clusters: pl.DataFrame, ledger: Ledger, as_of: date) -> Ledger:
    """The ledger after tonight.

    ``clusters`` has ``record_id, cluster_id``. The measure of each record of tonight stands in
    ``members`` of the result.
    """
    kept = _kept(clusters, ledger)
    minted = _minted(clusters, kept, ledger)
    of_cluster = pl.concat([kept.select("cluster_id", "measure_id"), minted.drop("split_from")])
    tonight = clusters.join(of_cluster, on="cluster_id").select("record_id", "measure_id")
    merged = _merged(clusters, kept, ledger)
    ids = _states(ledger.ids, merged, set(of_cluster["measure_id"]), as_of)
    members = pl.concat([tonight, ledger.members.join(tonight, on="record_id", how="anti")])
    return Ledger(
        pl.concat([ids, _new_rows(minted, as_of)]).sort("measure_id"), members.sort("record_id")
    )


def churn(before: Ledger, after: Ledger) -> dict[str, int]:
    """How many ids were minted, split off, merged, withdrawn and revived between two nights."""
    both = after.ids.join(before.ids, on="measure_id", how="left", suffix="_before")
    new = both.filter(pl.col("id_status_before").is_null())
    changed = both.filter(pl.col("id_status") != pl.col("id_status_before"))
    counts = dict(changed.group_by("id_status").len().iter_rows())
    return {
        "minted": new.height,
        "split": new["split_from"].count(),
        "merged": counts.get("merged", 0),
        "withdrawn": counts.get("withdrawn", 0),
        "revived": counts.get("live", 0),
    }


def _heirs(clusters: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """For each measure of before the cluster that it goes on in: ``measure_id, cluster_id``."""
    shared = clusters.join(ledger.members, on="record_id").group_by("measure_id", "cluster_id")
    return (
        shared.len()
        .sort("measure_id", "len", "cluster_id", descending=[False, True, False])
        .unique("measure_id", keep="first", maintain_order=True)
        .select("measure_id", "cluster_id")
    )


def _kept(clusters: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """The id that a cluster keeps: ``cluster_id, measure_id``."""
    return (
        _heirs(clusters, ledger)
        .join(ledger.ids.select("measure_id", "minted_on"), on="measure_id")
        .sort("cluster_id", "minted_on", "measure_id")
        .unique("cluster_id", keep="first", maintain_order=True)
        .select("cluster_id", "measure_id")
    )


def _merged(clusters: pl.DataFrame, kept: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Measures that went on in a cluster with an older id: ``measure_id, survivor``."""
    return (
        _heirs(clusters, ledger)
        .join(kept.rename({"measure_id": "survivor"}), on="cluster_id")
        .filter(pl.col("measure_id") != pl.col("survivor"))
        .select("measure_id", "survivor")
    )


def _minted(clusters: pl.DataFrame, kept: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """New ids: ``cluster_id, measure_id, split_from``."""
    fresh = clusters.join(kept, on="cluster_id", how="anti")
    origin = (
        fresh.join(ledger.members, on="record_id")
        .group_by("cluster_id", pl.col("measure_id").alias("split_from"))
        .len()
        .sort("cluster_id", "len", "split_from", descending=[False, True, False])
        .unique("cluster_id", keep="first", maintain_order=True)
        .select("cluster_id", "split_from")
    )
    first = fresh.group_by("cluster_id").agg(pl.col("record_id").min()).sort("record_id")
    ids = _unused_ids(first["record_id"].to_list(), set(ledger.ids["measure_id"]))
    return (
        first.select("cluster_id")
        .with_columns(measure_id=pl.Series(ids, dtype=pl.String))
        .join(origin, on="cluster_id", how="left")
    )


def _unused_ids(record_ids: list[str], used: set[str]) -> list[str]:
    """One id for each record, none of them ever used before."""
    ids = []
    for record_id in record_ids:
        attempt, name = 0, ""
        while not name or name in used:
            attempt += 1
            digest = hashlib.sha256(f"{record_id}#{attempt}".encode()).hexdigest()
            name = f"m-{digest[:10]}"
        used.add(name)
        ids.append(name)
    return ids


def _states(ids: pl.DataFrame, merged: pl.DataFrame, live: set[str], as_of: date) -> pl.DataFrame:
    """The states of known ids after tonight; redirects lead to the id that is alive."""
    survivors = merged.rename({"measure_id": "old", "survivor": "target"})
    joined = (
        ids.join(survivors, left_on="measure_id", right_on="old", how="left")
        .rename({"target": "merged_into"})
        .join(survivors, left_on="redirect_to", right_on="old", how="left")
    )
    status = (
        pl.when(pl.col("merged_into").is_not_null() | (pl.col("id_status") == "merged"))
        .then(pl.lit("merged"))
        .when(pl.col("measure_id").is_in(list(live)))
        .then(pl.lit("live"))
        .otherwise(pl.lit("withdrawn"))
    )
    moved = joined.with_columns(
        new_status=status,
        new_target=pl.coalesce("merged_into", "target", "redirect_to"),
    )
    changed = (pl.col("new_status") != pl.col("id_status")) | pl.col("new_target").ne_missing(
        pl.col("redirect_to")
    )
    return MEASURE_IDS.conform(
        moved.select(
            "measure_id",
            "split_from",
            "minted_on",
            id_status="new_status",
            redirect_to="new_target",
            changed_on=pl.when(changed).then(pl.lit(as_of)).otherwise("changed_on"),
            reason=pl.when(changed).then(_reason()).otherwise("reason"),
        )
    )


def _reason() -> pl.Expr:
    return pl.col("new_status").replace_strict(
        {
            "merged": "recognised as the same measure as an older id",
            "live": "its records are listed again",
            "withdrawn": "none of its records is listed any more",
        }
    )


def _new_rows(minted: pl.DataFrame, as_of: date) -> pl.DataFrame:
    return MEASURE_IDS.conform(
        minted.select(
            "measure_id",
            "split_from",
            id_status=pl.lit("live"),
            minted_on=pl.lit(as_of),
            reason=pl.when(pl.col("split_from").is_not_null())
            .then(pl.lit("split off"))
            .otherwise(pl.lit("first seen")),
        )
    )
