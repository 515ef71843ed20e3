"""A list and its source document in a few lines."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foerderlupe.readers.table import SET_ASIDE_SCHEMA, ListTable
from foerderlupe.spec.document import SourceDocument


def make_document(columns: dict[str, Any], **changes: Any) -> SourceDocument:
    content = {
        "source_id": "projekte_2014",
        "path": Path("projekte_2014.yml"),
        "title": "Projektliste 2014",
        "publisher": {"id": "ministerium", "name": "Ministerium", "kind": "land"},
        "address": ["projekte_2014.csv"],
        "licence": {"name": "dl-de/by-2-0"},
        "list_level": "measure",
        "cadence": "yearly",
        "reader": {"format": "csv"},
        "columns": columns,
    }
    return SourceDocument.model_validate({**content, **changes})


def make_table(*rows: dict[str, str | None], set_aside: pl.DataFrame | None = None) -> ListTable:
    names = list(rows[0]) if rows else []
    frame = pl.DataFrame(
        {
            "source_row": pl.Series(range(1, len(rows) + 1), dtype=pl.Int64),
            "locator": [f"line {number + 1}" for number in range(1, len(rows) + 1)],
            **{name: pl.Series([row[name] for row in rows], dtype=pl.String) for name in names},
        }
    )
    return ListTable(frame, SET_ASIDE_SCHEMA.to_frame() if set_aside is None else set_aside)


@pytest.fixture(name="document")
def _document() -> Any:
    return make_document


@pytest.fixture(name="table")
def _table() -> Any:
    return make_table
