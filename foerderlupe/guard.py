"""The guard against lists that changed too much since they were last used.

Belongs here: comparing tonight's rows of a list with its last good copy, both read by the same
document, and with the row range that the document declares.
Does not belong here: what happens to a list that is held (``ingest``).
"""

from collections.abc import Iterator

import polars as pl

from foerderlupe.errors import Problem
from foerderlupe.model.slices import Slice
from foerderlupe.spec.document import SourceDocument

_ADVICE = "Look at the list; if the change is right, run once with --accept {source}."


def held_because(
    document: SourceDocument, tonight: Slice, last_good: Slice | None
) -> list[Problem]:
    """Reasons to hold the list; none if it may be used (DOMAIN §4.2, 3)."""
    problems = list(_outside_range(document, tonight.records.height))
    if last_good is not None and last_good.records.height:
        problems += _changed_too_much(document, tonight.records, last_good.records)
    return problems


def _outside_range(document: SourceDocument, records: int) -> Iterator[Problem]:
    rows = document.rows
    if records < rows.min:
        yield _problem(document, f"{records} records", f"at least {rows.min} ('rows: min')")
    if rows.max is not None and records > rows.max:
        yield _problem(document, f"{records} records", f"at most {rows.max} ('rows: max')")


def _changed_too_much(
    document: SourceDocument, tonight: pl.DataFrame, before: pl.DataFrame
) -> Iterator[Problem]:
    guard = document.guard
    if _change(tonight.height, before.height) > guard.rows:
        yield _problem(
            document,
            f"{tonight.height} records after {before.height}",
            f"a change of at most {guard.rows:g} %",
        )
    amounts = [float(frame["amount_eur"].sum() or 0) for frame in (tonight, before)]
    if _change(amounts[0], amounts[1]) > guard.amount:
        yield _problem(
            document,
            f"amounts of {amounts[0]:,.2f} EUR after {amounts[1]:,.2f} EUR",
            f"a change of at most {guard.amount:g} %",
        )
    for field in sorted(document.filled_fields & set(before.columns)):
        shares = [frame[field].null_count() / max(frame.height, 1) for frame in (tonight, before)]
        if 100 * shares[0] > guard.empty >= 100 * shares[1]:
            yield _problem(
                document,
                f"'{field}' empty in {100 * shares[0]:.0f} % of the records, "
                f"{100 * shares[1]:.0f} % before",
                f"at most {guard.empty:g} %",
            )


def _change(now: float, before: float) -> float:
    return 100 * abs(now - before) / abs(before) if before else 0.0


def _problem(document: SourceDocument, found: str, expected: str) -> Problem:
    return Problem(
        found,
        expected,
        _ADVICE.format(source=document.source_id),
        source=document.source_id,
    )
