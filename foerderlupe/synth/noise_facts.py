"""Distortions of carrier, funder, place, period, amount and numbers.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: titles (``noise_titles``), spelling (``noise_text``), rates (``noise.yml``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck
from foerderlupe.synth.months import whole_years


def legal_form_left_out(luck: Luck) -> Changes:
    """The carrier without e. V. or gGmbH."""
    return {"carrier_name": pl.col("carrier_bare")}


def carrier_shortened(luck: Luck) -> Changes:
    """The carrier as insiders call it, often an acronym."""
    return {"carrier_name": pl.col("carrier_short")}


def lead_alone(luck: Luck) -> Changes:
    """Of several carriers the first alone."""
    return {"partner_name": pl.lit(None, pl.String)}


def carriers_turned(luck: Luck) -> Changes:
    """Of two carriers the other one first."""
    partner, carrier = pl.col("partner_name"), pl.col("carrier_name")
    return {
        "carrier_name": pl.coalesce(partner, carrier),
        "partner_name": pl.when(partner.is_not_null()).then(carrier),
    }


def carrier_inverted(luck: Luck) -> Changes:
    """The first word of the carrier behind a comma."""
    return {"carrier_name": pl.col("carrier_name").str.replace(r"^(\S+) (.+)$", "$2, $1")}


def carrier_with_address(luck: Luck) -> Changes:
    """The carrier with its address."""
    street = luck.one_of("Hauptstr.", "Bahnhofstraße", "Am Markt", "Schulgasse", "Lindenweg")
    number = luck.below(90, "number") + 1
    return {"carrier_name": pl.format("{}, {} {}", "carrier_name", street, number)}


def carrier_missing(luck: Luck) -> Changes:
    """No carrier at all."""
    return {"carrier_name": pl.lit(None, pl.String), "partner_name": pl.lit(None, pl.String)}


def swapped(luck: Luck) -> Changes:
    """Carrier and funder in each other's column."""
    return {"carrier_name": pl.col("funder_name"), "funder_name": pl.col("carrier_name")}


def funder_renamed(luck: Luck) -> Changes:
    """The funder under its later name."""
    return {"funder_name": pl.col("funder_later")}


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


def years_only(luck: Luck) -> Changes:
    """The years of the period, without months."""
    return whole_years()


def period_of_decision(luck: Luck) -> Changes:
    """The day of the decision, weeks before the start, as the first day."""
    months = 1 + luck.below(3)
    return {"start": pl.col("start") - months, "months": pl.col("months") + months}


def period_prolonged(luck: Luck) -> Changes:
    """Prolonged without further money."""
    return {"months": pl.col("months") + 3 * (1 + luck.below(2))}


def period_missing(luck: Luck) -> Changes:
    """No period."""
    return {"start": pl.lit(None, pl.Int64), "months": pl.lit(None, pl.Int64)}


def amount_rounded(luck: Luck) -> Changes:
    """Thousands."""
    return {"amount": ((pl.col("amount") / 1000).round() * 1000).clip(1000)}


def amount_per_year(luck: Luck) -> Changes:
    """The amount of one of several budget years."""
    years = pl.when("top_up").then(1).otherwise("parts")
    return {"amount": (pl.col("amount") / years).round(2)}


def amount_total(luck: Luck) -> Changes:
    """What the measure costs in all instead of what is paid for it."""
    return {"amount": (pl.col("amount") * (1.1 + 0.9 * luck.of()) / 10).round() * 10}


def amount_odd(luck: Luck) -> Changes:
    """What was paid in the end, a little less."""
    return {"amount": (pl.col("amount") * (0.97 + 0.03 * luck.of())).round(2)}


def amount_missing(luck: Luck) -> Changes:
    """No amount."""
    return {"amount": pl.lit(None, pl.Float64)}


def number_missing(luck: Luck) -> Changes:
    """Neither an award number nor a project number."""
    missing = pl.lit(None, pl.String)
    return {"award_number": missing, "project_number": missing}


def number_respelled(luck: Luck) -> Changes:
    """The number with other punctuation."""
    return {
        "award_number": pl.col("award_number").str.replace_all(r"[-/]", " "),
        "project_number": pl.col("project_number").str.replace(r"^P(\d{3})(\d{3})", "P-$1.$2."),
    }
