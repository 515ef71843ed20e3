"""One list, from rows of text to records.

Belongs here: the order of the steps and the frames that a list becomes: bind columns → set rows
aside → read cells → fill fields → combine the period → reject → identify → records, values,
parties, amounts. Does not belong here: any single step, reading files (``readers``), and
whether the list may be used tonight (``guard``).
"""

import polars as pl

from foerderlupe.model import frames
from foerderlupe.model.slices import Slice
from foerderlupe.parse.cells import read_feed
from foerderlupe.parse.columns import bind_columns
from foerderlupe.parse.duration import combine_duration
from foerderlupe.parse.fields import Fields, fill_fields
from foerderlupe.parse.identity import identify
from foerderlupe.parse.ignoring import ignore_rows
from foerderlupe.parse.money import leading_amount, list_amounts
from foerderlupe.parse.parties import list_parties
from foerderlupe.parse.rejects import find_problems, reject
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.document import SourceDocument

_RENAMED = {"target_group_text": "target_group", "field_text": "field_of_action"}


def parse_list(table: ListTable, document: SourceDocument) -> Slice:
    """The rows of a list as records, rejected rows and ignored rows; none is lost.

    Rows that cannot be read are rejected one by one. Raises ``SourceError`` for columns that do
    not fit the document and for constants that cannot be read.
    """
    bound = bind_columns(table.columns, document)
    rows, ignored = ignore_rows(table, document, bound)
    readings = [(feed, read_feed(rows[feed.column], feed, document)) for feed in bound.feeds]
    fields = fill_fields(readings, document, rows.height)
    duration = combine_duration(fields, rows.height)
    problems = find_problems(readings, duration)
    good = problems["reason"].is_null()
    rejected = reject(rows, problems, bound.shown)

    rows, duration = rows.filter(good), duration.filter(good)
    readings = [(feed, frame.filter(good)) for feed, frame in readings]
    fields = {name: frame.filter(good) for name, frame in fields.items()}
    records = _records(rows, fields, duration, document)
    source = pl.lit(document.source_id).alias("source_id")
    return Slice(
        records=records,
        record_values=_values(records, fields),
        record_parties=list_parties(readings, fields, records),
        record_amounts=list_amounts(fields, records),
        rejected_rows=rejected.with_columns(source),
        ignored_rows=ignored.with_columns(source),
    )


def _records(
    rows: pl.DataFrame, fields: Fields, duration: pl.DataFrame, document: SourceDocument
) -> pl.DataFrame:
    sources = {name: _RENAMED.get(name, name) for name in frames.RECORDS.columns}
    texts = [
        fields[field]["value"].alias(name)
        for name, field in sources.items()
        if field in fields and name not in duration.columns and name != "call_year"
    ]
    years = [fields["call_year"]["value"].cast(pl.Int64)] if "call_year" in fields else []
    return pl.concat(
        [
            rows.select("source_row", "locator"),
            pl.DataFrame([*texts, *(year.alias("call_year") for year in years)]),
            duration.drop("list_column"),
            leading_amount(fields, rows.height),
            identify(fields, duration, document),
        ],
        how="horizontal",
    ).with_columns(
        source_id=pl.lit(document.source_id),
        default_region=pl.lit(document.default_region, pl.String),
        list_level=pl.coalesce(
            *(pl.col("list_level") for name in fields if name == "list_level"),
            pl.lit(document.list_level),
        ),
    )


def _values(records: pl.DataFrame, fields: Fields) -> pl.DataFrame:
    """One row per stated field and record.

    A value is ``upstream`` where it was read from the list as it stands, and ``derived`` where
    ``rule`` changed it: lookup, constant, personal_data.
    """
    rule = pl.col("rule")
    stated = [
        pl.concat(
            [
                records.select("record_id", "locator"),
                frame.drop("precision", "start", "end", "open"),
            ],
            how="horizontal",
        )
        .drop_nulls("value")
        .with_columns(field=pl.lit(field))
        for field, frame in sorted(fields.items())
    ]
    return pl.concat(stated).with_columns(
        origin=pl.when(rule.is_null()).then(pl.lit("upstream")).otherwise(pl.lit("derived")),
        confidence=pl.lit(1.0),
    )
