"""The fields that a column of a list may feed, and how each is read.

Belongs here: the closed vocabulary of the right-hand side of ``columns:`` in a source document.
Does not belong here: how a kind of value is parsed (``parse``) or what becomes of it.
"""

from enum import StrEnum

from foerderlupe.model.columns import AMOUNT_KINDS, ORGANISATION_ROLES


class FieldKind(StrEnum):
    """How the text of a cell is understood."""

    TEXT = "text"
    CODE = "code"
    ORGANISATIONS = "organisations"
    PLACE = "place"
    DATE = "date"
    PERIOD = "period"
    YEAR = "year"
    AMOUNT = "amount"
    NUMBER = "number"


_TEXTS = ("title", "subtitle", "description", "programme", "call", "activity", "status", "url")
_STATED_LABELS = ("target_group", "field_of_action")
_CODES = ("award_number", "project_number", "budget_line", "financing_type", "list_level")
_PLACES = ("place", "municipality", "kreis", "region_name", "church_unit", "postcode", "ags")

LIST_FIELDS: dict[str, FieldKind] = {
    **dict.fromkeys((*_TEXTS, *_STATED_LABELS), FieldKind.TEXT),
    **dict.fromkeys(_CODES, FieldKind.CODE),
    **dict.fromkeys(ORGANISATION_ROLES, FieldKind.ORGANISATIONS),
    **{f"{role}_register_id": FieldKind.CODE for role in ORGANISATION_ROLES},
    **dict.fromkeys(_PLACES, FieldKind.PLACE),
    **dict.fromkeys(("period_from", "period_to"), FieldKind.DATE),
    "period": FieldKind.PERIOD,
    **dict.fromkeys(("year", "call_year"), FieldKind.YEAR),
    **{f"amount_{kind}": FieldKind.AMOUNT for kind in AMOUNT_KINDS},
}

REFERENCE_FIELDS: dict[str, dict[str, FieldKind]] = {
    "regions": {
        "register_key": FieldKind.CODE,
        "region_name": FieldKind.TEXT,
        "population": FieldKind.NUMBER,
        "area_km2": FieldKind.NUMBER,
        "postcode": FieldKind.CODE,
    },
    "postcodes": {
        "postcode": FieldKind.CODE,
        "ags": FieldKind.CODE,
        "place": FieldKind.TEXT,
    },
    "need": {
        "ags": FieldKind.CODE,
        "region_name": FieldKind.TEXT,
        "year": FieldKind.YEAR,
        "need_value": FieldKind.NUMBER,
    },
}
