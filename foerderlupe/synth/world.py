"""The invented world as numbers: small enough to stay in memory at millions of rows.

Belongs here: putting places, carriers, families, measures and reports together, to exactly so
many rows. Does not belong here: texts, which are made where they are written (``rows``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from foerderlupe.synth.carriers import carriers
from foerderlupe.synth.chance import Chance
from foerderlupe.synth.families import families
from foerderlupe.synth.measures import measures
from foerderlupe.synth.places import Places, places
from foerderlupe.synth.publishers import Publisher, publishers
from foerderlupe.synth.reports import reports

# Families that make enough rows, with a margin for those that are dropped as namesakes.
_ROWS_PER_FAMILY = 2.0
_FEWEST = 200


@dataclass(frozen=True)
class World:
    """All that is the case.

    ``rows``: row (0 …), measure, list, part, parts, top_up, funder (the list whose publisher pays
    according to lists that name a funder), source_row.
    """

    chance: Chance
    lists: Mapping[str, Publisher]
    places: Places
    carriers: pl.DataFrame
    families: pl.DataFrame
    measures: pl.DataFrame
    rows: pl.DataFrame


def world(seed: int, rows: int, lists: int) -> World:
    """The world of a seed with exactly ``rows`` rows in ``lists`` lists.

    The noise profile has no part in it: the same measures are told under any profile.
    """
    chance = Chance(seed)
    where, published = places(rows), publishers(lists)
    bodies = carriers(chance, where, rows)
    number = _FEWEST + int(rows / _ROWS_PER_FAMILY)
    while True:
        lines = families(chance, where, bodies, number)
        done = measures(chance, lines)
        told = _told(done, lines, bodies)
        found = reports(chance, told, published).head(rows)
        if found.height == rows:
            break
        number *= 2
    done = done.filter(pl.col("measure") <= found["measure"].max())
    lines = lines.join(done.select("family"), on="family", how="semi", maintain_order="left")
    paid = _with_funders(chance, found, published)
    return World(chance, published, where, bodies, lines, done, _in_lists(chance, paid))


def _told(done: pl.DataFrame, lines: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    kinds = lines.select(
        "family", "kind", carrier_kind=bodies["carrier_kind"].gather(lines["carrier"])
    )
    joined = done.select("measure", "family", "months").join(
        kinds, on="family", how="left", maintain_order="left"
    )
    return joined.drop("family")


def _with_funders(
    chance: Chance, found: pl.DataFrame, lists: Mapping[str, Publisher]
) -> pl.DataFrame:
    """The payer is the first list of awards that has the measure, or one that stays silent."""
    paying = [n for n, one in enumerate(lists.values()) if not one.funder_column]
    silent = chance.below("silent funder", found["measure"].to_numpy(), len(paying))
    stated = pl.col("list").filter(pl.col("list").is_in(paying)).min().over("measure")
    return found.with_columns(
        funder=pl.coalesce(stated, pl.Series(paying, dtype=pl.UInt16).gather(silent))
    )


def _in_lists(chance: Chance, found: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order in which the lists print them, which says nothing of measures."""
    order = pl.Series(chance.of("order", pl.int_range(found.height, eager=True).to_numpy()))
    return (
        found.with_columns(order=order)
        .sort("order", "measure", "list", "part")
        .drop("order")
        .with_row_index("row")
        .with_columns(source_row=(pl.int_range(pl.len()) + 1).over("list"))
    )
