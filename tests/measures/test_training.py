"""Weights learnt from what lists say, without anybody having said which records are one measure."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.measures.sampling import Sample, known_pairs, together
from foerderlupe.measures.training import calibrate, learn_weights, train
from foerderlupe.measures.weights import SHIPPED, read_weights, weights_of, write_weights
from tests.measures.test_engine import HOF, judgement, judgements, listed, lists

RULEBOOK = read_rulebook()
FIELDS = list(RULEBOOK.levels)
NOTHING = dict.fromkeys(FIELDS, "missing")
SAME = {"title": "same", "carrier": "same", "place": "same", "period": "same", "amount": "same"}
OTHER = {"title": "different", "carrier": "same", "place": "same", "period": "overlap",
         "amount": "different"}  # fmt: skip
ANY = {"title": "different", "carrier": "different", "place": "different", "period": "disjoint",
       "amount": "different"}  # fmt: skip


def patterns(*counted: tuple[dict[str, str], int], known: bool | None = None) -> pl.DataFrame:
    rows = [{**NOTHING, **levels, "known": known, "count": count} for levels, count in counted]
    schema = {**dict.fromkeys(FIELDS, pl.String), "known": pl.Boolean, "count": pl.Int64}
    return pl.DataFrame(rows, schema=schema)


def a_sample(*parts: pl.DataFrame, records: int = 2000) -> Sample:
    random = patterns((ANY, 95_000), (OTHER, 4_000), ({**ANY, "place": "same"}, 1_000))
    candidates = pl.concat(parts)
    return Sample(
        patterns=candidates,
        random=random.drop("known"),
        records=records,
        space=records * (records - 1) // 2,
        candidates=int(candidates["count"].sum()),
        drawn=100_000,
    )


FOUND = a_sample(patterns((SAME, 800), ({**SAME, "amount": "different"}, 200), (OTHER, 9_000)))


def test_what_two_measures_never_show_speaks_for_one() -> None:
    weights = learn_weights(FOUND, RULEBOOK, strength=20)
    assert weights.bits["title"]["same"] > 5
    assert weights.bits["title"]["different"] < -5
    # Two measures of one carrier are often in one place here: being there says little.
    assert weights.bits["place"]["same"] < RULEBOOK.weights.bits["place"]["same"]


def test_levels_that_were_not_seen_keep_their_weight() -> None:
    weights = learn_weights(FOUND, RULEBOOK)
    assert weights.bits["title"]["acronym"] == RULEBOOK.weights.bits["title"]["acronym"]
    assert weights.bits["counterpart"] == RULEBOOK.weights.bits["counterpart"]


@pytest.mark.parametrize("strength", [1.0, 200.0, 1e9])
def test_a_better_level_is_never_worth_less(strength: float) -> None:
    # Ten times as many pairs agree nearly as agree fully, which is chance.
    odd = patterns(({**SAME, "amount": "near"}, 5_000), (SAME, 10), (OTHER, 9_000))
    weights = learn_weights(a_sample(odd), RULEBOOK, strength)
    for field, orders in RULEBOOK.falling.items():
        for order in orders:
            bits = [weights.bits[field][level] for level in order]
            assert bits == sorted(bits, reverse=True)


def test_the_shipped_weights_keep_every_order_and_say_nothing_of_missing_values() -> None:
    for field, orders in RULEBOOK.falling.items():
        for order in orders:
            bits = [RULEBOOK.weights.bits[field][level] for level in order]
            assert bits == sorted(bits, reverse=True)
    assert {levels["missing"] for levels in RULEBOOK.weights.bits.values()} == {0.0}


def test_a_strong_past_outweighs_a_small_home() -> None:
    far = learn_weights(FOUND, RULEBOOK, strength=1e9)
    assert far.bits == RULEBOOK.weights.bits
    assert far.prior == RULEBOOK.prior


def test_easy_blocks_do_not_raise_the_prior_beyond_the_number_of_records() -> None:
    easy = a_sample(patterns((SAME, 100_000)), records=1_000)
    weights = learn_weights(easy, RULEBOOK, strength=1)
    assert weights.prior <= -8.9  # a thousand of half a million pairs


def test_judged_pairs_count_as_what_people_said() -> None:
    odd = {**SAME, "title": "different"}
    said = patterns((odd, 300), known=True)
    without = learn_weights(FOUND, RULEBOOK, strength=20)
    judged = learn_weights(a_sample(FOUND.patterns, said), RULEBOOK, strength=20)
    assert judged.bits["title"]["different"] > without.bits["title"]["different"] + 1
    assert judged.trained.labelled_pairs == 300


def test_scores_follow_what_is_known_of_them() -> None:
    known = pl.concat([patterns((SAME, 10), known=True), patterns((SAME, 90), known=False)])
    weights = calibrate(RULEBOOK.weights, a_sample(known))
    before, after = dict(RULEBOOK.weights.calibration), dict(weights.calibration)
    assert after[12.0] < before[12.0]
    values = [odds for _, odds in weights.calibration]
    assert values == sorted(values)


def test_without_judgements_the_calibration_stays() -> None:
    weights = train(FOUND, RULEBOOK)
    for (bits, before), (same_bits, after) in zip(
        RULEBOOK.weights.calibration, weights.calibration, strict=True
    ):
        assert bits == same_bits
        assert after == pytest.approx(before, abs=0.02)


def test_training_does_not_depend_on_the_order_of_patterns() -> None:
    shuffled = replace(
        FOUND,
        patterns=FOUND.patterns.sample(fraction=1, shuffle=True, seed=3),
        random=FOUND.random.sample(fraction=1, shuffle=True, seed=3),
    )
    assert learn_weights(shuffled, RULEBOOK) == learn_weights(FOUND, RULEBOOK)


def test_what_people_said_is_known_and_doubt_is_not() -> None:
    known = lists(*(listed(source, 1, *HOF) for source in "abc"))
    said = judgements(
        judgement("a:01", "b:01", "same"),
        judgement("b:01", "c:01", "successor"),
        judgement("a:01", "c:01", "unsure"),
    )
    found = known_pairs(said, known).sort("left_record_id")
    assert found.rows() == [("a:01", "b:01", True), ("b:01", "c:01", False)]


def test_samples_add_up() -> None:
    both = together([FOUND, FOUND])
    assert both.patterns["count"].sum() == 2 * FOUND.patterns["count"].sum()
    assert both.random["count"].sum() == 2 * FOUND.random["count"].sum()
    assert both.space == 2 * FOUND.space


def test_a_version_is_written_as_it_is_read(tmp_path: Path) -> None:
    weights = learn_weights(FOUND, RULEBOOK)
    assert weights.version == RULEBOOK.weights.version + 1
    write_weights(weights, tmp_path / "weights.yml")
    assert read_weights(tmp_path / "weights.yml") == weights
    assert read_rulebook(weights=tmp_path / "weights.yml").version.endswith(f".{weights.version}")


def test_a_level_without_weight_is_named(tmp_path: Path) -> None:
    lacking = SHIPPED.read_text(encoding="utf-8").replace("    starts:", "    begins:")
    (tmp_path / "weights.yml").write_text(lacking, encoding="utf-8")
    with pytest.raises(DeclarationError, match="weights of period for begins"):
        read_rulebook(weights=tmp_path / "weights.yml")


def test_a_calibration_that_falls_is_refused(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    falling = text[: text.index("calibration:")] + "calibration: [[0.0, 1.0], [2.0, 0.5]]\n"
    (tmp_path / "weights.yml").write_text(falling, encoding="utf-8")
    with pytest.raises(DeclarationError, match="points that rise"):
        read_weights(tmp_path / "weights.yml")


def test_the_weights_of_a_home_come_before_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "weights.yml"
    assert weights_of(own) == SHIPPED
    own.touch()
    assert weights_of(own) == own
