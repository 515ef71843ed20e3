"""Small lists in a folder, and the command as a person calls it."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

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
