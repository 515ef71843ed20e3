"""The input of the warehouse made up at random: what the stages before would hand over.

Belongs here: frames of schema ``stage`` for N measures, without reading, matching or labelling
anything. Kreise, fields, groups, carriers and lists are as uneven as real ones (Zipf), titles
repeat from place to place, some measures are statewide or in several Kreise. Does not belong
here: files and source documents (``foerderlupe.synth``), and what is measured (``bench.marts``).
"""

from datetime import date

import numpy as np
import polars as pl

from bench.columns import Draw
from bench.columns import measures as measures_of
from bench.invention import OFFERS
from foerderlupe.model import frames
from foerderlupe.project import CODES
from foerderlupe.reference.need import embedded_need

AS_OF = date(2026, 1, 15)
LISTS = 12
_KINDS = ("land", "bund", "eu", "kommune", "stiftung", "kirche", "wohlfahrt", "portal")
_UMBRELLAS = ("AWO", "Caritas", "Diakonie", "DRK", "Paritätischer")


def warehouse_input(measures: int, seed: int = 1) -> dict[str, pl.DataFrame]:
    """Every frame of schema ``stage``: ``measures`` measures in about 1.5 times as many records."""
    rng = np.random.default_rng(seed)
    world = measures_of(Draw(rng, measures))
    copies = np.where(rng.random(measures) < 0.35, 2, 1) + (rng.random(measures) < 0.1)
    told = world[np.repeat(np.arange(measures), copies)].with_columns(
        record_id=pl.format("r{}", pl.int_range(pl.len()).cast(pl.String).str.zfill(8)),
        nth=pl.int_range(pl.len()).over("measure_id"),
    )
    records = _records(Draw(rng, told.height), told)
    made = {
        "records": records,
        "record_measure": _linked(told),
        "record_regions": _regions(told),
        "record_target_groups": _labels(told, "target_group", label_role="beneficiary"),
        "record_fields": _labels(told, "field_of_action", is_primary=True),
        "record_amounts": _amounts(Draw(rng, told.height), told),
        **_organisations(told),
        "record_values": _values(records),
        "pairs": _pairs(told, world),
        **_sources(records),
        "measure_ids": world.select("measure_id", id_status=pl.lit("live")),
        "need": embedded_need(CODES),
    }
    known = {f.name: f for f in vars(frames).values() if isinstance(f, frames.Frame)}
    stage = {
        name: f.conform(made[name]) if name in made else f.empty() for name, f in known.items()
    }
    return stage | {"run": pl.DataFrame({"as_of": [AS_OF], "rules_version": ["bench"]})}


def _records(draw: Draw, told: pl.DataFrame) -> pl.DataFrame:
    texts = {offer: text for offer, text, _ in OFFERS}
    return told.select(
        "record_id",
        source_id=draw.zipf([f"list_{number:02d}" for number in range(LISTS)]),
        source_row=pl.int_range(1, pl.len() + 1),
        locator=pl.format("line {}", pl.int_range(2, pl.len() + 2)),
        list_level=pl.when(draw.share() < 0.2).then(pl.lit("award")).otherwise(pl.lit("measure")),
        title=pl.when(pl.col("nth") == 0).then("title").otherwise(pl.format("Projekt {}", "title")),
        description=pl.format("{} in der Grundschule.", pl.col("offer").replace_strict(texts)),
        programme=draw.zipf([f"Programm {number}" for number in range(60)]),
        carrier="carrier",
        funder="funder",
        period_from="period_from",
        period_to="period_to",
        period_precision=pl.lit("day"),
        period_open=pl.col("period_to").is_null() & pl.col("period_from").is_not_null(),
        amount_eur="eur",
        amount_kind=pl.lit("bewilligt"),
        financing_type=draw.zipf(["Anteilfinanzierung", "Festbetrag", "Vollfinanzierung"]),
    )


def _linked(told: pl.DataFrame) -> pl.DataFrame:
    sure = {"identity_confidence": pl.lit(0.97), "decided_by": pl.lit("rules")}
    return told.select("record_id", "measure_id", **sure)


def _regions(told: pl.DataFrame) -> pl.DataFrame:
    """Most in one town; some in a Kreis, two, a Regierungsbezirk, everywhere or nowhere."""
    placing, town = pl.col("placing"), pl.col("town")
    region = (
        pl.when(placing < 0.05)
        .then(town.str.slice(0, 2))
        .when(placing < 0.08)
        .then("area")
        .when(placing < 0.2)
        .then(town.str.slice(0, 5))
        .when(placing > 0.02)
        .then(town)
    )
    coverage = (
        pl.when(placing < 0.05)
        .then(pl.lit("statewide"))
        .when(placing < 0.08)
        .then(pl.lit("inherited"))
        .when(placing > 0.98)
        .then(pl.lit("carrier_seat"))
        .otherwise(pl.lit("explicit"))
    )
    first = told.select(
        "record_id",
        region_id=pl.when(placing.is_between(0.96, 0.98)).then(None).otherwise(region),
        coverage=pl.when(placing.is_between(0.96, 0.98)).then(pl.lit("none")).otherwise(coverage),
        reach=pl.when(placing < 0.05).then(pl.lit("landesweit")),
        confidence=pl.lit(0.9),
    )
    also = told.filter(placing.is_between(0.2, 0.26)).select(
        "record_id", region_id="second_town", coverage=pl.lit("explicit"), confidence=pl.lit(0.9)
    )
    return pl.concat([first, also], how="diagonal")


