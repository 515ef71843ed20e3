"""The projects of another Land: XML from its grant system."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from lxml import etree

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits("land_hessen.xml", towns=True)


def _item(root: etree._Element, report: Report, rng: Random) -> None:
    number = f"II-{report.start:%y}/{report.number:04}"
    item = etree.SubElement(root, "massnahme", aktenzeichen=number)
    texts = {
        "bezeichnung": report.title,
        "traeger": report.carrier,
        "ort": report.place_or(report.place.name),
        "zielgruppe": notation.sometimes(rng, report.group, 0.2),
        "inhalt": notation.sometimes(rng, report.about, 0.25),
    }
    for name, text in texts.items():
        etree.SubElement(item, name).text = text or None
    period = etree.SubElement(item, "zeitraum", von=notation.day(report.start))
    if report.end:
        period.set("bis", notation.day(report.end))
    amount = etree.SubElement(item, "betrag", waehrung="EUR")
    amount.text = notation.euros(report.amount)


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write one element per measure."""
    root = etree.Element("foerderliste", land="Hessen", stand="2026-10-15")
    head = etree.SubElement(root, "kopf")
    etree.SubElement(head, "herausgeber").text = "Hessisches Ministerium (Beispielliste)"
    items = etree.SubElement(root, "massnahmen")
    for report in reports:
        _item(items, report, rng)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    path.write_bytes(content)
    return list(reports)
