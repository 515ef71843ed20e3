"""A small publication: two lists, three measures, one merged wrongly and one missed."""

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

RECORDS = pl.DataFrame(
    {
        "record_id": ["esf:1", "esf:2", "esf:3", "stadt:a", "stadt:b", "stadt:c"],
        "source_id": ["esf", "esf", "esf", "stadt", "stadt", "stadt"],
        "source_row": [1, 2, 3, 1, 2, 4],
    }
)
MEMBERS = pl.DataFrame(
    {
        "record_id": RECORDS["record_id"],
        "measure_id": ["m-1", "m-2", "m-3", "m-1", "m-2", "m-4"],
    }
)


def _evidence(**levels: str) -> str:
    fields = [{"field": name, "level": level, "bits": 1.5} for name, level in levels.items()]
    return json.dumps({"rules": "1", "prior": -10.0, "fields": fields, "bits": 3.0})


PAIRS = pl.DataFrame(
    [
        ("esf:1", "stadt:a", 0.99, None, "duplicate_record", _evidence(title="same", place="same")),
        ("esf:2", "stadt:b", 0.96, None, "duplicate_record", _evidence(title="near_generic")),
        ("esf:3", "stadt:c", 0.97, "phase", "successor", _evidence(title="same")),
        ("esf:2", "stadt:c", 0.8, None, "sibling", _evidence(title="part")),
    ],
    schema=["left_record_id", "right_record_id", "score", "veto", "relation", "evidence_json"],
    orient="row",
)
SAME = """\
source_id;source_row;measure
esf;1;Sprachcafé
esf;2;Elternlotsen
esf;3;Fahrradkurs
stadt;1;Sprachcafé
stadt;2;Schwimmkurs
stadt;4;Fahrradkurs
stadt;3;Sprachcafé
"""
RELATIONS = """\
source_a,row_a,source_b,row_b,relation
stadt,2,esf,2,different
stadt,1,esf,2,successor
stadt,4,esf,2,sibling
esf,1,stadt,1,top_up
"""


@dataclass(frozen=True)
class Known:
    """A home with the publication, and a folder with its truth."""

    home: Path
    truth: Path


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """Row 3 of the town's list was rejected, so that its record can only be missed."""
    tables = tmp_path / "home" / "published" / "current" / "parquet"
    tables.mkdir(parents=True)
    for name, frame in {"records": RECORDS, "record_measure": MEMBERS, "pairs": PAIRS}.items():
        frame.write_parquet(tables / f"core.{name}.parquet")
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / "same.csv").write_text(SAME, encoding="cp1252")
    (truth / "relations.csv").write_text(RELATIONS, encoding="utf-8")
    return Known(tmp_path / "home", truth)
