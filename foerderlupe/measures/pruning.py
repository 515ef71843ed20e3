"""Pairs that no title could bring together or put in a relation.

Belongs here: what the exact codes of a pair (everything but the title) leave possible.
Does not belong here: comparing (``comparing``), and what titles decide (``deciding``, ``vetoes``).

Titles are what costs time in a comparison. A pair of two carriers that would not be asked about
even under one name, and for which no veto tells a relation, ends before its titles are read.
"""

from functools import reduce
from math import log2
from operator import add

import polars as pl

from foerderlupe.matching.calibration import calibrated
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook

_NEEDS_TITLE = ("title", "counterpart")
_NAMED = {
    "names_place": pl.col("title_places").list.len() > 0,
    "names_call": pl.col("call_year").is_not_null(),
    "names_parts": pl.col("pieces").list.len() > 1,
}


def hopeful(sides: pl.DataFrame, features: Features, rulebook: Rulebook) -> pl.DataFrame:
    """The rows of ``sides`` that the same title would make worth keeping.

    ``sides`` has the levels of all fields but the title, the facts that vetoes rest on without
    it, and title_left and title_right (codes). What is left out is decided ``apart`` and is not
    worth keeping, whatever the titles are.
    """
    numbered = sides.with_row_index("row")
    # The cheapest questions first: each is put to what the ones before leave.
    quiet = numbered.filter(~_may_be_told().fill_null(value=True))
    quiet = _named(quiet, features).filter(~_may_be_told_by_title().fill_null(value=True))
    hopeless = quiet.filter(~_may_be_asked(rulebook).fill_null(value=True))["row"]
    return numbered.filter(~pl.col("row").is_in(hopeless.implode())).drop("row")


def _named(sides: pl.DataFrame, features: Features) -> pl.DataFrame:
    named = features.titles.select("title", **_NAMED)
    for side in ("left", "right"):
        renamed = named.rename({name: f"{name}_{side}" for name in named.columns})
        sides = sides.join(renamed, on=f"title_{side}", how="left", maintain_order="left")
    return sides


def _may_be_asked(rulebook: Rulebook) -> pl.Expr:
    """Whether the best title would lead to a score that a person is asked about, or better."""
    bits = rulebook.weights.by_field
    known = [
        pl.col(field).replace_strict(levels, return_dtype=pl.Float64)
        for field, levels in bits.items()
        if field not in _NEEDS_TITLE
    ]
    best = reduce(add, known, pl.lit(rulebook.prior + max(bits["title"].values())))
    enough = log2(rulebook.review / (1 - rulebook.review))
    return calibrated(best, rulebook.weights.calibration) >= enough


def _may_be_told() -> pl.Expr:
    """Whether a veto could tell a relation; of two carriers few can (see ``vetoes``)."""
    place = pl.col("place")
    here = place.is_in(["same", "contained", "usual"]) & (pl.col("period") != "disjoint")
    return (
        (pl.col("carrier") != "different")  # successor, part_of, replication, sibling
        | ~pl.col("both_counted")  # part_of and sibling
        | (place == "different")  # replication
        | (pl.col("call_year_differs") & pl.col("one_list"))  # sibling
        | pl.col("follows")  # successor
        | pl.col("pays_left")  # part_of
        | pl.col("pays_right")  # part_of
        | here  # overlap
        | (pl.col("number") == "different")  # overlap
        | pl.col("funder_level_differs")  # overlap
    )


def _may_be_told_by_title() -> pl.Expr:
    """Whether what the titles name could lead to a relation."""

    def both(name: str) -> pl.Expr:
        return pl.col(f"{name}_left") & pl.col(f"{name}_right")

    parts = pl.col("names_parts_left") | pl.col("names_parts_right")
    headed = pl.col("place").is_in(["wide", "contained"]) & parts  # part_of
    return both("names_place") | both("names_call") | headed  # replication, sibling
