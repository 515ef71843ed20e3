"""Personal data in free text."""

import pytest

from foerderlupe.parse.personal import REMOVED, names_personal_column, without_personal_data


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kontakt: erika.muster@verein.example", f"Kontakt: {REMOVED}"),
        (
            "muster(at)verein.example oder info@verein.example",
            f"{REMOVED} oder info@verein.example",
        ),
        ("Tel. 0711 12345 70173 Stuttgart", f"Tel. {REMOVED} 70173 Stuttgart"),
        ("Telefon: 07141/123-456, seit 01.05.2014", f"Telefon: {REMOVED}, seit 01.05.2014"),
        ("erreichbar unter +49 711 123456", f"erreichbar unter {REMOVED}"),
        ("(0711) 1234567", REMOVED),
        ("IBAN DE89 3704 0044 0532 0130 00", f"IBAN {REMOVED}"),
        (
            "Ansprechpartnerin: Frau Dr. Erika Muster-Beispiel, Aalen",
            f"Ansprechpartnerin: {REMOVED}, Aalen",
        ),
        ("Ansprechpartner/in: Ömer Beispiel", f"Ansprechpartner/in: {REMOVED}"),
        ("Ansprechpartner: Erika Muster und Max Beispiel", f"Ansprechpartner: {REMOVED}"),
        ("Anmeldung bei Frau Muster", f"Anmeldung bei {REMOVED}"),
    ],
)
def test_personal_data_is_removed(text: str, kept: str) -> None:
    assert without_personal_data(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Bewilligt am 01.09.2013: 12.345,67 EUR, Az. 41-5911.2/0123-2014",
        "Az. 0123/2014, Kapitel 0905 Titel 684 12",
        "Zuwendung 2013/14, Laufzeit 01/2013-12/2014",
        "70173 Stuttgart, 01067 Dresden, AGS 08115003 08118003",
        "1 250 000 EUR, 0800/2014",
        "Förderkennzeichen DE12 0000 0000 0000",
        "integration@landkreis.example, kontakt (at) verein.example",
        "Projektleitung: Stadt Aalen",
        "Kontakt: Jugendamt",
        "Frau und Beruf",
        "Begleitung durch Leitung und Team",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert without_personal_data(text) == text


def test_headings_of_contact_columns_are_known() -> None:
    assert [
        h for h in ("E-Mail", "Telefon", "Projekt", "Kontaktperson") if names_personal_column(h)
    ] == [
        "E-Mail",
        "Telefon",
        "Kontaktperson",
    ]
