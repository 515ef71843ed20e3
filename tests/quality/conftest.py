"""One checking process for all tests, and records with something wrong in each column."""

import polars as pl
import pytest

from foerderlupe.quality.validator import Validator

RECORDS = pl.DataFrame(
    {
        "record_id": ["a:1", "a:2", "a:3", "b:1"],
        "source_id": ["a", "a", "a", "b"],
        "source_row": [1, 2, 3, 1],
        "locator": ["line 2", "line 3", "line 4", "line 2"],
        "title": ["Sprachcafé Süd", "Elternlotsen", None, "elternlotsen"],
        "list_level": ["award", "award", "award", "Preis"],
        "amount_eur": [1500.5, -3.0, 900.0, 12000.0],
        "period_from": ["2024-01-01", "2024-02-01", "Februar", "2024-03-01"],
    }
)


@pytest.fixture(scope="session")
def validator(tmp_path_factory):
    with Validator(tmp_path_factory.mktemp("checks") / "work" / "checks.log") as validator:
        yield validator


@pytest.fixture(scope="session")
def records():
    return RECORDS
