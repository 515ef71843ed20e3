"""What the source documents say, as tables.

Belongs here: SOURCES and SOURCE_COVERAGE from the catalogue.
Does not belong here: reading documents (``spec.catalogue``) and lists.
"""

from collections.abc import Iterable

import polars as pl

from foerderlupe.model.frames import SOURCE_COVERAGE, SOURCES
from foerderlupe.spec.document import SourceDocument

ALL_FIELDS = "all"


def sources_frame(documents: Iterable[SourceDocument]) -> pl.DataFrame:
    """One row per list, SOURCES; the address is the one in the document, not a local path."""
    rows = [
        {
            "source_id": document.source_id,
            "title": document.title,
            "publisher_id": document.publisher.id,
            "publisher_name": document.publisher.name,
            "publisher_kind": document.publisher.kind,
            "data_law": document.publisher.data_law,
            "address": " ".join(document.address),
            "licence": document.licence.name,
            "texts_may_be_published": document.licence.texts,
            "list_level": document.list_level,
            "format": document.reader.format,
            "cadence": document.cadence,
            "year_notation": document.year_notation,
        }
        for document in documents
    ]
    return SOURCES.conform(pl.DataFrame(rows, schema=SOURCES.schema))


def coverage_frame(documents: Iterable[SourceDocument]) -> pl.DataFrame:
    """One row per list, region, field of action (``all`` for every one) and year."""
    rows = [
        {
            "source_id": document.source_id,
            "region_id": region,
            "field_of_action": field,
            "year": year,
            "completeness": declared.completeness,
        }
        for document in documents
        for declared in document.coverage
        for region in declared.regions
        for field in ([ALL_FIELDS] if declared.fields == ALL_FIELDS else declared.fields)
        for year in range(declared.years[0], declared.years[1] + 1)
    ]
    return SOURCE_COVERAGE.conform(pl.DataFrame(rows, schema=SOURCE_COVERAGE.schema))


def distinct_measures_frame(documents: Iterable[SourceDocument]) -> pl.DataFrame:
    """``source_id, distinct_measures``: lists that state no measure twice."""
    return pl.DataFrame(
        [(document.source_id, document.distinct_measures) for document in documents],
        schema={"source_id": pl.String(), "distinct_measures": pl.Boolean()},
        orient="row",
    )
