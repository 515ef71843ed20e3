"""What a person reads when Spark cannot be used."""

import sys
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.engines import EngineChoice, open_engine
from foerderlupe.errors import DeclarationError, EngineError
from foerderlupe.measures.engine import LOCAL
from foerderlupe.measures.remembering import RememberingEngine
from foerderlupe.spark import workers
from foerderlupe.spark.session import open_session
from pipelines.settings import Settings


def opened(tmp_path, remote):
    with open_engine(EngineChoice.of("spark", remote), tmp_path, memory=None):
        pass


def test_local_needs_nothing(tmp_path) -> None:
    with open_engine(EngineChoice(), tmp_path / "never made", memory=None) as engine:
        assert engine is LOCAL
    with open_engine(EngineChoice(), tmp_path / "never made", memory=tmp_path / "pairs") as engine:
        assert isinstance(engine, RememberingEngine)
    assert not (tmp_path / "never made").exists()


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "foerderlupe.spark.session", None)
    with pytest.raises(EngineError, match=r"pip install 'foerderlupe\[spark\]'"):
        opened(tmp_path, "sc://127.0.0.1:15002")


@pytest.mark.parametrize("remote", ["sc://127.0.0.1:1", "sc://nobody.invalid"])
def test_without_a_server_it_fails_at_once(tmp_path, remote) -> None:
    with pytest.raises(EngineError, match=f"no answer from {remote}.*start-connect-server"):
        opened(tmp_path, remote)


def test_a_token_is_never_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SPARK_HOST_OF_THE_TEST", "127.0.0.1")
    with pytest.raises(EngineError) as said:
        opened(tmp_path, "sc://$SPARK_HOST_OF_THE_TEST:1/;token=geheim")
    assert "no answer" in str(said.value)
    assert "geheim" not in str(said.value)


@pytest.mark.parametrize("remote", ["localhost:15002", "spark://localhost:7077", "sc://"])
def test_an_address_of_something_else(tmp_path, remote) -> None:
    with pytest.raises(EngineError, match="expected an address like sc://host:15002"):
        opened(tmp_path, remote)


def test_spark_needs_an_address() -> None:
    with pytest.raises(DeclarationError, match="FOERDERLUPE_SPARK_REMOTE"):
        EngineChoice.of("spark")


def test_the_environment_chooses_for_the_schedule(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("FOERDERLUPE_ENGINE", "spark")
    monkeypatch.setenv("FOERDERLUPE_SPARK_REMOTE", "sc://spark:15002")
    monkeypatch.setenv("FOERDERLUPE_SPARK_STORAGE", str(tmp_path))
    chosen = Settings.from_environment().engine
    assert chosen == EngineChoice("spark", "sc://spark:15002", tmp_path)
    assert EngineChoice.of(**chosen.written()) == chosen
    monkeypatch.setenv("FOERDERLUPE_ENGINE", "sparc")
    with pytest.raises(DeclarationError, match="found the engine 'sparc', expected local or spark"):
        Settings.from_environment()


def test_workers_with_another_wheel_are_told_apart(session, monkeypatch) -> None:
    numbers = count()
    monkeypatch.setattr(workers, "version", lambda name: f"1.{next(numbers)}")
    with pytest.raises(EngineError, match=r"polars [\d.]+ on a worker, expected polars 1\.\d"):
        workers.check_workers(session)


def test_a_folder_that_workers_do_not_see(session, monkeypatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(Path, "exists", lambda path: next(answers))
    with pytest.raises(EngineError, match="Name such a folder with --spark-storage"):
        workers.check_workers(session)


def test_what_fails_on_a_worker_says_where_to_look(remote, tmp_path) -> None:
    def broken(batches):
        raise ModuleNotFoundError("No module named 'foerderlupe'")

    def work():
        with open_session(remote, tmp_path) as session:
            one = session.frame(pl.DataFrame({"id": [1]}))
            session.collected(session.mapped(one, broken, pl.Schema({"id": pl.Int64()})))

    with pytest.raises(EngineError, match=r"Install the same wheel.*on every worker"):
        work()
    assert list(tmp_path.iterdir()) == []
