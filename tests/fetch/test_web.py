"""Lists on the web: asked for politely, tried again, never half."""

import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from foerderlupe.fetch import web

LISTE = "Titel\nSprachcafé\n"


@pytest.fixture
def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]  # bound, but nobody listens


def test_the_body_is_kept_with_etag_and_date(fetch, server):
    server.say(200, LISTE, etag='"v1"', last_modified="Mon, 16 Nov 2026 02:30:00 GMT")
    delivery = fetch(server.address)
    [file] = delivery.snapshot.files
    assert delivery.status == "ok"
    assert file.path.read_text(encoding="utf-8") == LISTE
    assert (file.etag, file.last_modified) == ('"v1"', "Mon, 16 Nov 2026 02:30:00 GMT")


def test_the_next_night_asks_whether_anything_changed(fetch, server):
    server.say(200, LISTE, etag='"v1"', last_modified="Mon, 16 Nov 2026 02:30:00 GMT")
    server.say(304)
    first, second = fetch(server.address), fetch(server.address)
    assert server.requests[1]["if-none-match"] == '"v1"'
    assert server.requests[1]["if-modified-since"] == "Mon, 16 Nov 2026 02:30:00 GMT"
    assert second.status == "unchanged"
    assert second.snapshot == first.snapshot


def test_a_server_without_etag_is_not_asked_for_changes(fetch, server):
    server.say(200, LISTE)
    fetch(server.address)
    assert fetch(server.address).status == "unchanged"
    assert "if-none-match" not in server.requests[1]


def test_a_lost_copy_is_fetched_anew(fetch, server):
    server.say(200, LISTE, etag='"v1"')
    first = fetch(server.address)
    first.snapshot.files[0].path.unlink()
    fetch(server.address)
    assert "if-none-match" not in server.requests[1]
    assert first.snapshot.files[0].path.exists()


def test_one_of_two_files_changed(fetch, server, tmp_path):
    """A file that is unchanged keeps its bytes; the delivery is new, and newest."""
    local = tmp_path / "b.csv"
    local.write_text("Titel\nb\n")
    server.say(200, LISTE, etag='"v1"')
    server.say(304)
    first = fetch(server.address, local)
    local.write_text("Titel\nneu\n")
    second = fetch(server.address, local)
    assert second.status == "ok"
    assert second.snapshot.files[0].sha256 == first.snapshot.files[0].sha256
    alone = fetch(server.address)
    assert alone.status == "ok"
    assert fetch(server.address, offline=True).snapshot == alone.snapshot


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_in_trouble_is_asked_again(fetch, server, status):
    server.say(status)
    server.say(200, LISTE)
    assert fetch(server.address).status == "ok"
    assert len(server.requests) == 2


def test_a_server_in_lasting_trouble_leaves_the_older_copy(fetch, server):
    server.say(200, LISTE)
    server.say(500)
    first, second = fetch(server.address), fetch(server.address)
    assert len(server.requests) == 1 + 4
    assert (second.status, second.snapshot) == ("fallback", first.snapshot)
    assert "500" in second.message
    assert server.address in second.message


@pytest.mark.parametrize("status", [404, 403, 401])
def test_a_refusal_is_final_and_says_why(fetch, server, status):
    server.say(status, "<html>Diese Seite gibt es nicht</html>")
    delivery = fetch(server.address)
    assert len(server.requests) == 1
    assert (delivery.status, delivery.snapshot) == ("failed", None)
    assert f"{server.address}: HTTP {status}" in delivery.message


def test_an_unasked_not_modified_is_no_list(fetch, server):
    server.say(304)
    assert fetch(server.address).status == "failed"


def test_a_refused_connection_names_the_address(fetch, closed_port):
    address = f"http://127.0.0.1:{closed_port}/liste.csv"
    delivery = fetch(address)
    assert delivery.status == "failed"
    assert address in delivery.message


def test_a_server_that_never_answers_is_given_up(fetch, monkeypatch):
    monkeypatch.setattr(web, "_TIMEOUT", httpx.Timeout(0.1))
    monkeypatch.setattr(web, "_ATTEMPTS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/liste.csv"
        delivery = fetch(address)
    assert delivery.status == "failed"
    assert "timed out" in delivery.message


def test_a_body_that_breaks_off_is_never_taken_for_the_list(fetch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as cut:
        cut.settimeout(5)

        def answer():
            for _ in range(web._ATTEMPTS):
                connection, _peer = cut.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nTitel\n")

        with ThreadPoolExecutor() as pool:
            answered = pool.submit(answer)
            delivery = fetch(f"http://127.0.0.1:{cut.getsockname()[1]}/liste.csv")
            answered.result()
    assert delivery.status == "failed"
    assert not list((tmp_path / "snapshots" / "stadt").iterdir())


@pytest.mark.parametrize("address", ["ftp://beispiel.de/liste.csv", "http://[kaputt/liste.csv"])
def test_an_address_that_is_none_fails_at_once_with_its_text(fetch, address):
    delivery = fetch(f'"{address}"')
    assert delivery.status == "failed"
    assert address in delivery.message


def test_a_list_beyond_the_size_limit_is_refused(fetch, server, monkeypatch):
    monkeypatch.setattr(web, "_LARGEST_BYTES", 10)
    server.say(200, LISTE)
    assert fetch(server.address).status == "failed"


def test_offline_sends_nothing(fetch, server):
    server.say(200, LISTE)
    assert fetch(server.address, offline=True).status == "failed"
    assert not server.requests
    fetch(server.address)
    assert fetch(server.address, offline=True).status == "unchanged"
    assert len(server.requests) == 1


def test_a_message_that_cannot_be_delivered_says_where(closed_port):
    with pytest.raises(web.NotDelivered, match=str(closed_port)):
        web.post(f"http://127.0.0.1:{closed_port}/hook", {"text": "Lauf gescheitert"})
