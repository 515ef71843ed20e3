"""What a person saw when deciding on a pair.

Belongs here: the fields that a decision relies on, their values as one cell of
``judgements.csv``, and finding the values where that cell is empty.
Does not belong here: what follows when a value has changed (``sql/core/judged_values.sql``).

A line written by hand says nothing of what was seen. Its person read the last publication, so
the values of that publication are taken on the first night that uses the line; every later
publication hands them on. Where no publication is kept, tonight's values are taken.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from foerderlupe.model.frames import JUDGED_VALUES
from foerderlupe.model.slices import Bundle

RELIED_ON = (
    "title",
    "list_level",
    "call_year",
    "award_number",
    "project_number",
    "budget_line",
    "carrier",
    "funder",
    "place",
    "municipality",
    "kreis",
    "region_name",
    "church_unit",
    "postcode",
    "ags",
    "period_from",
    "period_to",
    "amount_eur",
    "target_group_text",
)
"""Fields of ``core.records`` that tell one measure from two; texts that only describe, addresses
and states are corrected too often to ask a person again."""

_PAIR = ["left_record_id", "right_record_id"]
_DECISION = [*_PAIR, "judgement", "judged_by", "judged_at"]


def as_seen(records: Mapping[str, Mapping[str, str | None]]) -> str:
    """The cell ``seen`` for records by their ids.

    >>> as_seen({"a:1": {"title": "Sprachcafé", "url": "https://a.example"}})
    '{"a:1": {"title": "Sprachcafé"}}'
    """
    relied = {
        record_id: {name: values[name] for name in RELIED_ON if name in values}
        for record_id, values in records.items()
    }
    return json.dumps(relied, ensure_ascii=False)


def understood(seen: str | None, left: str | None, right: str | None) -> bool:
    """Whether the cell names fields of the two records only, or is empty.

    >>> understood('{"a:1": {"title": "Sprachcafé"}}', "a:1", "b:1")
    True
    >>> understood('{"a:1": {"farbe": "rot"}}', "a:1", "b:1"), understood("ja", "a:1", "b:1")
    (False, False)
    """
    if seen is None:
        return True
    try:
        said = json.loads(seen)
    except json.JSONDecodeError:
        return False
    return isinstance(said, dict) and all(
        record in (left, right)
        and isinstance(values, dict)
        and all(field in RELIED_ON for field in values)
        and not any(isinstance(value, (dict, list)) for value in values.values())
        for record, values in said.items()
    )


@dataclass(frozen=True)
class Before(Bundle):
    """What the publication that readers see says of the judged pairs and their records."""

    judgements: pl.DataFrame
    judged_values: pl.DataFrame
    records: pl.DataFrame


def judged_values(judgements: pl.DataFrame, before: Before) -> pl.DataFrame:
    """JUDGED_VALUES of all judgements.

    A cell ``seen`` says all that its decision relied on; a decision without one relied on every
    field. Rows of which nothing is known have ``is_seen`` false.
    """
    silent = judgements.filter(pl.col("seen").is_null())
    sides = pl.concat(silent.select(*_DECISION, record_id=side) for side in _PAIR)
    unseen = sides.join(pl.DataFrame({"field": RELIED_ON}), how="cross").with_columns(
        is_seen=pl.lit(value=False)
    )
    # The first that knows a value is believed.
    known = [_handed_on(silent, before), _last_published(sides, before.records), unseen]
    rows = pl.concat(
        [_of_cells(judgements)]
        + [JUDGED_VALUES.conform(rows.select(_values_of(rows))) for rows in known]
    )
    key = [*_PAIR, "record_id", "field"]
    return rows.unique(key, keep="first", maintain_order=True).sort(key)


def _values_of(rows: pl.DataFrame) -> list[str]:
    return [name for name in JUDGED_VALUES.columns if name in rows.columns]


def _of_cells(judgements: pl.DataFrame) -> pl.DataFrame:
    told = judgements.filter(pl.col("seen").is_not_null()).select(*_PAIR, "seen")
    rows = [
        (left, right, record_id, field, True, None if value is None else str(value))
        for left, right, seen in told.iter_rows()
        for record_id, values in json.loads(seen).items()
        for field, value in values.items()
    ]
    return pl.DataFrame(rows, schema=JUDGED_VALUES.schema, orient="row")


def _handed_on(silent: pl.DataFrame, before: Before) -> pl.DataFrame:
    """What the last publication knows of the same decisions."""
    same = before.judgements.join(silent, on=_DECISION, how="semi", nulls_equal=True)
    known = before.judged_values.filter(pl.col("field").is_in(RELIED_ON))
    return known.join(same, on=_PAIR, how="semi")


def _last_published(sides: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The values of the records in the last publication."""
    as_text = records.select("record_id", pl.col(RELIED_ON).cast(pl.String))
    values = as_text.unpivot(
        RELIED_ON, index="record_id", variable_name="field", value_name="seen_value"
    )
    return sides.join(values, on="record_id").with_columns(is_seen=pl.lit(value=True))
