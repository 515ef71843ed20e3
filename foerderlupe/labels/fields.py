"""Fields of action of records.

Belongs here: the order of the labelling rules for fields and the choice of the primary one
(DOMAIN section 3, L1, L2, L9–L11). Does not belong here: any other single rule.
"""

from pathlib import Path

import polars as pl

from foerderlupe.labels.hierarchy import ORIGIN_ORDER, strongest, without_ancestors
from foerderlupe.labels.reading import INDIVIDUAL_AID
from foerderlupe.labels.statements import read_statements, without_label
from foerderlupe.labels.vocabulary import Vocabulary, read_vocabulary
from foerderlupe.model.frames import RECORD_FIELDS
from foerderlupe.text.codes import CODES

NOT_CLASSIFIABLE = "HF9900"
# Living together and counselling are how nearly every measure works.
COUNSELLING = "HF1000"
BROAD = ("HF0600", COUNSELLING)


def label_fields(records: pl.DataFrame, codes: Path = CODES) -> pl.DataFrame:
    """One row per record and field of action (frame ``RECORD_FIELDS``), one of them primary.

    Read are ``field_text``, ``title``, ``subtitle``, ``programme``, ``call``, ``description``
    and ``activity`` of ``records``. A record without any field, or of individual aid, has
    exactly one row with HF9900, confidence 1 and no zone. Sorted by record and code;
    independent of the order of the records. ``codes`` is the folder with
    ``fields_of_action.csv``; raises ``DeclarationError`` if that cannot be used.
    """
    vocabulary = read_vocabulary("fields_of_action", codes)
    statements = read_statements(records, "field_text", vocabulary)
    named = statements.filter(pl.col("code") != INDIVIDUAL_AID)
    labels = strongest(named.drop("means", "addressed").with_columns(role=pl.lit("")))
    labels = _with_primary(_not_tied(labels), vocabulary)
    silent = without_label(records, statements, labels, NOT_CLASSIFIABLE)
    silent = silent.with_columns(is_primary=pl.lit(value=True))
    found = pl.concat([labels, silent], how="diagonal")
    return RECORD_FIELDS.conform(found.rename({"code": "field_of_action"})).sort(
        "record_id", "field_of_action"
    )


def _not_tied(labels: pl.DataFrame) -> pl.DataFrame:
    """Labels without counselling where the record says as surely what about.

    Counselling is a field of its own only if it is general, otherwise it is an activity.
    """
    specific = pl.col("confidence").filter(~pl.col("code").is_in(BROAD)).max().over("record_id")
    tied = (pl.col("code") == COUNSELLING) & (specific >= pl.col("confidence"))
    stated = pl.col("origin") == "upstream"
    return labels.filter(stated | ~tied.fill_null(value=False))


def _with_primary(labels: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Leaves only, one of them primary: not a broad one, then by zone, origin, detail and place.

    A leaf stands as high as the field above it: "Gesundheit" in the title and "Trauma" in the
    text make psychosocial care the primary field.
    """
    above = labels.select("record_id", ancestor="code", above="confidence")
    standing = (
        labels.select("record_id", "code")
        .join(vocabulary.closure, on="code")
        .join(above, on=["record_id", "ancestor"])
        .group_by("record_id", "code")
        .agg(pl.col("above").max())
    )
    origin = pl.col("origin").replace_strict(ORIGIN_ORDER, return_dtype=pl.Int8)
    broad = pl.col("code").is_in(BROAD)
    order = (
        "record_id",
        broad,
        -pl.max_horizontal("confidence", "above"),
        origin,
        -pl.col("depth"),
    )
    return (
        without_ancestors(labels, vocabulary, enough=0.0)
        .join(standing, on=["record_id", "code"], how="left")
        .join(vocabulary.table.select("code", "depth"), on="code")
        .sort(*order, "part", "position", "code")
        .with_columns(is_primary=pl.col("record_id").is_first_distinct())
        .drop("depth", "above", "role", "part", "position")
    )
