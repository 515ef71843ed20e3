"""Spreadsheets with typed cells, several sheets, hidden parts and damage."""

import datetime
import io
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from foerderlupe.errors import SourceError
from foerderlupe.readers import excel_list
from foerderlupe.readers.table import ListTable


def read(path: Path, **options: object) -> ListTable:
    return excel_list.read(path, excel_list.Options.model_validate({"format": "excel", **options}))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "2014"
    first.append(["Verzeichnis 2014"])
    first.append([])
    first.append(["Träger", "Beginn", "Betrag", "Anteil", "Telefon", "Laufend"])
    first.append(["AWO  Kreis\nLahr", datetime.date(2014, 3, 1), 1234.0, 1.234, "0761", True])
    first.append(["Caritas", 41699, 892152355.5499998, 0.5, "0762", False])
    first["C5"].number_format = "0.00"
    first.column_dimensions["E"].hidden = True
    second = workbook.create_sheet("2015")
    second.append(["Träger", "Beginn", "Betrag", "Anteil", "Laufend"])
    second.append(["Diakonie", datetime.datetime(2015, 1, 1, 8, 30), "#REF!", 2, None])
    second["C2"].data_type = "e"
    third = workbook.create_sheet("intern")
    third.sheet_state = "hidden"
    third.append(["Name"])
    third.append(["geheim"])
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    return path


def test_typed_cells_are_written_as_agreed(book: Path) -> None:
    table = read(book)
    assert table.columns == ["Träger", "Beginn", "Betrag", "Anteil", "Laufend"]
    assert table.rows.rows() == [
        (1, "sheet '2014', row 4", "AWO Kreis\nLahr", "2014-03-01", "1234", "1.2340", "wahr"),
        (2, "sheet '2014', row 5", "Caritas", "41699", "892152355.55", "0.5", "falsch"),
    ]


def test_hidden_columns_and_sheets_only_when_declared(book: Path) -> None:
    assert "Telefon" in read(book, hidden_columns=True).columns
    assert read(book, sheets="intern").rows["Name"].to_list() == ["geheim"]
    assert read(book, sheets=2015).rows.equals(read(book, sheets=2).rows)
    assert read(book, sheets="visible").rows["source_row"].to_list() == [1, 2, 3]


def test_several_sheets_with_their_names_and_error_cells(book: Path) -> None:
    table = read(book, sheets_matching=r"^\d{4}$", sheet_column="Jahr")
    assert table.rows["Jahr"].to_list() == ["2014", "2014", "2015"]
    last = table.rows.row(2, named=True)
    assert last["locator"] == "sheet '2015', row 2"
    assert last["Betrag"] == "#REF!"
    assert last["Beginn"] == "2015-01-01 08:30:00"


def test_sheets_of_different_shape_are_named(book: Path) -> None:
    with pytest.raises(SourceError, match=r"sheet 'intern' without 'Träger'.* with 'Name'"):
        read(book, sheets=["2015", "intern"])


def test_a_missing_sheet_names_those_there_are(book: Path) -> None:
    for sheets in ("2016", 9):
        with pytest.raises(SourceError, match="expected one of '2014', '2015', 'intern'"):
            read(book, sheets=sheets)


def test_xls_and_ods_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("Liste")
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for column, value in enumerate(["Träger", "Beginn", "Betrag"]):
        sheet.write(0, column, value)
    sheet.write(1, 0, "Bürgerhaus")
    sheet.write(1, 1, datetime.date(2014, 5, 6), day)
    sheet.write(1, 2, 1500)
    old.save(str(tmp_path / "alt.xlsx"))
    assert read(tmp_path / "alt.xlsx").rows.row(0)[2:] == ("Bürgerhaus", "2014-05-06", "1500")
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="Liste")
    for cells in (["Träger", "Ort"], ["Bürgerhaus", "Schwäbisch Gmünd"]):
        row = odf.table.TableRow()
        for text in cells:
            cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(tmp_path / "list.ods")
    assert read(tmp_path / "list.ods").rows.row(0)[2:] == ("Bürgerhaus", "Schwäbisch Gmünd")


def test_unusable_files_say_why(book: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    protected = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    for content, said in (
        (book.read_bytes()[:3000], "no readable spreadsheet.*cut off"),
        (protected, "password-protected"),
        (b"<html><body>Anmeldung</body></html>", "an HTML page"),
        (b"", "an empty file"),
    ):
        broken.write_bytes(content)
        with pytest.raises(SourceError, match=said):
            read(broken)


def test_an_empty_sheet_is_said(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    (tmp_path / "list.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(SourceError, match="no cell in the sheet 'Sheet'"):
        read(tmp_path / "list.xlsx")
