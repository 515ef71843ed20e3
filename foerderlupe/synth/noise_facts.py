"""Distortions of period, amount and numbers.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: carriers and places (``noise_carriers``, ``noise_places``), titles
(``noise_titles``), spelling (``noise_text``), rates (``noise.yml``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck
from foerderlupe.synth.months import whole_years

_AUGUST = 7


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


def period_shifted(luck: Luck) -> Changes:
    """A month earlier or later."""
    return {"start": pl.col("start") + 2 * luck.below(2) - 1}


def school_years(luck: Luck) -> Changes:
    """From August to July, where the measure lasts about a school year or several."""
    lasting, months = pl.col("months") >= 10, pl.col("months")
    august = (pl.col("start") - _AUGUST + 6) // 12 * 12 + _AUGUST
    return {
        "start": pl.when(lasting).then(august).otherwise("start"),
        "months": pl.when(lasting).then((months + 11) // 12 * 12).otherwise(months),
    }


def end_unknown(luck: Luck) -> Changes:
    """The start alone."""
    return {"months": pl.lit(None, pl.Int64)}


def start_year_alone(luck: Luck) -> Changes:
    """The year of the award, whichever years follow."""
    return {
        "start": pl.col("start") // 12 * 12,
        "months": pl.when(pl.col("start").is_not_null()).then(12),
        "by_month": pl.lit(value=False),
    }


def amount_in_thousands(luck: Luck) -> Changes:
    """Thousands, and the unit is lost."""
    return {"amount": (pl.col("amount") / 1000).round(1).clip(0.1)}


def amount_per_month(luck: Luck) -> Changes:
    """What is paid in a month."""
    monthly = (pl.col("amount") / pl.col("months")).round(2)
    return {"amount": pl.coalesce(monthly, "amount")}


def amount_first_instalment(luck: Luck) -> Changes:
    """What is paid at the beginning."""
    part = pl.when(luck.of() < 0.5).then(0.5).otherwise(0.3)
    return {"amount": (pl.col("amount") * part).round(2)}


def amount_mistyped(luck: Luck) -> Changes:
    """The second and the third digit in each other's place."""
    digits = pl.col("amount").round().cast(pl.Int64).cast(pl.String)
    return {"amount": digits.str.replace(r"^(\d)(\d)(\d)", "$1$3$2").cast(pl.Float64)}


def number_labelled(luck: Luck) -> Changes:
    """The number with the word for it."""
    label = luck.one_of("Az. ", "Nr. ", "Projekt ")
    return {name: pl.concat_str(label, name) for name in ("award_number", "project_number")}


def number_zeros_lost(luck: Luck) -> Changes:
    """The number without the zeros and the letter that begin it."""
    return {
        "award_number": pl.col("award_number").str.replace("/0+", "/"),
        "project_number": pl.col("project_number").str.replace("^P0*", ""),
    }
