"""Organisations of all lists, each with one permanent key.

Belongs here: the frames of the stage and what an organisation takes from its names.
Does not belong here: which names are one organisation (``grouping``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.model.frames import ORGANISATIONS, RECORD_ORGANISATIONS
from foerderlupe.organisations.grouping import group_names
from foerderlupe.organisations.mentions import read_mentions
from foerderlupe.organisations.published import as_named
from foerderlupe.organisations.territory import Register
from foerderlupe.text.codes import CODES

_LEVELS = (
    "kreisverband ortsverband ortsverein landesverband bezirksverband regionalverband stadtverband "
    "ortsgruppe kreisgruppe region bezirk geschaeftsstelle zweigstelle standort"
)
_SHORTEST_UMBRELLA = 8
_CUT_OFF = r"(?:[-,]|\s(?:für|und|der|die|des|im|in|am|zur|von|u\.))\s*$"
_CONFIDENCE = {
    "official": 1.0,
    "register": 1.0,
    "known": 0.98,
    "name": 0.95,
    "word_order": 0.9,
    "acronym": 0.9,
    "spelling": 0.8,
}
_MENTION = ["organisation_name", "register_id", "land"]


@dataclass(frozen=True)
class Resolved:
    """Organisations (contract ORGANISATIONS) and where they appear (RECORD_ORGANISATIONS)."""

    organisations: pl.DataFrame
    record_organisations: pl.DataFrame


def resolve_organisations(
    parties: pl.DataFrame, records: pl.DataFrame, gazetteer: pl.DataFrame | None = None
) -> Resolved:
    """Gives every named organisation a permanent key. DOMAIN section 2.4, step 2.

    ``parties`` has the contract RECORD_PARTIES; of ``records`` record_id and default_region are
    used; ``gazetteer`` has region_id, level and name, the embedded register by default. Keys are
    ``DE-AGS-<key>`` for Land, Kreis and municipality, else ``org-`` and ten hex digits; they do
    not depend on the order of rows nor on unrelated organisations. ``rule`` tells why a name
    belongs to its organisation: official, register, known, name, word_order, acronym, spelling.
    """
    register = Register(gazetteer if gazetteer is not None else _embedded_regions())
    named = _named(parties, records)
    distinct = named.group_by(_MENTION).agg(pl.len().alias("times")).sort(_MENTION)
    bare = as_named(distinct["organisation_name"])
    read = read_mentions(distinct.select(bare, "register_id", "land"), register)
    # The published name is what records are joined by and what is shown.
    mentions = read.with_columns(
        distinct["organisation_name"],
        distinct["times"],
        added=bare != distinct["organisation_name"],
    )
    grouped = mentions.join(group_names(mentions, register.places), on="identity")
    grouped = grouped.with_columns(rule=_rule())
    organisations = _with_learnt_umbrellas(_organisations(grouped), register.places)
    return Resolved(ORGANISATIONS.conform(organisations), _record_organisations(named, grouped))


def _embedded_regions() -> pl.DataFrame:
    columns = ["region_id", "level", "name"]
    return pl.read_csv(CODES / "regions.csv", columns=columns, infer_schema=False)


def _named(parties: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The parties that name somebody, with the Land of their list."""
    land = pl.col("default_region").str.slice(0, 2)
    lands = records.select("record_id", land=pl.when(land != "00").then(land))
    name = pl.col("organisation_name").str.strip_chars()
    return (
        parties.with_columns(pl.when(name != "").then(pl.col("organisation_name")))
        .with_columns(pl.coalesce("organisation_name", "register_id"))
        .drop_nulls("organisation_name")
        .join(lands, on="record_id", how="left", maintain_order="left")
    )


def _rule() -> pl.Expr:
    """Why a name belongs to its organisation: its own evidence, else the edge that joined it."""
    return (
        pl.when(pl.col("official_id").is_not_null())
        .then(pl.lit("official"))
        .when(pl.col("usual_name").is_not_null())
        .then(pl.lit("known"))
        .when(pl.col("register_key").is_not_null())
        .then(pl.lit("register"))
        .otherwise(pl.coalesce("rule", pl.lit("name")))
    )


