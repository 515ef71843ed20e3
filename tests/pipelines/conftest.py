"""Small lists in a folder, and the command as a person calls it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.publish import history

ROOT = Path(__file__).parents[2]
DOCUMENT = """\
title: Projektliste {source}
publisher: {{id: {source}, name: Stadt {source} (erfunden), kind: kommune}}
address: {source}.csv
licence: {{name: CC-BY-4.0, texts: true}}
list_level: award
cadence: yearly
reader: {{format: csv}}
columns:
  Titel: title
  Träger: carrier
  Gemeinde: place
  Von: period_from
  Bis: period_to
  Betrag: amount_bewilligt
  Zielgruppe: target_group
constants: {{funder: Stadt {source}}}
default_region: 08
"""
HEADER = "Titel;Träger;Gemeinde;Von;Bis;Betrag;Zielgruppe"
ROWS = (
    "Sprachcafé für geflüchtete Frauen;Begegnungshaus Süd e. V.;Mannheim;"
    "01.03.2023;31.12.2024;12.500,00;geflüchtete Frauen",
    "Elternlotsen an Grundschulen;Kinderbrücke gGmbH;Heidelberg;"
    "01.09.2022;31.08.2024;30.000,00;Eltern mit Migrationshintergrund",
    "Ausbildungspaten für junge Geflüchtete;Patenwerk e. V.;Karlsruhe;"
    "01.01.2023;31.12.2023;8.400,50;junge Geflüchtete",
    "Fahrradkurs für Zugewanderte;Radhaus e. V.;Ulm;01.04.2023;30.09.2023;2.000,00;Frauen",
)

ERROR_PAGE = "<!DOCTYPE html><html><body><h1>503 Dienst nicht verfügbar</h1></body></html>"
CHECK = """\
checks:
  - expect_column_values_to_be_between:
      {{column: amount_eur, max_value: 10000, severity: {severity}}}
"""
JUDGEMENTS = """\
left_record_id,right_record_id,judgement,judged_by,judged_at,reason,seen
a:1,b:1,different,Petra,2024-04-30,verschieden,
a:2,b:2,same,Petra,2024-04-30,ein Grund, mit Komma,
{left},{right},same,Ali,2024-04-30,gleich,"{{""{left}"": {{""title"": ""Nähcafé""}}}}"
"""


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass
class Town:
    """A folder of source documents with their lists, and a home."""

    folder: Path
    sources: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def published(self) -> Path:
        return self.home / "published"

    def document(self, source: str, more: str = "") -> None:
        (self.folder / "sources").mkdir(parents=True, exist_ok=True)
        path = self.folder / "sources" / f"{source}.yml"
        path.write_text(DOCUMENT.format(source=source) + more, encoding="utf-8")

    def liste(self, source: str, *rows: str, header: str = HEADER) -> None:
        path = self.folder / "sources" / f"{source}.csv"
        path.write_text("\n".join((header, *(rows or ROWS))) + "\n", encoding="utf-8")

    def call(self, command: str, *arguments: str, **environment: str) -> Said:
        """Call ``foerderlupe`` as a process of its own, its home by environment."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("DAGSTER")}
        done = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", command, *arguments],
            cwd=ROOT,
            env=inherited
            | {"FOERDERLUPE_HOME": str(self.home), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
            | environment,
            capture_output=True,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def run(self, *arguments: str, **environment: str) -> Said:
        """Run the nightly job on the folder."""
        sources = str(self.folder / "sources")
        return self.call(
            "run", "--sources", sources, "--as-of", "2024-05-01", *arguments, **environment
        )


@pytest.fixture(scope="session")
def new_town(tmp_path_factory):
    """Makes a town of two lists, one of which repeats a measure of the other."""

    def new_town() -> Town:
        town = Town(tmp_path_factory.mktemp("town"))
        for source in ("neckarau", "seckenheim"):
            town.document(source)
        town.liste("neckarau")
        town.liste("seckenheim", ROWS[0], ROWS[3].replace("Fahrradkurs", "Schwimmkurs"))
        return town

    return new_town


@pytest.fixture(scope="session")
def town(new_town):
    return new_town()


@pytest.fixture(scope="session")
def good(town):
    """The first night: two good lists; what was delivered is copied for another home."""
    said = town.run()
    shutil.copytree(town.home / "snapshots", town.folder / "first snapshots")
    return said


@pytest.fixture(scope="session")
def twice_listed(first_publication, good):
    """The two records of the measure that both lists name."""
    members = pl.read_parquet(first_publication / "parquet" / "core.record_measure.parquet")
    return members.filter(pl.len().over("measure_id") == 2)["record_id"].sort().to_list()


@pytest.fixture(scope="session")
def amber(town, good, twice_listed):
    """The second night: an error page, a broken warning, a bad line among the judgements.

    One judgement is on records that nobody knows, one was made when a title was another. The
    terminal knows no umlauts.
    """
    town.liste("neckarau", header=ERROR_PAGE)
    town.document("seckenheim", CHECK.format(severity="warning"))
    (town.home / "judgements.csv").write_text(
        JUDGEMENTS.format(left=twice_listed[0], right=twice_listed[1]), encoding="utf-8"
    )
    return town.run(PYTHONIOENCODING="ascii")


@pytest.fixture(scope="session")
def red(town, amber):
    """The third night: a critical promise is broken."""
    town.document("seckenheim", CHECK.format(severity="critical"))
    before = history.publications(town.published)
    return town.run(), before


@pytest.fixture(scope="session")
def ids(town, good):
    """The publications of the first and the second night."""
    return history.publications(town.published)


@pytest.fixture(scope="session")
def first_publication(town, good):
    return town.published / history.publications(town.published)[0]


@pytest.fixture(scope="session")
def last_publication(town, amber):
    return town.published / history.publications(town.published)[-1]


@pytest.fixture(scope="session")
def beginner(new_town):
    """A town whose first night brings an error page and a list with other columns."""
    town = new_town()
    town.liste("neckarau", header=ERROR_PAGE)
    town.liste("seckenheim", header="Projekt;Träger;Gemeinde;Von;Bis;Betrag;Zielgruppe")
    return town


@pytest.fixture(scope="session")
def all_bad(beginner):
    return beginner.run()


@pytest.fixture(scope="session")
def one_bad(beginner, all_bad):
    beginner.liste("seckenheim")
    return beginner.run()
