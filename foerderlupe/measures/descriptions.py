"""Titles that stand in the description of the other record.

Belongs here: finding a project's name in a description whose title is the name of a programme, an
acronym or a translation. Does not belong here: comparing titles (``comparing_titles``), and what
descriptions say about target groups (``labels``).
"""

import polars as pl

from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook

_SHORTEST = 8
_SIDES = (("left", "right"), ("right", "left"))


def with_described(compared: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """``compared`` with the title level ``described`` where one record describes the other's title.

    Looked for where carrier and period agree and the titles do not; only a title that says
    something counts.
    """
    open_pairs = compared.filter(
        pl.col("title").is_in(rulebook.descriptions.title)
        & pl.col("carrier").is_in(rulebook.counterparts.carrier)
        & (pl.col("period").is_in(["same", "years"]) | pl.col("starts_together"))
    )
    found = [_found(open_pairs, features, one, other) for one, other in _SIDES]
    described = pl.concat(found).unique().with_columns(described=pl.lit(value=True))
    return (
        compared.join(described, on=["left", "right"], how="left", maintain_order="left")
        .with_columns(title=pl.when("described").then(pl.lit("described")).otherwise("title"))
        .drop("described")
    )


def _found(pairs: pl.DataFrame, features: Features, one: str, other: str) -> pl.DataFrame:
    """The pairs (left, right) where the description of ``one`` holds the title of ``other``."""
    named = pairs.select("left", "right", name=f"title_{other}").join(
        features.descriptions, left_on=one, right_on="record"
    )
    letters, telling = (
        features.titles[name].gather(named["name"]) for name in ("letters", "telling")
    )
    telling_name = (letters.str.len_chars() >= _SHORTEST) & (telling.list.len() > 0)
    return (
        named.with_columns(name=letters)
        .filter(telling_name)
        .filter(pl.col("letters").str.contains(pl.col("name"), literal=True))
        .select("left", "right")
    )
