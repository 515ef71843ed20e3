"""Where the carrier of a record sits, by its name or register number.

Belongs here: public bodies ("Landkreis Rastatt") and names that end in a place ("Caritasverband
Ulm"). Does not belong here: which organisation a name is (``organisations``).
"""

import re

import polars as pl

from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.mention import Mention
from foerderlupe.places.mentions import Scan, mentions
from foerderlupe.places.names import Strength
from foerderlupe.places.spelling import fold

_LEGAL_FORM = re.compile(
    r"[\s,(]*\b(?:e\.?\s?V|e\.?\s?G|g?GmbH(?:\s*&\s*Co\.?\s*KG)?|gAG|AG|KdöR|gUG|UG|i\.\s?G)\b.*$"
)
_PUBLIC_BODY = re.compile(
    r"^\W*(?:(?:Große |Landeshaupt|Universitäts|Hanse)?(?:Kreis)?[Ss]tadt(?:verwaltung)?|Gemeinde"
    r"(?:verwaltung)?|Landkreis|Kreis|LK|Landratsamt|LRA|Bürgermeisteramt|\S+kreis\b|\S+-Kreis\b)"
)
_PUBLIC, _IN_NAME = 0.9, 0.6
_SHORT_NAME = 5


def carrier_seats(parties: pl.DataFrame, areas: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The seat of the first carrier of each record that has one.

    Takes ``RECORD_PARTIES`` and ``record_id, default_region``; gives ``record_id, seat_region,
    seat_text, seat_confidence``. Implementers count where no carrier has a seat.
    """
    named = (
        parties.filter(pl.col("role").is_in(["carrier", "implementer"]))
        .join(areas, on="record_id")
        .select(
            "record_id", "role", "position", "organisation_name", "register_id", "default_region"
        )
    )
    key = ["organisation_name", "register_id", "default_region"]
    distinct = named.select(key).unique()
    seats = [
        seat(name, register_id, scope or "", gazetteer)
        for name, register_id, scope in distinct.iter_rows()
    ]
    found = distinct.with_columns(
        pl.Series("seat_region", [s[0] if s else None for s in seats], pl.String),
        pl.Series("seat_confidence", [s[1] if s else None for s in seats], pl.Float64),
    ).drop_nulls("seat_region")
    order = ["role", "position", "organisation_name", "seat_region"]
    return (
        named.join(found, on=key, nulls_equal=True)
        .sort("record_id", *order)
        .group_by("record_id", maintain_order=True)
        .first()
        .select(
            "record_id",
            "seat_region",
            "seat_confidence",
            pl.col("organisation_name").alias("seat_text"),
        )
    )


def seat(
    name: str | None, register_id: str | None, scope: str, gazetteer: Gazetteer
) -> tuple[str, float] | None:
    """Region of the seat and how sure it is, or none."""
    if register_id is not None and register_id.startswith("DE-AGS-"):
        region_id = gazetteer.canonical(register_id.removeprefix("DE-AGS-"))
        return (region_id, 1.0) if region_id in gazetteer.levels else None
    if name is None:
        return None
    public = bool(_PUBLIC_BODY.match(name))
    bare = _LEGAL_FORM.sub("", name)
    found = mentions(bare, Scan(gazetteer, scope))
    clear = [m for m in found if _clear(m, public, scope) and (public or _last(m, bare))]
    regions = {mention.found.region_ids[0] for mention in clear}
    if len(regions) != 1 or any(mention.phrase for mention in found):
        return None
    [region_id] = regions
    sure = _PUBLIC if public else _IN_NAME
    return region_id, min(sure, clear[0].found.confidence)


def _last(mention: Mention, name: str) -> bool:
    return fold(name).rstrip(" .,)").endswith(mention.text)


def _clear(mention: Mention, public: bool, scope: str) -> bool:
    found = mention.found
    if len(found.region_ids) != 1 or len(found.region_ids[0]) not in {5, 8}:
        return False
    if public:
        return True
    if not scope:
        return found.strength == Strength.EXACT and len(found.region_ids[0]) == len("08111")
    long_enough = len(mention.text) >= _SHORT_NAME or found.town
    return found.inside and found.strength >= Strength.SHORT and long_enough
