"""XML lists: namespaces, attributes, repeated children, hostile and damaged documents."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from foerderlupe.errors import SourceError
from foerderlupe.readers import xml_list
from foerderlupe.readers.table import ListTable

PROGRAMMES = """<?xml version="1.0" encoding="ISO-8859-1"?>
<f:liste xmlns:f="urn:foerder"><!-- Stand 2014 -->
  <f:programm nr="7" f:art="Zuschuss">
    <f:titel>Förderung der  Elternarbeit</f:titel>
    <f:text>Für <b>Eltern</b> und Kinder</f:text>
    <f:traeger typ="ev">AWO</f:traeger><f:traeger>Caritas</f:traeger>
    <f:ort><f:name>Lörrach</f:name></f:ort>
  </f:programm>
  <f:programm nr="8"><f:titel><![CDATA[A & B]]></f:titel></f:programm>
</f:liste>"""


def read(folder: Path, content: str, items: str = "//programm", **options: object) -> ListTable:
    path = folder / "list.xml"
    path.write_text(content, encoding="latin-1")
    declared = {"format": "xml", "items": items, **options}
    return xml_list.read(path, xml_list.Options.model_validate(declared))


def test_attributes_and_children_are_columns(tmp_path: Path) -> None:
    first, second = read(tmp_path, PROGRAMMES).rows.to_dicts()
    assert first == {
        "source_row": 1,
        "locator": "/liste/programm[1]",
        "@nr": "7",
        "@art": "Zuschuss",
        "titel": "Förderung der Elternarbeit",
        "text": "Für Eltern und Kinder",
        "traeger": "AWO; Caritas",
        "traeger.@typ": "ev",
        "ort.name": "Lörrach",
    }
    assert (second["titel"], second["@art"]) == ("A & B", None)


def test_repeated_children_can_be_numbered(tmp_path: Path) -> None:
    table = read(tmp_path, PROGRAMMES, numbered=["traeger"])
    assert table.rows["traeger.1"].to_list() == ["Caritas", None]


def test_external_entities_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    for declared in (f'SYSTEM "{tmp_path / "secret"}"', '"harmlos"'):
        hostile = f"<!DOCTYPE l [<!ENTITY x {declared}>]><l><programm><a>&x;</a></programm></l>"
        with pytest.raises(SourceError, match="the entity &x;"):
            read(tmp_path, hostile)


def test_damage_and_missing_items_are_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="line 5: found no valid XML"):
        read(tmp_path, PROGRAMMES[:200])
    with pytest.raises(SourceError, match=r"no element at //projekt, expected one of .*programm"):
        read(tmp_path, PROGRAMMES, items="//projekt")
    with pytest.raises(ValidationError):
        xml_list.Options.model_validate({"format": "xml", "items": "//["})
