"""A web server for one test, and a source document that points where a test says."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import stamina

from foerderlupe.fetch.deliver import deliver
from foerderlupe.spec.catalogue import load_document

DOCUMENT = """\
title: Projektliste
publisher: {id: stadt, name: Stadt Musterstadt, kind: kommune}
licence: {name: CC-BY-4.0}
list_level: award
cadence: yearly
reader: {format: csv}
columns: {Titel: title}
"""


@dataclass
class Server:
    """Answers in turn; the last answer is given again and again."""

    address: str
    answers: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)

    def say(self, status: int, body: str = "", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, body.encode(), named))


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.requests.append({name.lower(): value for name, value in self.headers.items()})
            status, body, headers = (
                told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        told = Server(f"http://127.0.0.1:{http.server_port}/liste.csv")
        thread = threading.Thread(target=http.serve_forever, args=(0.05,))
        thread.start()
        yield told
        http.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


@pytest.fixture
def document(tmp_path):
    """Makes the document of a source with these addresses."""

    def document(*addresses: str | Path, source: str = "stadt"):
        (tmp_path / "sources").mkdir(exist_ok=True)
        path = tmp_path / "sources" / f"{source}.yml"
        listed = "".join(f"  - {address}\n" for address in addresses)
        path.write_text(f"{DOCUMENT}address:\n{listed}", encoding="utf-8")
        return load_document(path)

    return document


@pytest.fixture
def fetch(document, tmp_path):
    """Fetches addresses into the folder of snapshots of one source."""

    def fetch(*addresses: str | Path, offline: bool = False):
        return deliver(document(*addresses), tmp_path / "snapshots" / "stadt", offline=offline)

    return fetch
