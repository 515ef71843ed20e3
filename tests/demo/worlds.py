"""Worlds of lists whose truth is known, read by the real stages.

Belongs here: the way from list files and truth tables to the evidence that matching is given.
Does not belong here: inventing a world (``make``), and expectations.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.fetch.deliver import deliver
from foerderlupe.ingest import ingest
from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.lists import gather
from foerderlupe.measures.evidence import Evidence
from foerderlupe.model.bundles import Lists
from foerderlupe.organisations.resolve import resolve_organisations
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.project import CODES
from foerderlupe.sources import distinct_measures_frame
from foerderlupe.spec.catalogue import load_catalogue
from tests.demo.make import make

TRUTH = Path(__file__).parent / "truth"
SOURCES = Path(__file__).parents[2] / "assets" / "sources"
_ROW = ["source_id", "source_row"]


@dataclass(frozen=True)
class World:
    """Evidence and ``sources`` as matching is given them, and what is true.

    ``same`` has record_id and measure; ``relations`` record_id, right (a record_id), relation.
    """

    evidence: Evidence
    sources: pl.DataFrame
    same: pl.DataFrame
    relations: pl.DataFrame

    def known(self) -> pl.DataFrame:
        """The truth about every pair of records: left_record_id, right_record_id, same."""
        members = self.same.select("record_id", "measure")
        left, right = members.rename({"record_id": "left"}), members.rename({"record_id": "right"})
        pairs = left.join(right, how="cross").filter(pl.col("left") < pl.col("right"))
        return pairs.select(
            left_record_id="left",
            right_record_id="right",
            same=pl.col("measure") == pl.col("measure_right"),
        )


def embedded_world(home: Path) -> World:
    """The world of the embedded lists; snapshots are kept below ``home``."""
    return _read(SOURCES, TRUTH, home)


def make_world(seed: int, folder: Path) -> World:
    """Another world of the same kind; its lists, truth and snapshots are written to ``folder``."""
    sources, lists, truth = folder / "sources", folder / "demo", folder / "truth"
    shutil.copytree(SOURCES, sources)
    shutil.copytree(SOURCES.parent / "demo", lists)
    truth.mkdir()
    make(lists, truth, seed)
    return _read(sources, truth, folder / "home")


def _read(sources: Path, truth: Path, home: Path) -> World:
    documents = load_catalogue([sources])
    ingested = {
        source: ingest(document, deliver(document, home / source, offline=False), home, None)
        for source, document in documents.items()
    }
    evidence = _evidence(gather(documents, ingested))
    row = evidence.records.select("record_id", *_ROW)
    relations = (
        pl.read_csv(truth / "relations.csv")
        .join(row, left_on=["source_a", "row_a"], right_on=_ROW)
        .join(row.rename({"record_id": "right"}), left_on=["source_b", "row_b"], right_on=_ROW)
        .select("record_id", "right", "relation")
    )
    same = pl.read_csv(truth / "same.csv").join(row, on=_ROW)
    return World(evidence, distinct_measures_frame(documents.values()), same, relations)


def _evidence(lists: Lists) -> Evidence:
    gazetteer = load_gazetteer(CODES, lists.reference_regions, lists.reference_postcodes)
    resolved = resolve_organisations(lists.record_parties, lists.records)
    return Evidence(
        records=lists.records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_regions=place_records(lists.records, lists.record_parties, gazetteer),
        record_target_groups=label_target_groups(lists.records),
        record_fields=label_fields(lists.records),
        record_amounts=lists.record_amounts,
    )
