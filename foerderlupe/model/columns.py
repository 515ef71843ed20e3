"""Every column that Python hands to the warehouse, defined once.

Belongs here: names, types, comments, units and vocabularies of columns, and which columns a
frame between two stages has. The warehouse takes its column comments from here, the frames are
checked against it, the data dictionary prints it.
Does not belong here: columns that only SQL derives (their comment stands in the header of the
SQL file), and fields of source documents (``model.fields``).
"""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Column:
    """One column: the same name always means the same quantity."""

    name: str
    dtype: pl.DataType
    comment: str
    unit: str | None = None
    vocabulary: tuple[str, ...] | None = None


TEXT = pl.String()
WHOLE = pl.Int64()
REAL = pl.Float64()
DAY = pl.Date()
FLAG = pl.Boolean()
MONEY = pl.Decimal(14, 2)

LIST_LEVELS = ("programme", "call", "measure", "award", "offering")
PUBLISHER_KINDS = ("land", "bund", "eu", "kommune", "stiftung", "kirche", "wohlfahrt", "portal")
DATA_LAWS = ("DSGVO", "KDG", "DSG-EKD")
AMOUNT_KINDS = (
    "beantragt",
    "bewilligt",
    "ausgezahlt",
    "gesamtkosten",
    "hoechstbetrag",
    "volumen",
)
AMOUNT_PRECISIONS = ("exakt", "gerundet", "bis_zu", "geschaetzt")
PERIOD_PRECISIONS = ("day", "month", "year", "school_year", "double_budget", "funding_period")
ORGANISATION_ROLES = ("funder", "administrator", "carrier", "implementer", "partner")
COVERAGES = ("explicit", "inherited", "statewide", "carrier_seat", "none")
REACHES = (
    "ort",
    "kreis",
    "mehrere_kreise",
    "region",
    "landesweit",
    "bundesweit",
    "virtuell",
    "unbekannt",
)
WEIGHT_BASES = ("publisher", "equal", "foreign_population", "population")
LABEL_ROLES = ("beneficiary", "mediator", "institution")
ORIGINS = ("upstream", "derived", "inferred")
SOURCE_STATUSES = ("ok", "unchanged", "held", "fallback", "failed")
DECISIONS = ("same", "review", "apart")
RELATIONS = (
    "duplicate_record",
    "top_up",
    "successor",
    "sibling",
    "replication",
    "part_of",
    "overlap",
    "different",
    "duplicate_award",
    "pass_through",
    "co_funded",
    "duplication_candidate",
)
JUDGEMENTS = ("same", "different", "successor", "sibling", "part_of", "unsure")
SEVERITIES = ("critical", "warning")
ZONES = ("stated", "title", "programme", "for_cue", "text")

