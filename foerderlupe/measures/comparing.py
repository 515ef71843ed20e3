"""Pairs of records compared field by field.

Belongs here: one level per field and the facts that vetoes rest on, for a frame of pairs.
Does not belong here: what a level is worth (``scoring``) and which pairs are compared
(``blocking``).
"""

from functools import partial

import polars as pl

from foerderlupe.matching.sets import beside, compare_codes, looked_up
from foerderlupe.measures.comparing_titles import compare_titles
from foerderlupe.measures.features import Features
from foerderlupe.measures.groups import GroupComparison
from foerderlupe.measures.parties import compare_carriers, compare_crossed, compare_funders
from foerderlupe.measures.periods import period_facts, period_level
from foerderlupe.measures.places import compare_places
from foerderlupe.measures.respelled_carriers import with_carriers_alike, with_respelled_carriers
from foerderlupe.measures.respelled_titles import with_respelled_titles
from foerderlupe.measures.rulebook import Rulebook

_COMPARED = (
    *("title", "carriers", "funders", "place", "groups", "amounts", "start", "end", "open"),
    *("amount", "award", "project", "budget", "url", "call_year", "level", "counted"),
    *("exclusive", "source_id", "field", "rough", "local", "usual", "strange"),
)
_MAY_BE_PLACED = ["same", "same_generic", "truncated", "contained", "contained_generic"]
_ROUNDING = 0.02


def compare(pairs: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """``pairs`` (left, right) with a level per field of the rulebook and the veto facts.

    Values that occur in many pairs are compared once per distinct pair of values.
    """
    sides = _compare_codes(pairs, features, rulebook)
    titles = partial(compare_titles, stops=rulebook.words.stops)
    sides = compare_codes(sides, "title_left", "title_right", features.compared_titles, titles)
    sides = sides.with_columns(_placed_title())
    sides = with_carriers_alike(sides, features, rulebook)
    sides = with_respelled_titles(sides, features, rulebook)
    return with_respelled_carriers(sides, rulebook)


def _compare_codes(pairs: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """Everything but the titles."""
    sides = beside(pairs, "left", "right", features.records, _COMPARED)
    sets = features.sets
    for code, table, comparison in (
        ("carriers", sets["carriers"], compare_carriers),
        ("funders", sets["funders"], compare_funders),
        ("place", sets["place"], compare_places),
        ("groups", sets["groups"], GroupComparison(rulebook.near_groups)),
    ):
        sides = compare_codes(sides, f"{code}_left", f"{code}_right", table, comparison)
    sides = _cross(sides, sets).with_columns(_usual_place())
    sides = compare_codes(sides, "amounts_left", "amounts_right", sets["amounts"], _shared_amounts)
    return sides.with_columns(
        _carrier(),
        period=period_level(),
        amount=_amount(),
        number=_number(),
        url=_url(),
    ).with_columns(*_facts())


def _cross(sides: pl.DataFrame, sets: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds whether one record's carrier is the other's funder (pays_right, pays_left)."""
    carriers, funders = sets["carriers"], sets["funders"]
    for side, other, fact in (("left", "right", "pays_right"), ("right", "left", "pays_left")):
        keys = [f"carriers_{side}", f"funders_{other}"]
        coded = sides.select(keys).unique().sort(keys)
        paired = coded.select(
            *keys,
            carrying=carriers["carriers"].gather(coded[keys[0]]),
            paying=funders["funders"].gather(coded[keys[1]]),
        )
        found = paired.select(*keys, compare_crossed().alias(fact))
        sides = sides.with_columns(looked_up(sides, found, keys))
    return sides


def _usual_place() -> pl.Expr:
    """A place that both lists give to most of their records says nothing."""
    agrees = pl.col("place").is_in(["same", "contained"])
    usual = agrees & pl.col("usual_left") & pl.col("usual_right")
    return pl.when(usual).then(pl.lit("usual")).otherwise("place").alias("place")


def _placed_title() -> pl.Expr:
    """In a wide area, a place in one title is a difference if the other title has other words.

    So it is where the place in the title is none of the stated ones.
    """
    agrees = pl.col("place").is_in(["same", "contained"])
    undecided = pl.col("place").is_in(["usual", "wide", "unlike", "ambiguous"])
    undecided = undecided | (agrees & (pl.col("strange_left") | pl.col("strange_right")))
    other_place = undecided & pl.col("title_places_cross") & pl.col("title").is_in(_MAY_BE_PLACED)
    return pl.when(other_place).then(pl.lit("variant")).otherwise("title").alias("title")


def _shared_amounts(pairs: pl.DataFrame) -> pl.DataFrame:
    shared = pl.col("amounts_left").list.set_intersection("amounts_right")
    return pairs.select((shared.list.len() > 0).fill_null(value=False).alias("amount_shared"))


def _carrier() -> pl.Expr:
    """The carrier level with swapped columns found, and bare names believed only with a place."""
    swapped = pl.col("pays_left") & pl.col("pays_right")
    weaker = pl.col("carrier").is_in(["different", "related"])
    agrees = pl.col("carrier").is_in(["same", "contained", "shared"])
    wide = (pl.col("place") == "wide") & pl.col("one_area")
    placed = pl.col("place").is_in(["same", "contained", "seat"]) | wide
    return (
        pl.when(swapped & weaker)
        .then(pl.lit("swapped"))
        .when(agrees & pl.col("bare_carrier") & ~placed)
        .then(pl.lit("bare"))
        .otherwise("carrier")
        .alias("carrier")
    )


def _amount() -> pl.Expr:
    left, right = pl.col("amount_left"), pl.col("amount_right")
    near = (left - right).abs() <= _ROUNDING * pl.max_horizontal(left, right)
    missing = left.is_null() | right.is_null() | (left == 0) | (right == 0)
    return (
        pl.when(pl.col("amount_shared"))
        .then(pl.lit("same"))
        .when(missing)
        .then(pl.lit("missing"))
        .when(left == right)
        .then(pl.lit("same"))
        .when(near)
        .then(pl.lit("near"))
        .otherwise(pl.lit("different"))
    )


def _number() -> pl.Expr:
    award = pl.col("award_left") == pl.col("award_right")
    project = pl.col("project_left") == pl.col("project_right")
    return (
        pl.when((award | project).fill_null(value=False))
        .then(pl.lit("same"))
        .when(award.is_null() & project.is_null())
        .then(pl.lit("missing"))
        .when(pl.col("source_id_left") == pl.col("source_id_right"))
        .then(pl.lit("different"))
        .otherwise(pl.lit("missing"))
    )


def _url() -> pl.Expr:
    same = pl.col("url_left") == pl.col("url_right")
    return (
        pl.when(same.is_null())
        .then(pl.lit("missing"))
        .when(same)
        .then(pl.lit("same"))
        .otherwise(pl.lit("different"))
    )


def _facts() -> list[pl.Expr]:
    def differ(name: str) -> pl.Expr:
        return (pl.col(f"{name}_left") != pl.col(f"{name}_right")).fill_null(value=False)

    return [
        differ("budget").alias("budget_differs"),
        differ("call_year").alias("call_year_differs"),
        differ("level").alias("level_differs"),
        differ("field").alias("field_differs"),
        *period_facts(),
        differ("project").alias("project_differs"),
        (pl.col("local_left") & pl.col("local_right")).alias("local"),
        (pl.col("counted_left") & pl.col("counted_right")).alias("both_counted"),
        (pl.col("source_id_left") == pl.col("source_id_right")).alias("one_list"),
    ]
