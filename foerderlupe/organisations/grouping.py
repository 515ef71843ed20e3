"""Which names are one organisation.

Belongs here: the order of evidence (register, official key, code files, short name, equal name,
spelling), the grouping of names and the permanent key of a group.
Does not belong here: what one name says (``name``, ``territory``, ``known``), and how groups
become frames (``resolve``).
"""

from hashlib import sha256

import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from foerderlupe.organisations.spelling import misspelt


def group_names(mentions: pl.DataFrame, places: set[str]) -> pl.DataFrame:
    """One row per identity with the key of its organisation: identity, organisation_id, rule.

    ``mentions`` has identity, official_id, register_key, words, key, family and acronym as made
    by ``mentions.read_mentions``. A group of names with two official ids, registers or
    contradicting legal forms keeps only what equal register numbers hold together.
    """
    named = mentions.filter(pl.col("words").is_not_null()).unique("identity").sort("identity")
    sure = _one_register(mentions)
    edges = pl.concat(
        [
            sure,
            *(_equal(named, by) for by in ("key", "sorted_words")),
            _short_and_long(mentions, named),
            _spelling(named, places),
        ]
    )
    grouped = _components(mentions, edges)
    contradictory = _contradictory(mentions, grouped)
    kept = edges.filter(
        (pl.col("rule") == "register")
        | ~pl.col("left")
        .replace_strict(grouped["identity"], grouped["group"], return_dtype=pl.String)
        .is_in(contradictory.implode())
    )
    return _with_ids(mentions, _components(mentions, kept), kept)


def _edges(frame: pl.DataFrame, rule: str) -> pl.DataFrame:
    return (
        frame.select("left", "right", rule=pl.lit(rule))
        .filter(pl.col("left") != pl.col("right"))
        .unique()
    )


def _one_register(mentions: pl.DataFrame) -> pl.DataFrame:
    known = mentions.filter(pl.col("register_key").is_not_null())
    joined = known.with_columns(left=pl.col("identity").min().over("register_key"))
    return _edges(joined.with_columns(right="identity"), "register")


def _equal(named: pl.DataFrame, by: str) -> pl.DataFrame:
    """Names with equal words; one without legal form joins where only one form is known."""
    named = named.filter(pl.col(by).is_not_null())
    forms = pl.col("family").drop_nulls().n_unique().over(by)
    side = pl.when(forms == 1).then(pl.lit("")).otherwise(pl.col("family").fill_null(""))
    joined = named.with_columns(side=side).with_columns(
        left=pl.col("identity").min().over(by, "side"), right="identity"
    )
    return _edges(joined, "name" if by == "key" else "word_order")


def _short_and_long(mentions: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Short names learnt from "LONG (SHORT)", where the data give them to one long name only."""
    learnt = (
        mentions.drop_nulls("acronym")
        .group_by("acronym")
        .agg(pl.col("identity").min().alias("left"), pl.col("sorted_words").n_unique())
        .filter(pl.col("sorted_words") == 1)
    )
    short = named.filter(pl.col("words").list.len() == 1)
    joined = short.join(learnt, left_on="key", right_on="acronym")
    return _edges(joined.with_columns(right="identity"), "acronym")


def _spelling(named: pl.DataFrame, places: set[str]) -> pl.DataFrame:
    pairs = misspelt(named, places)
    family = named.select("identity", "family")
    same = pl.col("family") == pl.col("family_right")
    either_unknown = pl.col("family").is_null() | pl.col("family_right").is_null()
    joined = pairs.join(family, left_on="left", right_on="identity").join(
        family, left_on="right", right_on="identity", suffix="_right"
    )
    return _edges(joined.filter(same | either_unknown), "spelling")


def _components(mentions: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """identity and group, the smallest identity that edges lead to."""
    nodes = mentions.select("identity").unique().sort("identity").with_row_index("node")
    left, right = (
        edges[side].replace_strict(nodes["identity"], nodes["node"], return_dtype=pl.UInt32)
        for side in ("left", "right")
    )
    ends = (left.to_numpy(), right.to_numpy())
    graph = coo_array(([True] * edges.height, ends), shape=(nodes.height,) * 2)
    labels = connected_components(graph, directed=False)[1]
    return nodes.select("identity", label=pl.Series(labels, dtype=pl.Int64)).select(
        "identity", group=pl.col("identity").min().over("label")
    )


def _contradictory(mentions: pl.DataFrame, grouped: pl.DataFrame) -> pl.Series:
    """Groups with two official ids, two registers or two legal forms."""
    facts = ("official_id", "register_key", "family")
    return (
        mentions.join(grouped, on="identity")
        .group_by("group")
        .agg(pl.col(fact).drop_nulls().n_unique() for fact in facts)
        .filter(pl.any_horizontal(pl.col(fact) > 1 for fact in facts))
        .get_column("group")
        .sort()
    )


def _with_ids(mentions: pl.DataFrame, grouped: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """The permanent key: official, else from the register number, else from the name.

    Only the members of a group decide, so that an unrelated organisation changes nothing.
    """
    keys = (
        mentions.join(grouped, on="identity")
        .group_by("group")
        .agg(pl.col("official_id", "register_key").min())
        .with_columns(permanent=pl.coalesce("register_key", "group"))
    )
    hashed = pl.Series([_hashed(text) for text in keys["permanent"]], dtype=pl.String)
    ids = keys.select("group", organisation_id=pl.coalesce("official_id", hashed))
    rules = edges.group_by(identity="right").agg(pl.col("rule").min_by(_strength()))
    return grouped.join(ids, on="group").join(rules, on="identity", how="left").drop("group")


def _strength() -> pl.Expr:
    order = ["register", "name", "word_order", "acronym", "spelling"]
    return pl.col("rule").replace_strict(order, list(range(len(order))))


def _hashed(text: str) -> str:
    return f"org-{sha256(text.encode()).hexdigest()[:10]}"
