"""Which pairs are worth comparing.

Belongs here: the keys that records of one measure share. Does not belong here: making blocks of
keys and keeping them small (``matching.blocks``), and comparing (``comparing``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.blocks import hash_key, left_out_notes, one_pair_once, pairs_in_blocks
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Bounds

_KREIS = 5
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
        pairs, left_out = pairs_in_blocks(keys, refiners, bounds.block, bounds.window)
        found.append(_without_exclusive(pairs, features, within_list=name.startswith("carrier")))
        notes.append((f"block_{name}", left_out))
    return Candidates(one_pair_once(pl.concat(found)), left_out_notes(notes))


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
    amount = hash_key(
        _joined(records.filter(pl.col("amount") > 0).select("record", value="amount"), year),
        "value",
        "value_right",
    )
    return {
        "carrier_word": hash_key(_joined(carrier, word), "value", "value_right"),
        "carrier_year": hash_key(_joined(carrier, year), "value", "value_right"),
        "carrier_kreis": hash_key(_joined(carrier, kreis), "value", "value_right"),
        "party_title": hash_key(
            _joined(party, solid.select("record", "value")), "value", "value_right"
        ),
        "kreis_word": hash_key(_joined(kreis, word), "value", "value_right"),
        "amount_year": amount,
        "rare_word": hash_key(word.filter(pl.len().over("value") <= bounds.rare), "value"),
        "title_year": hash_key(
            _joined(solid.select("record", "value"), year), "value", "value_right"
        ),
        **{
            name: hash_key(records.drop_nulls(name).select("record", value=name), "value")
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
