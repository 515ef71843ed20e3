"""Several organisations in one cell."""

import re

import pytest

from foerderlupe.parse.organisations import split_organisations


def _names(text: str, separator: str | None = None) -> list[str]:
    return [n.name for n in split_organisations(text, re.compile(separator) if separator else None)]


@pytest.mark.parametrize(
    "name",
    [
        "Stadt Villingen-Schwenningen",
        "Arbeit und Leben e. V.",
        "Müller & Co. KG",
        "Bau GmbH & Co. KG",
        "Bau GmbH & CO. KG",
        "Jugendverein Süd / Nord",
        "Caritas-Konferenzen Deutschlands",
        "Stadt und Landkreis Heilbronn",
        "Diakonisches Werk der Kirchenbezirke Balingen und Sulz",
        "Verein zur Förderung von Schule und Hochschule e. V.",
        "Landkreis Tuttlingen, Landratsamt",
        "Brückenhaus e. V., Stuttgart",
        "Verbund (Träger A; Träger B)",
        "Freiberg / Neckar",
        "Haus der Kulturen/Treffpunkt",
    ],
)
def test_one_body_stays_whole(name: str) -> None:
    assert _names(name) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Diakonie X / Caritas X / AWO X", ["Diakonie X", "Caritas X", "AWO X"]),
        ("Caritas / Landratsamt", ["Caritas", "Landratsamt"]),
        ("Diakonie X / Caritas X (federführend)", ["Caritas X", "Diakonie X"]),
        ("Koordination: Stadt Ulm; Brücke e. V.", ["Stadt Ulm", "Brücke e. V."]),
        ("A e. V., B gGmbH und C e.V.", ["A e. V.", "B gGmbH", "C e.V."]),
        ("Stadt Aalen und Landkreis Ostalbkreis", ["Stadt Aalen", "Landkreis Ostalbkreis"]),
        ("Stadt Aalen\nCaritas Ost-Württemberg", ["Stadt Aalen", "Caritas Ost-Württemberg"]),
        ("- Jugendhaus Süd\n- Stadt Ulm", ["Jugendhaus Süd", "Stadt Ulm"]),
        ("Zentrum Süd e.V. u. a.", ["Zentrum Süd e.V."]),
        ("Stadt Ulm; Stadt Ulm", ["Stadt Ulm"]),
        (
            "Caritasverband für die\nDiözese Rottenburg e. V.",
            ["Caritasverband für die Diözese Rottenburg e. V."],
        ),
    ],
)
def test_several_bodies_are_told_apart(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_a_declared_separator_is_the_only_one() -> None:
    assert _names("Arbeit, Leben; Verein|Stadt", r"\|") == ["Arbeit, Leben; Verein", "Stadt"]
