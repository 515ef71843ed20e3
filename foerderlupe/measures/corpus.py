"""What the lists as a whole say about a title.

Belongs here: facts that one title cannot tell by itself: many carriers use it, a programme has
its name, it fills the field of its list, its list is in English, its words are places.
Does not belong here: what a title says by itself (``titles``), and records (``features``).
"""

import polars as pl

from foerderlupe.measures.evidence import Evidence
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.text.place_names import place_name_words
from foerderlupe.text.whole_columns import fold_each

_PLACE_FIELDS = ("place", "municipality", "kreis", "region_name")
_IN_NAMES = ["title", "carrier_seat"]
_SHORTEST_PLACE = 4
_SEVERAL = 3
_ENGLISH_LIST = 0.1


def with_corpus_facts(
    titles: pl.DataFrame, features: pl.DataFrame, evidence: Evidence, rulebook: Rulebook
) -> pl.DataFrame:
    """Titles with ``common`` (many carriers use it), ``programme_name``, ``cut`` and ``foreign``.

    A title is ``cut`` if it fills the field of its list: several of the longest titles of the
    list have its length.
    """
    names = titles.filter(pl.col("text").is_in(programme_names(evidence).implode()))["solid"]
    users = features.group_by("title").agg(pl.col("carriers").n_unique().alias("users"))
    full = _full_fields(evidence.records)
    return (
        titles.join(users, on="title", how="left", maintain_order="left")
        .select(
            *titles.columns,
            (pl.col("users") >= rulebook.bounds.generic_carriers)
            .fill_null(value=False)
            .alias("common"),
            pl.col("solid").is_in(names.implode()).alias("programme_name"),
            pl.col("text").is_in(full.implode()).alias("cut"),
        )
        .with_columns(_foreign(titles, evidence.records))
    )


def _foreign(titles: pl.DataFrame, records: pl.DataFrame) -> pl.Expr:
    """Letters alone make a title English only in a list that has English titles."""
    named = (
        records.select("source_id", text="title")
        .drop_nulls()
        .join(titles.select("text", "english"), on="text")
    )
    english = pl.col("english").mean().over("source_id") >= _ENGLISH_LIST
    texts = named.filter(english)["text"].unique()
    return pl.col("foreign") & (pl.col("english") | pl.col("text").is_in(texts.implode()))


def _full_fields(records: pl.DataFrame) -> pl.Series:
    """Titles as long as the longest of their list, where three and more are."""
    length = pl.col("title").str.len_chars()
    titles = records.select("source_id", "title").drop_nulls().unique()
    # A blank at the end of the field is lost.
    longest = titles.filter(length >= length.max().over("source_id") - 1)
    full = longest.filter(pl.len().over("source_id") >= _SEVERAL)
    return full["title"].unique().sort()


def programme_names(evidence: Evidence) -> pl.Series:
    """Names of programmes and calls that the lists state, ordered."""
    records = evidence.records
    umbrella = records.filter(pl.col("list_level").is_in(["programme", "call"]))
    named = [records["programme"], records["call"], umbrella["title"]]
    return pl.concat([series.alias("name") for series in named]).drop_nulls().unique().sort()


def _words_of(series: list[pl.Series]) -> set[str]:
    texts = pl.concat([texts.alias("text") for texts in series]).drop_nulls().unique()
    return set(fold_each(texts).str.split(" ").explode().unique())


def strange_places(features: pl.DataFrame, titles: pl.DataFrame, evidence: Evidence) -> pl.Series:
    """Whether the title of a record names a place that is none of those stated for it."""
    placed = features.select("record", "record_id", "title").join(
        titles.filter(pl.col("title_places").list.len() > 0).select("title", "title_places"),
        on="title",
    )
    known = evidence.records.select(
        "record_id", pl.concat_str(*_PLACE_FIELDS, separator=" ", ignore_nulls=True).alias("text")
    )
    read = evidence.record_regions.select("record_id", text="stated_text").drop_nulls()
    known = pl.concat([known, read]).join(placed, on="record_id", how="semi")
    words = known.select("record_id", fold_each(known["text"]).str.split(" "))
    stated = words.explode("text", empty_as_null=True).group_by("record_id").agg("text")
    further = pl.col("title_places").list.set_difference("text").list.len() > 0
    strange = placed.join(stated, on="record_id").filter(further)["record"]
    return features["record"].is_in(strange.implode())


def place_words(evidence: Evidence, rulebook: Rulebook) -> frozenset[str]:
    """Folded words of all places that the lists state."""
    read = evidence.record_regions.select(
        "stated_text", in_name=pl.col("rule").is_in(_IN_NAMES).fill_null(value=False)
    )
    by_column = [evidence.records[name] for name in _PLACE_FIELDS]
    by_column.append(read.filter(~pl.col("in_name"))["stated_text"])
    # The whole name of a measure or a carrier has other words, too.
    in_names = _words_of([read.filter("in_name")["stated_text"]]) & place_name_words()
    words = _words_of(by_column) | in_names
    known = rulebook.words.stems("generic")
    return frozenset(
        word
        for word in words - rulebook.words.stops
        if len(word) >= _SHORTEST_PLACE and not word.startswith(known) and not word.isdigit()
    )