def _organisations(grouped: pl.DataFrame) -> pl.DataFrame:
    """One row per organisation; of several statements the most frequent, then the first.

    A name that stands without an address and with its umlauts is preferred.
    """
    facts = ["legal_form", "register_id", "umbrella", "institution_line", "seat_region_id"]
    grouped = grouped.with_columns(name=pl.coalesce("usual_name", "organisation_name"))
    spellings = grouped.group_by("organisation_id", "name").agg(
        pl.col("times").sum(), pl.col("added").all()
    )
    capitals = pl.col("name") == pl.col("name").str.to_uppercase()
    names = spellings.sort(
        "organisation_id", "added", -pl.col("times").cast(pl.Int64), capitals, "name"
    ).group_by("organisation_id", maintain_order=True)
    best = (
        grouped.sort("times", "organisation_name", "identity", descending=[True, False, False])
        .group_by("organisation_id", maintain_order=True)
        .agg(
            *(pl.col(fact).drop_nulls().first() for fact in [*facts, "organisation_kind"]),
            pl.col("words").drop_nulls().first(),
        )
    )
    return (
        names.first()
        .drop("times", "added")
        .join(best, on="organisation_id")
        .sort("organisation_id")
    )


def _with_learnt_umbrellas(organisations: pl.DataFrame, places: set[str]) -> pl.DataFrame:
    """A body and its branches share an umbrella: "Elternforum" and "Elternforum Lindental".

    A branch is a name that becomes another organisation's whole name without words of places
    and levels. The two stay two organisations.
    """
    local = [*places, *_LEVELS.split()]
    bare = (
        organisations.select("organisation_id", "words")
        .explode("words", empty_as_null=False)
        .join(pl.DataFrame({"words": local}).unique(), on="words", how="anti")
        .group_by("organisation_id", maintain_order=True)
        .agg(bare=pl.col("words").str.join(""))
    )
    joined = organisations.join(bare, on="organisation_id", how="left").with_columns(
        whole=pl.col("words").list.join("")
    )
    heads = (
        joined.filter(pl.col("bare") == pl.col("whole"))
        .group_by("whole")
        .agg(pl.col("name").min().alias("head"))
    )
    branches = joined.join(heads, left_on="bare", right_on="whole", how="left")
    has_branch = (pl.len().over("bare") > 1) & pl.col("head").is_not_null()
    gemeinnuetzig = pl.col("legal_form").str.starts_with("g").fill_null(value=False)
    commercial = (pl.col("organisation_kind") == "company").fill_null(value=False) & ~gemeinnuetzig
    learnable = (
        has_branch
        & (pl.col("bare").str.len_chars() >= _SHORTEST_UMBRELLA)
        & ~commercial
        & ~pl.col("head").str.contains(_CUT_OFF)
    )
    umbrella = pl.coalesce("umbrella", pl.when(learnable).then("head"))
    return (
        branches.with_columns(umbrella=umbrella)
        .drop("words", "whole", "bare", "head")
        .sort("organisation_id")
    )


def _record_organisations(named: pl.DataFrame, grouped: pl.DataFrame) -> pl.DataFrame:
    found = grouped.select(*_MENTION, "organisation_id", "name_words", "rule")
    confidence = pl.col("rule").replace_strict(_CONFIDENCE, return_dtype=pl.Float64)
    once = ["record_id", "role", "organisation_id"]
    joined = named.join(found, on=_MENTION, how="left", nulls_equal=True)
    joined = joined.sort("record_id", "role", "position", "organisation_name").unique(
        once, keep="first", maintain_order=True
    )
    return RECORD_ORGANISATIONS.conform(
        joined.with_columns(confidence=confidence).drop("register_id", "land")
    )
