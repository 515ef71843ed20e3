"""The fields of a list, each from the columns and constants that fill it.

Belongs here: what happens when several columns feed one field, or none does.
Does not belong here: reading single columns (``parse.cells``).
"""

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.model.fields import LIST_FIELDS, FieldKind
from foerderlupe.parse.cells import CELL_SCHEMA, Cell, read_constant
from foerderlupe.parse.columns import Feed
from foerderlupe.spec.document import SourceDocument

FIELD_SCHEMA = pl.Schema(
    {
        **{name: CELL_SCHEMA[name] for name in ("value_raw", "value")},
        "list_column": pl.String(),
        **{name: CELL_SCHEMA[name] for name in ("rule", "precision", "start", "end", "open")},
    }
)

Readings = list[tuple[Feed, pl.DataFrame]]
Fields = dict[str, pl.DataFrame]


def fill_fields(readings: Readings, document: SourceDocument, height: int) -> Fields:
    """One frame of ``FIELD_SCHEMA`` per field, with one row per row of the list.

    Where several columns feed a field, descriptions and organisations are joined with "; ";
    of everything else the first stated value in the order of the document counts. A constant
    fills a field where the row states nothing. Raises ``SourceError`` for constants that cannot
    be read.
    """
    problems = unreadable_constants(document)
    if problems:
        raise SourceError(*problems)
    fields = {}
    for field in sorted({feed.field for feed, _ in readings} | set(document.constants)):
        parts = [
            frame.with_columns(list_column=pl.lit(feed.column)).select(FIELD_SCHEMA.names())
            for feed, frame in readings
            if feed.field == field
        ]
        if field in document.constants:
            parts.append(_constant(field, document, height))
        fields[field] = parts[0] if len(parts) == 1 else _combine(field, parts, document)
    return fields


def unreadable_constants(document: SourceDocument) -> list[Problem]:
    """One problem per constant that is no value of its field; none for reference lists."""
    if document.reference is not None:
        return []
    read = ((field, _read_constant(field, document)) for field in sorted(document.constants))
    return [
        Problem(
            f"'{document.constants[field]}' ({cell.reason})",
            str(cell.expected),
            f"Correct the constant '{field}'.",
            source=document.source_id,
            file=str(document.path),
        )
        for field, cell in read
        if cell.reason is not None
    ]


def _read_constant(field: str, document: SourceDocument) -> Cell:
    return read_constant(field, document.constants[field], document)


def _constant(field: str, document: SourceDocument, height: int) -> pl.DataFrame:
    cell = _read_constant(field, document)
    values = {**cell._asdict(), "list_column": None}
    return pl.DataFrame(
        pl.repeat(values[name], height, dtype=dtype, eager=True).alias(name)
        for name, dtype in FIELD_SCHEMA.items()
    )


def _combine(field: str, parts: list[pl.DataFrame], document: SourceDocument) -> pl.DataFrame:
    joins = field == "description" or LIST_FIELDS[field] is FieldKind.ORGANISATIONS
    if not joins:
        return _first_stated(parts)
    if field not in document.constants:
        return _joined(parts)
    columns, constant = parts[:-1], parts[-1]
    return _first_stated([_joined(columns), constant]) if columns else constant


def _first_stated(parts: list[pl.DataFrame]) -> pl.DataFrame:
    structs = [part.to_struct(str(index)) for index, part in enumerate(parts)]
    stated = [
        pl.when(pl.col(s.name).struct.field("value").is_not_null()).then(pl.col(s.name))
        for s in structs
    ]
    first = pl.DataFrame(structs).select(pl.coalesce(*stated, "0").alias("first"))
    return first.unnest("first")


def _joined(parts: list[pl.DataFrame]) -> pl.DataFrame:
    if len(parts) == 1:
        return parts[0]
    joined = ("value_raw", "value", "list_column")
    wide = pl.DataFrame(
        [
            part[name].set(part["value"].is_null(), None).alias(f"{name}{index}")
            for index, part in enumerate(parts)
            for name in (*joined, "rule")
        ]
    )
    count = range(len(parts))
    texts = wide.select(
        *(
            pl.concat_str([f"{name}{i}" for i in count], separator="; ", ignore_nulls=True)
            .replace("", None)
            .alias(name)
            for name in joined
        ),
        pl.coalesce([f"rule{i}" for i in count]).alias("rule"),
    )
    absent = [name for name in FIELD_SCHEMA if name not in texts.columns]
    return texts.with_columns(
        pl.lit(None, FIELD_SCHEMA[name]).alias(name) for name in absent
    ).select(FIELD_SCHEMA.names())
