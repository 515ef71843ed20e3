"""Telling English titles from German ones."""

import pytest

from foerderlupe.text.language import is_english


@pytest.mark.parametrize(
    "title",
    [
        "Bridging the gap",
        "Skills for life",
        "Integration through cooking",
        "VOCATIONAL ORIENTATION",
        "Neighbourhood mothers",
        "Fresh start",
    ],
)
def test_english_titles(title: str) -> None:
    assert is_english(title)


@pytest.mark.parametrize(
    "title",
    [
        "Integration durch Sport",
        "Computerkurs für Frauen",
        "MUTTER-KIND-GRUPPE",
        "Mentoring für Unternehmerinnen",
        "Wortschatzkiste",
        "Begegnungscafé",
        "Job und Familie",
        "AWO",
        "",
    ],
)
def test_german_titles_also_with_words_from_english(title: str) -> None:
    assert not is_english(title)
