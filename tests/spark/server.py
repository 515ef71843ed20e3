"""Spark Connect servers for tests.

Belongs here: starting and stopping them. pysail runs in this process and needs no Java; a cluster
of real Spark is started from ``SPARK_HOME`` with two workers that are processes of their own.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

PATIENCE = 180
CLUSTER = {
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.executor.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}


@contextmanager
def pysail_server() -> Iterator[str]:
    """The address of a pysail server."""
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """The address of a server of real Spark with two workers; it logs to ``folder``."""
    if not os.environ.get("SPARK_HOME"):
        pytest.fail("SPARK_HOME names no PySpark 4; docs/spark.md says how to get one")
    port = free_port()
    settings = CLUSTER | {"spark.connect.grpc.binding.port": str(port)}
    command = [
        str(Path(os.environ["SPARK_HOME"]) / "bin" / "spark-submit"),
        *("--master", "local-cluster[2,1,1536]"),
        *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
        *(part for name, value in settings.items() for part in ("--conf", f"{name}={value}")),
        "spark-internal",
    ]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "POLARS_MAX_THREADS": "1"}
    with (folder / "spark.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_for(port, server)
            yield f"sc://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return listening.getsockname()[1]


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = monotonic() + PATIENCE
    while server.poll() is None and monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.5)
    pytest.fail("Spark did not start; see spark.log in the folder of the test")
