"""From records to regions.

Belongs here: the order of evidence over a whole frame of records: place cells, title, area of
the list, seat of the carrier. Does not belong here: reading single texts (``places.cells``,
``places.titles``, ``places.seats``), and spreading regions over Kreise (SQL).
"""

from dataclasses import fields

import polars as pl

from foerderlupe.model.frames import RECORD_REGIONS
from foerderlupe.places.cells import Cells, read_cells
from foerderlupe.places.decide import narrow
from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.options import PART_OF_WORD
from foerderlupe.places.rows import Row
from foerderlupe.places.seats import carrier_seats
from foerderlupe.places.titles import title_places

_CELLS = tuple(field.name for field in fields(Cells))
_TEXTS = ("place", "municipality", "kreis", "region_name", "church_unit")
_MARKS_KREISE = r"(?i)\b(?:landkreis|lkr?|landratsamt)\b"
_CHURCH = r"(?i)\b(?:dekanat|kirchenbezirk|seelsorgeeinheit)"
_SURE_SEAT = 0.8
_SURE = {"carrier": 0.9, "title": 0.75, "seat_hint": 0.6}
_OPEN = pl.col("region_id").is_null() | (pl.col("rule") == "town_by_convention")
_DIGITS = pl.col("region_id").str.len_chars()


