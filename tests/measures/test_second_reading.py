"""Titles and names of carriers that several distortions at once keep apart."""

import polars as pl
import pytest

from foerderlupe.measures.word_by_word import meeting_words
from tests.measures.two_lists import TITLE, merged, row


@pytest.mark.parametrize(
    "title",
    [
        "Ringelnatter: Unterst. rund um den Garten für Alleinerz.",
        "Fonds Weitblick: Ringelnater: Untersützung rund um den Garten für Alleinerziehende",
        "Fonds Weitblick: Ringelnater",
        "Ringelnatter Unterstützung rund um den Gartenn fuer Alleinerziehende",
        "Ringelnatter: Utnerstüzung run dum den Garden für Alleinezrihende",
        "RingelnatterUnterstützung rundum den Garten fürAlleinerziehende",
        "Zuwendung für Ringelnatter: Unterstützung rund um den Garten für Alleinerziehende",
        "Ringelnatter: Unterst?tzung rund um den Garten f?r Alleinerziehende",
        "Ringelnatter: UnterstÃ¼tzung rund um den Garten fÃ¼r Alleinerziehende",
    ],
)
def test_a_title_distorted_in_several_ways_is_the_same(title: str) -> None:
    assert merged(row("a"), row("b", title=title))


@pytest.mark.parametrize(
    "title",
    [
        "Ringelnatter: Ausflüge rund um den See für Auszubildende",
        "Ringelnatter: Unterstützung rund um den Garten für Auszubildende",
        "Blindschleiche: Unterstützung rund um den Garten für Alleinerziehende",
    ],
)
def test_other_words_in_the_same_frame_are_another_title(title: str) -> None:
    assert not merged(row("a"), row("b", title=title))


def test_title_and_carrier_may_both_be_damaged() -> None:
    damaged = row("b", title=TITLE.replace("Garten", "Gatren"), carrier="Radw. Ahornwge")
    assert merged(row("a"), damaged)
    assert not merged(row("a"), {**damaged, "carrier": "Holzwerk Lindenallee"})


def test_two_programmes_before_one_name_are_asked_about() -> None:
    sides = [row("a", title="Fonds Weitblick: Radhof"), row("b", title="Aktion Nahbei: Radhof")]
    assert not merged(*sides)


def test_what_a_full_field_cuts_off_must_fit() -> None:
    full = [
        row(
            "b", 2, title="Ringelnatter: Unterstützung rund um den Garten für Allei", period="2012"
        ),
        row(
            "b", 3, title="Wolkenschaukel: Spielen und Lernen im Dorfgemeinschaftsh", period="2012"
        ),
        row(
            "b", 4, title="Marmeladenglas: Einkochen, Erzählen, Deutsch sprechen in", period="2012"
        ),
    ]
    cut = "Fonds Weit: Ringelnater: Unterstützung rund um den Garte"
    assert merged(row("a"), row("b", title=cut), *full)
    other = "Fonds Weit: Ringelnater: Unterstützung rund um den Teich"
    assert not merged(row("a"), row("b", title=other), *full)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Evangelische Kirchengemeinde Lindental", "Ev. KG Lindental"),
        ("Freundeskreis Hofwiesen Lindental e. V.", "FK Hofwiesen Lindental"),
        ("Diakonisches Werk Lindental", "DW Lindental"),
        ("Volkshochschule Lindental", "Volkshochshcule Lindetal"),
        ("Akademie Wolkenbogen gGmbH", "Akad. Wolkenb. gGmbH"),
        ("Freundeskreis Hofwiesen Lindental e. V.", "Freudneskresi Hofweisen Lidnental"),
        ("Freundeskreis Hofwiesen Lindental e. V.", "FreundeskreisHofwiesenLindental"),
        ("Freundeskreis Hofwiesen e. V.", "Freundeskreis Hofwiesen Lindental"),
    ],
)
def test_a_carrier_in_short_or_misspelt_is_the_same_where_all_else_agrees(
    left: str, right: str
) -> None:
    assert merged(row("a", carrier=left), row("b", carrier=right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Evangelische Kirchengemeinde Lindental", "Kath. KG Lindental"),
        ("Freundeskreis Hofwiesen Lindental e. V.", "FK Seewiesen Lindental"),
        ("Volkshochschule Lindental", "Stadt Lindental"),
        ("Akademie Wolkenbogen gGmbH", "Akademie Regenbogen gGmbH"),
        ("AWO Lindental", "DRK Lindental"),
        ("Kinderhilfe Lindental Kreisverband", "Kindehrilfe Lindental Ortsverein"),
    ],
)
def test_another_body_of_the_town_is_another_carrier(left: str, right: str) -> None:
    assert not merged(row("a", carrier=left), row("b", carrier=right))


def test_an_unstated_carrier_is_no_obstacle_where_nothing_else_fits() -> None:
    silent = row("b", carrier="")
    assert merged(row("a"), silent)
    assert not merged(row("a"), silent, row("a", 2, carrier="Kochverein Pfefferminze e. V."))


def test_an_unstated_period_is_no_obstacle_where_nothing_else_fits() -> None:
    silent = row("b", period="")
    assert merged(row("a"), silent)
    assert not merged(row("a"), silent, row("a", 2, period="01.03.2021 - 28.02.2023"))


def test_slips_spare_digits_short_words_and_first_letters() -> None:
    pairs = [("stufe1", "stufe2"), ("west", "rest"), ("hinten", "sinten"), ("kind", "kinder")]
    words = pl.DataFrame(pairs, schema=["one", "other"], orient="row")
    assert meeting_words(words).is_empty()


@pytest.mark.parametrize("rank", ["Gemiende", "Gmeinde", "Gemeinnde"])
def test_a_mistyped_rank_is_the_rank_of_the_other(rank: str) -> None:
    town = row("a", carrier="Gemeinde Kirchheim am Ries", place="Kirchheim am Ries")
    assert merged(town, row("b", carrier=f"{rank} Kirchheim am Ries", place=""))


def test_another_word_is_no_rank() -> None:
    town = row("a", carrier="Gemeinde Kirchheim am Ries", place="Kirchheim am Ries")
    assert not merged(town, row("b", carrier="Galerie Kirchheim am Ries", place=""))


def test_what_a_carrier_is_called_is_no_place() -> None:
    """A body named like the measure, in a town that no list states, takes no word from titles."""
    called = row("b", 2, title="Anderes", carrier="Verein Ringelnatter Ulm", place="")
    assert merged(row("a", title="Ringelnatter"), row("b"), called)
