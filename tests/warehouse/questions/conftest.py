"""The embedded lists as published: their tables, and their questions as an analyst asks them."""

from contextlib import closing

import duckdb
import pytest

from foerderlupe.warehouse.questions import as_arguments
from tests.warehouse.questions.facts import Facts


@pytest.fixture(scope="module")
def facts(embedded):
    return Facts(embedded)


@pytest.fixture(scope="module")
def connection(embedded):
    with closing(duckdb.connect(str(embedded / "warehouse.duckdb"), read_only=True)) as found:
        yield found


@pytest.fixture(scope="module")
def answer(connection):
    """Asks a macro of the published file, as an analyst does."""

    def answer(number, **given):
        return connection.sql(f"from question_{number}({as_arguments(given)})").pl()

    return answer
