"""The code files on regions agree with one another."""

from pathlib import Path

import polars as pl
import pytest

CODES = Path(__file__).parents[2] / "sql" / "codes"
REGIONS = pl.read_csv(CODES / "regions.csv", infer_schema=False)


def test_the_register_of_baden_wuerttemberg_is_complete():
    own = REGIONS.filter(pl.col("region_id").str.starts_with("08"))
    counts = dict(own["level"].value_counts().iter_rows())
    assert counts == {
        "land": 1, "regierungsbezirk": 4, "region": 12, "landkreis": 35, "stadtkreis": 9,
        "gemeinde": 1101, "gemeindefreies_gebiet": 2,
    }  # fmt: skip


def test_every_region_has_one_row_and_a_parent_that_exists():
    assert REGIONS["region_id"].is_unique().all()
    known = set(REGIONS["region_id"])
    assert set(REGIONS["parent_id"].drop_nulls()) <= known
    assert set(REGIONS["successor_id"].drop_nulls()) <= known
    orphans = REGIONS.filter(
        pl.col("parent_id").is_null() & ~pl.col("level").is_in(["bund", "land"])
    )
    assert orphans.is_empty()


@pytest.mark.parametrize("name", ["region_aliases", "region_phrases", "church_regions"])
def test_every_code_file_names_known_regions_only(name):
    rows = pl.read_csv(CODES / f"{name}.csv", infer_schema=False)
    column = "region_ids" if "region_ids" in rows.columns else "region_id"
    ids = rows[column].drop_nulls().str.split(" ").explode()
    assert len(ids) > 0
    assert set(ids) <= set(REGIONS["region_id"])
    assert rows.is_unique().all()


def test_weights_of_a_church_unit_add_to_one():
    church = pl.read_csv(CODES / "church_regions.csv", schema_overrides={"weight": pl.Float64})
    sums = church.group_by("church_unit").agg(pl.col("weight").sum())["weight"]
    assert ((sums - 1).abs() < 1e-9).all()