def place_records(
    records: pl.DataFrame, parties: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """The regions of each record, a frame ``RECORD_REGIONS``.

    Takes frames ``RECORDS`` and ``RECORD_PARTIES``. Every record has at least one row; weights
    of a record add up to 1. Evidence in order (DOMAIN 2.5): place cells, title, area of the list
    where that is one Kreis, seat of the carrier. ``rule`` names what decided; an ambiguous
    place keeps its ``candidates`` and has no region. Sorted by record and region; independent
    of the order of rows.
    """
    rows = _read_distinct(_cells(records), gazetteer)
    settled, open_rows = rows.filter(~_OPEN), rows.filter(_OPEN)
    heard = _hear(open_rows, records, parties, gazetteer)
    decided = _fill(_decide(heard))
    columns = ["record_id", *_row_fields()]
    placed = pl.concat([settled.select(columns), decided.select(columns)])
    return RECORD_REGIONS.conform(placed).sort("record_id", "region_id")


def _cells(records: pl.DataFrame) -> pl.DataFrame:
    """``record_id`` and the fields of ``Cells``."""
    somewhere = pl.concat_str(_TEXTS, separator=" ", ignore_nulls=True)
    marked = records.group_by("source_id").agg(
        somewhere.str.contains(_MARKS_KREISE).any().alias("marks_kreise")
    )
    church = somewhere.str.contains(_CHURCH) | pl.col("church_unit").is_not_null()
    return records.join(marked, on="source_id").select(
        "record_id",
        *(pl.col(name) for name in _CELLS if name not in {"marks_kreise", "day"}),
        "marks_kreise",
        pl.when(church).then("period_from").alias("day"),
    )


def _read_distinct(cells: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Rows of the place cells, read once per distinct combination."""
    distinct = cells.select(_CELLS).unique().with_row_index("combination")
    schema = {name: RECORD_REGIONS.schema[name] for name in _row_fields()}
    read = [
        (row["combination"], *(getattr(found, name) for name in schema))
        for row in distinct.iter_rows(named=True)
        for found in read_cells(Cells(**{name: row[name] for name in _CELLS}), gazetteer)
    ]
    rows = pl.DataFrame(read, {"combination": pl.UInt32(), **schema}, orient="row")
    numbered = cells.join(distinct, on=_CELLS, nulls_equal=True)
    return (
        numbered.select("record_id", "combination").join(rows, on="combination").drop("combination")
    )


def _row_fields() -> list[str]:
    return [field.name for field in fields(Row)]


def _hear(
    rows: pl.DataFrame, records: pl.DataFrame, parties: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """Open rows with what title, list and carrier say about the record."""
    wanted = records.join(rows.select("record_id").unique(), on="record_id", how="semi").select(
        "record_id", "title", "default_region"
    )
    titles = title_places(wanted.select("title", "default_region").unique(), gazetteer)
    seats = carrier_seats(parties, wanted, gazetteer)
    areas = pl.col("default_region").map_elements(gazetteer.canonical, pl.String)
    said = (
        wanted.join(titles, on=["title", "default_region"], how="left", nulls_equal=True)
        .join(seats, on="record_id", how="left")
        .with_columns(pl.when(areas.str.len_chars() >= 5).then(areas).alias("list_region"))
    )
    return rows.join(said.drop("title", "default_region"), on="record_id", how="left")


def _decide(heard: pl.DataFrame) -> pl.DataFrame:
    """Rows with candidates get the one region that carrier or title leave.

    A public body as carrier decides; the town in another carrier's name is a hint that counts
    only where no convention has chosen, and lowers the confidence.
    """
    public = pl.col("seat_confidence") >= _SURE_SEAT
    hint = pl.col("region_id").is_null().and_(pl.col("seat_region").is_not_null())
    by = (
        pl.when(public)
        .then(pl.lit("carrier"))
        .when(pl.col("title_region").is_not_null())
        .then(pl.lit("title"))
        .when(hint)
        .then(pl.lit("seat_hint"))
    )
    context = (
        pl.when(public)
        .then("seat_region")
        .when(pl.col("title_region").is_not_null())
        .then("title_region")
        .when(hint)
        .then("seat_region")
    )
    asked = heard.with_columns(by=by, context=context)
    pairs = asked.select("candidates", "context").drop_nulls().unique()
    chosen = [narrow(candidates.split(), [at]) for candidates, at in pairs.iter_rows()]
    single = pl.Series("chosen", [one[0] if len(one) == 1 else None for one in chosen], pl.String)
    answered = asked.join(pairs.with_columns(single), on=["candidates", "context"], how="left")
    # Only the town itself decides what the first part of a hyphenated word means.
    certain = ~pl.col("rule").str.starts_with(PART_OF_WORD) | (
        pl.col("chosen") == pl.col("context")
    )
    return _with_chosen(answered.with_columns(chosen=pl.when(certain).then("chosen")))


def _with_chosen(rows: pl.DataFrame) -> pl.DataFrame:
    chosen = pl.col("chosen").is_not_null()
    sure = pl.col("by").replace_strict(_SURE, default=None, return_dtype=pl.Float64)
    return rows.with_columns(
        pl.when(chosen).then("chosen").otherwise("region_id").alias("region_id"),
        pl.when(chosen).then(sure).otherwise("confidence").alias("confidence"),
        pl.when(chosen).then("decided_by_" + pl.col("by")).otherwise("rule").alias("rule"),
        pl.when(~chosen).then("candidates").alias("candidates"),
    ).with_columns(
        pl.when(chosen & _DIGITS.is_in([3, 4]))
        .then(pl.lit("inherited"))
        .when(chosen)
        .then(pl.lit("explicit"))
        .otherwise("coverage")
        .alias("coverage"),
        pl.when(chosen & (pl.col("reach") == "unbekannt"))
        .then(_reach())
        .otherwise("reach")
        .alias("reach"),
    )


def _fill(rows: pl.DataFrame) -> pl.DataFrame:
    """Records whose cells name no place get the region of title, list area or carrier."""
    silent = (
        pl.col("region_id").is_null()
        & pl.col("candidates").is_null()
        & (pl.col("reach") == "unbekannt")
    )
    filled = rows.filter(~silent)
    left = rows.filter(silent)
    for column, text, rule, coverage, confidence in (
        ("title_region", "title_text", "title", "explicit", pl.lit(0.75)),
        ("list_region", "list_region", "area_of_list", "inherited", pl.lit(0.6)),
        ("seat_region", "seat_text", "carrier_seat", "carrier_seat", pl.col("seat_confidence")),
    ):
        has = pl.col(column).is_not_null()
        if rule == "carrier_seat":
            has &= pl.col("rule").is_in(["no_place", "place_not_found"])
        found = left.filter(has).with_columns(
            pl.col(column).alias("region_id"),
            pl.lit(coverage).alias("coverage"),
            pl.lit(rule).alias("rule"),
            confidence.alias("confidence"),
            pl.col(text).alias("stated_text"),
        )
        if coverage != "carrier_seat":
            found = found.with_columns(_reach().alias("reach"))
        filled, left = pl.concat([filled, found]), left.filter(~has)
    return pl.concat([filled, left])


def _reach() -> pl.Expr:
    return (
        pl.when(_DIGITS == 8)
        .then(pl.lit("ort"))
        .when(_DIGITS == 5)
        .then(pl.lit("kreis"))
        .otherwise(pl.lit("region"))
    )
