"""Small hand-made worlds: frames of records whose true counts are known, built by the real SQL."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest

from foerderlupe.model import frames
from foerderlupe.model.frames import Frame
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import TableFile, load_tables
from foerderlupe.warehouse.database import Database

SQL = Path(__file__).parents[3] / "sql"
CODES = Path(__file__).parent / "codes"
AS_OF = date(2015, 7, 1)
FRAMES = {frame.name: frame for frame in vars(frames).values() if isinstance(frame, Frame)}


@dataclass
class World:
    """Rows per frame, written down by the few facts that matter."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    as_of: date = AS_OF

    def add(self, frame: str, **row: Any) -> None:
        self.rows.setdefault(frame, []).append(row)

    def source(self, source_id: str, publisher: str | None = None, **row: Any) -> str:
        given = {"publisher_id": publisher or source_id, "list_level": "measure"}
        given = {**given, "texts_may_be_published": True, **row}
        self.add("sources", source_id=source_id, title=source_id, **given)
        run = {"source_status": "ok", "snapshot": source_id, "fetched_at": "2015-06-30T02:30:00Z"}
        self.add("source_runs", source_id=source_id, **run)
        return source_id

    def record(
        self,
        measure: str | None,
        *,
        source: str = "list_a",
        at: str | tuple[str, ...] | None = "08111",
        coverage: str = "explicit",
        reach: str | None = None,
        groups: tuple[str, ...] = ("TG1100",),
        fields: tuple[str, ...] = ("HF0101",),
        period: tuple[date, date | None] | None = (date(2014, 1, 1), date(2015, 1, 1)),
        funders: tuple[str, ...] = (),
        carriers: tuple[str, ...] = (),
        eur: float | None = None,
        kind: str = "bewilligt",
        **row: Any,
    ) -> str:
        """One record of one list with everything that the stages would find in it."""
        if source not in {known["source_id"] for known in self.rows.get("sources", [])}:
            self.source(source)
        number = len(self.rows.get("records", [])) + 1
        record_id = row.pop("record_id", f"r{number:03d}")
        amount = {k: row.pop(k) for k in ("amount_precision", "shared_group") if k in row}
        start, end = period or (None, None)
        given = {"list_level": "measure", "title": f"Maßnahme {measure}", "locator": "line 1"}
        dated = {"period_from": start, "period_to": end, "amount_eur": eur}
        base = {"record_id": record_id, "source_id": source, "source_row": number}
        self.add("records", **{**base, **given, **dated, **row})
        if measure is not None:
            certain = {"identity_confidence": 0.98, "decided_by": "rules"}
            self.add("record_measure", record_id=record_id, measure_id=measure, **certain)
        self._place(record_id, at, coverage, reach)
        for code in groups:
            label = {"label_role": "beneficiary", "origin": "upstream", "confidence": 0.95}
            self.add("record_target_groups", record_id=record_id, target_group=code, **label)
        for nth, code in enumerate(fields):
            label = {"is_primary": nth == 0, "origin": "upstream", "confidence": 0.95}
            self.add("record_fields", record_id=record_id, field_of_action=code, **label)
        for role, names in (("funder", funders), ("carrier", carriers)):
            for position, name in enumerate(names, start=1):
                self._party(record_id, name, role, position)
        if eur is not None:
            money = {"amount_precision": "exakt", **amount, "amount_kind": kind}
            self.add("record_amounts", record_id=record_id, amount_eur=eur, **money)
        return record_id

    def _place(
        self, record_id: str, at: str | tuple[str, ...] | None, coverage: str, reach: str | None
    ) -> None:
        places = (at,) if at is None or isinstance(at, str) else at
        for place in places:
            kind = "none" if place is None and reach is None else coverage
            given = {"weight": 1 / len(places), "weight_basis": "equal", "confidence": 0.9}
            row = {"region_id": place, "coverage": kind, "reach": reach, **given}
            self.add("record_regions", record_id=record_id, **row)

    def _party(self, record_id: str, name: str, role: str, position: int) -> None:
        known = {row["organisation_id"] for row in self.rows.get("organisations", [])}
        if name not in known:
            self.add("organisations", organisation_id=name, name=name, institution_line=name)
        row = {"organisation_id": name, "role": role, "position": position}
        self.add("record_organisations", record_id=record_id, confidence=0.9, **row)

    def need(self, region: str, year: int, people: float, group: str = "TG1000") -> None:
        """People in need at the end of a year."""
        figure = {"indicator": "foreign_population", "unit": "persons", "suppressed": False}
        day = date(year, 12, 31)
        row = {"region_id": region, "target_group": group, "need_value": people, "ref_date": day}
        self.add("need", source_id="statistics", **row, **figure)

    def frames(self) -> dict[str, pl.DataFrame]:
        """All frames of schema ``stage``; ids of measures are minted along the way."""
        live = sorted({row["measure_id"] for row in self.rows.get("record_measure", [])})
        told = {row["measure_id"] for row in self.rows.get("measure_ids", [])}
        minted = [{"measure_id": m, "id_status": "live"} for m in live if m not in told]
        rows = {**self.rows, "measure_ids": [*self.rows.get("measure_ids", []), *minted]}
        stage = {
            name: frame.conform(pl.from_dicts(rows[name], infer_schema_length=None))
            if rows.get(name)
            else frame.empty()
            for name, frame in FRAMES.items()
        }
        return {**stage, "run": pl.DataFrame({"as_of": [self.as_of], "rules_version": ["1"]})}


