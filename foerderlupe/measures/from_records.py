"""What follows from records alone, where no night has gathered it: the evidence for matching.

Belongs here: splitting, resolving, placing and labelling the records of a table, each by the
function that the night uses. Does not belong here: the records themselves (``from_table``) and
any of these steps.
"""

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.measures.evidence import Evidence
from foerderlupe.measures.spec import MeasuresSpec
from foerderlupe.model.frames import RECORD_AMOUNTS, RECORD_FIELDS
from foerderlupe.organisations.resolve import resolve_organisations
from foerderlupe.parse.parties import parties_of
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.project import CODES
from foerderlupe.spec.positions import Positioned

# Matching believes what a list states or a title names; these texts decide nothing.
_UNASKED = ("programme", "call", "description", "activity")


def evidence_of(records: pl.DataFrame) -> Evidence:
    """All that matching is given about ``records`` (frame RECORDS).

    Of target groups and fields only those are found that matching asks for: stated ones, and
    groups in titles. The texts of programmes and descriptions are not read for more.
    """
    with ThreadPoolExecutor(1) as beside:
        # Texts are read by other processes; meanwhile this one has organisations and places.
        groups = beside.submit(label_target_groups, _asked(records))
        parties = parties_of(records)
        resolved = resolve_organisations(parties, records)
        regions = place_records(records, parties, load_gazetteer(CODES))
    return Evidence(
        records=records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_regions=regions,
        record_target_groups=groups.result(),
        record_fields=_stated_fields(records),
        record_amounts=records.select(
            name for name in RECORD_AMOUNTS.columns if name in records.columns
        ).drop_nulls("amount_eur"),
    )


def _asked(records: pl.DataFrame) -> pl.DataFrame:
    return records.with_columns(pl.lit(None, pl.String).alias(name) for name in _UNASKED)


def _stated_fields(records: pl.DataFrame) -> pl.DataFrame:
    """Fields of the records that state one; no other has a stated primary field."""
    stating = records.drop_nulls("field_text")
    return label_fields(stating) if stating.height else RECORD_FIELDS.empty()


def lists_of(records: pl.DataFrame, spec: MeasuresSpec, declared: Positioned) -> pl.DataFrame:
    """``source_id, distinct_measures``: every list, and whether no two rows are one measure.

    Raises ``DeclarationError`` where the spec speaks of lists that the records do not name.
    """
    found = records.select("source_id").unique().sort("source_id")
    # A row of no list can be the same measure as any other.
    named = found["source_id"].filter(found["source_id"] != "").to_list()
    stated = spec.unique_in_source
    once = stated if isinstance(stated, list) else named if stated == "yes" else []
    unknown = [name for name in once if name not in named] or (not named and stated == "yes")
    if unknown:
        known = f"lists of the table: {', '.join(named)}" if named else "a column of lists"
        raise DeclarationError(
            Problem(
                ", ".join(unknown) if isinstance(unknown, list) else "yes",
                known,
                "Correct 'unique_in_source', or name the column in 'source'.",
                file=str(declared.path),
                line=declared.line(("unique_in_source",)),
            )
        )
    return found.with_columns(distinct_measures=pl.col("source_id").is_in(once))
