"""Distortions of titles in their parts: name, mark, between, tail, before and after.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: spelling (``noise_text``), other columns (``noise_facts``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck
from foerderlupe.synth.months import month_start

_NOTHING = pl.lit("")
_PARTS = {" I": "eins", " II": "zwei", " III": "drei", " IV": "vier"}


def _without_group(column: str) -> pl.Expr:
    """The text without the people that it is for."""
    group = pl.format(" für {}", "target_group_text")
    return pl.col(column).str.split(group).list.join("")


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


def filler_first(luck: Luck) -> Changes:
    """Words of the award before the title."""
    words = luck.one_of(
        "Förderung des Projekts ", "Durchführung von ", "Zuschuss für ", "Umsetzung: "
    )
    return {"before": pl.concat_str("before", words)}


def coded(luck: Luck) -> Changes:
    """The code of a funding line, before the title or behind it."""
    line, target = luck.below(9, "line") + 1, luck.below(6, "target") + 1
    code = pl.format("{} {}.{}", luck.one_of("X", "Y", "Z", "Q"), line, target)
    first = luck.of("side") < 0.5
    before, behind = pl.format("{}({}) ", "before", code), pl.format("{} [{}]", "after", code)
    return {
        "before": pl.when(first).then(before).otherwise("before"),
        "after": pl.when(first).then("after").otherwise(behind),
    }


def application_named(luck: Luck) -> Changes:
    """The kind of application behind the title."""
    again = luck.one_of(" (Folgeantrag)", " – Verlängerung", " (Weiterförderung)")
    kind = pl.when(pl.col("step") > 0).then(again).otherwise(pl.lit(" (Erstantrag)"))
    return {"after": pl.concat_str("after", kind)}


def carrier_in_title(luck: Luck) -> Changes:
    """The carrier, as insiders call it, before the title or behind it."""
    first = luck.of() < 0.4
    before = pl.format("{}{}: ", "before", "carrier_short")
    behind = pl.format("{} – {}", "after", "carrier_short")
    return {
        "before": pl.when(first).then(before).otherwise("before"),
        "after": pl.when(first).then("after").otherwise(behind),
    }


def period_in_title(luck: Luck) -> Changes:
    """The months of the period behind the title."""
    first, last = pl.col("start"), pl.col("start") + pl.col("months") - 1
    months = [month_start(month).dt.strftime("%m/%Y") for month in (first, last)]
    return {"after": pl.coalesce(pl.format("{} ({}–{})", "after", *months), "after")}


def acronym_behind(luck: Luck) -> Changes:
    """The first letters of the name behind it, in brackets."""
    letters = pl.col("name").str.extract_all(r"\b\p{Lu}").list.join("")
    several = letters.str.len_chars() > 1
    named = pl.format("{} ({})", "name", letters)
    return {"name": pl.when(several).then(named).otherwise("name")}


def footnoted(luck: Luck) -> Changes:
    """The mark of a footnote behind the title."""
    return {"after": pl.concat_str("after", luck.one_of("*", " *)", " ¹)", "²"))}


def group_first(luck: Luck) -> Changes:
    """The people that it is for at the beginning."""
    rest = _without_group("name")
    turned = pl.format("Für {}: {}", "target_group_text", rest)
    return {"name": pl.when(rest != pl.col("name")).then(turned).otherwise("name")}


def group_left_out(luck: Luck) -> Changes:
    """Without the people that it is for, since another column names them."""
    return {"name": _without_group("name"), "tail": _without_group("tail")}


def compound_apart(luck: Luck) -> Changes:
    """A compound as two words, or as one with a capital inside."""
    between = luck.one_of(" ", "")
    written = pl.concat_str(
        pl.col("offer_hyphen").str.extract("^(.+)-"),
        between,
        pl.col("offer_hyphen").str.extract("-(.+)$"),
    )
    return {
        name: pl.col(name).str.split(pl.col("offer")).list.join(written)
        for name in ("name", "tail")
    }


def part_in_words(luck: Luck) -> Changes:
    """The phase as a part, in words."""
    part = pl.col("mark").replace_strict(_PARTS, default=None)
    spoken = pl.concat_str(luck.one_of(" – Teil ", ", Teil ", " Teil "), part)
    return {"mark": pl.coalesce(spoken, "mark")}


def year_shortened(luck: Luck) -> Changes:
    """Of the year of an edition the last two digits."""
    return {"mark": pl.col("mark").str.replace(r"^ 20(\d\d)$", " '$1")}
