"""Measures that look alike and are not the same, and what sets them apart.

Belongs here: the relations that the world was made with. Does not belong here: chance likenesses,
which nobody told the generator of.
"""

import polars as pl

from foerderlupe.synth.records import measure_ids
from foerderlupe.synth.world import World

_GOES_ON = {"phase": "successor", "edition": "successor", "call": "sibling"}
_GOES_ON_IN = {"phase": "phase", "edition": "year", "call": "call year"}
_ALIKE = {"overlap": "overlap", "other_group": "different", "other_level": "different"}
_ALIKE_IN = {"overlap": "carrier", "other_group": "target group", "other_level": "language level"}


def relations(world: World) -> pl.DataFrame:
    """One row per pair: left_measure_id, right_measure_id, relation (as in ``core.pairs``),
    differs_in (phase, year, call year, carrier, target group, language level, Kreis).
    """
    pairs = pl.concat([_going_on(world), _alike(world), _replicated(world)])
    return pairs.sort("left", "right").select(
        measure_ids("left").alias("left_measure_id"),
        measure_ids("right").alias("right_measure_id"),
        "relation",
        "differs_in",
    )


def _pairs(left: pl.DataFrame, relation: pl.Expr, differs_in: pl.Expr) -> pl.DataFrame:
    return left.select("left", "right", relation=relation, differs_in=differs_in)


def _going_on(world: World) -> pl.DataFrame:
    """A measure and the next of its family."""
    steps = world.measures.select("family", "step", left="measure")
    nexts = world.measures.select("family", pl.col("step") - 1, right="measure")
    kinds = world.families.select("family", "goes_on")
    joined = steps.join(nexts, on=["family", "step"]).join(kinds, on="family")
    goes_on = pl.col("goes_on")
    return _pairs(joined, goes_on.replace_strict(_GOES_ON), goes_on.replace_strict(_GOES_ON_IN))


def _alike(world: World) -> pl.DataFrame:
    """The measures of a look-alike family and those of its origin at the same step."""
    alike = world.families.filter(pl.col("alike") != "").select("family", "origin", "alike")
    mine = world.measures.select("family", "step", right="measure")
    theirs = world.measures.select("step", origin="family", left="measure")
    joined = mine.join(alike, on="family").join(theirs, on=["origin", "step"])
    kind = pl.col("alike")
    return _pairs(joined, kind.replace_strict(_ALIKE), kind.replace_strict(_ALIKE_IN))


def _replicated(world: World) -> pl.DataFrame:
    """A measure of a concept and the next of the same concept elsewhere by another carrier."""
    lines = world.families.filter((pl.col("kind") == "concept") & (pl.col("reach") == "town"))
    first = world.measures.filter(pl.col("step") == 0).select("family", left="measure")
    ordered = lines.join(first, on="family").sort("concept", "family")
    following = {"right": "left", "next_kreis": "kreis", "next_carrier": "carrier"}
    shifted = ordered.with_columns(
        pl.col(column).shift(-1).over("concept").alias(name) for name, column in following.items()
    )
    elsewhere = (pl.col("kreis") != pl.col("next_kreis")) & (
        pl.col("carrier") != pl.col("next_carrier")
    )
    return _pairs(shifted.filter(elsewhere), pl.lit("replication"), pl.lit("Kreis"))
