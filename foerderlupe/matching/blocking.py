"""Which pairs are worth comparing.

Belongs here: the union of selective keys, and keeping blocks small without losing pairs
silently. Does not belong here: comparing (``comparing``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.evidence import NOTES
from foerderlupe.matching.features import Features
from foerderlupe.matching.rulebook import Bounds

_KREIS = 5
_SEED = 7
_LAST_YEARS = 6


@dataclass(frozen=True)
class Candidates:
    """``pairs``: left, right (UInt32, left < right), ordered. ``notes``: what bounds left out."""

    pairs: pl.DataFrame
    notes: pl.DataFrame


def block(features: Features, bounds: Bounds) -> Candidates:
    """The pairs that share at least one selective key.

    A block with more than ``bounds.block`` records is refined by a further key: start year,
    Kreis, title, amount, carriers. What no key refines is compared with ``bounds.window``
    neighbours. Pairs of one list that names every measure once are candidates only through
    their carrier, where editions and successors are found.
    """
    refiners = _refiners(features)
    found, notes = [], []
    for name, keys in _keys(features, bounds).items():
        pairs, left_out = _pairs(keys, refiners, bounds)
        found.append(_without_exclusive(pairs, features, within_list=name.startswith("carrier")))
        notes.append((f"block_{name}", left_out))
    packed = pl.concat(found).select(
        (pl.col("left").cast(pl.UInt64) * 2**32 + pl.col("right")).alias("packed")
    )
    pairs = (
        packed.unique()
        .sort("packed")
        .select(
            (pl.col("packed") // 2**32).cast(pl.UInt32).alias("left"),
            (pl.col("packed") % 2**32).cast(pl.UInt32).alias("right"),
        )
    )
    return Candidates(pairs, _notes(notes))


def _notes(left_out: list[tuple[str, int]]) -> pl.DataFrame:
    rows = [
        ("left_out", name, number, "pairs in large blocks that no further key brought together")
        for name, number in left_out
        if number
    ]
    return pl.DataFrame(rows, schema=NOTES, orient="row")


def _keys(features: Features, bounds: Bounds) -> dict[str, pl.DataFrame]:
    """Per kind of key one row per record and key: record, key (UInt64)."""
    records = features.records
    carrier = _exploded(features, "carriers", "carriers")
    party = pl.concat([carrier, _exploded(features, "funders", "funders")]).unique()
    kreis = _kreise(features)
    word = _words(features)
    year = _years(records)
    titled = records.filter(pl.col("title").is_not_null())
    solid = titled.select("record", "title").join(
        features.titles.select("title", value="solid"), on="title"
    )
    amount = _hash(
        _joined(records.filter(pl.col("amount") > 0).select("record", value="amount"), year),
        "value",
        "value_right",
    )
    return {
        "carrier_word": _hash(_joined(carrier, word), "value", "value_right"),
        "carrier_year": _hash(_joined(carrier, year), "value", "value_right"),
        "carrier_kreis": _hash(_joined(carrier, kreis), "value", "value_right"),
        "party_title": _hash(
            _joined(party, solid.select("record", "value")), "value", "value_right"
        ),
        "kreis_word": _hash(_joined(kreis, word), "value", "value_right"),
        "amount_year": amount,
        "rare_word": _hash(word.filter(pl.len().over("value") <= bounds.rare), "value"),
        "title_year": _hash(_joined(solid.select("record", "value"), year), "value", "value_right"),
        **{
            name: _hash(records.drop_nulls(name).select("record", value=name), "value")
            for name in ("award", "project", "url")
        },
    }


def _exploded(features: Features, code: str, column: str) -> pl.DataFrame:
    """One row per record and member of one of its sets: record, value."""
    table = features.sets[code].select(f"{code}_code", value=column)
    return (
        features.records.select("record", code)
        .join(
            table.explode("value", empty_as_null=True).drop_nulls(),
            left_on=code,
            right_on=f"{code}_code",
        )
        .select("record", "value")
    )


def _kreise(features: Features) -> pl.DataFrame:
    regions = pl.col("regions").list.concat("seats").list.concat("candidates")
    table = features.sets["place"].select("place_code", value=regions)
    kreise = (
        table.explode("value", empty_as_null=True)
        .drop_nulls()
        .select("place_code", pl.col("value").str.head(_KREIS))
        .unique()
    )
    return (
        features.records.select("record", "place")
        .join(kreise, left_on="place", right_on="place_code")
        .select("record", "value")
    )


def _words(features: Features) -> pl.DataFrame:
    words = features.titles.select("title", value="words").explode("value", empty_as_null=True)
    titled = features.records.select("record", "title").drop_nulls()
    return titled.join(words.drop_nulls(), on="title").select("record", "value")


def _years(records: pl.DataFrame) -> pl.DataFrame:
    first, last = pl.col("start").dt.year(), (pl.col("end") - pl.duration(days=1)).dt.year()
    last = pl.min_horizontal(pl.coalesce(last, first), first + _LAST_YEARS)
    return (
        records.filter(pl.col("start").is_not_null())
        .select("record", value=pl.int_ranges(first, last + 1))
        .explode("value", empty_as_null=True)
        .drop_nulls()
        .select("record", "value")
    )


def _joined(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    return left.join(right, on="record")


def _hash(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator="\x1f")
    return frame.select("record", key.hash(_SEED).alias("key")).unique()


def _refiners(features: Features) -> dict[str, pl.DataFrame]:
    """What a large block is cut by, in order: record, value."""
    records = features.records
    return {
        "year": records.select("record", value=pl.col("start").dt.year().cast(pl.String)),
        "kreis": records.select("record", value=pl.col("place").cast(pl.String)),
        "title": records.select("record", value=pl.col("title").cast(pl.String)),
        "amount": records.select("record", value=pl.col("amount").cast(pl.String)),
        "carriers": records.select("record", value=pl.col("carriers").cast(pl.String)),
    }


def _pairs(
    keys: pl.DataFrame, refiners: dict[str, pl.DataFrame], bounds: Bounds
) -> tuple[pl.DataFrame, int]:
    """Pairs that share a key, and the number of pairs that refining left out."""
    wanted = _number_of_pairs(keys)
    small = []
    for refiner in refiners.values():
        size = pl.len().over("key")
        small.append(keys.filter((size <= bounds.block) & (size > 1)))
        keys = _refined(keys.filter(size > bounds.block), refiner)
    size = pl.len().over("key")
    small.append(keys.filter((size <= bounds.block) & (size > 1)))
    met = pl.concat([_all_pairs(blocks) for blocks in small])
    met = pl.concat([met, _neighbours(keys.filter(size > bounds.block), bounds.window)])
    return met, wanted - met.height


def _refined(keys: pl.DataFrame, refiner: pl.DataFrame) -> pl.DataFrame:
    joined = keys.join(refiner, on="record", how="left")
    text = pl.concat_str(pl.col("key").cast(pl.String), pl.col("value").fill_null(""))
    return joined.select("record", text.hash(_SEED).alias("key"))


def _number_of_pairs(keys: pl.DataFrame) -> int:
    sizes = keys.group_by("key").len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _all_pairs(keys: pl.DataFrame) -> pl.DataFrame:
    left, right = keys.rename({"record": "left"}), keys.rename({"record": "right"})
    pairs = left.lazy().join(right.lazy(), on="key").filter(pl.col("left") < pl.col("right"))
    return pairs.select("left", "right").collect()


def _neighbours(keys: pl.DataFrame, window: int) -> pl.DataFrame:
    ordered = keys.sort("key", "record")
    steps = [
        ordered.select(
            pl.col("record").alias("left"),
            pl.col("record").shift(-step).over("key").alias("right"),
        ).drop_nulls()
        for step in range(1, window + 1)
    ]
    return pl.concat(steps)


def _without_exclusive(
    pairs: pl.DataFrame, features: Features, *, within_list: bool
) -> pl.DataFrame:
    if within_list:
        return pairs
    lists = features.records.select(
        "record", pl.when("exclusive").then("source_id").rank("dense").alias("list")
    )
    return (
        pairs.join(lists.rename({"record": "left"}), on="left")
        .join(lists.rename({"record": "right"}), on="right")
        .filter((pl.col("list") != pl.col("list_right")).fill_null(value=True))
        .select("left", "right")
    )
