"""The code location: everything declared is an asset, and the graph tells what reads what."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest

from foerderlupe.project import SOURCES, SQL
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.build import dependencies
from foerderlupe.warehouse.contract import load_checks, load_tables
from foerderlupe.warehouse.database import open_database
from pipelines.definitions import build_definitions
from pipelines.sensors import tell_of_failure
from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def definitions(tmp_path_factory):
    return build_definitions(Settings((SOURCES,), tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def graph(definitions):
    return definitions.resolve_asset_graph()


def parents(graph, key):
    return {"/".join(parent.path) for parent in graph.get(dg.AssetKey(key.split("/"))).parent_keys}


def test_every_source_document_has_its_two_assets(graph):
    documents = load_catalogue([SOURCES])
    assert documents
    for source in documents:
        assert parents(graph, f"snapshots/{source}") == set()
        assert parents(graph, f"records/{source}") == {f"snapshots/{source}"}


def test_every_sql_file_has_its_asset_which_reads_what_its_query_reads(graph):
    tables = load_tables(SQL / "core") | load_tables(SQL / "marts")
    assert len(tables) > 30
    with open_database() as database:
        read = dependencies(database, tables)
    for key in tables:
        expected = {name.replace(".", "/") for name in read[key] & set(tables)}
        drawn = {p for p in parents(graph, key.replace(".", "/")) if p[:4] in ("core", "mart")}
        assert drawn == expected


def test_every_check_is_an_asset_check_and_critical_ones_on_marts_block(graph):
    declared = {(file.table, file.name) for file in load_checks(SQL / "checks")}
    shown = {(".".join(key.asset_key.path), key.name) for key in graph.asset_check_keys}
    assert declared <= shown


def test_the_publication_comes_last(graph):
    assert not graph.get(dg.AssetKey("publication")).child_keys
    assert "marts/measures" in parents(graph, "publication")


def test_the_nightly_job_runs_everything_at_half_past_two_in_berlin(definitions, graph):
    [schedule] = definitions.schedules
    assert schedule.cron_schedule == "30 2 * * *"
    assert schedule.execution_timezone == "Europe/Berlin"
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    job = definitions.resolve_job_def("nightly")
    assert job.asset_layer.executable_asset_keys == graph.executable_asset_keys


def test_a_failed_run_is_told_to_the_webhook(monkeypatch):
    told = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    @dg.op
    def fail():
        raise ValueError("Platte voll")

    @dg.job
    def nightly():
        fail()

    with HTTPServer(("127.0.0.1", 0), Handler) as http, dg.instance_for_test() as instance:
        thread = threading.Thread(target=http.handle_request)
        thread.start()
        monkeypatch.setenv("FOERDERLUPE_WEBHOOK", f"http://127.0.0.1:{http.server_port}/hook")
        result = nightly.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            sensor_name="tell_of_failure",
            dagster_event=result.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        ).for_run_failure()
        tell_of_failure(context)
        thread.join()
    [message] = told
    assert message["job"] == "nightly"
    assert result.run_id in message["text"]
    assert "nothing was published" in message["text"]


def test_without_a_webhook_a_failure_is_only_logged(monkeypatch):
    monkeypatch.setenv("FOERDERLUPE_WEBHOOK", "")
    assert Settings.from_environment().webhook is None


def test_the_workspace_is_valid_for_dagster(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-w", "workspace.yaml"],
        cwd=ROOT,
        env={"PATH": str(Path(sys.executable).parent), "DAGSTER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
