"""Eight list files in eight notations, and a source document for each.

Belongs here: which columns a list has and how its publisher writes them. Does not belong here:
the content (``bench.invention``).
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from openpyxl import Workbook  # type: ignore[import-untyped]

from bench.invention import Measure, invent, retold

Rows = list[dict[str, str]]
# So many of a hundred measures stand in a second list, and so many of those in a third.
_SHARED = 30


def _german(measure: Measure) -> str:
    return f"{measure.eur:,},00 €".replace(",", ".", 1) if measure.eur > 999 else f"{measure.eur} €"


def _english(measure: Measure) -> str:
    return f"{measure.eur:,}.00"


def _day(at: str, notation: str) -> Callable[[Measure], str]:
    return lambda measure: getattr(measure, at).strftime(notation)


def _text(name: str) -> Callable[[Measure], str]:
    return lambda measure: str(getattr(measure, name))


def _span(measure: Measure) -> str:
    return f"{measure.start:%d.%m.%Y} - {measure.end:%d.%m.%Y}"


@dataclass(frozen=True)
class BenchList:
    """One list: the heading of each column with the field it feeds and how it is written."""

    name: str
    kind: str
    suffix: str
    write: Callable[[Path, Rows], None]
    reader: dict[str, Any]
    columns: dict[str, tuple[str, Callable[[Measure], str]]]
    notation: dict[str, str] = field(default_factory=dict)

    def rows(self, measures: Sequence[Measure]) -> Rows:
        """The measures in the columns of the list."""
        return [
            {heading: write(measure) for heading, (_, write) in self.columns.items()}
            for measure in measures
        ]

    def document(self) -> dict[str, Any]:
        """The source document."""
        name = self.name.replace("_", " ").title()
        return {
            "title": f"Liste {name}",
            "publisher": {"id": self.name, "name": f"{name} (erfunden)", "kind": self.kind},
            "address": f"{self.name}{self.suffix}",
            "licence": {"name": "CC0-1.0", "texts": True},
            "list_level": "measure",
            "cadence": "yearly",
            **self.notation,
            "reader": self.reader,
            "columns": {heading: feeds for heading, (feeds, _) in self.columns.items()},
            "constants": {} if "Förderer" in self.columns else {"funder": f"Fonds {name}"},
            "default_region": "08",
            "distinct_measures": True,
            "coverage": [{"regions": ["08"], "years": [2014, 2026], "completeness": "partial"}],
        }


def _csv(separator: str, encoding: str) -> Callable[[Path, Rows], None]:
    def write(path: Path, rows: Rows) -> None:
        with path.open("w", encoding=encoding, errors="replace", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)

    return write


def _xlsx(preamble: int) -> Callable[[Path, Rows], None]:
    def write(path: Path, rows: Rows) -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Liste")
        for number in range(preamble):
            sheet.append([f"Förderliste, Zeile {number + 1} des Vorspanns"])
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
        book.save(path)

    return write


def _json(path: Path, rows: Rows) -> None:
    path.write_text(json.dumps({"grants": rows}, ensure_ascii=False), encoding="utf-8")


def _json_lines(path: Path, rows: Rows) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")


def _xml(path: Path, rows: Rows) -> None:
    root = ET.Element("liste")
    for row in rows:
        item = ET.SubElement(root, "projekt")
        for heading, cell in row.items():
            ET.SubElement(item, heading).text = cell
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _html(path: Path, rows: Rows) -> None:
    table = ET.Element("table")
    for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
        line = ET.SubElement(table, "tr")
        for cell in cells:
            ET.SubElement(line, "td").text = cell
    page = f"<html><body>{ET.tostring(table, 'unicode')}</body></html>"
    path.write_text(page, encoding="utf-8")


_GERMAN = {
    "Maßnahme": ("title", _text("title")),
    "Träger": ("carrier", _text("carrier")),
    "Ort": ("place", _text("town")),
    "Laufzeit": ("period", _span),
    "Betrag": ("amount_bewilligt", _german),
}
_DESCRIBED = {
    "Titel": ("title", _text("title")),
    "Kurzbeschreibung": ("description", _text("text")),
    "Zuwendungsempfänger": ("carrier", _text("carrier")),
    "Landkreis": ("kreis", _text("kreis")),
    "Beginn": ("period_from", _day("start", "%d.%m.%Y")),
    "Ende": ("period_to", _day("end", "%d.%m.%Y")),
    "Zuwendung": ("amount_bewilligt", _german),
}
_ENGLISH = {
    "name": ("title", _text("title")),
    "summary": ("description", _text("text")),
    "beneficiary": ("carrier", _text("carrier")),
    "location": ("place", _text("town")),
    "start": ("period_from", _day("start", "%Y-%m-%d")),
    "end": ("period_to", _day("end", "%Y-%m-%d")),
    "amount": ("amount_gesamtkosten", _english),
}
_LABELLED = {
    "angebot": ("title", _text("title")),
    "traeger": ("carrier", _text("carrier")),
    "gemeinde": ("municipality", _text("town")),
    "zielgruppe": ("target_group", _text("group")),
    "handlungsfeld": ("field_of_action", _text("field")),
    "jahre": ("period", lambda measure: f"{measure.start.year}-{measure.end.year}"),
}
_FROM_ABROAD = {"numbers": "en", "dates": "iso"}

LISTS = (
    BenchList(
        "ministerium",
        "land",
        ".csv",
        _csv(";", "cp1252"),
        {"format": "csv", "encoding": "cp1252"},
        _GERMAN,
    ),
    BenchList("bundesamt", "bund", ".xlsx", _xlsx(0), {"format": "excel"}, _DESCRIBED),
    BenchList(
        "strukturfonds", "eu", ".csv", _csv(",", "utf-8"), {"format": "csv"}, _ENGLISH, _FROM_ABROAD
    ),
    BenchList(
        "stiftung",
        "stiftung",
        ".xlsx",
        _xlsx(4),
        {"format": "excel", "header_row": 5},
        _GERMAN,
    ),
    BenchList("landeskirche", "kirche", ".html", _html, {"format": "html"}, _DESCRIBED),
    BenchList(
        "wohlfahrt", "wohlfahrt", ".xml", _xml, {"format": "xml", "items": "//projekt"}, _LABELLED
    ),
    BenchList(
        "stadt", "kommune", ".jsonl", _json_lines, {"format": "json", "lines": True}, _LABELLED
    ),
    BenchList(
        "portal",
        "portal",
        ".json",
        _json,
        {"format": "json", "items": "grants"},
        _ENGLISH,
        _FROM_ABROAD,
    ),
)


def write_lists(folder: Path, rows: int, seed: int = 1) -> int:
    """Write the eight lists and their documents with so many rows together; returns the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    shares = {one.name: rows // len(LISTS) + (n < rows % len(LISTS)) for n, one in enumerate(LISTS)}
    filled = _fill(Random(seed), shares)
    for one in LISTS:
        one.write(folder / f"{one.name}{one.suffix}", one.rows(filled[one.name]))
        text = yaml.safe_dump(one.document(), allow_unicode=True, sort_keys=False)
        (folder / f"{one.name}.yml").write_text(text, encoding="utf-8")
    return sum(map(len, filled.values()))


def _fill(rng: Random, shares: dict[str, int]) -> dict[str, list[Measure]]:
    filled: dict[str, list[Measure]] = {name: [] for name in shares}
    for name, measure in _told(rng, list(shares)):
        if len(filled[name]) < shares[name]:
            filled[name].append(measure)
        elif all(len(filled[other]) == share for other, share in shares.items()):
            return filled
    return filled


def _told(rng: Random, names: list[str]) -> Iterator[tuple[str, Measure]]:
    """Measures for ever, each with the list that tells of it."""
    while True:
        measure = invent(rng)
        first, *others = rng.sample(names, 3)
        yield first, measure
        for other in others:
            if rng.randrange(100) >= _SHARED:
                break
            yield other, retold(rng, measure)
