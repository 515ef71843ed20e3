"""One list over several nights: what it was, what arrives, and what becomes of it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from foerderlupe.fetch.deliver import deliver
from foerderlupe.ingest import Ingested, ingest
from foerderlupe.spec.catalogue import load_document
from foerderlupe.spec.document import SourceDocument

DOCUMENT = """\
title: Projektliste der Stadt Musterstadt
publisher: {{id: musterstadt, name: Stadt Musterstadt, kind: kommune}}
address: {address}
licence: {{name: CC-BY-4.0}}
list_level: award
cadence: yearly
reader: {{format: {format}{options}}}
columns:
  Titel: title
  Träger: carrier
  Ort: place
  Betrag: amount_bewilligt
  Beschreibung: description
"""
HEADER = ["Titel", "Träger", "Ort", "Betrag", "Beschreibung"]
ROWS = [
    [f"Sprachcafé {n}", "Begegnungshaus Süd e. V.", "Mannheim", "1.500,50", "Offener Treff"]
    for n in range(20)
]


@pytest.fixture
def header():
    return HEADER


@pytest.fixture
def rows():
    return ROWS


@pytest.fixture
def csv():
    """Writes rows as a list with separators."""

    def csv(rows: list[list[str]], header: list[str] = HEADER) -> bytes:
        return "".join(";".join(row) + "\r\n" for row in [header, *rows]).encode()

    return csv


@dataclass
class Nights:
    """A home with one source; ``night`` fetches and reads what lies at its address."""

    folder: Path
    format: str = "csv"
    encoding: str = ""
    extra: str = ""
    last_good: str | None = None

    @property
    def liste(self) -> Path:
        return self.folder / f"liste.{'xlsx' if self.format == 'excel' else self.format}"

    @property
    def document(self) -> SourceDocument:
        path = self.folder / "musterstadt.yml"
        options = f", encoding: {self.encoding}" if self.encoding else ""
        text = DOCUMENT.format(address=self.liste.name, format=self.format, options=options)
        path.write_text(text + self.extra, encoding="utf-8")
        return load_document(path)

    def night(self, content: bytes | None = None, *, accepted: bool = False) -> Ingested:
        """Give the list new content (or none), run the night, remember what was published."""
        if content is not None:
            self.liste.write_bytes(content)
        snapshots = self.folder / "snapshots"
        delivery = deliver(self.document, snapshots / "musterstadt", offline=False)
        found = ingest(self.document, delivery, snapshots, self.last_good, accepted=accepted)
        self.last_good = found.verdicts.source_runs["snapshot"].item()
        return found


@pytest.fixture
def nights(tmp_path):
    return Nights(tmp_path)
