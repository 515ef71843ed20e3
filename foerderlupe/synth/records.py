"""Rows of lists as records, and what is true of them.

Belongs here: distorting rows and giving them the columns of ``model.frames.RECORDS``.
Does not belong here: the notation of a list (``notation``) and writing files.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from foerderlupe.model.frames import RECORDS
from foerderlupe.synth import (
    noise_carriers,
    noise_facts,
    noise_places,
    noise_text,
    noise_titles,
    noise_wording,
)
from foerderlupe.synth.months import month_start, whole_years
from foerderlupe.synth.noise import Profile, Rates, distorted, rates_of
from foerderlupe.synth.rows import pair_ids, with_facts
from foerderlupe.synth.world import World

CHUNK = 100_000
RATES = Path(__file__).with_name("noise.yml")
_OF_PARTS = (noise_carriers, noise_places, noise_facts, noise_titles)
_OF_TEXTS = (noise_wording, noise_text)
DISTORTING = (*_OF_PARTS, *_OF_TEXTS)
_TOP_UP = " (Aufstockung)"


def told_rows(world: World, profile: Profile | Rates, chunk: int = CHUNK) -> Iterator[pl.DataFrame]:
    """Chunks of rows as their lists tell of them: texts assembled and distorted.

    Columns that matter beyond: those of ``with_facts``, title, carrier, funder_name.
    """
    lists = list(world.lists)
    rates = profile if isinstance(profile, Rates) else rates_of(profile, RATES, DISTORTING)
    for rows in world.rows.iter_slices(chunk):
        said = with_facts(world, rows).with_columns(
            hand=pair_ids() * 2 + pl.col("top_up"),
            before=pl.lit(""),
            after=pl.when("top_up").then(pl.lit(_TOP_UP)).otherwise(pl.lit("")),
            turned=pl.lit(value=False),
        )
        for module in _OF_PARTS:
            said = distorted(said, world.chance, module, rates, lists)
        said = _assembled(_in_years(world, said))
        for module in _OF_TEXTS:
            said = distorted(said, world.chance, module, rates, lists)
        yield said


def _in_years(world: World, said: pl.DataFrame) -> pl.DataFrame:
    """A list with a column for years knows no months."""
    in_years = pl.Series(["years" in one.fields for one in world.lists.values()])
    yearly = pl.lit(in_years).gather(pl.col("list"))
    return said.with_columns(
        pl.when(yearly).then(years).otherwise(pl.col(column)).alias(column)
        for column, years in whole_years().items()
    )


def _assembled(said: pl.DataFrame) -> pl.DataFrame:
    name, tail = pl.col("name"), pl.col("tail")
    marked_tail = pl.concat_str(tail, "mark")
    straight = pl.concat_str("before", name, "mark", "between", tail, "after")
    turned = pl.concat_str("before", name, pl.lit(" – "), marked_tail, "after")
    return said.with_columns(
        title=pl.when("turned").then(turned).otherwise(straight),
        carrier=pl.when(pl.col("partner_name").is_not_null())
        .then(pl.format("{} / {}", "carrier_name", "partner_name"))
        .otherwise("carrier_name"),
    )


def as_records(world: World, told: pl.DataFrame) -> pl.DataFrame:
    """The rows as records: the columns of RECORDS, and ``region_id`` that the place text means.

    A field is null where the list has no column for it.
    """
    lists = world.lists.values()
    home = None if world.places.region == "00" else world.places.region
    found = told.select(
        **_identified(world),
        **_texts(world),
        **_period_and_amount(world),
        list_level=_of_list([one.level for one in lists]),
        default_region=pl.lit(home, pl.String),
        award_number="award_number",
        project_number="project_number",
    )
    return RECORDS.conform(found).with_columns(region_id=told["region_id"])


def _of_list(values: Sequence[object]) -> pl.Expr:
    """What holds for the list of a row."""
    return pl.lit(pl.Series(values)).gather(pl.col("list"))


def _has(world: World, *fields: str) -> pl.Expr:
    """Whether the list of a row has a column for one of the fields."""
    return _of_list([bool(one.fields & set(fields)) for one in world.lists.values()])


def _identified(world: World) -> dict[str, pl.Expr]:
    return {
        "record_id": record_ids(world),
        "source_id": _of_list(list(world.lists)),
        "source_row": pl.col("source_row"),
        "locator": pl.format("row {}", "source_row"),
    }


def _texts(world: World) -> dict[str, pl.Expr]:
    named_funder = _of_list([one.funder_column for one in world.lists.values()])
    by_key = pl.col("by_key")
    return {
        "title": pl.col("title"),
        "carrier": pl.col("carrier"),
        "funder": pl.when(named_funder).then("funder_name").otherwise("publisher_name"),
        "description": pl.when(_has(world, "description")).then("description"),
        "target_group_text": pl.when(_has(world, "target_group")).then("target_group_text"),
        "place": pl.when(~by_key).then("place_text"),
        "ags": pl.when(by_key).then("place_text"),
    }


def _period_and_amount(world: World) -> dict[str, pl.Expr]:
    start, end = pl.col("start"), pl.col("start") + pl.col("months")
    yearly = _has(world, "period", "years") & ~pl.col("by_month")
    in_years = pl.when(pl.col("months") > 12).then(pl.lit("funding_period"))
    precision = pl.when(yearly).then(in_years.otherwise(pl.lit("year"))).otherwise(pl.lit("day"))
    paid = _has(world, *_AMOUNTS) & pl.col("amount").is_not_null()
    return {
        "call_year": pl.when(_has(world, "call_year")).then("call_year"),
        "period_from": month_start(start),
        "period_to": month_start(end),
        "period_precision": pl.when(start.is_not_null()).then(precision),
        "period_open": _has(world, "period", "years") & start.is_not_null() & end.is_null(),
        "amount_eur": pl.when(paid).then("amount"),
        "amount_kind": pl.when(paid).then(
            _of_list([one.amount_kind for one in world.lists.values()])
        ),
        "amount_precision": pl.when(paid).then(pl.lit("exakt")),
    }


_AMOUNTS = ("amount_bewilligt", "amount_gesamtkosten", "amount_hoechstbetrag")


def record_ids(world: World) -> pl.Expr:
    """The id of a row: its list and its number there."""
    return pl.format("{}-{}", _of_list(list(world.lists)), pl.col("source_row"))


def measure_ids(column: str = "measure") -> pl.Expr:
    """The id of a measure of the world."""
    return pl.format("M{}", pl.col(column))
