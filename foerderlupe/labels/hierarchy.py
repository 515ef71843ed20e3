"""Labels of one record brought into agreement with one another and with the code list.

Belongs here: strongest statement, siblings rolled up, ancestors dropped, at most so many codes
(DOMAIN section 3, L1, L5). Does not belong here: how a label was found.
All functions take and give frames with ``record_id, code, role, origin, confidence, zone, span,
rule, part, position``; the result does not depend on the order of rows.
"""

import polars as pl

from foerderlupe.labels.vocabulary import Vocabulary

ORIGIN_ORDER = {"upstream": 0, "derived": 1, "inferred": 2}
_KEY = ("record_id", "code", "role")
MOST_PER_FACET = 5
ENOUGH_SIBLINGS = 3


def by_strength(labels: pl.DataFrame) -> pl.DataFrame:
    """The labels sorted from the strongest to the weakest, ties broken by what they say."""
    origin = pl.col("origin").replace_strict(ORIGIN_ORDER, return_dtype=pl.Int8)
    said = pl.col("part", "position", "record_id", "code", "role", "span", "rule")
    return labels.sort(-pl.col("confidence"), origin, said)


def strongest(labels: pl.DataFrame) -> pl.DataFrame:
    """One row per record, code and role: the strongest; of equal ones what the publisher says."""
    return by_strength(labels).unique(_KEY, keep="first", maintain_order=True)


def roll_up(labels: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Three or more siblings replaced by their parent, from the bottom up (L5).

    What a publisher states in so many words stays as it is.
    """
    table = vocabulary.table
    deepest = table["depth"].max() or 0
    assert isinstance(deepest, int)
    for depth in range(deepest, 0, -1):
        parents = table.filter(pl.col("depth") == depth).select("code", "parent")
        labels = _roll_up_once(labels, parents)
    return labels


def _roll_up_once(labels: pl.DataFrame, parents: pl.DataFrame) -> pl.DataFrame:
    siblings = (
        labels.filter(pl.col("origin") != "upstream")
        .join(parents, on="code")
        .filter(pl.col("code").n_unique().over("record_id", "parent", "role") >= ENOUGH_SIBLINGS)
    )
    if siblings.is_empty():
        return labels
    codes = pl.col("code").sort().str.join(", ")
    rolled = (
        by_strength(siblings)
        .group_by("record_id", "parent", "role", maintain_order=True)
        .agg(
            pl.col("origin", "confidence", "zone", "part", "position").first(),
            pl.col("span").unique(maintain_order=True).str.join("; "),
            rule=pl.lit("siblings ") + codes,
        )
        .rename({"parent": "code"})
        .select(labels.columns)
    )
    kept = labels.join(siblings, on=_KEY, how="anti")
    return strongest(pl.concat([kept, rolled]))


def without_ancestors(
    labels: pl.DataFrame, vocabulary: Vocabulary, enough: float = 1.0
) -> pl.DataFrame:
    """Labels without the codes above another label of the record: leaves are stored (L5).

    A code goes if the detail below it is at least as sure, or has at least the confidence
    ``enough``. A surer code stays beside a weaker detail: a passing mention does not narrow what
    the title says; and what a publisher states goes only for another statement.
    """
    descendants = (
        labels.join(vocabulary.closure, on="code")
        .group_by("record_id", "ancestor", "role")
        .agg(below=pl.col("confidence").max())
        .rename({"ancestor": "code"})
    )
    told = labels.join(descendants, on=_KEY, how="left", maintain_order="left")
    own = pl.col("confidence")
    stated = pl.when(pl.col("zone") == "stated")
    needed = stated.then(own).otherwise(pl.min_horizontal(own, pl.lit(enough)))
    return told.filter((pl.col("below") < needed).fill_null(value=True)).drop("below")


def at_most(labels: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """At most five codes per record and facet, the strongest (L5, after Candid's PCS)."""
    facets = vocabulary.table.select("code", "facet")
    ranked = (
        by_strength(labels)
        .join(facets, on="code", maintain_order="left")
        .with_columns(first=pl.int_range(pl.len()))
        .with_columns(pl.col("first").min().over("record_id", "code"))
    )
    rank = pl.col("first").rank("dense").over("record_id", "facet")
    return ranked.filter(rank <= MOST_PER_FACET).drop("facet", "first")
