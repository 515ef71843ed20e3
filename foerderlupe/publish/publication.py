"""One publication: a folder that is built aside and appears complete or not at all.

Belongs here: writing the warehouse file, Parquet, CSV and the description of a run.
Does not belong here: which publication readers see (``publish.history``) and what the tables
mean (``sql``).
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from foerderlupe.publish.datapackage import datapackage
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.questions import QuestionFile

WAREHOUSE = "warehouse.duckdb"
DESCRIPTION = "publication.json"


@dataclass(frozen=True)
class Publication:
    """What a publication says of itself; ``amber`` are findings that did not block it."""

    run_id: str
    as_of: date
    created_at: str
    rules_version: str
    measures: int
    records: int
    sources: int
    amber: int

    def to_json(self) -> str:
        """The description as JSON text."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat()}, indent=2)

    @classmethod
    def from_folder(cls, folder: Path) -> "Publication":
        """The description that lies in a publication's folder."""
        content: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        return cls(**{**content, "as_of": date.fromisoformat(content["as_of"])})


def new_run_id(published: Path, now: datetime) -> str:
    """A name for tonight's publication that sorts by time and is not taken."""
    stem = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {path.name for path in published.glob(f"{stem}*")}
    names = (stem if attempt == 1 else f"{stem}-{attempt}" for attempt in range(1, 1000))
    return next(name for name in names if name not in taken)


def write_publication(
    database: Database,
    tables: Mapping[str, TableFile],
    description: Publication,
    published: Path,
    *,
    questions: Iterable[QuestionFile] = (),
) -> Path:
    """Write all tables aside, then give the folder its name; gives the folder.

    A table whose header says ``published: false`` stays at home. The warehouse file holds the
    questions too, as macros. A folder left behind by a run that died is removed first.
    """
    published.mkdir(parents=True, exist_ok=True)
    _remove_unfinished(published)
    building = published / f".building-{description.run_id}"
    building.mkdir()
    tables = {key: table for key, table in tables.items() if table.header.published}
    macros = [question.macro for question in questions]
    database.hand_over(building / WAREHOUSE, macros)
    _write_files(database, tables.values(), building)
    package = datapackage(database, tables, description.run_id, description.as_of)
    (building / "datapackage.json").write_text(package, encoding="utf-8")
    (building / DESCRIPTION).write_text(description.to_json(), encoding="utf-8")
    finished = published / description.run_id
    building.replace(finished)
    return finished


def _write_files(database: Database, tables: Iterable[TableFile], folder: Path) -> None:
    """Parquet and CSV side by side, since DuckDB writes a file with one thread."""
    tables = list(tables)
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir()
    with database.beside() as other, ThreadPoolExecutor(1) as beside:
        csv = beside.submit(_write_csv, other, tables, folder / "csv")
        for table in tables:
            database.write_parquet(table.key, folder / "parquet" / f"{table.key}.parquet")
        csv.result()


def _write_csv(database: Database, tables: Iterable[TableFile], folder: Path) -> None:
    for table in tables:
        if table.header.csv:
            database.write_csv(table.key, folder / f"{table.key}.csv")


def _remove_unfinished(published: Path) -> None:
    for path in published.glob(".building-*"):
        shutil.rmtree(path)
