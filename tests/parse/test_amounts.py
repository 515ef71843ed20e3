"""Amounts as German and English lists write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.parse.amounts import read_amount
from foerderlupe.parse.unreadable import Unreadable

CENTS = st.integers(min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("text", "eur", "precision"),
    [
        ("15.000", "15000", "exakt"),
        ("15.000,00 EUR", "15000", "exakt"),
        ("€ 15.000,-", "15000", "exakt"),
        ("1.234,–", "1234", "exakt"),
        ("20.000.- €", "20000", "exakt"),
        ("Euro 500,5", "500.5", "exakt"),
        ("1 234 567 €", "1234567", "exakt"),
        ("1\u2009234,50", "1234.5", "exakt"),
        ("1'234'567,50", "1234567.5", "exakt"),
        ("12.345.678", "12345678", "exakt"),
        ("15 T€", "15000", "gerundet"),
        ("T€ 15", "15000", "gerundet"),
        ("15 TEUR", "15000", "gerundet"),
        ("1.800 Tsd. €", "1800000", "gerundet"),
        ("1.234,567 T€", "1234567", "exakt"),
        ("rd. 1,8 Mio. Euro", "1800000", "gerundet"),
        ("2,5 Millionen", "2500000", "gerundet"),
        ("ca. 5.000", "5000", "gerundet"),
        ("bis zu 20.000 €", "20000", "bis_zu"),
        ("max. 7.500 €", "7500", "bis_zu"),
        ("bis zu ca. 5.000 Euro", "5000", "bis_zu"),
        ("geschätzt 3.000 €", "3000", "geschaetzt"),
        ("-5,00", "-5", "exakt"),
        ("−5 €", "-5", "exakt"),
        ("(1.234,00)", "-1234", "exakt"),
        ("1.234,00-", "-1234", "exakt"),
        ("0,00", "0", "exakt"),
        ("15.000 €*", "15000", "exakt"),
        ("15.000¹", "15000", "exakt"),
    ],
)
def test_german_notations(text: str, eur: str, precision: str) -> None:
    amount = read_amount(text)
    assert (amount.eur, amount.precision) == (Decimal(eur), precision)


@pytest.mark.parametrize(("text", "eur"), [("1.5", "1.5"), ("1.2340", "1.23"), ("15000", "15000")])
def test_numbers_that_the_file_stores_as_numbers_keep_their_value(text: str, eur: str) -> None:
    assert read_amount(text).eur == read_amount(text, "en").eur == Decimal(eur)


def test_english_lists_separate_thousands_by_commas() -> None:
    assert read_amount("1,484,400.00", "en").eur == Decimal("1484400")
    assert read_amount("1,234", "en").eur == Decimal("1234")


def test_the_unit_of_the_column_holds_unless_the_cell_names_one() -> None:
    assert read_amount("12,5", unit="T€").eur == Decimal(12500)
    assert read_amount("12.500 €", unit="T€").eur == Decimal(12500)
    assert read_amount("1,25", unit="Mio. €").eur == Decimal(1250000)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1,234.56",
        "1,234",
        "1234.567",
        "0.500",
        "20.000 bis 30.000 €",
        "5.000 € p. a.",
        "1.23.456",
    ],
)
def test_what_has_two_readings_or_none_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(text)


@pytest.mark.parametrize("text", ["10.000 DM", "CHF 500", "$ 12", "20 GBP"])
def test_other_currencies_are_refused_by_name(text: str) -> None:
    with pytest.raises(Unreadable, match="not in euros"):
        read_amount(text)


def test_absurdly_large_amounts_are_refused() -> None:
    with pytest.raises(Unreadable, match="trillion"):
        read_amount("9" * 39)


@given(CENTS)
def test_german_numbers_survive_printing_and_reading(cents: int) -> None:
    euros = Decimal(cents) / 100
    english = f"{euros:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert read_amount(german).eur == read_amount(f"{german} €").eur == euros
    assert read_amount(english, "en").eur == euros
    assert read_amount(f"{euros:.2f}").eur == euros


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_unreadable(text: str) -> None:
    try:
        amount = read_amount(text)
    except Unreadable:
        return
    assert abs(amount.eur) < 10**12