@cache
def tables() -> dict[str, TableFile]:
    return load_tables(SQL / "core") | load_tables(SQL / "marts")


READ_BY: dict[str, set[str]] = {}


class Warehouse(Database):
    """Builds a table when a test first asks for it, with all that it reads."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        selects: Mapping[str, str],
        previous: Mapping[str, pl.DataFrame],
    ) -> None:
        super().__init__(connection)
        self.selects = selects
        self.previous = previous
        self.made: set[str] = set()

    def table(self, table: str) -> pl.DataFrame:
        self._need({table})
        return super().table(table)

    def count(self, table: str) -> int:
        self._need({table})
        return super().count(table)

    def query(self, select: str, parameters: Mapping[str, Any] | None = None) -> pl.DataFrame:
        self._need(self.read_by(select))
        return super().query(select, parameters)

    def _need(self, wanted: set[str]) -> None:
        for key in sorted(wanted & set(self.selects)):
            if key in self.made:
                continue
            self.made.add(key)
            self._need(self.read_by(self.selects[key]))
            self.remember(self.selects[key])
            self.create(key, self.selects[key])

    def read_by(self, select: str) -> set[str]:
        """Tables that a statement reads; every world has the same statements, read once."""
        if select not in READ_BY:
            READ_BY[select] = self.referenced(select)
        return READ_BY[select]

    def remember(self, select: str) -> None:
        """Give what the last publication said; without one its tables have no rows."""
        for name in sorted(self.read_by(select) - self.made):
            if name.startswith("previous."):
                self.made.add(name)
                core = name.replace("previous.", "core.")
                self.add_frame(name, self.previous.get(core, self.table(core).clear()))


@contextmanager
def built(
    world: World,
    previous: Mapping[str, pl.DataFrame] | None = None,
    override: Mapping[str, str] | None = None,
    codes: Path = CODES,
) -> Iterator[Warehouse]:
    """The warehouse of a world; ``override`` replaces the SELECT of a table by a broken one."""
    connection = duckdb.connect(":memory:")
    with TemporaryDirectory() as folder, closing(connection):
        selects = {key: table.select for key, table in tables().items()}
        database = Warehouse(connection, {**selects, **(override or {})}, previous or {})
        root = Path(folder)
        shutil.copytree(codes, root / "codes")
        for name in ("church_regions", "host_structures", "labels", "thresholds"):
            shutil.copy(SQL / "codes" / f"{name}.csv", root / "codes" / f"{name}.csv")
        shutil.copytree(SQL / "macros", root / "macros")
        load_inputs(database, world.frames(), root)
        yield database


@pytest.fixture
def world() -> World:
    """An empty world."""
    return World()


@pytest.fixture(scope="session")
def new_world() -> type[World]:
    """Makes worlds, for tests that need many."""
    return World


@pytest.fixture(scope="session")
def warehouse() -> Any:
    """Builds the warehouse of a world: ``with warehouse(world) as database``."""
    return built


@pytest.fixture(scope="session")
def described() -> Any:
    """Builds all tables of a warehouse as the real run does: with comments, headers checked."""

    def build_all(database: Warehouse) -> None:
        database.made.update(tables())
        for table in in_order(database, tables()):
            database.remember(table.select)
            list(build(database, [table]))

    return build_all
