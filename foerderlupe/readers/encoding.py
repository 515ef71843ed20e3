"""Bytes to text, without ever guessing silently wrong.

Belongs here: which encoding a text file has, and the signs that a file is not a list at all.
Does not belong here: rows and cells.
"""

import codecs
import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from foerderlupe.errors import Problem, SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"PK\x03\x04": "a ZIP or Excel file",
    b"\xd0\xcf\x11\xe0": "an Excel or other Office file",
    b"%PDF-": "a PDF document",
    b"\x1f\x8b": "a compressed file",
}
# What no text means, and what readers use as marks of their own.
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def _known(name: str) -> str:
    if name != "auto":
        try:
            codecs.lookup(name)
        except LookupError:
            raise PydanticCustomError(
                "encoding", "an encoding such as utf-8 or cp1252, or auto"
            ) from None
    return name


Encoding = Annotated[str, AfterValidator(_known)]


def decoded(data: bytes, declared: str = "auto") -> str:
    """The text of a file, with every line end as a line feed.

    ``auto`` takes a byte order mark, then UTF-8, then Windows-1252. Latin-1 is read as
    Windows-1252, as browsers do, because its control characters are never meant. Raises
    ``SourceError`` with the line for bytes that the encoding does not know, for UTF-8 declared as
    something else, for a file of mixed encodings, for NUL characters, for an empty file and for
    other formats. Other control characters become blanks.

    >>> decoded("Träger – „Haus“".encode("cp1252"))
    'Träger – „Haus“'
    """
    if not data.strip():
        raise _error("an empty file", "rows", "Look at the address; the publisher may have moved.")
    for mark, kind in _BINARY.items():
        if data.startswith(mark):
            raise _error(kind, "text", "Declare the format that the publisher sends.")
    text = _decode(data, _encoding(data, declared))
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _error("NUL characters", "text", "The file is damaged; fetch it again.", line)
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def not_a_web_page(text: str, expected: str) -> None:
    """Raise ``SourceError`` if the text is an HTML page, as servers send for an error."""
    if _WEB_PAGE.match(text):
        raise _error(
            "an HTML page",
            expected,
            "Open the address in a browser; the list may have moved or need a log-in.",
        )


def _encoding(data: bytes, declared: str) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return marked
    if declared != "auto":
        return _checked(data, codecs.lookup(declared).name)
    if len(data) > 1 and data[1::2].count(0) * 4 > len(data):
        return "utf-16-le"
    if len(data) > 1 and data[0::2].count(0) * 4 > len(data):
        return "utf-16-be"
    return "utf-8" if _mostly_utf8(data) else "cp1252"


def _checked(data: bytes, declared: str) -> str:
    name = "cp1252" if declared == "iso8859-1" else declared
    if name == "cp1252" and not data.isascii() and _is_utf8(data):
        line = data[: re.search(rb"[\x80-\xff]", data).start()].count(b"\n") + 1  # type: ignore[union-attr]
        raise _error("UTF-8", f"{declared} as declared", "Declare encoding: utf-8.", line)
    return name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few broken bytes, too, so that they are reported.

    Windows-1252 text hardly ever forms a valid UTF-8 sequence.
    """
    if _is_utf8(data):
        return True
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    special = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return special > broken


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _error(
            f"the bytes {data[error.start : error.end].hex(' ')}",
            f"{encoding} text",
            "Declare the encoding that the publisher uses, or ask for an undamaged file.",
            data[: error.start].count(b"\n") + 1,
        ) from error


def _error(found: str, expected: str, advice: str, line: int | None = None) -> SourceError:
    return SourceError(Problem(found, expected, advice, line=line))
