"""What the words of a title say is done, for whom and by whom.

Belongs here: the facts that vetoes rest on and that single words of a title tell.
Does not belong here: the words (``measures.yml``) and the rules (``vetoes``).
"""

import polars as pl

from foerderlupe.measures.rulebook import Words

_REMARK = r"(\[[^\]]*(?:\]|$))"
_OFFICES = ("steering", "case_work", "coordination")
_AT_START = ("evaluation", "individual", "withheld", "institutional", "top_up", "call")


def read_kinds(titles: pl.Series, folded: pl.Series, head: pl.Series, words: Words) -> pl.DataFrame:
    """Facts of each title; ``folded`` is its comparison form, ``head`` the first word of its name.

    Columns: activity (evaluation, training or null), trains (a word of it says so), individual
    (aid for one person), office (the one that it names, or null), institutional, top_up, is_call.
    """
    rows = folded.alias("word").to_frame().with_row_index("title")
    tokens = rows.with_columns(pl.col("word").str.split(" ")).explode("word", empty_as_null=True)
    known = tokens.select("word").unique().sort("word").with_columns(_facts(words))
    said = (
        tokens.join(known, on="word", how="left", maintain_order="left")
        .group_by("title", maintain_order=True)
        .agg(pl.col(pl.Boolean).any())
        .with_columns(head.alias("head"), titles.alias("text"))
    )
    offices = [pl.when(name).then(pl.lit(name)) for name in _OFFICES]
    removed = pl.col("text").str.extract(_REMARK).str.to_lowercase().str.contains("entfernt")
    head_trains = pl.col("head").str.contains(_any_of(words, "training")).fill_null(value=False)
    return said.select(
        activity=pl.when(pl.any_horizontal("study", "evaluation"))
        .then(pl.lit("evaluation"))
        .when(head_trains)
        .then(pl.lit("training")),
        trains="training",
        individual=pl.any_horizontal("individual", "withheld") | removed.fill_null(value=False),
        office=pl.when(pl.sum_horizontal(_OFFICES) == 1).then(pl.coalesce(offices)),
        institutional="institutional",
        top_up="top_up",
        is_call="call",
    )


def _facts(words: Words) -> list[pl.Expr]:
    """Per word, whether it begins with, ends with or holds a stem of a list of the rulebook."""
    word = pl.col("word")
    return [
        *(word.str.contains("^" + _any_of(words, name)).alias(name) for name in _AT_START),
        word.str.contains(_any_of(words, "study") + "$").alias("study"),
        *(word.str.contains(_any_of(words, name)).alias(name) for name in ("training", *_OFFICES)),
    ]


def _any_of(words: Words, name: str) -> str:
    return f"(?:{'|'.join(words.stems(name))})"
