"""Short ways give what the long way gives."""

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from foerderlupe.matching.spelling import Spelling
from foerderlupe.matching.tokens import folded_values, readable, words, words_of
from foerderlupe.text.characters import fold

CELLS = st.text(alphabet="aAbBéÄöß01 -/.'+&_’\u0308„“–;", max_size=12)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="aabcdé01", max_size=9), min_size=2, max_size=9), st.floats(0, 1))
@example(["", "", "a"], 0.5)
def test_what_is_alike_enough_has_the_likeness_that_edits_give(texts, least) -> None:
    number = np.arange(len(texts))
    left, right = (side.ravel() for side in np.meshgrid(number, number))
    found = Spelling(pl.Series(texts, dtype=pl.String)).alike(left, right, least)
    for one, other, alike in zip(left, right, found, strict=True):
        exact = OSA.normalized_similarity(texts[one], texts[other])
        assert alike == pytest.approx(exact) if exact >= least else alike in (0.0, exact)


@pytest.mark.parametrize(("one", "other"), [("Müller" * 20, "Müler" * 20), ("1" * 300, "1" * 299)])
def test_long_texts_are_spelled_too(one: str, other: str) -> None:
    found = Spelling(pl.Series([one, other])).alike(np.array([0]), np.array([1]), 0.7)
    assert found[0] == pytest.approx(OSA.normalized_similarity(one, other))


@settings(deadline=None)
@given(st.lists(st.none() | CELLS, max_size=20))
@example(["2024-05-01", "D'Or", "Café", "A&amp;B", None, ""])
def test_cells_are_folded_as_every_text_is(cells) -> None:
    found = folded_values(pl.Series(cells, dtype=pl.String))
    assert found.to_list() == [None if cell is None else fold(readable(cell)) for cell in cells]


@pytest.mark.parametrize("cell", ["2024-05-01", "FKZ-12/34.B", "a-1", "a1-b", "ab-cd", "12-3"])
def test_a_cell_that_is_one_code_has_its_parts_and_itself(cell: str) -> None:
    cells = pl.Series([cell])
    assert sorted(set(words_of(cells, folded_values(cells))[0])) == words(cell)
