"""Tables in PDF documents over several pages, with and without ruling lines."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from foerderlupe.errors import SourceError
from foerderlupe.readers import pdf_list
from foerderlupe.readers.table import ListTable

HEAD = ["Träger", "Projekt", "Betrag"]


def read(path: Path, **options: object) -> ListTable:
    return pdf_list.read(path, pdf_list.Options.model_validate({"format": "pdf", **options}))


def ruled(path: Path, rows: list[list[str]], **options: object) -> Path:
    normal = getSampleStyleSheet()["Normal"]
    cells = [[Paragraph(cell, normal) for cell in row] for row in rows]
    table = Table(cells, colWidths=[130, 250, 80], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]))
    SimpleDocTemplate(str(path), pagesize=A4, **options).build([table])
    return path


def pages(path: Path, *contents: list[list[tuple[float, str]]]) -> Path:
    """A document with text at given left edges, line by line."""
    canvas = Canvas(str(path), pagesize=A4)
    for content in contents:
        for number, line in enumerate(content):
            for left, text in line:
                canvas.drawString(left, 780 - 14 * number, text)
        canvas.showPage()
    canvas.save()
    return path


def box(canvas: Canvas, top: float, rows: list[list[str]]) -> None:
    """A ruled table drawn by hand, so that a row can end in the middle."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.rect(50 + 160 * column, top - 20 * number, 160, 20)
            canvas.drawString(54 + 160 * column, top + 6 - 20 * number, text)


def test_a_ruled_table_over_many_pages(tmp_path: Path) -> None:
    rows = [
        [
            f"Träger {n} e. V.",
            f"Maßnahme {n} zur Förderung von Müttern und Vätern im Quartier",
            f"{n}.000,00",
        ]
        for n in range(1, 121)
    ]
    table = read(ruled(tmp_path / "list.pdf", [HEAD, *rows]))
    assert table.columns == HEAD
    flat = [[" ".join(cell.split()) for cell in row[2:]] for row in table.rows.rows()]
    assert flat == rows
    assert not table.rows["Projekt"].str.contains("\n").any()
    assert table.rows["locator"][-1].startswith("page ")
    assert len(set(table.rows["locator"])) == 120


def test_a_row_goes_on_over_the_page_but_two_amounts_are_two_rows(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "list.pdf"), pagesize=A4)
    first = [["AWO", "Eins", "100,00"], ["Caritas", "Sprachcafé für", "200,00"]]
    box(canvas, 700, [["Projekte 2014", "", ""], HEAD, *first])
    canvas.showPage()
    box(canvas, 700, [HEAD, ["", "Mütter", ""], ["", "Ohne Träger", "300,00"]])
    canvas.showPage()
    box(canvas, 700, [HEAD, ["", "Auch ohne", "400,00"]])
    canvas.save()
    table = read(tmp_path / "list.pdf")
    assert [row[2:] for row in table.rows.rows()] == [
        ("AWO", "Eins", "100,00"),
        ("Caritas", "Sprachcafé für Mütter", "200,00"),
        (None, "Ohne Träger", "300,00"),
        (None, "Auch ohne", "400,00"),
    ]
    assert table.rows["locator"].to_list()[1:3] == ["page 1, row 4", "page 2, row 3"]


def test_columns_by_position_with_wrapped_lines(tmp_path: Path) -> None:
    head = [(50, "Nr."), (90, "Träger"), (250, "Projekt"), (480, "Betrag")]
    first = [
        [(50, "Übersicht über alle geförderten Vorhaben des Landes im Jahr 2014")],
        head,
        [(50, "1"), (90, "Bürgerverein"), (250, "Gemeinsam im Quartier –"), (490, "1.000")],
        [(90, "Lörrach e. V."), (250, "Begegnung")],
        [(50, "2"), (90, "AWO"), (250, "Mentoren"), (498, "500")],
        [(250, "Seite 1 von 2")],
    ]
    second = [head, [(250, "und Paten")], [(50, "3"), (90, "Caritas"), (250, "Chor")]]
    path = pages(tmp_path / "list.pdf", first, second)
    expected = [
        ("1", "Bürgerverein Lörrach e. V.", "Gemeinsam im Quartier – Begegnung", "1.000"),
        ("2", "AWO", "Mentoren und Paten", "500"),
        ("3", "Caritas", "Chor", None),
    ]
    for extra in ({}, {"column_starts": [50, 90, 250, 480]}, {"row_starts": "Nr."}):
        table = read(path, lines="text", skip_lines="^Seite", **extra)
        assert [row[2:] for row in table.rows.rows()] == expected


def test_group_rows_and_totals_of_a_ruled_table(tmp_path: Path) -> None:
    rows = [["Landkreis Nord", "", ""], ["AWO", "Eins", "100"], ["Summe", "", "100"]]
    table = read(
        ruled(tmp_path / "list.pdf", [HEAD, *rows]),
        group_rows={"column": "Kreis"},
        totals="^Summe",
    )
    assert [row[2:] for row in table.rows.rows()] == [("Landkreis Nord", "AWO", "Eins", "100")]
    assert table.set_aside["rule"].to_list() == ["group row", "total"]


def test_another_table_in_the_document(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "list.pdf"), pagesize=A4)
    box(canvas, 700, [HEAD, ["AWO", "Eins", "1"]])
    canvas.showPage()
    box(canvas, 700, [["Kürzel", "Bedeutung"]])
    canvas.save()
    with pytest.raises(SourceError, match="2 columns on page 2, expected 3 columns"):
        read(tmp_path / "list.pdf")
    assert read(tmp_path / "list.pdf", other_tables="skip").rows.height == 1
    assert read(tmp_path / "list.pdf", pages=1).rows.height == 1


def test_unusable_documents_say_why(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    pages(path, [])
    with pytest.raises(SourceError, match="A scan"):
        read(path)
    pages(path, [[(50, "Nur Text")]])
    with pytest.raises(SourceError, match="Declare lines: text"):
        read(path)
    with pytest.raises(SourceError, match="1 pages, expected page 3"):
        read(path, pages=[3])
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(SourceError, match="no readable PDF"):
        read(path)
    locked = SimpleDocTemplate(str(path), encrypt=StandardEncryption("geheim", "geheim"))
    locked.build([Paragraph("x", getSampleStyleSheet()["Normal"])])
    with pytest.raises(SourceError, match="password-protected"):
        read(path)
