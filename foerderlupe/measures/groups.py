"""Whether two records are for the same people.

Belongs here: comparing target groups that the publisher states or the title names.
Does not belong here: reading target groups (``labels``).
"""

from collections.abc import Sequence

import polars as pl

_SURE_ZONES = ("stated", "title")
_FACETS = r"^TG[1-4]"


def group_sets(record_target_groups: pl.DataFrame) -> pl.DataFrame:
    """The groups that a record is for: record_id, stated_groups, title_groups, sorted."""
    sure = record_target_groups.filter(
        pl.col("label_role") == "beneficiary",
        pl.col("zone").is_in(_SURE_ZONES),
        pl.col("target_group").str.contains(_FACETS),
    )
    group, zone = pl.col("target_group"), pl.col("zone")
    return sure.group_by("record_id").agg(
        group.filter(zone == "stated").unique().sort().alias("stated_groups"),
        group.filter(zone == "title").unique().sort().alias("title_groups"),
    )


class GroupComparison:
    """Compares two pairs of group sets; ``near`` are groups that may be one in practice."""

    def __init__(self, near: Sequence[Sequence[str]]) -> None:
        both = [*near, *([second, first] for first, second in near)]
        self.near = pl.DataFrame(both, schema=["left", "right"], orient="row").with_columns(
            near=pl.lit(value=True)
        )

    def __call__(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Level ``groups`` (shared, different, missing) and the veto fact groups_disjoint.

        Disjoint means that both sides name groups of one facet (migration, age and family,
        education, vulnerability) in the same zone and no two of them are one, parent and child,
        or near: refugees and women are not disjoint, women and senior citizens are.
        """
        pairs = pairs.with_row_index("pair")
        stated = self._facets(pairs, "stated_groups").with_columns(zone=pl.lit("stated"))
        title = self._facets(pairs, "title_groups").with_columns(zone=pl.lit("title"))
        facts = (
            pl.concat([stated, title])
            .group_by("pair")
            .agg(pl.col("related").any(), (~pl.col("related")).any().alias("disjoint"))
        )
        joined = pairs.select("pair").join(facts, on="pair", how="left", maintain_order="left")
        return joined.select(
            pl.when(pl.col("related").is_null())
            .then(pl.lit("missing"))
            .when(pl.col("related"))
            .then(pl.lit("shared"))
            .otherwise(pl.lit("different"))
            .alias("groups"),
            pl.col("disjoint").fill_null(value=False).alias("groups_disjoint"),
        )

    def _facets(self, pairs: pl.DataFrame, zone: str) -> pl.DataFrame:
        """One row per pair and facet that both sides name: pair, related."""
        left, right = pl.col("left"), pl.col("right")
        stem_left, stem_right = left.str.strip_chars_end("0"), right.str.strip_chars_end("0")
        within = left.str.starts_with(stem_right) | right.str.starts_with(stem_left)
        return (
            pairs.select("pair", left=f"{zone}_left", right=f"{zone}_right")
            .explode("left", empty_as_null=True)
            .explode("right", empty_as_null=True)
            .filter(left.str.head(3) == right.str.head(3))
            .join(self.near, on=["left", "right"], how="left")
            .group_by("pair", left.str.head(3).alias("facet"))
            .agg((within | pl.col("near").is_not_null()).any().alias("related"))
            .select("pair", "related")
        )
