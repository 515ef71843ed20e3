import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.text.characters import clean
from foerderlupe.text.encodings import MISREAD, decoded
from foerderlupe.text.whole_columns import clean_each

TITLE = "Größe & Mut – „Ärztinnen“ über 60 €"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_bytes_become_letters(encoding: str) -> None:
    said = "Größe, Mut, über, Ölmühle, Straße"
    assert clean(said.encode().decode(encoding)) == said


def test_signs_of_windows_become_signs() -> None:
    # Windows has no sign for five bytes; programs then keep them as control characters.
    misread = "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in TITLE.encode()
    )
    assert clean(misread) == TITLE


def test_markup_becomes_letters() -> None:
    assert clean("<b>Gr&ouml;&szlig;e</b><br>&amp; Mut &#8211; &#x201E;Los&quot;") == (
        'Größe & Mut – „Los"'
    )


@pytest.mark.parametrize("text", ["a < b > c", "Mut & Los; alle", "Café Âge", "R&D;", "Ã"])
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert decoded(text) == text


@given(st.text("äöüßÄÖÜéèçabc –„“€&;", max_size=12))
def test_a_column_is_decoded_like_each_text(text: str) -> None:
    misread = text.encode().decode("latin-1")
    assert clean_each(pl.Series([misread])).to_list() == [clean(misread)]


@given(st.text("abcÃÂâäöü–„“¼€ ", max_size=8))
def test_a_text_without_marks_is_left_alone(text: str) -> None:
    if not pl.Series([text]).str.contains(MISREAD).item():
        assert decoded(text) == text
