"""What is done to a column is what is done to each of its texts."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.text.characters import clean, fold
from foerderlupe.text.gender import fold_gender
from foerderlupe.text.keys import text_key
from foerderlupe.text.titles import read_title
from foerderlupe.text.whole_columns import (
    clean_each,
    fold_each,
    fold_gender_each,
    key_each,
    parts_each,
)

VOCABULARY = frozenset({"elternmentoren", "sprachkurs"})
# What lists write into titles, and what breaks guards: signs, numerals, odd letters and blanks.
PIECES = st.sampled_from(
    [
        *(
            "Elternmentor*innen",
            "Lotsinnen und Lotsen",
            "Eltern- mentoren",
            "Sprach- und Kulturkurs",
        ),
        *("Phase II", "Teil 2", "Teilhabe", "3. Staffel", "Runde", "a)", "Nr. 4", "2013/14", "A2"),
        *(
            "Kap. 1702 Titel 684 01",
            "Az. 33-5913.2/14",
            "(Aufstockung)",
            "[Name entfernt]",
            "II",
            "X",
        ),
        *(
            "Café",
            "Łódź",
            "Spaß & Mut",
            "geht's",
            "ESF+",
            "ﬁt",
            "S p r a c h e",
            "İstanbul",
            "ẞ",
            "²",
        ),
        *(":", " – ", ",", " , ", ";", "-", "–", "/", "„", "“", "(", ")", "\u00a0", "\u200b", "  "),
        *(
            "zehn",
            "Geflüchtete",
            "unbegleitete minderjährige Flüchtlinge",
            "und",
            "KG",
            "IN",
            "ÄÖÜ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=6).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
) | st.text(max_size=20)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@pytest.mark.parametrize(
    ("each", "one"),
    [
        (clean_each, clean),
        (fold_each, fold),
        (fold_gender_each, fold_gender),
        (
            lambda texts: key_each(texts, VOCABULARY),
            lambda text: text_key(text, VOCABULARY),
        ),
    ],
    ids=["clean", "fold", "fold_gender", "key"],
)
def test_a_column_is_its_texts(
    each: Callable[[pl.Series], pl.Series], one: Callable[[str], str], texts: list[str]
) -> None:
    column = pl.Series("text", texts)
    assert each(column).to_list() == [one(text) for text in texts]
    assert column.to_list() == texts, "the column that was given is another one now"


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_titles_are_taken_apart_as_one_by_one(titles: list[str]) -> None:
    for title, row in zip(titles, parts_each(pl.Series(titles)).iter_rows(named=True), strict=True):
        parts = read_title(title)
        years = parts.year if isinstance(parts.year, tuple) else (parts.year, parts.year)
        assert row["core"] == parts.core
        assert (row["phase"], row["edition"], row["cefr"]) == (
            parts.phase,
            parts.edition,
            parts.cefr,
        )
        assert (row["year_from"], row["year_to"], row["budget"]) == (*years, parts.budget_line)
