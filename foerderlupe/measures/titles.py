"""Titles made comparable: one row of features per distinct title.

Belongs here: the words of a title that carry its identity, its pieces, and what of it is English.
Does not belong here: the words by themselves (``title_words``), what is done in a measure
(``title_kinds``), taking a title apart (``text.titles``), and comparing two (``comparing_titles``).
"""

import os
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from foerderlupe.measures.acronyms import as_acronyms, without_acronyms
from foerderlupe.measures.rulebook import Words
from foerderlupe.measures.title_kinds import read_kinds
from foerderlupe.measures.title_words import TitleWords
from foerderlupe.text.compounds import hyphened_words
from foerderlupe.text.distinct import map_distinct
from foerderlupe.text.hyphens import BROKEN
from foerderlupe.text.language import english_each
from foerderlupe.text.synonyms import translate
from foerderlupe.text.umlauts import restored_each
from foerderlupe.text.whole_columns import (
    clean_each,
    fold_each,
    fold_gender_each,
    key_each,
    letters_each,
    parts_each,
)

_LONGEST = 300
_SEPARATORS = r"[„“”\"»«()]|\s[-–—]\s|[–—:!?|;]|,\s"
_MARK = "\x1f"
_HARDLY_ANY = 2


def read_titles(titles: pl.Series, places: frozenset[str], words: Words) -> pl.DataFrame:
    """The features of distinct titles, ordered by title, numbered in ``title`` (UInt32).

    ``places`` are folded words of place names that occur in the lists. Words of all titles teach
    the splitting of compounds, so the result depends on the set of titles, never on their order.

    Columns: title; text; solid, words, telling, title_places, beginning and stem (``TitleWords``);
    pieces (what separators divide, each in one word); letters; core, phase, edition, year_from,
    year_to, call_year, cefr and budget (``text.titles``); what ``read_kinds`` tells;
    acronym; translated, translated_solid (its words in German), foreign and english; unusual (its
    folded words that hardly any other title has).
    """
    texts = titles.drop_nulls().unique().sort().alias("text")
    short = restored_each(clean_each(texts.str.head(_LONGEST)), places)
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        # Titles are taken apart by other processes; elsewhere most time passes in compiled code.
        taken_apart = side_by_side.submit(parts_each, short)
        everything = fold_each(short)
        translated = key_each(_translations(everything))
        whole = key_each(short)
        reader = TitleWords(words, places, [whole, translated], hyphened_words(short))
        said = taken_apart.result()
        core = without_acronyms(said["core"], words.stops)
        languages = side_by_side.submit(_languages, said["core"], core, reader)
        pieces = side_by_side.submit(_pieces, core, reader)
        known = reader.read(_core_keys(core, short, whole, reader))
        kinds = read_kinds(short, everything, known["head"], words)
    facts = pl.concat(
        [
            texts.to_frame(),
            known.drop("head", "content"),
            said,
            kinds,
            pieces.result(),
            languages.result(),
        ],
        how="horizontal",
    )
    letters = letters_each(core)
    first, last = pl.col("year_from"), pl.col("year_to")
    is_call = pl.col("is_call")
    return (
        facts.with_columns(
            letters.alias("letters"),
            _unusual(everything),
            year_from=pl.when(~is_call).then(first),
            year_to=pl.when(~is_call).then(last),
            call_year=pl.when(is_call).then(last),
        )
        .drop("is_call")
        .with_row_index("title")
    )


def _core_keys(
    core: pl.Series, short: pl.Series, whole: pl.Series, reader: TitleWords
) -> pl.Series:
    """The keys of what carries identity; ``whole`` are the keys of the titles as they stand."""
    again = (core != short) | core.str.contains(BROKEN)
    keys = key_each(core.filter(again), reader.counts)
    # ``scatter`` writes into the series itself.
    return whole.clone().scatter(again.arg_true(), keys)


def _translations(everything: pl.Series) -> pl.Series:
    """The German of folded titles that are English, where it differs."""
    english = everything.filter(english_each(everything)["english"]).unique()
    german = map_distinct(english, translate)
    return german.filter(german != english)


def _unusual(folded: pl.Series) -> pl.Series:
    """The words of each title that stand in two titles at most; a slip of the pen makes such."""
    words = folded.str.split(" ").alias("unusual").to_frame().with_row_index("title")
    words = words.explode("unusual").filter(pl.col("unusual") != "")
    rare = words.unique(maintain_order=True).filter(pl.len().over("unusual") <= _HARDLY_ANY)
    rows = pl.DataFrame({"title": pl.int_range(folded.len(), dtype=pl.UInt32, eager=True)})
    found = rows.join(
        rare.group_by("title", maintain_order=True).agg("unusual"),
        on="title",
        how="left",
        maintain_order="left",
    )
    return found["unusual"].fill_null([])


def _pieces(core: pl.Series, reader: TitleWords) -> pl.DataFrame:
    """The content of the pieces of a title, each once and in one word; none if it is one piece."""
    written = (
        core.alias("piece")
        .to_frame()
        .with_row_index("title")
        .with_columns(fold_gender_each(core).alias("piece"))
        .filter(pl.col("piece").str.contains(_SEPARATORS))
        .with_columns(pl.col("piece").str.replace_all(_SEPARATORS, _MARK).str.split(_MARK))
        .explode("piece")
    )
    distinct = written["piece"].unique().sort()
    solid = reader.read(key_each(distinct, reader.counts))["content"]
    table = pl.DataFrame({"piece": distinct, "solid": solid}).filter(pl.col("solid") != "")
    pieces = (
        written.join(table, on="piece", maintain_order="left")
        .group_by("title", maintain_order=True)
        .agg(pl.col("solid").unique(maintain_order=True).alias("pieces"))
    )
    rows = pl.DataFrame({"title": pl.int_range(core.len(), dtype=pl.UInt32, eager=True)})
    return rows.join(pieces, on="title", how="left", maintain_order="left").select(
        pl.col("pieces").fill_null([])
    )


def _languages(said: pl.Series, core: pl.Series, reader: TitleWords) -> pl.DataFrame:
    """acronym, foreign, english, translated and translated_solid.

    ``said`` is the title with the acronym that may stand before it, ``core`` without.
    """
    acronym, folded = as_acronyms(said), fold_each(core)
    english = english_each(folded)
    foreign = english["english"] & acronym.is_null()
    german = map_distinct(folded.zip_with(foreign, _nothing(folded)), translate)
    german = german.zip_with((german != folded).fill_null(value=False), _nothing(folded))
    read = reader.read(key_each(german).fill_null(""))
    return read.select(
        acronym.alias("acronym"),
        foreign.alias("foreign"),
        (foreign & (english["english_words"] > 0)).alias("english"),
        translated=pl.when(pl.col("content") != "").then("words").otherwise(pl.lit([])),
        translated_solid=pl.when(pl.col("content") != "").then("content"),
    )


def _nothing(like: pl.Series) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, like.len())
