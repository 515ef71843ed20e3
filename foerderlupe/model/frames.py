"""The frames that pass between two stages, as lists of columns of ``model.columns``.

Belongs here: which columns a frame has, what one row of it is, and the check that a frame keeps
to it. Does not belong here: how a frame is made, or tables that SQL derives.
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.model.columns import COLUMNS


@dataclass(frozen=True)
class Frame:
    """The contract of one frame: its name in schema ``stage``, its grain and its columns."""

    name: str
    grain: str
    columns: tuple[str, ...]

    @property
    def schema(self) -> pl.Schema:
        """Column names and types in order."""
        return pl.Schema({name: COLUMNS[name].dtype for name in self.columns})

    def empty(self) -> pl.DataFrame:
        """A frame of this contract without rows."""
        return self.schema.to_frame()

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with exactly these columns, in this order and of these types.

        Absent columns become null. Raises ``ValueError`` on a column the contract does not know,
        since a column that nobody defined would be lost silently.
        """
        unknown = sorted(set(frame.columns) - set(self.columns))
        if unknown:
            raise ValueError(f"frame '{self.name}' has no column {unknown}; define it in model")
        return frame.select(
            pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype).alias(name)
            for name, dtype in self.schema.items()
        )


def _frame(name: str, grain: str, columns: str) -> Frame:
    return Frame(name, grain, tuple(columns.split()))


RECORDS = _frame(
    "records",
    "one row of one list that could be read",
    """record_id source_id source_row locator list_level title subtitle description programme call
    call_year award_number project_number budget_line financing_type activity status url carrier
    funder place municipality kreis region_name church_unit postcode ags default_region period
    period_from period_to period_precision period_open amount_eur amount_kind amount_precision
    shared_group target_group_text field_text content_hash""",
)
RECORD_VALUES = _frame(
    "record_values",
    "one field of one record",
    "record_id field value_raw value list_column locator origin rule confidence",
)
DELIVERIES = _frame(
    "deliveries",
    "one day on which a list was delivered with new content",
    "source_id delivered_on snapshot records",
)
RECORD_VERSIONS = _frame(
    "record_versions",
    "one content of one record, for as long as a list named it without a break",
    """record_id source_id seen_from seen_to source_row locator title programme carrier funder
    place target_group_text status period_from period_to amount_eur amount_kind content_hash""",
)
MEMBERS = _frame("members", "one record that a list ever named", "record_id measure_id")
REJECTED_ROWS = _frame(
    "rejected_rows",
    "one row of one list that could not be read",
    "source_id source_row locator list_column reason found expected content",
)
IGNORED_ROWS = _frame(
    "ignored_rows",
    "one row of one list that a declared rule sets aside",
    "source_id source_row locator rule reason",
)
RECORD_PARTIES = _frame(
    "record_parties",
    "one organisation named in one record in one role, not yet resolved",
    "record_id role position organisation_name register_id",
)
RECORD_AMOUNTS = _frame(
    "record_amounts",
    "one amount of one kind in one record",
    "record_id amount_kind amount_eur amount_precision shared_group",
)
RECORD_REGIONS = _frame(
    "record_regions",
    "one region of one record; exactly one row with region_id null where none was found",
    """record_id region_id coverage reach weight weight_basis stated_text candidates rule
    confidence""",
)
RECORD_TARGET_GROUPS = _frame(
    "record_target_groups",
    "one target group of one record in one role",
    "record_id target_group label_role origin confidence zone span rule",
)
RECORD_FIELDS = _frame(
    "record_fields",
    "one field of action of one record",
    "record_id field_of_action is_primary origin confidence zone span rule",
)
ORGANISATIONS = _frame(
    "organisations",
    "one organisation",
    """organisation_id name organisation_kind legal_form register_id umbrella institution_line
    seat_region_id""",
)
RECORD_ORGANISATIONS = _frame(
    "record_organisations",
    "one organisation of one record in one role",
    "record_id organisation_id role position organisation_name name_words rule confidence",
)
PAIRS = _frame(
    "pairs",
    "one compared pair of records worth keeping: same, review, or apart with a relation",
    """left_record_id right_record_id score veto decision relation decided_by explanation
    evidence_json""",
)
RECORD_MEASURE = _frame(
    "record_measure",
    "one record that describes a measure",
    "record_id measure_id identity_confidence decided_by",
)
MEASURE_IDS = _frame(
    "measure_ids",
    "one measure id ever minted",
    "measure_id id_status redirect_to split_from minted_on changed_on reason",
)
JUDGEMENTS = _frame(
    "judgements",
    "one decision of a person on a pair of records",
    """left_record_id right_record_id judgement judged_by judged_at reason seen line contradicts
    unknown_records""",
)
JUDGED_VALUES = _frame(
    "judged_values",
    "one field that a decision on a pair relied on, of one of its records",
    "left_record_id right_record_id record_id field is_seen seen_value",
)
MATCHING_NOTES = _frame(
    "matching_notes",
    "one remark of the matching: what a bound left out, or a suspiciously large measure",
    "note subject number message",
)
SOURCES = _frame(
    "sources",
    "one list",
    """source_id title publisher_id publisher_name publisher_kind data_law address licence
    texts_may_be_published list_level format cadence year_notation""",
)
SOURCE_RUNS = _frame(
    "source_runs",
    "one list tonight",
    """source_id source_status message snapshot fetched_at rows records rejected ignored
    amount_total_eur""",
)
SOURCE_COVERAGE = _frame(
    "source_coverage",
    "one list, region, field of action and year for which completeness is declared",
    "source_id region_id field_of_action year completeness",
)
NEED = _frame(
    "need",
    "one figure of official statistics",
    """region_id target_group indicator need_value unit ref_date suppressed statistics_source
    source_id""",
)
CHECK_RESULTS = _frame(
    "check_results",
    "one promise that was checked",
    """checked_table check_name expectation severity passed checked_rows failing_rows sample
    advice""",
)
REFERENCE_REGIONS = _frame(
    "reference_regions",
    "one region of a delivered register",
    "region_id region_level parent_id name nuts_code population area_km2 postcode",
)
REFERENCE_POSTCODES = _frame(
    "reference_postcodes",
    "one place name of one postcode and the region it lies in",
    "postcode region_id place",
)
