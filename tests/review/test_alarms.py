"""What an operator is told in ``quality.check_results`` and on the screen."""

import polars as pl
import pytest

from foerderlupe.model.frames import JUDGEMENTS, MATCHING_NOTES
from foerderlupe.project import SQL
from foerderlupe.warehouse.build import load_inputs
from foerderlupe.warehouse.contract import load_checks
from foerderlupe.warehouse.database import open_database


@pytest.fixture
def failing():
    """Runs a check file of this name on one table and gives the failing rows."""

    def failing(name: str, table: str, rows: pl.DataFrame) -> list[dict[str, object]]:
        [check] = [c for c in load_checks(SQL / "checks") if f"{c.table}__{c.name}" == name]
        assert check.header.severity == "warning"
        with open_database() as database:
            load_inputs(database, {}, SQL)
            database.add_frame(table, rows)
            return database.query(check.select).rows(named=True)

    return failing


def test_a_measure_of_many_records_raises_an_alarm(failing):
    rows = [("large_cluster", "a:1", 12, "look"), ("left_out", "relations", 96, "bound")]
    notes = pl.DataFrame(rows, schema=MATCHING_NOTES.schema, orient="row")
    found = failing("core.matching_notes__no_large_measure", "core.matching_notes", notes)
    assert found == [{"record_id": "a:1", "records": 12}]


@pytest.mark.parametrize(
    ("before", "ended", "alarm"), [(1000, 101, True), (1000, 100, False), (50, 20, False)]
)
def test_many_ids_that_end_in_one_night_raise_an_alarm(failing, before, ended, alarm):
    counts = {"ids_before": before, "split": 1, "merged": 2, "withdrawn": ended - 3, "minted": 999}
    report = pl.DataFrame({"fact": list(counts), "n": list(counts.values())})
    found = failing("marts.identity_report__usual_churn", "marts.identity_report", report)
    assert [row["ended"] for row in found] == ([ended] if alarm else [])


def test_contradictions_and_unknown_records_are_named_with_their_lines(failing):
    rows = [
        {"line": 2, "judgement": "same"},
        {"line": 3, "judgement": "same", "contradicts": "a:1 same b:1, a:1 different c:1"},
        {"line": 4, "judgement": "same", "unknown_records": "x:9"},
    ]
    said = JUDGEMENTS.conform(pl.DataFrame(rows, infer_schema_length=None))
    contradicting = failing("core.judgements__no_contradiction", "core.judgements", said)
    assert [row["line"] for row in contradicting] == [3]
    unknown = failing("core.judgements__known_records", "core.judgements", said)
    assert [(row["line"], row["unknown_records"]) for row in unknown] == [(4, "x:9")]
