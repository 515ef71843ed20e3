"""Titles that say only that something is paid for, and what descriptions say instead."""

import pytest

from tests.measures.two_lists import TITLE, merged, row

SILENT = ["Projektförderung", "Zuwendung 2019", "Förderung von Integrationsmaßnahmen", "Zuschuss"]


@pytest.mark.parametrize("title", SILENT)
@pytest.mark.parametrize(
    "description",
    [
        f"{TITLE}. Das Angebot findet wöchentlich statt.",
        f"Zuwendung zur Durchführung des Projekts „{TITLE}“ im Bewilligungszeitraum.",
        TITLE,
    ],
)
def test_the_description_names_what_the_title_does_not(title: str, description: str) -> None:
    assert merged(row("a"), row("b", title=title, description=description))
    both = (row(side, title=title, description=description) for side in ("a", "b"))
    assert merged(*both)


@pytest.mark.parametrize("title", SILENT)
def test_two_that_are_only_paid_for_are_not_one_measure(title: str) -> None:
    assert not merged(row("a", title=title), row("b", title=title))
    named = (
        row("a", title=title, description="Ringelnatter: Garten für Alleinerziehende"),
        row("b", title=title, description="Blindschleiche: Ausflüge für Auszubildende"),
    )
    assert not merged(*named)


@pytest.mark.parametrize("title", ["Projekt Kompass", "Integrationslotsen", "Zuwendung Nr. 17"])
def test_a_title_that_says_something_stays(title: str) -> None:
    described = row("b", title=title, description="Begleitung durch Ehrenamtliche im Alltag")
    assert merged(row("a", title=title), described)


def test_offers_of_one_generic_name_are_told_apart_by_their_descriptions() -> None:
    first = "Deutsch am Vormittag mit Kinderbetreuung"
    other = "Alphabetisierung abends nach der Schicht"
    offers = (
        row("a", title="Sprachförderung", description=first),
        row("b", title="Sprachförderung", description=other),
    )
    assert not merged(*offers)
    offers = (
        row("a", title="Sprachförderung", description=first),
        row("b", title="Sprachförderung", description=f"{first}, zweimal in der Woche"),
    )
    assert merged(*offers)


def test_without_titles_only_a_number_or_an_amount_makes_one_measure_sure() -> None:
    assert not merged(row("a", title=""), row("b", title=""))
    paid = {"title": "", "period": "01.03.2019 - 28.02.2021 | 12.345,67 EUR"}
    assert merged(row("a", **paid), row("b", **paid))
