"""The award list of the state ministry: a PDF table over many pages."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tests.demo import notation
from tests.demo.reports import Report, Traits

TRAITS = Traits(
    "land_bewilligungen.pdf",
    free=frozenset({"period", "amount", "place"}),
    cp1252=True,
    towns=True,
)
Row = list[Paragraph]
HEADER = ("Nr.", "Zuwendungsempfänger", "Projekt", "Ort", "Laufzeit", "Zuwendung in Euro")
WIDTHS = (12 * mm, 60 * mm, 74 * mm, 40 * mm, 40 * mm, 28 * mm)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=10, allowOrphans=1)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=14, leading=18)
GRID = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
)
PADDING, SIDES = 6, 12
SPACE_FIRST, SPACE = 380, 460
NOTE = "* Bewilligung vorbehaltlich der Haushaltsmittel des Folgejahres."


def _cells(number: int, report: Report, rng: Random) -> list[str]:
    star = "*" if rng.random() < 0.04 else ""
    amount = notation.sometimes(rng, notation.euros(report.amount, cents=False), 0.03, "k. A.")
    return [
        str(number),
        report.carrier,
        report.title + star,
        report.place_or(report.place.name),
        report.period_or(notation.years(report.start, report.end)),
        report.amount_or(amount),
    ]


def _footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(15 * mm, 8 * mm, f"Bewilligte Projekte, Seite {document.page}")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def _height(row: Row) -> float:
    wrapped = zip(row, WIDTHS, strict=True)
    return PADDING + max(float(cell.wrap(width - SIDES, SPACE)[1]) for cell, width in wrapped)


def _split(row: Row, space: float) -> tuple[Row, Row] | None:
    """The row in two parts of which the first fits; None where not even one line does."""
    upper, lower = [], []
    for cell, width in zip(row, WIDTHS, strict=True):
        parts = cell.split(width - SIDES, space - PADDING)
        if not parts:
            return None
        upper.append(parts[0])
        lower.append(parts[1] if len(parts) > 1 else Paragraph("", CELL))
    return upper, lower


def _pages(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows by page; the last row of a page may go on at the top of the next one."""
    head = [Paragraph(cell, HEAD) for cell in HEADER]
    pages, left = [[head]], SPACE_FIRST - _height(head)
    for row in rows:
        rest = row
        if _height(row) > left:
            parts = _split(row, left)
            if parts is not None:
                pages[-1].append(parts[0])
                rest = parts[1]
            pages.append([head])
            left = SPACE - _height(head)
        pages[-1].append(rest)
        left -= _height(rest)
    return pages


def _tables(rows: Sequence[Row]) -> list[Flowable]:
    flowables: list[Flowable] = []
    for page in _pages(rows):
        flowables += [Table(page, colWidths=WIDTHS, style=GRID), PageBreak()]
    return flowables[:-1]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write the list sorted by start; a row may run over a page break. Last row: the total."""
    ordered = sorted(reports, key=lambda r: (r.start, r.number))
    rows = [_cells(number, report, rng) for number, report in enumerate(ordered, start=1)]
    total = notation.euros(sum(report.amount for report in ordered), cents=False)
    rows.append(["", "Summe", "", "", "", total])
    document = SimpleDocTemplate(
        str(path),
        pagesize=landscape(A4),
        topMargin=15 * mm,
        bottomMargin=15 * mm,
        title="Bewilligte Projekte",
        invariant=1,
    )
    story = [
        Paragraph("Integrationsministerium Baden-Württemberg (Beispielliste)", TITLE),
        Paragraph("Bewilligte Projekte der Integrationsförderung 2012 bis 2026", HEAD),
        Paragraph("Gesamtvolumen rund 7 Millionen Euro. Stand: 1. November 2026.", CELL),
        Spacer(1, 6 * mm),
        *_tables([[Paragraph(_escape(cell), CELL) for cell in row] for row in rows]),
        Spacer(1, 4 * mm),
        Paragraph(NOTE, CELL),
    ]
    canvas = partial(Canvas, invariant=1)
    document.build(story, onFirstPage=_footer, onLaterPages=_footer, canvasmaker=canvas)
    return [*ordered, None]
