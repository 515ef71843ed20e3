"""Target groups of records.

Belongs here: the order of the labelling rules for target groups (DOMAIN section 3, L1–L10) and
the role of each group. Does not belong here: any single rule, each of which has its own file.
"""

from pathlib import Path

import polars as pl

from foerderlupe.labels.hierarchy import at_most, roll_up, strongest, without_ancestors
from foerderlupe.labels.phases import decided_phases
from foerderlupe.labels.reading import INDIVIDUAL_AID
from foerderlupe.labels.statements import read_statements, without_label
from foerderlupe.labels.vocabulary import Vocabulary, read_vocabulary
from foerderlupe.labels.zones import CLEAR, MEANS_CONFIDENCE, confidence
from foerderlupe.model.frames import RECORD_TARGET_GROUPS
from foerderlupe.text.codes import CODES

NOT_STATED = "TG9999"


def label_target_groups(records: pl.DataFrame, codes: Path = CODES) -> pl.DataFrame:
    """One row per record, target group and role (frame ``RECORD_TARGET_GROUPS``).

    Read are ``target_group_text``, ``title``, ``subtitle``, ``programme``, ``call``,
    ``description``, ``activity`` and ``period_to`` of ``records``. A record that names no group,
    or gives individual aid, has exactly one row with TG9999, confidence 1 and no zone. Sorted by
    record, code and role; independent of the order of the records. ``codes`` is the folder with
    ``target_groups.csv``; raises ``DeclarationError`` if that cannot be used.
    """
    vocabulary = read_vocabulary("target_groups", codes)
    statements = read_statements(records, "target_group_text", vocabulary)
    labels = strongest(decided_phases(_with_roles(statements, vocabulary), vocabulary))
    labels = without_ancestors(roll_up(labels, vocabulary), vocabulary, CLEAR)
    labels = at_most(labels, vocabulary).drop("part", "position")
    silent = without_label(records, statements, labels, NOT_STATED)
    silent = silent.with_columns(role=pl.lit("beneficiary"))
    found = pl.concat([labels, silent], how="diagonal")
    found = found.rename({"code": "target_group", "role": "label_role"})
    return RECORD_TARGET_GROUPS.conform(found).sort("record_id", "target_group", "label_role")


def _with_roles(statements: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """The statements with role: the group's own, or mediator where the text says it acts (L8)."""
    roles = vocabulary.table.select("code", "role")
    zone = pl.when((pl.col("zone") == "text") & pl.col("addressed")).then(pl.lit("for_cue"))
    means = pl.col("means")
    return (
        statements.filter(pl.col("code") != INDIVIDUAL_AID)
        .join(roles, on="code")
        .with_columns(
            zone=zone.otherwise("zone"),
            role=pl.when(means).then(pl.lit("mediator")).otherwise("role"),
        )
        .with_columns(confidence=confidence(pl.col("zone")))
        .with_columns(
            confidence=pl.when(means)
            .then(pl.min_horizontal("confidence", pl.lit(MEANS_CONFIDENCE)))
            .otherwise("confidence")
        )
        .drop("means", "addressed")
    )
