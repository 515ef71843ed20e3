"""Thresholds in the words of a contract.

Belongs here: putting the values of ``sql/codes/thresholds.csv`` where a text names them, so that
a definition never repeats a number. Does not belong here: the thresholds themselves, and their
use in queries (``sql/macros/threshold.sql``).
"""

import re
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem

_NAMED = re.compile(r"\[\[(\w+)\]\]")


def with_thresholds(text: str, path: Path) -> str:
    """The text of the SQL file at ``path`` with ``[[name]]`` replaced by the threshold's value.

    Raises ``DeclarationError`` with the line of a name that no threshold has.
    """
    if not _NAMED.search(text):
        return text
    values = _values(path.parents[1] / "codes" / "thresholds.csv")
    unknown = [match for match in _NAMED.finditer(text) if match[1] not in values]
    if unknown:
        raise DeclarationError(*(_problem(match, text, path) for match in unknown))
    return _NAMED.sub(lambda match: values[match[1]], text)


def _values(path: Path) -> dict[str, str]:
    return dict(pl.read_csv(path, infer_schema=False).select("name", "value").iter_rows())


def _problem(match: re.Match[str], text: str, path: Path) -> Problem:
    return Problem(
        f"'{match[0]}'",
        "the name of a threshold",
        "Name one of sql/codes/thresholds.csv, or add it there.",
        file=str(path),
        line=text.count("\n", 0, match.start()) + 1,
    )
