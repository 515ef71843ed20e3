"""Decisions that cannot all be true are found, whoever made them, and nothing else is."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.model.frames import JUDGEMENTS
from foerderlupe.review.contradictions import contradictions


def judgements(*said: str) -> pl.DataFrame:
    """Each text is like "a same b"."""
    rows = [text.split() for text in said]
    frame = pl.DataFrame(
        [(min(a, b), max(a, b), word) for a, word, b in rows],
        schema=["left_record_id", "right_record_id", "judgement"],
        orient="row",
        schema_overrides=dict.fromkeys(("left_record_id", "right_record_id"), pl.String),
    )
    return JUDGEMENTS.conform(frame.cast(pl.String))


def found(*said: str) -> dict[str, str]:
    return {f"{a}{b}": words for a, b, words in contradictions(judgements(*said)).iter_rows()}


def test_two_same_and_one_different_name_each_other():
    assert found("a same b", "b same c", "a different c", "x same y") == {
        "ab": "b same c, a different c",
        "bc": "a same b, a different c",
        "ac": "a same b, b same c",
    }


def test_a_longer_chain_contradicts_any_word_that_keeps_apart():
    said = found("a same b", "b same c", "c same d", "a successor d")
    assert said["ad"] == "a same b, b same c, c same d"
    assert "a successor d" in said["bc"]


def test_two_contradictions_of_one_link_are_both_named():
    said = found("a same b", "b same c", "a different c", "b same d", "a sibling d")
    assert said["ab"] == "b same c, a different c; b same d, a sibling d"


def test_what_can_be_true_together_is_no_contradiction():
    assert not found()
    assert not found("a different b", "b different c")
    assert not found("a same b", "a different c", "b different c")
    assert not found("a same b", "b same c", "a unsure c")


WORDS = st.sampled_from(["same", "different", "unsure"])
LETTERS = "abcdef"
PAIRS = [(a, b) for a in LETTERS for b in LETTERS if a < b]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(PAIRS), WORDS, max_size=9))
def test_a_contradiction_is_a_pair_kept_apart_inside_what_is_one(said):
    part = {letter: letter for letter in LETTERS}
    for (a, b), word in said.items():
        if word == "same":
            old, new = part[a], part[b]
            part = {letter: new if p == old else p for letter, p in part.items()}
    broken = {a + b for (a, b), w in said.items() if w == "different" and part[a] == part[b]}
    named = found(*(f"{a} {word} {b}" for (a, b), word in said.items()))
    words = {a + b: word for (a, b), word in said.items()}
    assert {pair for pair in named if words[pair] == "different"} == broken
    assert {words[pair] for pair in named} <= {"same", "different"}
