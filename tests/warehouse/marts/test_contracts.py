"""Every table and check keeps the contract of its header; thresholds are named and used."""

import csv
import re
from pathlib import Path

import pytest

from foerderlupe.model.columns import COLUMNS
from foerderlupe.warehouse.contract import load_checks, load_tables

SQL = Path(__file__).parents[3] / "sql"
TABLES = load_tables(SQL / "core") | load_tables(SQL / "marts")
CHECKS = load_checks(SQL / "checks")
PROMISED = {
    "core.sources",
    "core.source_runs",
    "core.source_coverage",
    "core.records",
    "core.record_values",
    "core.rejected_rows",
    "core.ignored_rows",
    "core.record_measure",
    "core.pairs",
    "core.judgements",
    "core.measure_ids",
    "core.measures",
    "core.organisations",
    "core.measure_organisations",
    "core.measure_regions",
    "core.measure_target_groups",
    "core.measure_fields",
    "core.awards",
    "core.regions",
    "core.region_closure",
    "core.target_groups",
    "core.target_group_closure",
    "core.fields",
    "core.field_closure",
    "core.need",
    "core.measure_years",
    "marts.measures",
    "marts.measures_by_region_and_target_group",
    "marts.overlap_pairs",
    "marts.duplication_candidates",
    "marts.co_funding",
    "marts.fragmentation",
    "marts.coverage_gaps",
    "marts.anchoring",
    "marts.exchange_partners",
    "marts.changes",
    "marts.publisher_report",
}


@pytest.fixture(scope="module")
def full(new_world, warehouse, described):
    world = new_world()
    for measure, funder in (("a", "Land"), ("b", "Stiftung"), ("c", "Land")):
        common = {"funders": (funder,), "carriers": (f"Verein {measure}",), "eur": 100}
        record = world.record(measure, title="Sprachcafé", **common)
        value = {"record_id": record, "field": "title", "value": "Sprachcafé"}
        world.add("record_values", **value, list_column="Titel", origin="upstream")
    world.record("a", source="b", at="08436", funders=("Bund",), eur=50)
    world.record("d", title="Sprachcafé", at="08115", groups=())
    world.need("08111", 2013, 5_000)
    with warehouse(world) as database:
        described(database)
        yield database


def test_all_promised_tables_exist():
    assert set(TABLES) >= PROMISED


@pytest.mark.parametrize("key", sorted(TABLES))
def test_the_grain_of_a_table_is_unique(full, key):
    grain = TABLES[key].header.grain
    rows = full.table(key)
    assert not rows.select(grain).is_duplicated().any()


@pytest.mark.parametrize("key", sorted(TABLES))
def test_columns_of_a_header_are_new_ones(key):
    assert not set(TABLES[key].header.columns) & set(COLUMNS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.path.stem)
def test_a_sound_world_passes_every_check(full, check):
    assert full.query(check.select).rows() == []
    assert check.table in TABLES


def test_thresholds_are_named_once_and_used():
    with (SQL / "codes" / "thresholds.csv").open(encoding="utf-8") as file:
        named = [row["name"] for row in csv.DictReader(file)]
    texts = "".join(path.read_text(encoding="utf-8") for path in SQL.glob("*/*.sql"))
    assert sorted(named) == sorted(set(named))
    assert set(re.findall(r"threshold\('(\w+)'\)", texts)) == set(named)


@pytest.mark.parametrize("name", ["regions", "target_groups", "fields"])
def test_the_published_code_lists_are_trees(warehouse, world, name):
    world.record("a", at="08111")
    world.record("b", at="084", coverage="inherited")
    checks = {check.path.stem: check for check in CHECKS}
    with warehouse(world, codes=SQL / "codes") as database:
        assert database.query(checks[f"core.{name}__tree"].select).rows() == []
        if name == "regions":
            weights = checks["core.measure_regions__weights_add_up"]
            assert database.query(weights.select).rows() == []
