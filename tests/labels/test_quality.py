"""Labels against a sample labelled by hand (DOMAIN section 3, L12).

Every second row was set aside ("holdout"): the code lists were improved on the others only.
"""

from pathlib import Path

import polars as pl
import pytest

from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.quality import label_quality
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.labels.vocabulary import read_vocabulary
from foerderlupe.model.frames import RECORDS

SAMPLE = pl.read_csv(Path(__file__).parent / "sample.csv").with_row_index("record_id")
SAMPLE = SAMPLE.with_columns(pl.col("record_id").cast(pl.String))


def expected(column):
    """One row per label; a role that is not the group's own stands behind a slash."""
    labels = SAMPLE.select("record_id", pl.col(column).str.split(" ")).explode(column)
    parts = pl.col(column).str.split("/")
    return labels.select("record_id", code=parts.list.first(), acts=parts.list.len() > 1)


def expected_groups():
    roles = read_vocabulary("target_groups").table.select("code", own="role")
    role = pl.when("acts").then(pl.lit("mediator")).otherwise("own").alias("role")
    return expected("target_groups").join(roles, on="code").select("record_id", "code", role)


def quality(split=None):
    records = RECORDS.conform(SAMPLE.select("record_id", "title", "description"))
    groups = label_target_groups(records).select(
        "record_id", code="target_group", role="label_role"
    )
    fields = label_fields(records)
    primary = expected("fields").unique("record_id", keep="first", maintain_order=True)
    chosen = SAMPLE.filter(pl.lit(value=True) if split is None else pl.col("split") == split)
    ids = chosen.select("record_id")
    sides = {
        "groups": (expected_groups(), groups),
        "fields": (expected("fields"), fields.select("record_id", code="field_of_action")),
        "primary": (
            primary,
            fields.filter("is_primary").select("record_id", code="field_of_action"),
        ),
    }
    return {
        name: label_quality(
            hand.join(ids, on="record_id", how="semi").drop("acts", strict=False),
            rules.join(ids, on="record_id", how="semi"),
        )
        for name, (hand, rules) in sides.items()
    }


def test_the_sample_is_large_and_half_set_aside():
    assert SAMPLE.height >= 200
    assert (SAMPLE["split"] == "holdout").sum() * 2 == SAMPLE.height
    assert expected("target_groups")["code"].n_unique() >= 60


@pytest.mark.parametrize("split", [None, "develop", "holdout"])
def test_target_groups_are_mostly_right(split):
    overall = quality(split)["groups"].row(0, named=True)
    assert overall["code"] == "all"
    assert overall["precision"] >= 0.9
    assert overall["recall"] >= 0.9


def test_fields_are_mostly_right():
    overall = quality()["fields"].row(0, named=True)
    assert overall["precision"] >= 0.9
    assert overall["recall"] >= 0.9


def test_primary_field_is_mostly_right():
    assert quality()["primary"].row(0, named=True)["precision"] >= 0.9


def test_quality_counts_labels_and_marks_codes_with_few_cases():
    hand = pl.DataFrame({"record_id": ["1", "2", "3"], "code": ["A", "A", "B"]})
    rules = pl.DataFrame({"record_id": ["1", "3", "3"], "code": ["A", "A", "C"]})
    assert label_quality(hand, rules).rows() == [
        ("all", 3, 3, 1, 1 / 3, 1 / 3, "ungeprüft"),
        ("A", 2, 2, 1, 0.5, 0.5, "ungeprüft"),
        ("B", 1, 0, 0, None, 0.0, "ungeprüft"),
        ("C", 0, 1, 0, 0.0, None, "ungeprüft"),
    ]
