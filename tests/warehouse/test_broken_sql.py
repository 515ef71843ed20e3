"""Three classic mistakes in one SQL file each: a named check sees them, nothing is published."""

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import PublicationError
from foerderlupe.home import Home
from foerderlupe.identity.assign import Ledger
from foerderlupe.model.frames import CHECK_RESULTS
from foerderlupe.publish.night import publish_night
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import all_tables, load_checks
from foerderlupe.warehouse.database import new_database
from foerderlupe.warehouse.previous import load_previous
from tests.warehouse.marts.conftest import CODES, World

SQL = Path(__file__).parents[2] / "sql"
MISTAKES = {
    "double counting by a join over carriers": (
        "core/measure_years.sql",
        "from core.awards\n",
        "from core.awards join core.measure_organisations using (measure_id)\n",
        ("core.measure_years", "money_not_multiplied"),
    ),
    "a statewide measure exploded into Kreise": (
        "core/measure_regions.sql",
        "coverage in ('explicit', 'inherited', 'carrier_seat')",
        "coverage <> 'none'",
        ("core.measure_regions", "statewide_in_no_kreis"),
    ),
    "money that was passed on summed twice": (
        "core/awards.sql",
        "coalesce(passed_eur, 0)",
        "0",
        ("core.awards", "counted_once"),
    ),
}


@pytest.fixture(scope="module")
def world():
    """Two carriers, money passed on, a statewide measure: each mistake would change a number."""
    world = World()
    common = {"list_level": "award", "programme": "P"}
    world.record("m", source="land", funders=("Land",), carriers=("Mittler",), eur=100, **common)
    world.record(
        "m", source="kreis", funders=("Mittler",), carriers=("AWO", "DRK"), eur=60, **common
    )
    world.record("s", source="land", at="08", coverage="statewide", reach="landesweit", eur=40)
    return world


@pytest.fixture
def sql(tmp_path):
    """A copy of all SQL with the code lists of a small country."""
    copy = tmp_path / "sql"
    shutil.copytree(SQL, copy, ignore=shutil.ignore_patterns("codes"))
    shutil.copytree(CODES, copy / "codes")
    for path in (SQL / "codes").glob("*.csv"):
        if not (copy / "codes" / path.name).exists():
            shutil.copy(path, copy / "codes" / path.name)
    return copy


def night(sql, world, home):
    """Build everything from a copy of the SQL, check it, and try to publish."""
    tables = all_tables(sql)
    core = {key: table for key, table in tables.items() if key.startswith("core.")}
    marts = {key: table for key, table in tables.items() if key.startswith("marts.")}
    with new_database(home.working_database) as database:
        load_inputs(database, world.frames(), sql)
        list(build(database, in_order(database, core)))
        load_previous(database, home.current, marts.values())
        list(build(database, in_order(database, marts)))
        database.replace_frame("stage.check_results", results(database, sql))
    return publish_night(home, date(2015, 7, 1), tables, Ledger.empty())


def results(database, sql):
    """What the checks say, as the night writes it down."""
    rows = []
    for check in load_checks(sql / "checks"):
        failing = database.query(check.select)
        row = {
            "checked_table": check.table,
            "check_name": check.name,
            "expectation": "expect_table_row_count_to_equal",
            "severity": check.header.severity,
            "passed": failing.is_empty(),
            "failing_rows": failing.height,
            "sample": failing.head(5).write_json(),
            "advice": check.header.advice,
        }
        rows.append(row)
    return CHECK_RESULTS.conform(pl.DataFrame(rows))


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_a_mistake_in_one_file_is_named_and_blocks_the_publication(mistake, sql, world, tmp_path):
    path, right, wrong, (table, check) = MISTAKES[mistake]
    text = (sql / path).read_text(encoding="utf-8")
    assert right in text
    (sql / path).write_text(text.replace(right, wrong), encoding="utf-8")
    home = Home(tmp_path / "home")
    with pytest.raises(PublicationError) as refused:
        night(sql, world, home)
    named = {(problem.source, problem.expected) for problem in refused.value.problems}
    assert (table, f"expect_table_row_count_to_equal ({check})") in named
    assert not home.published.exists()


def test_without_a_mistake_it_is_published(sql, world, tmp_path):
    home = Home(tmp_path / "home")
    publication = night(sql, world, home)
    assert publication.measures == 2
    assert (home.current / "warehouse.duckdb").exists()
