"""The Kreise and towns of the invented world, which are real.

Belongs here: which of them there are in a world of so many rows, and what they are called.
Does not belong here: which place a measure has (``families``).
"""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from foerderlupe.project import CODES

_ROWS_PER_KREIS = 2500
_FEWEST = 8
_HOME = "08"


@dataclass(frozen=True)
class Places:
    """``towns``: town (its position), ags, name, body, kreis (position), weight. ``kreise``: kreis,
    kreis_id, kreis_name, area, land, land_name. ``region`` is the region that all lie in.
    """

    towns: pl.DataFrame
    kreise: pl.DataFrame
    region: str


def places(rows: int) -> Places:
    """The places of a world of ``rows`` records: one Kreis for 2,500 of them, at least eight.

    A world grows by Kreise, Baden-Württemberg first, so that its lists are as dense at any size.
    Larger Kreise have more measures, and within a Kreis the n-th town has 1/n of the first one's.
    """
    kreise = _kreise().head(max(_FEWEST, rows // _ROWS_PER_KREIS)).with_row_index("kreis")
    towns = (
        _towns()
        .join(kreise.select("kreis", "kreis_id", "population"), on="kreis_id")
        .sort("kreis", "ags")
        .with_row_index("town")
        .with_columns(
            weight=pl.col("population") / (pl.int_range(1, pl.len() + 1).over("kreis") ** 0.5)
        )
    )
    home = kreise["land"].eq(_HOME).all()
    return Places(towns, kreise.drop("population"), _HOME if home else "00")


@lru_cache(maxsize=1)
def _register() -> pl.DataFrame:
    return pl.read_csv(CODES / "regions.csv", infer_schema=False).filter(
        pl.col("valid_to").is_null()
    )


def _kreise() -> pl.DataFrame:
    named = pl.col("name").str.replace(r",.*$", "").str.replace(r"^Stadtkreis ", "Stadt ")
    own_word = pl.col("name").str.contains("(?i)kreis|^Stadt|^Region|^Städte|, ")
    return (
        _register()
        .filter(pl.col("level").is_in(["landkreis", "stadtkreis"]))
        .select(
            kreis_id="region_id",
            kreis_name=pl.when(pl.col("level") == "stadtkreis")
            .then(pl.format("Stadt {}", named.str.replace("^Stadt ", "")))
            .when(own_word)
            .then(named)
            .otherwise(pl.format("Landkreis {}", named)),
            area=named.str.replace("^(Landkreis|Stadt|Region) ", ""),
            land=pl.col("region_id").str.head(2),
            population=pl.col("population").cast(pl.Float64),
        )
        .join(
            _register()
            .filter(pl.col("level") == "land")
            .select(land="region_id", land_name="name"),
            on="land",
        )
        .sort(pl.col("land") != _HOME, "kreis_id")
    )


def _towns() -> pl.DataFrame:
    name = pl.col("name").str.replace(r"[,/(].*$", "").str.strip_chars()
    town = pl.col("name").str.contains(",.*(?i:stadt|St$)") | pl.col("region_id").str.ends_with(
        "000"
    )
    return (
        _register()
        .filter(pl.col("level") == "gemeinde")
        .select(
            ags="region_id",
            name=name,
            body=pl.format(
                "{} {}", pl.when(town).then(pl.lit("Stadt")).otherwise(pl.lit("Gemeinde")), name
            ),
            kreis_id="parent_id",
        )
    )
