"""What descriptions say about two titles.

Belongs here: finding a project's name in a description whose title is the name of a programme, an
acronym or a translation; and descriptions that tell two offers of one title apart.
Does not belong here: comparing titles (``comparing_titles``), titles that say nothing
(``silent_titles``), and what descriptions say about target groups (``labels``).
"""

import polars as pl

from foerderlupe.matching.sets import looked_up
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook

_SHORTEST = 8
_LONG_WORD = "[a-z0-9]{4,}"
_FEWEST_WORDS = 2
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
    described = pl.col("text").str.replace_all(" ", "", literal=True)
    return (
        named.with_columns(name=letters)
        .filter(telling_name)
        .filter(described.str.contains(pl.col("name"), literal=True))
        .select("left", "right")
    )


def with_descriptions_apart(compared: pl.DataFrame, features: Features) -> pl.DataFrame:
    """``compared`` with descriptions_apart: descriptions of one generic title share no word.

    Of "Sprachförderung" a carrier may offer two. Words of a few letters say nothing, and a single
    word is no description.
    """
    pairs = compared.filter(pl.col("title") == "same_generic").select("left", "right")
    for end in ("left", "right"):
        texts = features.descriptions.select(pl.col("record").alias(end), **{f"of_{end}": "text"})
        pairs = pairs.join(texts, on=end)
    words = [pl.col(f"of_{end}").str.extract_all(_LONG_WORD) for end in ("left", "right")]
    said = pl.min_horizontal(words[0].list.len(), words[1].list.len()) >= _FEWEST_WORDS
    common = words[0].list.set_intersection(words[1]).list.len()
    apart = pairs.filter(said & (common == 0)).select(
        "left", "right", descriptions_apart=pl.lit(value=True)
    )
    found = looked_up(compared, apart, ["left", "right"])
    return compared.with_columns(found["descriptions_apart"].fill_null(value=False))
