import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.text.umlauts import restored_each


def restored(*texts: str | None, names: frozenset[str] = frozenset()) -> list[str | None]:
    return restored_each(pl.Series(texts, dtype=pl.String), names).to_list()


def test_a_word_gets_the_umlauts_that_the_others_write() -> None:
    assert restored("Starkung fur Mutter", "Stärkung für Mütter", None) == [
        "Stärkung für Mütter",
        "Stärkung für Mütter",
        None,
    ]


def test_capitals_stay_as_they_were() -> None:
    assert restored("KUCHE FUR ALLE", "Küche für alle")[0] == "KÜCHE FÜR ALLE"


def test_a_text_with_an_umlaut_has_lost_none() -> None:
    assert restored("Schule schon jetzt für alle", "Wie schön", "Fürs Dorf")[0] == (
        "Schule schon jetzt für alle"
    )


def test_the_more_frequent_word_is_right() -> None:
    assert restored("Bar am Park", "Bar am See", "Bär") == ["Bar am Park", "Bar am See", "Bär"]


def test_names_that_are_right_without_stay() -> None:
    texts = ("Kochen in Pocking", "Kochen in Pöcking")
    assert restored(*texts, names=frozenset(["pocking"])) == list(texts)
    assert restored(*texts) != list(texts)


def test_das_has_lost_no_sharp_s() -> None:
    assert restored("das Haus", "daß es geht", "Straße", "Strase")[0] == "das Haus"
    assert restored("das Haus", "daß es geht", "Straße", "Strase")[3] == "Straße"


def test_a_sign_or_nothing_may_stand_for_an_umlaut() -> None:
    whole = "Geflüchtete für Mütter"
    damaged = [
        "Gefl?chtete f?r M?tter",
        "Gefl\ufffdchtete f\ufffdr M\ufffdtter",
        "Geflchtete fr Mtter",
    ]
    assert restored(*damaged, whole) == [whole] * 4


@given(st.lists(st.text("aäouü ßsB-?", max_size=12), max_size=8))
def test_only_umlauts_come_back(texts: list[str]) -> None:
    lost = str.maketrans("", "", "äöüßÄÖÜẞaousAOUS?")
    for before, after in zip(texts, restored(*texts), strict=True):
        assert after is not None
        assert before.translate(lost).lower() == after.translate(lost).lower()
