"""A night whose pairs are compared by a Spark server."""

import filecmp

import pytest

from foerderlupe.measures.evaluating import evaluate
from foerderlupe.spark import worker
from tests.spark.server import pysail_server

# When and by which run a list was fetched.
_OF_THE_RUN = {"core.source_runs", "marts.publisher_report"}


@pytest.fixture
def remote():
    with pysail_server() as address:
        yield address


@pytest.fixture
def compared_there(monkeypatch):
    """Numbers of pairs that workers compared: pysail lets them work in this process."""
    numbers = []

    def counted(pairs, *rest):
        numbers.append(pairs.height)
        return evaluate(pairs, *rest)

    monkeypatch.setattr(worker, "evaluate", counted)
    return numbers


def test_it_publishes_what_a_local_night_does(
    new_town, good, first_publication, remote, compared_there
) -> None:
    there = new_town()
    said = there.run("--engine", "spark", "--spark-remote", remote)
    assert (said.code, said.err) == (good.code, good.err)
    assert sum(compared_there) > 0
    assert list((there.home / "work" / "spark").iterdir()) == []
    published = there.published / "current" / "parquet"
    tables = [path.name for path in (first_publication / "parquet").iterdir()]
    compared = [name for name in tables if name.removesuffix(".parquet") not in _OF_THE_RUN]
    assert len(compared) > 30
    equal = filecmp.cmpfiles(first_publication / "parquet", published, compared, shallow=False)
    assert equal[1:] == ([], [])
    assert equal[0] == compared


def test_without_a_server_nothing_begins(new_town) -> None:
    town = new_town()
    said = town.run(FOERDERLUPE_ENGINE="spark", FOERDERLUPE_SPARK_REMOTE="sc://127.0.0.1:1")
    assert said.code == 1
    assert "no answer from sc://127.0.0.1:1" in said.err
    assert not town.published.exists()


def test_spark_without_an_address_is_a_usage_error(new_town) -> None:
    said = new_town().run("--engine", "spark")
    assert said.code == 2
    assert "--spark-remote sc://host:15002" in said.err
