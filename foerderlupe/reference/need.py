"""Figures of official statistics as need: people per region who may need a measure.

Belongs here: wide tables of figures into one row per figure, and the figures that the code files
give without any list. Does not belong here: comparing need with measures (SQL).
"""

from pathlib import Path

import polars as pl

from foerderlupe.model.frames import NEED
from foerderlupe.readers.table import ListTable
from foerderlupe.reference.figures import number, official_key
from foerderlupe.spec.document import ColumnRule, SourceDocument

ALL_MIGRANTS = "TG1000"


def need_rows(table: ListTable, document: SourceDocument) -> pl.DataFrame:
    """``NEED``: one row per region, year and column of figures.

    "-", ".", "x", "/" and "..." mean nothing there, unknown, withheld or not reliable: the row
    stays with ``suppressed`` and no value. "-" is no zero here, since tables print it for Kreise
    that did not exist in a year as well. Empty cells give no row. ``ref_date`` is the last
    day of the year. A figure that the table repeats is kept once: the
    smallest.
    """
    columns = [
        (name, rule)
        for name, rules in document.columns.items()
        for rule in rules
        if rule.field == "need_value" and name in table.columns
    ]
    keyed = table.rows.with_columns(
        region_id=official_key(_column("ags", document)), year=_year(document)
    ).filter(pl.col("region_id").is_not_null() & pl.col("year").is_not_null())
    figures = [_figures(keyed, name, rule, document) for name, rule in columns]
    rows = pl.concat([NEED.empty(), *figures]).sort(pl.all(), nulls_last=True)
    return rows.unique(
        ["region_id", "target_group", "indicator", "ref_date"], keep="first", maintain_order=True
    )


def _column(field: str, document: SourceDocument) -> str:
    return next(
        name for name, rules in document.columns.items() if any(r.field == field for r in rules)
    )


def _year(document: SourceDocument) -> pl.Expr:
    if "year" in document.constants:
        return pl.lit(document.constants["year"]).str.extract(r"(\d{4})", 1).cast(pl.Int32)
    return pl.col(_column("year", document)).str.extract(r"((?:19|20)\d{2})", 1).cast(pl.Int32)


def _figures(
    rows: pl.DataFrame, column: str, rule: ColumnRule, document: SourceDocument
) -> pl.DataFrame:
    text = pl.col(column).str.strip_chars()
    value = number(column, rule.numbers or document.numbers)
    figures = rows.filter(text.is_not_null() & (text != "")).select(
        "region_id",
        target_group=pl.lit(rule.target_group, pl.String),
        indicator=pl.lit(rule.indicator or column),
        need_value=value,
        unit=pl.lit(rule.need_unit or "persons"),
        ref_date=pl.date("year", 12, 31),
        suppressed=value.is_null(),
        statistics_source=pl.lit(document.publisher.name),
        source_id=pl.lit(document.source_id),
    )
    return NEED.conform(figures)


def embedded_need(codes: Path) -> pl.DataFrame:
    """``NEED`` of the code files: foreign residents per Kreis and year, in persons.

    Share of the year (Regionalatlas) times the inhabitants of the register, which are of one
    day only: a stand-in for the yearly count, to be replaced by a delivered table. Kreise that
    the register no longer has are left out. ``source_id`` is null: no list states the figure.
    """
    shares = pl.read_csv(codes / "foreign_population_share.csv", infer_schema=False)
    register = pl.read_csv(codes / "regions.csv", infer_schema=False)
    joined = shares.join(register, on="region_id").with_columns(
        pl.col("population", "foreign_share_percent").cast(pl.Float64)
    )
    figures = joined.select(
        "region_id",
        target_group=pl.lit(ALL_MIGRANTS),
        indicator=pl.lit("foreign_population"),
        need_value=(pl.col("foreign_share_percent") / 100 * pl.col("population")).round(0),
        unit=pl.lit("persons"),
        ref_date=pl.date(pl.col("year").cast(pl.Int32), 12, 31),
        suppressed=pl.lit(False),
        statistics_source=pl.lit(
            "Derived: share of foreign residents (Regionalatlas) × inhabitants (register), "
            "Statistische Ämter des Bundes und der Länder, dl-de/by-2-0"
        ),
    )
    return NEED.conform(figures).sort("region_id", "ref_date")
