"""Which lists tell of a measure, and in how many rows.

Belongs here: the rows of all lists as numbers. Does not belong here: what a row says (``rows``).
"""

from collections.abc import Mapping

import numpy as np
import polars as pl

from foerderlupe.synth.chance import Chance, Codes, Floats
from foerderlupe.synth.publishers import Publisher

# Of 100 measures so many stand in one list only, in two, three, four.
IN_LISTS = [50, 29, 14, 7]
_MOST_YEARS = 3
_TOP_UP = 0.02
_SLICE = 200_000


def reports(chance: Chance, told: pl.DataFrame, lists: Mapping[str, Publisher]) -> pl.DataFrame:
    """One row per row of a list: measure, list (position), part, parts, top_up.

    ``told`` has measure, kind, months, carrier_kind, in order of measures. A list with one row
    per budget year tells of a measure in ``parts`` rows; a top-up is a second award of a list
    that may name a measure twice.
    """
    drawn = pl.concat(
        _which(chance, some, list(lists.values())) for some in told.iter_slices(_SLICE)
    )
    per_year = [n for n, one in enumerate(lists.values()) if one.rows_per == "year"]
    repeating = [n for n, one in enumerate(lists.values()) if not one.distinct]
    years = ((pl.col("months") + 11) // 12).clip(1, _MOST_YEARS)
    counted = drawn.with_columns(
        parts=pl.when(pl.col("list").is_in(per_year)).then(years).otherwise(1)
    )
    lucky = pl.Series(chance.hits("top-up", _pair(counted), _TOP_UP))
    topped = lucky & pl.col("list").is_in(repeating) & (pl.col("kind") != "aid")
    numbered = counted.with_columns(part=pl.int_ranges(pl.col("parts") + topped))
    rows = numbered.select("measure", "list", "parts", "part").explode("part")
    top_up = pl.col("part") == pl.col("parts")
    return rows.select(
        "measure",
        pl.col("list").cast(pl.UInt16),
        pl.col("part").cast(pl.UInt8),
        pl.col("parts").cast(pl.UInt8),
        top_up=top_up,
    )


def _pair(frame: pl.DataFrame) -> Codes:
    pair: Codes = (frame["measure"].cast(pl.Int64) * 1000 + frame["list"]).to_numpy()
    return pair


def _which(chance: Chance, some: pl.DataFrame, lists: list[Publisher]) -> pl.DataFrame:
    """Measures and lists, drawn by weight without a list twice (Efraimidis, Spirakis 2006)."""
    ids = some["measure"].to_numpy()
    aid = some["kind"].to_numpy() == "aid"
    weights = [_weights(one, aid, some["carrier_kind"]) for one in lists]
    with np.errstate(divide="ignore"):
        keys = np.stack(
            [
                np.where(weight > 0, np.log(chance.of(f"list {n}", ids)) / weight, -np.inf)
                for n, weight in enumerate(weights)
            ],
            axis=1,
        )
    wanted = np.where(aid, 1, 1 + chance.pick("number of lists", ids, IN_LISTS))
    order = np.argsort(-keys, axis=1, kind="stable")[:, : len(IN_LISTS)]
    possible = np.isfinite(np.take_along_axis(keys, order, axis=1))
    taken = (np.arange(order.shape[1]) < wanted[:, None]) & possible
    rows, ranks = np.nonzero(taken)
    return some[rows].with_columns(list=pl.Series(order[rows, ranks]))


def _weights(one: Publisher, aid: Codes, carrier_kind: pl.Series) -> Floats:
    """How much the list draws each measure; aid for single persons only where it is listed."""
    known = carrier_kind.is_in(one.carriers).to_numpy() if one.carriers else np.ones(len(aid), bool)
    weight: Floats = np.where(aid, one.aid, np.where(known, one.share, 0.0))
    return weight
