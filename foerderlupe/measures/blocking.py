"""Which pairs are worth comparing.

Belongs here: the keys that records of one measure share. Does not belong here: making blocks of
keys and keeping them small (``matching.blocks``), and comparing (``comparing``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.blocks import hash_key, left_out_notes, one_pair_once, pairs_in_blocks
from foerderlupe.measures.features import Features
from foerderlupe.measures.promising import Shared, promising, read_traits
from foerderlupe.measures.rulebook import Bounds

_KREIS = 5
_LAST_YEARS = 6


@dataclass(frozen=True)
class Candidates:
    """``pairs``: left, right (UInt32, left < right), ordered. ``notes``: what bounds left out."""

    pairs: pl.DataFrame
    notes: pl.DataFrame


@dataclass(frozen=True)
class Keys:
    """One kind of key: ``frame`` has record and key (UInt64), ``shared`` is what it stands for."""

    frame: pl.DataFrame
    shared: Shared


def block(features: Features, bounds: Bounds) -> Candidates:
    """The pairs that share at least one selective key and are promising.

    A block with more than ``bounds.block`` records is refined by a further key: start year,
    Kreis, title, amount, carriers. What no key refines is compared with ``bounds.window``
    neighbours. Pairs of one list that names every measure once are candidates only through
    their carrier, where editions and successors are found.
    """
    refiners, traits = refining(features), read_traits(features)
    found, notes = [], []
    for name, keys in blocking_keys(features, bounds).items():
        pairs, left_out = pairs_in_blocks(keys.frame, refiners, bounds.block, bounds.window)
        found.append(promising(pairs, traits, keys.shared))
        notes.append((f"block_{name}", left_out))
    return Candidates(one_pair_once(pl.concat(found)), left_out_notes(notes))


def blocking_keys(features: Features, bounds: Bounds) -> dict[str, Keys]:
    """The keys of all records, by the name of their kind."""
    records = features.records
    carrier = _exploded(features, "carriers", "carriers")
    funder = _exploded(features, "funders", "funders")
    party = pl.concat([carrier, funder]).unique()
    # Who is paid here and pays there may pass money on, under whatever title.
    passing = party.join(carrier, on="value", how="semi").join(funder, on="value", how="semi")
    passing = _both(passing, _named(features)).rename({"key": "value"})
    kreis, word, year = _kreise(features), _words(features), _years(records)
    telling = _named(features, (pl.col("telling").list.len() > 0) & ~pl.col("common"))
    amount = records.filter(pl.col("amount") > 0).select("record", value="amount")
    sums = _both(amount, year).filter(pl.len().over("key") <= bounds.rare_amount)
    rare = word.filter(pl.len().over("value") <= bounds.rare)
    return {
        "carrier_word": Keys(_both(carrier, word), "carrier"),
        "carrier_year": Keys(_both(carrier, year), "carrier"),
        "carrier_kreis": Keys(_both(carrier, kreis), "carrier"),
        "party_title": Keys(_both(party, telling), "party"),
        "passing_title": Keys(_both(passing, year), "passing"),
        "kreis_word": Keys(_both(kreis, word), "words"),
        "amount_year": Keys(sums, "amount"),
        "rare_word": Keys(hash_key(rare, "value"), "words"),
        "title_year": Keys(_both(telling, year), "words"),
        **{
            name: Keys(
                hash_key(records.select("record", value=name).drop_nulls(), "value"), "number"
            )
            for name in ("award", "project", "url")
        },
    }


def _both(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Keys of two values of a record together."""
    return hash_key(left.join(right, on="record"), "value", "value_right")


def _named(features: Features, which: pl.Expr | None = None) -> pl.DataFrame:
    """The titles of records, those for which ``which`` holds: record, value."""
    titles = features.titles if which is None else features.titles.filter(which)
    named = features.records.select("record", "title").drop_nulls()
    return named.join(titles.select("title", value="solid"), on="title").select("record", "value")


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


def refining(features: Features) -> dict[str, pl.DataFrame]:
    """What a large block is cut by, in order: record, value."""
    records = features.records
    return {
        "year": records.select("record", value=pl.col("start").dt.year().cast(pl.String)),
        "kreis": records.select("record", value=pl.col("place").cast(pl.String)),
        "title": records.select("record", value=pl.col("title").cast(pl.String)),
        "amount": records.select("record", value=pl.col("amount").cast(pl.String)),
        "carriers": records.select("record", value=pl.col("carriers").cast(pl.String)),
    }
