from typing import get_args

import polars as pl
import pytest

from foerderlupe.synth.noise import Profile
from foerderlupe.synth.records import as_records, measure_ids, told_rows
from foerderlupe.synth.world import World, world

ROWS = 6000


@pytest.fixture(scope="session")
def small() -> World:
    """A world of some thousand rows."""
    return world(seed=7, rows=ROWS, lists=12)


@pytest.fixture(scope="session", params=get_args(Profile))
def profile(request):
    return request.param


@pytest.fixture(scope="session")
def records(small, profile) -> pl.DataFrame:
    """The records of the small world with the measure that each describes."""
    told = pl.concat(told_rows(small, profile))
    return as_records(small, told).with_columns(measure_id=told.select(measure_ids()).to_series())


@pytest.fixture(scope="session")
def described(small) -> pl.DataFrame:
    """The measures of the small world with all codes of their families."""
    return small.measures.join(small.families, on="family").with_columns(
        measure_id=measure_ids(), end=pl.col("start") + pl.col("months")
    )


@pytest.fixture(scope="session")
def larger() -> World:
    """A world large enough for shares."""
    return world(seed=11, rows=60_000, lists=12)
