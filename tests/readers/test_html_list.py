"""Lists in web pages: tables, headings, bullet lists and repeated blocks."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from foerderlupe.errors import SourceError
from foerderlupe.readers import html_list
from foerderlupe.readers.table import ListTable

PAGE = """<!DOCTYPE html><html><head><meta charset="windows-1252"><style>td {}</style></head><body>
<h2>Projekte im Landkreis Nord</h2>
<table id="nord"><thead>
<tr><th rowspan=2>Träger<th colspan=2>Zuwendung</tr><tr><th>2014<th>2015</tr></thead>
<tr><td rowspan=2>Bürgerverein<sup>1</sup><td>1.000 €<td><p>ab&nbsp;Mai</p><p>2.000 €</p></tr>
<tr><td>500 €<td></tr></table>
<h2>Projekte im Landkreis Süd</h2>
<table><tr><th>Träger<th>Zuwendung 2014<th>Zuwendung 2015<tr><td>AWO<td>1<td>2</table>
<ul class="liste"><li><h3>Mentoren</h3><a href="/m">mehr</a><li><h3>Sprachcafé – „Mitte“</h3></ul>
<dl><dt>Träger</dt><dd>AWO</dd><dt>Ort</dt><dd>Lahr</dd><dd>Kehl</dd></dl>
<script>alert(1)</script></body></html>"""


def read(folder: Path, **options: object) -> ListTable:
    path = folder / "page.html"
    path.write_bytes(PAGE.encode("cp1252"))
    return html_list.read(path, html_list.Options.model_validate({"format": "html", **options}))


def test_a_table_with_spans(tmp_path: Path) -> None:
    table = read(tmp_path, table="nord", header_rows=2, fill_down="Träger", footnote_marks="Träger")
    assert table.rows.rows() == [
        (1, "table 1, row 3", "Bürgerverein", "1.000 €", "ab Mai\n2.000 €"),
        (2, "table 1, row 4", "Bürgerverein", "500 €", None),
    ]
    assert table.columns == ["Träger", "Zuwendung 2014", "Zuwendung 2015"]


def test_a_table_by_position_or_by_the_heading_above(tmp_path: Path) -> None:
    assert read(tmp_path, table=2).rows["Träger"].to_list() == ["AWO"]
    table = read(tmp_path, caption="Süd$", caption_column="Kreis")
    assert table.rows["Kreis"].to_list() == ["Projekte im Landkreis Süd"]


def test_which_of_several_tables_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"tables 1 \(nord\), 2 \(Projekte im Landkreis Süd\)"):
        read(tmp_path)


def test_repeated_elements_with_paths(tmp_path: Path) -> None:
    table = read(tmp_path, items="//ul/li", columns={"Titel": ".//h3", "Link": ".//a/@href"})
    assert table.rows.rows() == [
        (1, "/html/body/ul/li[1]", "Mentoren", "/m"),
        (2, "/html/body/ul/li[2]", "Sprachcafé – „Mitte“", None),
    ]


def test_definition_lists(tmp_path: Path) -> None:
    assert read(tmp_path, items="//dl").rows.row(0)[2:] == ("AWO", "Lahr; Kehl")
    assert read(tmp_path, items="//dt").rows.select("term", "text").rows() == [
        ("Träger", "AWO"),
        ("Ort", "Lahr; Kehl"),
    ]


def test_items_that_are_gone(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no element at //article"):
        read(tmp_path, items="//article")
    with pytest.raises(ValidationError):
        read(tmp_path, items="//li", table=1)
