"""The one module that speaks HTTP.

Belongs here: conditional requests, retries, time-outs, size limit.
Does not belong here: keeping bytes (``fetch.archive``) and local files (``fetch.deliver``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import stamina

from foerderlupe.fetch.snapshot import SnapshotFile

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_ATTEMPTS = 4
_LARGEST_BYTES = 2 * 1024**3
_AGENT = "foerderlupe (reads published programme lists once a night)"


class NotDelivered(Exception):
    """The network or the server said something, and it is not the list."""


@dataclass(frozen=True)
class Answer:
    """What the server said of the bytes that were written; ``None`` of both: it said nothing."""

    etag: str | None
    last_modified: str | None


def get(address: str, target: Path, known: SnapshotFile | None) -> Answer | None:
    """Write the body to ``target``, or give ``None`` if nothing changed since ``known``.

    Network failures, time-outs and server errors (5xx, 429) are tried again with growing pauses.
    Raises ``NotDelivered`` for other answers than success, and when all attempts failed.
    """
    for attempt in _attempts():
        with attempt:
            return _get_once(address, target, known)
    raise AssertionError("stamina either returns or raises")


def _get_once(address: str, target: Path, known: SnapshotFile | None) -> Answer | None:
    conditions = _conditions(known)
    with _streamed(address, conditions) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and conditions:
            return None
        if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            response.raise_for_status()
        if not response.is_success:
            raise NotDelivered(f"{address}: HTTP {response.status_code} {response.reason_phrase}")
        _write(response, target, address)
        return Answer(response.headers.get("etag"), response.headers.get("last-modified"))


@contextmanager
def _streamed(address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
    with (
        _in_own_words(address),
        httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client,
        client.stream("GET", address, headers={"user-agent": _AGENT, **headers}) as response,
    ):
        yield response


def _conditions(known: SnapshotFile | None) -> dict[str, str]:
    if known is None:
        return {}
    stated = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
    return {name: value for name, value in stated.items() if value is not None}


def _write(response: httpx.Response, target: Path, address: str) -> None:
    written = 0
    with target.open("wb") as stream:
        for chunk in response.iter_bytes():
            written += len(chunk)
            if written > _LARGEST_BYTES:
                raise NotDelivered(f"{address}: more than {_LARGEST_BYTES // 1024**3} GiB")
            stream.write(chunk)


def post(address: str, payload: dict[str, str]) -> None:
    """Send a message as JSON, trying again like ``get``.

    Raises ``NotDelivered`` when it cannot be delivered.
    """
    for attempt in _attempts():
        with attempt, _in_own_words(address):
            httpx.post(address, json=payload, timeout=_TIMEOUT).raise_for_status()


def _attempts() -> Iterable[stamina.Attempt]:
    return stamina.retry_context(on=_worth_retrying, attempts=_ATTEMPTS, wait_max=20.0)


def _worth_retrying(error: Exception) -> bool:
    cause = error.__cause__
    return isinstance(cause, httpx.TransportError | httpx.HTTPStatusError) and not isinstance(
        cause, httpx.UnsupportedProtocol
    )


@contextmanager
def _in_own_words(address: str) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        said = (str(error) or type(error).__name__).splitlines()[0]
        raise NotDelivered(f"{address}: {said}") from error
