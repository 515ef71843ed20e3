"""Whether two records take place in the same region.

Belongs here: the set of regions of a record and its comparison by prefixes of the official key.
Does not belong here: which text means which region (``foerderlupe.places``).
"""

import re

import polars as pl

from foerderlupe.text.characters import fold
from foerderlupe.text.distinct import map_distinct

_NOT_THE_NAME = re.compile(
    r"\b(?:landkreis|stadtkreis|landratsamt|grosse kreisstadt|kreis|lkr|lk|stadt|gemeinde)\b"
)
_STATED = ("explicit", "inherited", "statewide")
_KREIS = 5
_LAND = 2


def place_sets(records: pl.DataFrame, record_regions: pl.DataFrame) -> pl.DataFrame:
    """The regions of every record as sorted sets.

    Result: record_id, regions (as stated), seats (of the carrier, where no place is stated),
    candidates (of an ambiguous place), place_names (the bare name of the smallest place stated).
    """
    coverage = pl.col("coverage")
    smallest = records.select("record_id", name=pl.coalesce("municipality", "place", "kreis"))
    named = smallest.with_columns(map_distinct(smallest["name"], _bare_name))
    return (
        record_regions.group_by("record_id")
        .agg(
            _set(pl.col("region_id").filter(coverage.is_in(_STATED))).alias("regions"),
            _set(pl.col("region_id").filter(coverage == "carrier_seat")).alias("seats"),
            _set(pl.col("candidates").str.split(" ").explode()).alias("candidates"),
        )
        .join(named, on="record_id", how="left")
        .with_columns(pl.concat_list(pl.col("name")).list.drop_nulls().alias("place_names"))
        .drop("name")
    )


def _set(values: pl.Expr) -> pl.Expr:
    return values.drop_nulls().unique().sort()


def _bare_name(text: str) -> str | None:
    """The name of a place without its kind, key and remarks.

    >>> _bare_name("Landkreis Heilbronn (08125)"), _bare_name("Heilbronn, Stadt")
    ('heilbronn', 'heilbronn')
    """
    folded = fold(re.sub(r"\([^)]*\)|\d+", " ", text))
    return " ".join(_NOT_THE_NAME.sub(" ", folded).split()) or None


def compare_places(pairs: pl.DataFrame) -> pl.DataFrame:
    """How two region sets meet.

    Result: place (same, contained, wide, seat, ambiguous, unlike, different, missing) and the
    facts that rules rest on: land_differs, one_area (they meet on less than a Land), homonymous
    (other regions of one name). ``wide``
    means that they meet on nothing smaller than a Region or statewide, ``unlike`` that only the
    carrier's seat says otherwise, ``different`` that both state regions that do not meet.
    """
    pairs = pairs.with_row_index("pair")
    stated = _meet(pairs, "regions", "regions")
    seats = pl.concat(
        [_meet(pairs, *sides) for sides in (("seats", "regions"), ("regions", "seats"))]
        + [_meet(pairs, "seats", "seats")]
    )
    guesses = pl.concat(
        [_meet(pairs, *sides) for sides in (("candidates", "regions"), ("regions", "candidates"))]
        + [_meet(pairs, "candidates", "candidates")]
    )
    facts = pairs.select("pair", _common_names().alias("one_name"))
    for name, found in (("stated", stated), ("seat", seats), ("guess", guesses)):
        best = found.group_by("pair").agg(
            pl.col("met").max().alias(name), pl.col("one_land").any().alias(f"{name}_land")
        )
        facts = facts.join(best, on="pair", how="left", maintain_order="left")
    return facts.select(
        _level().alias("place"),
        ((pl.col("stated") == 0) & ~pl.col("stated_land"))
        .fill_null(value=False)
        .alias("land_differs"),
        (pl.col("stated") % 100 > _LAND).fill_null(value=False).alias("one_area"),
        ((pl.col("stated") == 0) & pl.col("one_name")).fill_null(value=False).alias("homonymous"),
    )


def _meet(pairs: pl.DataFrame, left: str, right: str) -> pl.DataFrame:
    """One row per combination of regions: digits that both share as a whole key, and the Land.

    ``met`` is 100 for one region, else the length of the key that contains the other, else 0.
    """
    one = pl.col("left")
    other = pl.col("right")
    shorter = pl.min_horizontal(one.str.len_chars(), other.str.len_chars())
    within = one.str.starts_with(other) | other.str.starts_with(one)
    return (
        pairs.select(
            "pair", pl.col(f"{left}_left").alias("left"), pl.col(f"{right}_right").alias("right")
        )
        .explode("left", empty_as_null=True)
        .explode("right", empty_as_null=True)
        .drop_nulls()
        .select(
            "pair",
            pl.when(one == other)
            .then(pl.lit(100) + shorter)
            .when(within)
            .then(shorter)
            .otherwise(pl.lit(0))
            .cast(pl.Int64)
            .alias("met"),
            (one.str.head(_LAND) == other.str.head(_LAND)).alias("one_land"),
        )
    )


def _common_names() -> pl.Expr:
    return pl.col("place_names_left").list.set_intersection("place_names_right").list.len() > 0


def _level() -> pl.Expr:
    stated, seat, guess = pl.col("stated"), pl.col("seat"), pl.col("guess")
    small = _KREIS
    return (
        pl.when(stated >= 100 + small)
        .then(pl.lit("same"))
        .when((stated >= small) & (stated < 100))
        .then(pl.lit("contained"))
        .when(stated > 0)
        .then(pl.lit("wide"))
        .when(stated == 0)
        .then(pl.lit("different"))
        .when(guess > 0)
        .then(pl.lit("ambiguous"))
        .when(guess == 0)
        .then(pl.lit("unlike"))
        .when(seat >= small)
        .then(pl.lit("seat"))
        .when(seat == 0)
        .then(pl.lit("unlike"))
        .otherwise(pl.lit("missing"))
    )