_DEFINITIONS = (
    Column("source_id", TEXT, "Name of the source document, for example esf_2014_2020."),
    Column("source_row", WHOLE, "1-based data row in the list as delivered, header not counted."),
    Column(
        "locator", TEXT, "Place in the delivered file: line, sheet and row, page and row, path."
    ),
    Column("record_id", TEXT, "Stable name of one row of one list; judgements attach to it."),
    Column("list_level", TEXT, "What one row of the list is.", vocabulary=LIST_LEVELS),
    Column("title", TEXT, "Title as published; the display text is never changed."),
    Column("subtitle", TEXT, "Second title or slogan, where the list has one."),
    Column("description", TEXT, "What the list says the measure does."),
    Column("programme", TEXT, "Funding programme named by the list."),
    Column("call", TEXT, "Call or funding round named by the list."),
    Column("call_year", WHOLE, "Year of the call.", unit="calendar year"),
    Column("award_number", TEXT, "Award number (Aktenzeichen) of the funder."),
    Column("project_number", TEXT, "Project number printed in the list."),
    Column("budget_line", TEXT, "Chapter and title of the budget that pays."),
    Column("financing_type", TEXT, "Type of financing as stated, for example Festbetrag."),
    Column("activity", TEXT, "Type of activity as stated by the list."),
    Column("status", TEXT, "State of the measure as stated by the list."),
    Column("url", TEXT, "Address of the page on the measure."),
    Column("carrier", TEXT, "Carrier or carriers as published."),
    Column("funder", TEXT, "Funder or funders as published or declared for the list."),
    Column("place", TEXT, "Place as published."),
    Column("municipality", TEXT, "Municipality as published, where it has its own column."),
    Column("kreis", TEXT, "Kreis as published, where it has its own column or group row."),
    Column("region_name", TEXT, "Region or Land as published, where it has its own column."),
    Column("church_unit", TEXT, "Dekanat or Kirchenbezirk as published."),
    Column("postcode", TEXT, "Postcode as published, five digits."),
    Column("ags", TEXT, "Official municipality or Kreis key as published, digits as text."),
    Column("default_region", TEXT, "Region within which places of this list are looked for."),
    Column("period", TEXT, "Period as published."),
    Column("period_from", DAY, "First day of the period."),
    Column("period_to", DAY, "First day after the period (half-open interval)."),
    Column("period_precision", TEXT, "How exact the period is.", vocabulary=PERIOD_PRECISIONS),
    Column("period_open", FLAG, "True where the list says 'since' and names no end."),
    Column("amount_eur", MONEY, "Amount.", unit="EUR"),
    Column("amount_kind", TEXT, "What the amount is; never added across.", vocabulary=AMOUNT_KINDS),
    Column("amount_precision", TEXT, "How exact it is.", vocabulary=AMOUNT_PRECISIONS),
    Column("shared_group", TEXT, "Rows that share one printed amount have the same value here."),
    Column("target_group_text", TEXT, "Target group as stated by the publisher."),
    Column("field_text", TEXT, "Field of action as stated by the publisher."),
    Column("seen_from", DAY, "First day on which a delivery said so."),
    Column(
        "seen_to", DAY, "Day of the first delivery that no longer said so; null if it still does."
    ),
    Column("delivered_on", DAY, "Day of the delivery; of several on one day the last counts."),
    Column("content_hash", TEXT, "Hash of all values of the row; equal hash, equal content."),
    Column("field", TEXT, "Field of the record that the value belongs to."),
    Column("value_raw", TEXT, "Value as it stands in the list."),
    Column("value", TEXT, "Value as understood."),
    Column("list_column", TEXT, "Column of the list that the value stands in."),
    Column("origin", TEXT, "Stated, derived from a stated value, or inferred.", vocabulary=ORIGINS),
    Column("reason", TEXT, "Why, in words."),
    Column("found", TEXT, "What stands there."),
    Column("expected", TEXT, "What should stand there."),
    Column("content", TEXT, "The whole row as JSON; null where it holds personal data."),
    Column("rule", TEXT, "Rule that decided."),
    Column("role", TEXT, "Role of the organisation.", vocabulary=ORGANISATION_ROLES),
    Column("position", WHOLE, "Order among several, from 1; the first organisation is the lead."),
    Column("organisation_name", TEXT, "Name as published."),
    Column("name_words", TEXT, "Folded words of the name, without legal form and remarks."),
    Column("organisation_id", TEXT, "Permanent key of the organisation."),
    Column(
        "region_id",
        TEXT,
        "Official key: 2 Land, 3 Regierungsbezirk, 4 Region, 5 Kreis, 8 municipality digits.",
    ),
    Column("coverage", TEXT, "How the region was stated.", vocabulary=COVERAGES),
    Column("reach", TEXT, "How far the measure reaches.", vocabulary=REACHES),
    Column("weight", REAL, "Share of the measure in the region; adds up to 1.", unit="share"),
    Column("weight_basis", TEXT, "Key behind the weight.", vocabulary=WEIGHT_BASES),
    Column("stated_text", TEXT, "Text that the region was read from."),
    Column("candidates", TEXT, "Regions that an ambiguous place could be, keys joined by a blank."),
    Column("confidence", REAL, "How sure the step is.", unit="0 to 1"),
    Column("target_group", TEXT, "Code of the target group, see core.target_groups."),
    Column("field_of_action", TEXT, "Code of the field of action, see core.fields."),
    Column("label_role", TEXT, "Role of the group in the measure.", vocabulary=LABEL_ROLES),
    Column("is_primary", FLAG, "True for the one primary field of action."),
    Column("zone", TEXT, "Part of the record that the label was read in.", vocabulary=ZONES),
    Column("span", TEXT, "Words that the label was read from."),
    Column("name", TEXT, "Name."),
    Column("organisation_kind", TEXT, "Ministry, municipality, Kreis, church body, association …"),
    Column("legal_form", TEXT, "Legal form, for example e. V."),
    Column("register_id", TEXT, "Official register number or key."),
    Column("umbrella", TEXT, "Umbrella body, for example Caritas."),
    Column("institution_line", TEXT, "Same value for one institution before and after renaming."),
    Column("seat_region_id", TEXT, "Region of the seat."),
    Column("left_record_id", TEXT, "First record of the pair; the smaller id."),
    Column("right_record_id", TEXT, "Second record of the pair."),
    Column("score", REAL, "Probability that both describe one measure.", unit="0 to 1"),
    Column("veto", TEXT, "Rule that forbids to merge the pair, null without one."),
    Column("decision", TEXT, "What was decided about the pair.", vocabulary=DECISIONS),
    Column("relation", TEXT, "How the two are related.", vocabulary=RELATIONS),
    Column("explanation", TEXT, "The evidence, in words and numbers."),
    Column(
        "evidence_json",
        TEXT,
        "The evidence as JSON: rules, prior, fields (field, level, bits), bits, agreements.",
    ),
    Column("measure_id", TEXT, "Permanent key of the measure."),
    Column("identity_confidence", REAL, "How sure the record belongs to it.", unit="0 to 1"),
    Column("decided_by", TEXT, "rules, or the person who judged."),
    Column(
        "id_status", TEXT, "State of the id.", vocabulary=("live", "merged", "split", "withdrawn")
    ),
    Column(
        "redirect_to", TEXT, "Measure id that took over; several, joined by a blank, after a split."
    ),
    Column("minted_on", DAY, "As-of date of the run that minted the id."),
    Column("changed_on", DAY, "As-of date of the run that changed the id's state."),
    Column("split_from", TEXT, "Measure id that this one was split from."),
    Column("judgement", TEXT, "What the person decided.", vocabulary=JUDGEMENTS),
    Column("judged_by", TEXT, "Who decided."),
    Column("judged_at", TEXT, "When, ISO 8601."),
    Column("seen", TEXT, "What the person saw, as JSON: values of fields by record id."),
    Column("line", WHOLE, "Line of judgements.csv in which the decision stands."),
    Column("contradicts", TEXT, "The judgements that this one cannot be true together with."),
    Column("unknown_records", TEXT, "Records of the pair that no list has ever named."),
    Column("is_seen", FLAG, "True where it is known what the person saw."),
    Column("seen_value", TEXT, "Value when the decision was made."),
    Column("note", TEXT, "Kind of remark, for example left_out, large_cluster."),
    Column("subject", TEXT, "What the remark is about."),
    Column("number", WHOLE, "How many."),
    Column("publisher_id", TEXT, "Key of the publishing body."),
    Column("publisher_name", TEXT, "Name of the publishing body."),
    Column("publisher_kind", TEXT, "Kind of the body.", vocabulary=PUBLISHER_KINDS),
    Column("data_law", TEXT, "Data-protection law that the body applies.", vocabulary=DATA_LAWS),
    Column("address", TEXT, "Where the list is published."),
    Column("licence", TEXT, "Licence of the list."),
    Column("texts_may_be_published", FLAG, "False where the licence allows facts and links only."),
    Column("format", TEXT, "File format of the list."),
    Column("cadence", TEXT, "How often the list appears."),
    Column("year_notation", TEXT, "How the list means '2013/14'."),
    Column(
        "source_status", TEXT, "Verdict of the night on the source.", vocabulary=SOURCE_STATUSES
    ),
    Column("message", TEXT, "What to know or do about it."),
    Column("snapshot", TEXT, "SHA-256 of the delivered bytes that were used."),
    Column("fetched_at", TEXT, "When the bytes were fetched, ISO 8601, UTC."),
    Column("rows", WHOLE, "Rows in the list as delivered.", unit="rows"),
    Column("records", WHOLE, "Rows that became a record.", unit="rows"),
    Column("rejected", WHOLE, "Rows that could not be read.", unit="rows"),
    Column("ignored", WHOLE, "Rows set aside by a declared rule.", unit="rows"),
    Column("amount_total_eur", MONEY, "Sum of the leading amounts of the records.", unit="EUR"),
    Column("year", WHOLE, "Calendar year.", unit="calendar year"),
    Column(
        "completeness",
        TEXT,
        "Is the list meant to be complete there?",
        vocabulary=("complete", "partial", "none", "unknown"),
    ),
    Column("indicator", TEXT, "What is counted, for example foreign_population."),
    Column("need_value", REAL, "Value of the indicator."),
    Column("unit", TEXT, "Unit of the value."),
    Column("ref_date", DAY, "Day or year that the value holds for."),
    Column("suppressed", FLAG, "True where the statistical office withholds the value."),
    Column("statistics_source", TEXT, "Who published the figure."),
    Column("check_name", TEXT, "Name of the check."),
    Column("checked_table", TEXT, "Table, or source.<list>, that makes the promise."),
    Column("expectation", TEXT, "Kind of check in the words of Great Expectations."),
    Column("severity", TEXT, "critical blocks the publication.", vocabulary=SEVERITIES),
    Column("passed", FLAG, "True where the promise holds."),
    Column("checked_rows", WHOLE, "Rows looked at.", unit="rows"),
    Column("failing_rows", WHOLE, "Rows that break the promise.", unit="rows"),
    Column("sample", TEXT, "Up to five failing rows as JSON."),
    Column("advice", TEXT, "What to do."),
    Column("region_level", TEXT, "Level of the region."),
    Column("parent_id", TEXT, "Region one level up."),
    Column("nuts_code", TEXT, "NUTS code of the Kreis."),
    Column("population", REAL, "Inhabitants.", unit="persons"),
    Column("area_km2", REAL, "Area.", unit="km²"),
)

COLUMNS = {column.name: column for column in _DEFINITIONS}
