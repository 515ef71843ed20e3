"""A small warehouse of two tables with their contracts, and a home to publish it in."""

from collections.abc import Iterator
from datetime import date

import pytest

from foerderlupe.publish.publication import Publication
from foerderlupe.warehouse.build import build
from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import new_database

FILES = {
    "core/records.sql": """/*
description: Ein Datensatz je Zeile
grain: record_id
*/
select 'r' || i as record_id, 'Sprachcafé "Süd"; Teil ' || i as title,
  case when i % 3 = 0 then null when i % 3 = 1 then '' else 'Zeile\n' || i end as description
from range(3000) t(i)""",
    "marts/measures.sql": """/*
description: Eine Maßnahme je Zeile
grain: measure_id
columns:
  total_eur: {comment: Summe, unit: EUR}
*/
select 'm1' as measure_id, 12500.50::decimal(14, 2) as total_eur""",
}


@pytest.fixture
def tables(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "sql" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return load_tables(tmp_path / "sql" / "core") | load_tables(tmp_path / "sql" / "marts")


@pytest.fixture
def database(tmp_path, tables) -> Iterator:
    with new_database(tmp_path / "work" / "warehouse.duckdb") as database:
        list(build(database, tables.values()))
        yield database


@pytest.fixture
def published(tmp_path):
    return tmp_path / "published"


@pytest.fixture
def description():
    def description(run_id: str) -> Publication:
        return Publication(run_id, date(2026, 11, 22), "2026-11-22T01:30:04+00:00", "0", 1, 2, 3, 0)

    return description
