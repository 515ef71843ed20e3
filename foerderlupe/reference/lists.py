"""Reference lists: registers of regions, postcodes, official statistics.

Belongs here: turning the rows of a reference list into the frame of its kind, by the columns
that its source document declares. Does not belong here: reading files (``readers``), and the
lists of measures (``parse``).
"""

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.model.frames import REFERENCE_POSTCODES, REFERENCE_REGIONS
from foerderlupe.readers.table import ListTable
from foerderlupe.reference.figures import number, official_key
from foerderlupe.reference.need import need_rows
from foerderlupe.spec.document import SourceDocument

_LEVELS = {
    2: "land",
    3: "regierungsbezirk",
    4: "region",
    5: "landkreis",
    8: "gemeinde",
}
_NO_REGION = r"^(?:früher|Statistische Region)\b"
_NO_MUNICIPALITY = r", gemfr|gemeindefrei"
_TITLE_OF_TOWN = r"(?i),.*stadt|^stadtkreis|kreisfreie"


def parse_reference(table: ListTable, document: SourceDocument) -> pl.DataFrame:
    """The rows of a reference list, by ``document.reference``.

    ``regions`` gives ``REFERENCE_REGIONS``, ``postcodes`` ``REFERENCE_POSTCODES``, ``need``
    ``NEED``. Rows without a key of a region are no data: registers and statistics mix levels
    that the project does not know (associations of municipalities, Germany as a whole). Raises
    ``SourceError`` for a declared column that the list does not have, and where no row is left.
    """
    _check_columns(table, document)
    frame = {"regions": _regions, "postcodes": _postcodes, "need": need_rows}[
        document.reference or "none"
    ](table, document)
    if frame.is_empty():
        raise SourceError(
            Problem(
                "no row with the key of a region",
                f"a list of {document.reference}",
                "Check the columns of the source document.",
                source=document.source_id,
            )
        )
    return frame


def _check_columns(table: ListTable, document: SourceDocument) -> None:
    missing = [
        name
        for name, rules in document.columns.items()
        if name not in table.columns and not all(rule.optional for rule in rules)
    ]
    if missing:
        raise SourceError(
            *(
                Problem(
                    f"the columns {', '.join(table.columns)}",
                    f"the column '{name}'",
                    "Correct the source document or ask the publisher.",
                    source=document.source_id,
                    column=name,
                )
                for name in missing
            )
        )


def _field(name: str, table: ListTable, document: SourceDocument) -> pl.Expr:
    """The text of the first column that feeds a field, else its constant, else null."""
    columns = [
        pl.col(column)
        for column, rules in document.columns.items()
        if column in table.columns and any(rule.field == name for rule in rules)
    ]
    constant = pl.lit(document.constants.get(name), pl.String)
    return pl.coalesce(*columns, constant).str.strip_chars().alias(name)


def _regions(table: ListTable, document: SourceDocument) -> pl.DataFrame:
    """``REFERENCE_REGIONS``: the level follows from the length of the key.

    Twelve digits are the eight of a municipality and the four of its association, as in the
    municipality register GV100AD; a key with a gap inside is an association itself. A Kreis is
    a Stadtkreis where its title says so, or where its only municipality has the key of the
    Kreis and ``000``.
    """
    fields = ("register_key", "region_name", "population", "area_km2", "postcode")
    rows = table.rows.select(_field(name, table, document) for name in fields).with_columns(
        region_id=_register_key(),
        name=pl.col("region_name").str.replace(r"^Reg\.-Bez\.", "Regierungsbezirk"),
        population=number("population", document.numbers),
        area_km2=number("area_km2", document.numbers),
        postcode=pl.col("postcode").str.extract(r"^(\d{5})$", 1),
    )
    length = pl.col("region_id").str.len_chars()
    town = pl.col("region_id").str.ends_with("000") & (length == 8)
    kept = rows.filter(
        length.is_in(list(_LEVELS)) & ~pl.col("name").str.contains(_NO_REGION).fill_null(True)
    )
    towns = kept.filter(town)["region_id"].str.head(5).unique()
    named = pl.col("name").str.contains(_TITLE_OF_TOWN) | pl.col("region_id").is_in(towns.implode())
    kreis = pl.when(named).then(pl.lit("stadtkreis")).otherwise(pl.lit("landkreis"))
    empty = pl.col("name").str.contains(_NO_MUNICIPALITY).fill_null(False) & (length == 8)
    level = (
        pl.when(empty)
        .then(pl.lit("gemeindefreies_gebiet"))
        .otherwise(length.replace_strict(_LEVELS, default=None, return_dtype=pl.String))
    )
    regions = kept.with_columns(
        region_level=pl.when(length == 5).then(kreis).otherwise(level), parent_id=_parent(kept)
    )
    columns = [name for name in REFERENCE_REGIONS.columns if name in regions.columns]
    ordered = regions.select(columns).sort(
        "region_id", "postcode", "population", "name", nulls_last=True
    )
    return REFERENCE_REGIONS.conform(ordered.unique("region_id", keep="first", maintain_order=True))


def _register_key() -> pl.Expr:
    key = pl.col("register_key").str.strip_chars()
    return (
        pl.when(key.str.contains(r"^\d{12}$"))
        .then(key.str.head(8))
        .otherwise(official_key("register_key"))
    )


def _parent(rows: pl.DataFrame) -> pl.Expr:
    """The longest shorter key that the register has: Kreis, Region, Regierungsbezirk, Land."""
    known = rows["region_id"].unique().implode()
    steps = [pl.col("region_id").str.head(n) for n in (5, 4, 3, 2)]
    shorter = pl.col("region_id").str.len_chars()
    return pl.coalesce(
        pl.when(step.is_in(known) & (step.str.len_chars() < shorter)).then(step) for step in steps
    )


def _postcodes(table: ListTable, document: SourceDocument) -> pl.DataFrame:
    """``REFERENCE_POSTCODES``; a postcode of four digits has lost its zero."""
    fields = ("postcode", "ags", "place")
    rows = table.rows.select(_field(name, table, document) for name in fields).select(
        postcode=pl.col("postcode").str.extract(r"^(\d{4,5})$", 1).str.zfill(5),
        region_id=official_key("ags"),
        place="place",
    )
    kept = rows.filter(pl.col("postcode").is_not_null() & pl.col("region_id").is_not_null())
    return REFERENCE_POSTCODES.conform(kept.unique().sort(pl.all()))