def _labels(told: pl.DataFrame, code: str, **constant: str | bool) -> pl.DataFrame:
    """A code for all but four in a hundred, and a second one for three in ten."""
    column = {"target_group": "groups", "field_of_action": "fields"}[code]
    first = told.filter(pl.col("several") > 0.04).select("record_id", pl.col(column).alias(code))
    more = told.filter(pl.col("several") > 0.7).select(
        "record_id", pl.col(f"more_{column}").alias(code)
    )
    stated = {"origin": pl.lit("derived"), "confidence": pl.lit(0.85), "zone": pl.lit("title")}
    marked = pl.concat([first, more]).unique(maintain_order=True)
    return marked.with_columns(
        **stated, **{name: pl.lit(value) for name, value in constant.items()}
    )


def _amounts(draw: Draw, told: pl.DataFrame) -> pl.DataFrame:
    """An award for eight in ten, a total cost for two in ten, some printed for three rows."""
    shared = pl.when(draw.share() < 0.03).then(pl.format("g{}", pl.int_range(pl.len()) // 3))
    exact = pl.lit("exakt")
    awarded = told.select(
        "record_id",
        amount_kind=pl.lit("bewilligt"),
        amount_eur="eur",
        amount_precision=exact,
        shared_group=shared,
    ).filter(draw.share() < 0.8)
    cost = told.filter(draw.share() < 0.2).select(
        "record_id",
        amount_kind=pl.lit("gesamtkosten"),
        amount_eur=pl.col("eur") * 2,
        amount_precision=exact,
    )
    return pl.concat([awarded, cost], how="diagonal")


def _organisations(told: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Funders and carriers; a second record may name the carrier as its funder (passed on)."""
    passed_on = (pl.col("nth") == 1) & (pl.col("several") < 0.2)
    other = pl.col("funder").str.replace("Geber", "Stiftung")
    funder = (
        pl.when(passed_on).then("carrier").when(pl.col("nth") == 2).then(other).otherwise("funder")
    )
    carrier = pl.when(passed_on).then(pl.format("Unter{}", "carrier")).otherwise("carrier")
    roles = [
        told.select("record_id", role=pl.lit(role), organisation_name=name)
        for role, name in (("funder", funder), ("carrier", carrier))
    ]
    named = pl.concat(roles).with_columns(
        organisation_id=pl.col("organisation_name"), position=pl.lit(1), confidence=pl.lit(0.9)
    )
    known = (
        named.select("organisation_id", name="organisation_name").unique().sort("organisation_id")
    )
    # Every fourth body belongs to one of the umbrellas.
    number = pl.int_range(pl.len())
    umbrella = pl.lit(pl.Series(_UMBRELLAS)).gather(number // 4 % len(_UMBRELLAS))
    known = known.with_columns(umbrella=pl.when(number % 4 == 0).then(umbrella))
    return {"organisations": known, "record_organisations": named}


def _values(records: pl.DataFrame) -> pl.DataFrame:
    told = ["title", "description", "programme", "carrier", "funder"]
    long = records.select("record_id", "locator", *told).unpivot(
        told, index=["record_id", "locator"], variable_name="field", value_name="value"
    )
    return long.with_columns(value_raw="value", list_column="field", origin=pl.lit("upstream"))


def _pairs(told: pl.DataFrame, world: pl.DataFrame) -> pl.DataFrame:
    """Every record with the first of its measure, and one measure in six with the one before."""
    first = told.filter(nth=0).select("measure_id", left_record_id="record_id")
    same = told.filter(pl.col("nth") > 0).join(first, on="measure_id")
    followed = first.join(
        world.select("measure_id", "several", "period_from"), on="measure_id"
    ).sort("period_from")
    successors = followed.with_columns(right_record_id=pl.col("left_record_id").shift(-1))
    kept = successors.filter((pl.col("several") < 0.16) & pl.col("right_record_id").is_not_null())
    pairs = [
        same.select(
            "left_record_id",
            right_record_id="record_id",
            decision=pl.lit("same"),
            relation=pl.lit("duplicate_record"),
        ),
        kept.select(
            "left_record_id",
            "right_record_id",
            decision=pl.lit("apart"),
            relation=pl.lit("successor"),
        ),
    ]
    return pl.concat(pairs).with_columns(score=pl.lit(0.9), explanation=pl.lit("title equal"))


def _sources(records: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The lists, what became of them tonight, and where every fourth is meant to be complete."""
    counts = records.group_by("source_id").agg(rows=pl.len(), records=pl.len()).sort("source_id")
    number = pl.int_range(pl.len())
    sources = counts.select(
        "source_id",
        title="source_id",
        publisher_id=pl.format("body_{}", number),
        publisher_name=pl.format("Stelle {}", number),
        publisher_kind=pl.Series(_KINDS * 2)[: counts.height],
        texts_may_be_published=number % 4 != 3,
        list_level=pl.lit("measure"),
    )
    runs = counts.with_columns(
        source_status=pl.lit("ok"),
        snapshot="source_id",
        fetched_at=pl.lit("2026-01-15T02:30:00Z"),
        rejected=0,
        ignored=0,
    )
    years = pl.DataFrame({"year": range(2014, 2027)})
    coverage = counts.select("source_id").gather_every(4).join(years, how="cross")
    declared = coverage.with_columns(region_id=pl.lit("08"), completeness=pl.lit("partial"))
    return {"sources": sources, "source_runs": runs, "source_coverage": declared}
