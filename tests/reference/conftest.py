from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.readers.table import SET_ASIDE_SCHEMA, ListTable
from foerderlupe.spec.catalogue import load_document
from foerderlupe.spec.document import SourceDocument

HEAD = """
title: Reference list
publisher: {id: statistik, name: Statistisches Amt, kind: land}
address: list.csv
licence: {name: dl-de/by-2-0}
cadence: yearly
reader: {format: csv}
"""


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str], SourceDocument]:
    """A source document made of the part of it that the test is about."""

    def _document(text: str) -> SourceDocument:
        path = tmp_path / "statistik.yml"
        path.write_text(HEAD + text, encoding="utf-8")
        return load_document(path)

    return _document


def table(columns: list[str], *rows: tuple[str | None, ...]) -> ListTable:
    frame = pl.DataFrame(rows, dict.fromkeys(columns, pl.String), orient="row").select(
        pl.int_range(1, pl.len() + 1).alias("source_row"), pl.lit("row").alias("locator"), *columns
    )
    return ListTable(frame, SET_ASIDE_SCHEMA.to_frame())


@pytest.fixture
def listed() -> Callable[..., ListTable]:
    return table
