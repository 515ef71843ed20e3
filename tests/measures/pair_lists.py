"""Two invented lists made of a file of pairs, read by the real stages.

Belongs here: the way from a row of a pair file to the evidence of two records.
Does not belong here: expectations.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl

from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.measures.evidence import Evidence
from foerderlupe.model import frames
from foerderlupe.organisations.resolve import resolve_organisations
from foerderlupe.parse.amounts import read_amount
from foerderlupe.parse.organisations import split_organisations
from foerderlupe.parse.periods import read_period
from foerderlupe.places.gazetteer import Gazetteer, load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.text.codes import CODES

Row = Mapping[str, str]
_KEY = re.compile(r"\((\d{5,8})[^)]*\)")


def record(row: Row, side: str, **extra: object) -> dict[str, object]:
    """One side of a pair as a record; ``place`` may hold a key, ``period`` an amount after |."""
    period_text, _, amount = row[f"period_{side}"].partition("|")
    notation = "school_year" if "Schuljahr" in period_text else "funding_period"
    period = read_period(period_text.strip(), notation) if period_text.strip() else None
    key = _KEY.search(row[f"place_{side}"])
    return {
        "record_id": f"{side}:{row['id']}",
        "source_id": f"list_{side}",
        "list_level": row.get(f"level_{side}") or "measure",
        "title": row[f"title_{side}"] or None,
        "carrier": row[f"carrier_{side}"] or None,
        "funder": row[f"funder_{side}"] or None,
        "place": row[f"place_{side}"] or None,
        "ags": key[1] if key else None,
        "default_region": "08",
        "period": period_text.strip() or None,
        "period_from": period.start if period else None,
        "period_to": period.end if period else None,
        "period_precision": period.precision if period else None,
        "period_open": period.open if period else None,
        "amount_eur": read_amount(amount.strip()).eur if amount.strip() else None,
        "amount_kind": "bewilligt" if amount.strip() else None,
        "target_group_text": row.get(f"target_{side}") or None,
        **extra,
    }


def as_records(rows: Iterable[Row]) -> pl.DataFrame:
    """Both sides of all pairs by the contract RECORDS."""
    sides = [record(row, side) for row in rows for side in ("a", "b")]
    return frames.RECORDS.conform(pl.DataFrame(sides, infer_schema_length=None))


def parties(records: pl.DataFrame) -> pl.DataFrame:
    """The organisations named in the records by the contract RECORD_PARTIES."""
    named = [
        {
            "record_id": row["record_id"],
            "role": role,
            "position": position,
            "organisation_name": part.name,
        }
        for row in records.select("record_id", "carrier", "funder").iter_rows(named=True)
        for role in ("carrier", "funder")
        for position, part in enumerate(split_organisations(row[role] or ""), start=1)
    ]
    schema = {
        name: frames.RECORD_PARTIES.schema[name]
        for name in ("record_id", "role", "position", "organisation_name")
    }
    return frames.RECORD_PARTIES.conform(pl.DataFrame(named, schema=schema))


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer(CODES)


def evidence(records: pl.DataFrame) -> Evidence:
    """Everything that the real stages find out about the records."""
    named = parties(records)
    gazetteer = _gazetteer()
    resolved = resolve_organisations(named, records)
    return Evidence(
        records=records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_regions=place_records(records, named, gazetteer),
        record_target_groups=label_target_groups(records),
        record_fields=label_fields(records),
        record_amounts=records.filter(pl.col("amount_eur").is_not_null()).select(
            *frames.RECORD_AMOUNTS.columns
        ),
    )
