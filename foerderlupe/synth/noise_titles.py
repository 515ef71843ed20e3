"""Distortions of titles in their parts: name, mark, between, tail, before and after.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: spelling (``noise_text``), other columns (``noise_facts``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck

_NOTHING = pl.lit("")


def title_head_only(luck: Luck) -> Changes:
    """The subtitle is dropped."""
    return {"between": _NOTHING, "tail": _NOTHING}


def title_tail_only(luck: Luck) -> Changes:
    """The subtitle stands alone."""
    both = pl.col("tail") != ""
    return {
        "name": pl.when(both).then("tail").otherwise("name"),
        "between": _NOTHING,
        "tail": _NOTHING,
    }


def words_replaced(luck: Luck) -> Changes:
    """Another name for the same people, compounds with a hyphen."""
    return {
        "name": pl.col("name_replaced"),
        "tail": pl.when(pl.col("tail") != "").then("tail_replaced").otherwise("tail"),
        "target_group_text": pl.col("group_replaced"),
    }


def halves_turned(luck: Luck) -> Changes:
    """The subtitle first, the name behind it."""
    both = pl.col("tail") != ""
    return {
        "name": pl.when(both).then("tail").otherwise("name"),
        "tail": pl.when(both).then("name").otherwise("tail"),
        "turned": both,
    }


def translated(luck: Luck) -> Changes:
    """In English, where the words have an English side."""
    english = pl.col("name_english").is_not_null()
    return {
        "name": pl.coalesce("name_english", "name"),
        "tail": pl.when(english & (pl.col("tail") != "")).then("tail_english").otherwise("tail"),
    }


def phase_in_words(luck: Luck) -> Changes:
    """The phase in arabic numerals or words."""
    spoken = luck.one_of(", 2. Phase", " Phase 2", " 2", " (Phase 2)")
    later = pl.col("mark").replace_strict({" II": "2", " III": "3"}, default=None)
    worded = spoken.str.replace("2", later.fill_null(""))
    return {"mark": pl.when(later.is_not_null()).then(worded).otherwise("mark")}


def programme_first(luck: Luck) -> Changes:
    """The programme before the title."""
    return {"before": pl.format("{}: ", "programme")}


def year_in_title(luck: Luck) -> Changes:
    """The year behind the title, where the measure lasts a year and names none."""
    yearless = (pl.col("whole_months") <= 12) & (pl.col("goes_on") != "edition")
    return {"after": pl.when(yearless).then(pl.format(" {}", "year")).otherwise("after")}


def numbered(luck: Luck) -> Changes:
    """The number of a list before the title."""
    single, double = luck.below(80, "single") + 1, luck.below(9, "double") + 1
    two = pl.format("{}.{} ", double, luck.below(9, "sub") + 1)
    return {"before": pl.when(luck.of() < 0.5).then(pl.format("{}. ", single)).otherwise(two)}


def quoted(luck: Luck) -> Changes:
    """The name in quotation marks, with a word before it."""
    word = luck.one_of("Projekt ", "Maßnahme ", "", "")
    bare = pl.col("name").str.replace_all("[„“]", "")
    return {"name": pl.format("{}„{}“", word, bare)}


def place_in_title(luck: Luck) -> Changes:
    """The town behind the title, and no place where it belongs."""
    local = (pl.col("reach") == "town") & ~pl.col("name").str.contains(
        pl.col("town_name"), literal=True
    )
    missing = pl.lit(None, pl.String)
    return {
        "after": pl.when(local).then(pl.format(" {}", "town_name")).otherwise("after"),
        "place_text": pl.when(local).then(missing).otherwise("place_text"),
        "region_id": pl.when(local).then(missing).otherwise("region_id"),
    }


def title_in_description(luck: Luck) -> Changes:
    """The programme as title; the name of the measure begins the description."""
    title = pl.concat_str("name", "mark", "between", "tail")
    return {
        "name": pl.col("programme"),
        "mark": _NOTHING,
        "between": _NOTHING,
        "tail": _NOTHING,
        "turned": pl.lit(value=False),
        "description": pl.format("{}. {}", title, "description"),
    }
