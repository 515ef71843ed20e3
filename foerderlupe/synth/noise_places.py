"""Distortions of the place: its text, and the region that the text then means.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: places in titles (``noise_titles``), rates (``noise.yml``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck

_IN_TOWN = ~pl.col("by_key") & (pl.col("region_id") == pl.col("ags"))
_IN_KREIS = ~pl.col("by_key") & (pl.col("region_id") == pl.col("kreis_id"))
_KIND = (
    pl.when(pl.col("kreis_name").str.starts_with("Stadt "))
    .then(pl.lit("Stadtkreis"))
    .when(pl.col("kreis_name").str.starts_with("Landkreis "))
    .then(pl.lit("Landkreis"))
)


def _written(where: pl.Expr, text: pl.Expr) -> Changes:
    """Another text for the same place."""
    return {"place_text": pl.when(where & text.is_not_null()).then(text).otherwise("place_text")}


def place_of_kreis(luck: Luck) -> Changes:
    """The Kreis instead of the town."""
    vague = pl.col("reach") != "land"
    key, text = pl.col("kreis_id"), pl.col("kreis_name")
    return {
        "region_id": pl.when(vague).then(key).otherwise("region_id"),
        "place_text": pl.when(vague)
        .then(pl.when("by_key").then(key).otherwise(text))
        .otherwise("place_text"),
    }


def place_as_area(luck: Luck) -> Changes:
    """A stretch of land around the town, which may mean more than its Kreis."""
    spoken = pl.col("by_key") | (pl.col("reach") == "land")
    return {
        "place_text": pl.when(spoken).then("place_text").otherwise(pl.format("Raum {}", "area")),
        "region_id": pl.when(spoken).then("region_id").otherwise("kreis_id"),
    }


def place_of_land(luck: Luck) -> Changes:
    """Only the Land."""
    return {
        "place_text": pl.when("by_key").then("land").otherwise("land_name"),
        "region_id": pl.col("land"),
    }


def place_missing(luck: Luck) -> Changes:
    """No place."""
    return {"place_text": pl.lit(None, pl.String), "region_id": pl.lit(None, pl.String)}


def place_with_kreis(luck: Luck) -> Changes:
    """The town with its Kreis in brackets."""
    kreis = pl.when(_KIND == "Stadtkreis").then(_KIND).otherwise("kreis_name")
    return _written(_IN_TOWN, pl.format("{} ({})", "place_text", kreis))


def place_with_district(luck: Luck) -> Changes:
    """The town with the part of it where the measure is."""
    between = luck.one_of("-", ", OT ", " - ")
    return _written(_IN_TOWN, pl.concat_str("place_text", between, "hood_text"))


def place_with_land(luck: Luck) -> Changes:
    """Town or Kreis with the Land behind it."""
    return _written(_IN_TOWN | _IN_KREIS, pl.format("{}, {}", "place_text", "land_name"))


def kreis_respelled(luck: Luck) -> Changes:
    """The word Kreis behind the name or cut short."""
    short = _KIND.replace({"Stadtkreis": "SK", "Landkreis": "Lkr."})
    behind = pl.format("{} ({})", "area", _KIND)
    spelled = pl.when(luck.of() < 0.5).then(behind).otherwise(pl.format("{} {}", short, "area"))
    return _written(_IN_KREIS, spelled)


def place_several(luck: Luck) -> Changes:
    """The town together with another one of its Kreis."""
    several = _IN_TOWN & pl.col("neighbour_name").is_not_null()
    text = pl.concat_str("town_name", luck.one_of(", ", " und ", " / "), "neighbour_name")
    return {
        "place_text": pl.when(several).then(text).otherwise("place_text"),
        "region_id": pl.when(several).then("kreis_id").otherwise("region_id"),
    }


def place_of_seat(luck: Luck) -> Changes:
    """The town where the carrier sits instead of the one where it works."""
    local = pl.col("region_id") == pl.col("ags")
    seat = pl.when("by_key").then("seat_ags").otherwise("seat_name")
    return {
        "place_text": pl.when(local).then(seat).otherwise("place_text"),
        "region_id": pl.when(local).then("seat_ags").otherwise("region_id"),
    }
