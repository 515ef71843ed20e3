"""All lists of a night taken together.

Belongs here: putting the rows of all sources below one another, with embedded statistics where
no list delivers them. Does not belong here: reading one list (``ingest``).
"""

from collections.abc import Mapping

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.ingest import Ingested
from foerderlupe.model.bundles import Lists
from foerderlupe.model.slices import Reference, Slice, Verdicts
from foerderlupe.project import CODES
from foerderlupe.reference.need import embedded_need
from foerderlupe.sources import coverage_frame, sources_frame
from foerderlupe.spec.document import SourceDocument


def gather(documents: Mapping[str, SourceDocument], ingested: Mapping[str, Ingested]) -> Lists:
    """The rows of all lists in order of their names.

    Raises ``SourceError`` when not a single list can be used: a publication without lists would
    replace a good one by nothing.
    """
    ordered = [ingested[source] for source in sorted(documents)]
    rows = Slice.concat(one.slice for one in ordered)
    verdicts = Verdicts.concat(one.verdicts for one in ordered)
    if rows.records.is_empty():
        raise SourceError(_nothing(verdicts))
    reference = Reference.concat(one.reference for one in ordered)
    return Lists(
        **vars(rows),
        reference_regions=reference.reference_regions,
        reference_postcodes=reference.reference_postcodes,
        need=_need(reference.need),
        source_runs=verdicts.source_runs,
        sources=sources_frame(documents.values()),
        source_coverage=coverage_frame(documents.values()),
    )


def _need(delivered: pl.DataFrame) -> pl.DataFrame:
    """The delivered figures, and the embedded ones of groups that no list counts in persons."""
    counted = delivered.filter(pl.col("unit").is_in(["persons", "Personen"]))
    return pl.concat([delivered, embedded_need(CODES).join(counted, "target_group", "anti")])


def _nothing(verdicts: Verdicts) -> Problem:
    messages = verdicts.source_runs["message"].drop_nulls().to_list()
    return Problem(
        "no usable list at all",
        "at least one record",
        "Nothing is published. " + " | ".join(messages),
    )
