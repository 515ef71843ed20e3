"""Records that are each other's only counterpart.

Belongs here: which pairs may be counterparts, and for which of them no other record competes.
A list names a carrier's measures of one period; if another list knows just one that fits, and the
other way round, both mean it, even where the titles are hardly alike (translated, cut off, named
after the programme).
Does not belong here: the weight of the finding (``weights.yml``) and the decision (``deciding``).
"""

import polars as pl

from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook

_ENDS = ("left", "right")


def possible_counterparts(rulebook: Rulebook) -> pl.Expr:
    """Whether a compared pair of two lists may describe one measure by all but its title.

    Same period, no veto; a carrier that agrees where the place does not contradict, or a related
    or unstated carrier in the same place under one telling name. So it may be where the carrier
    agrees and one list does not state the period.
    """
    rules = rulebook.counterparts
    agrees = pl.col("carrier").is_in(rules.carrier) & pl.col("place").is_in(rules.place)
    one_name = pl.col("title").is_in(rulebook.told_titles["one_name"])
    placed = pl.col("place").is_in(rulebook.agreeing.place)
    unsure = pl.col("carrier").is_in(rules.unsure_carrier) & placed & one_name
    dated = pl.col("period").is_in(["same", "years"]) | pl.col("starts_together")
    undated = (pl.col("period") == "missing") & agrees & placed & one_name
    silent = pl.col("title").is_in(rules.silent_title)
    return (
        pl.col("both_counted")
        & ~pl.col("one_list")
        & pl.col("veto").is_null()
        & pl.col("title").is_in(rules.title)
        & ((dated & (agrees | unsure)) | undated)
        & ~(silent & (pl.col("field_differs") | ~_supported(rulebook)))
    )


def _supported(rulebook: Rulebook) -> pl.Expr:
    """What must speak for two records whose titles say nothing about each other.

    A place on both sides; or one and the same carrier that works in one Kreis only in one period,
    or a shared word in translation, or a funder that the other list names too.
    """
    placed = pl.col("place").is_in(rulebook.counterparts.silent_place)
    one_carrier = pl.col("carrier") == "same"
    there = pl.col("local") & (pl.col("period") == "same")
    further = there | pl.col("shares_translation") | (pl.col("funder") == "same")
    return placed | (one_carrier & further)


def only_counterparts(
    kept: pl.DataFrame, found: pl.DataFrame, features: Features, rulebook: Rulebook
) -> pl.DataFrame:
    """The pairs of ``kept`` (left, right) that no other record competes with.

    ``kept`` has left, right, bits, veto and possible; ``found`` the clusters known so far:
    record, cluster. Rivals are clusters of one list: if a list has two that fit, the better one
    is taken only with a clear margin in bits. Two clusters that one list names both are two.
    """
    cluster_of = dict(zip(_ENDS, ("one", "other"), strict=True))
    named = kept.filter(pl.col("possible") | pl.col("veto").is_not_null())
    for end, name in cluster_of.items():
        numbers = found.select(pl.col("record").alias(end), pl.col("cluster").alias(name))
        named = named.join(numbers, on=end)
    lists = found.join(features.records.select("record", "source_id"), on="record").select(
        "cluster", "source_id"
    )
    lists = lists.join(
        named.select(cluster=pl.col("one")).vstack(named.select(cluster=pl.col("other"))).unique(),
        on="cluster",
        how="semi",
    ).unique()
    both_ways = _both_ways(named.filter(pl.col("possible") & (pl.col("one") != pl.col("other"))))
    vetoed = _both_ways(named.filter(pl.col("veto").is_not_null())).select("one", "other")
    fitting = both_ways.join(vetoed.unique(), on=["one", "other"], how="anti").join(
        _in_one_list(both_ways, lists), on=["one", "other"], how="anti"
    )
    clear = _clear(fitting, lists, rulebook.counterparts.margin)
    mutual = clear.join(clear, left_on=["one", "other"], right_on=["other", "one"], how="semi")
    return named.filter("possible").join(mutual, on=["one", "other"], how="semi").select(*_ENDS)


def with_found_partners(
    kept: pl.DataFrame, found: pl.DataFrame, features: Features
) -> pl.DataFrame:
    """``kept`` (with refused) without questions about records whose partner is found.

    A list that names each measure once has one record of it at most: where a record's cluster
    holds one of the other's list, the two are two measures. ``found`` has record, cluster.
    """
    of = found.join(features.records.select("record", "source_id", "exclusive"), on="record")
    listed = of.filter("exclusive").select("cluster", "source_id").unique()
    asked = kept.filter((pl.col("decision") == "review") & (pl.col("decided_by") == "rules"))
    asked = asked.select(*_ENDS)
    for end in _ENDS:
        asked = asked.join(of.rename({name: f"{name}_{end}" for name in of.columns}),
                           left_on=end, right_on=f"record_{end}")  # fmt: skip
    asked = asked.filter(
        pl.col("source_id_left") != pl.col("source_id_right"),
        pl.col("cluster_left") != pl.col("cluster_right"),
    )
    taken = pl.concat(
        asked.join(
            listed,
            left_on=[f"cluster_{one}", f"source_id_{other}"],
            right_on=["cluster", "source_id"],
            how="semi",
        ).select(*_ENDS)
        for one, other in (_ENDS, _ENDS[::-1])
    ).unique()
    marked = kept.join(
        taken.with_columns(taken=pl.lit(value=True)), on=_ENDS, how="left", maintain_order="left"
    )
    return marked.with_columns(
        decision=pl.when("taken").then(pl.lit("apart")).otherwise("decision"),
        veto=pl.when("taken").then(pl.lit("partner_found")).otherwise("veto"),
        relation=pl.when("taken").then(pl.lit("different")).otherwise("relation"),
        refused=pl.col("refused") & pl.col("taken").is_null(),
    ).drop("taken")


def _both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """Per ordered pair of clusters the bits of its best pair: one, other, bits."""
    turned = pairs.select(one="other", other="one", bits="bits")
    return (
        pl.concat([pairs.select("one", "other", "bits"), turned])
        .group_by("one", "other")
        .agg(pl.col("bits").max())
    )


def _in_one_list(pairs: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    return (
        pairs.join(lists, left_on="one", right_on="cluster")
        .join(lists, left_on=["other", "source_id"], right_on=["cluster", "source_id"])
        .select("one", "other")
        .unique()
    )


def _clear(pairs: pl.DataFrame, lists: pl.DataFrame, margin: float) -> pl.DataFrame:
    """The pairs (one, other) where no rival of ``other`` in its lists comes near."""
    rows = pairs.join(lists, left_on="other", right_on="cluster")
    among = ["one", "source_id"]
    best = pl.col("bits").max().over(among)
    second = pl.col("bits").top_k(2).min().over(among)
    rival = (
        pl.when(pl.len().over(among) == 1)
        .then(None)
        .when(pl.col("bits") == best)
        .then(second)
        .otherwise(best)
    )
    beaten = (pl.col("bits") - rival >= margin).fill_null(value=True)
    return (
        rows.select("one", "other", beaten.alias("clear"))
        .group_by("one", "other")
        .agg(pl.col("clear").all())
        .filter("clear")
        .select("one", "other")
    )
