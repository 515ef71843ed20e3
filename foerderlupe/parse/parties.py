"""The organisations of a record, as published.

Belongs here: all names of all roles, one below the other, with their register numbers.
Does not belong here: splitting one cell (``parse.organisations``) and resolving names.
"""

import re

import polars as pl

from foerderlupe.model.columns import ORGANISATION_ROLES
from foerderlupe.model.frames import RECORD_PARTIES
from foerderlupe.parse.fields import Fields, Readings
from foerderlupe.parse.organisations import split_organisations
from foerderlupe.text.distinct import map_distinct

# Without any of these a cell is one name, as it stands (``parse.organisations``).
_MAY_BE_SEVERAL = (
    r"[;(:]|[^\S ]|  |^ | $|\s[/|•&+]\s|,\s|\s(?:und|sowie)\s|\s(?:u\.|et al)|^[-–•*·]"
)
_BETWEEN_NUMBERS = re.compile(r"\s*[;,|\n]\s*")


def list_parties(readings: Readings, fields: Fields, records: pl.DataFrame) -> pl.DataFrame:
    """One row per record, role and organisation: the columns of ``RECORD_PARTIES``.

    Several columns of one role follow one another. Register numbers belong to the names in the
    order of the cell if there are as many of both; a single number belongs to the first name.
    """
    ids = records["record_id"]
    parties = [
        _with_register_ids(_names(role, readings, fields, ids), role, fields, ids)
        for role in ORGANISATION_ROLES
        if role in fields
    ]
    return pl.concat([RECORD_PARTIES.empty(), *parties])


def parties_of(records: pl.DataFrame) -> pl.DataFrame:
    """``RECORD_PARTIES`` of records (record_id, carrier, funder) whose cells nobody has split."""
    named = [
        _split(records[role], None, records["record_id"])
        .unique(["record_id", "name"], keep="first", maintain_order=True)
        .select(
            "record_id",
            role=pl.lit(role),
            position=pl.int_range(1, pl.len() + 1).over("record_id"),
            organisation_name="name",
        )
        for role in ("carrier", "funder")
    ]
    return RECORD_PARTIES.conform(pl.concat(named))


def _names(role: str, readings: Readings, fields: Fields, ids: pl.Series) -> pl.DataFrame:
    """Names with ``position``, and ``slot``: their order in the row, both from 1."""
    cells = [
        (frame["value"], feed.rule.separator) for feed, frame in readings if feed.field == role
    ]
    constant = fields[role]["value"].set(fields[role]["rule"].fill_null("") != "constant", None)
    listed = pl.concat(
        _split(texts, separator, ids).with_columns(column=pl.lit(number))
        for number, (texts, separator) in enumerate([*cells, (constant, None)])
    ).unique(["record_id", "name"], keep="first", maintain_order=True)
    number = pl.int_range(1, pl.len() + 1).over("record_id")
    return (
        listed.with_columns(position=number)
        .sort("column", "index", maintain_order=True)
        .with_columns(slot=number)
        .sort("column", "position", maintain_order=True)
    )


def _split(texts: pl.Series, separator: re.Pattern[str] | None, ids: pl.Series) -> pl.DataFrame:
    """One row per record and name of its cell, the names in their order."""
    distinct = texts.drop_nulls().unique().alias("text").to_frame()
    suspect = pl.col("text").str.contains(_MAY_BE_SEVERAL) | pl.lit(separator is not None)
    one = distinct.filter(~suspect, pl.col("text") != "")
    several = distinct.filter(suspect)["text"]
    named = [(text, part) for text in several for part in split_organisations(text, separator)]
    split = pl.DataFrame(
        {
            "text": pl.Series([text for text, _ in named], dtype=pl.String),
            "name": pl.Series([part.name for _, part in named], dtype=pl.String),
            "index": pl.Series([part.index for _, part in named], dtype=pl.Int64),
        }
    )
    alone = one.select("text", name="text", index=pl.lit(0, pl.Int64))
    table = pl.concat([split, alone])
    cells = pl.DataFrame({"record_id": ids, "text": texts})
    return cells.join(table, on="text", maintain_order="left_right").drop("text")


def _with_register_ids(
    names: pl.DataFrame, role: str, fields: Fields, ids: pl.Series
) -> pl.DataFrame:
    named = names.select(
        "record_id",
        "slot",
        "position",
        role=pl.lit(role),
        organisation_name="name",
        count=pl.len().over("record_id"),
    )
    register = fields.get(f"{role}_register_id")
    if register is None:
        numbers = pl.DataFrame(
            schema={
                "record_id": pl.String,
                "slot": pl.Int64,
                "register_id": pl.String,
                "numbers": pl.Int64,
            }
        )
    else:
        lists = map_distinct(register["value"], _BETWEEN_NUMBERS.split, pl.List(pl.String))
        numbers = (
            pl.DataFrame({"record_id": ids, "register_id": lists})
            .drop_nulls()
            .with_columns(numbers=pl.col("register_id").list.len().cast(pl.Int64))
            .explode("register_id")
            .with_columns(slot=pl.int_range(1, pl.len() + 1).over("record_id"))
        )
    fits = (pl.col("numbers") == 1) | (pl.col("numbers") == pl.col("count"))
    return named.join(numbers, on=["record_id", "slot"], how="left", maintain_order="left").select(
        "record_id",
        "role",
        "position",
        "organisation_name",
        register_id=pl.when(fits).then("register_id"),
    )
