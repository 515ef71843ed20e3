"""Distortions: each does something, and the profiles have nothing but gaps in common."""

from itertools import combinations
from typing import get_args

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.synth import noise_persons
from foerderlupe.synth.chance import Chance
from foerderlupe.synth.noise import Profile, Rates, distorted, distortions, rates_of
from foerderlupe.synth.records import DISTORTING, RATES, told_rows
from foerderlupe.synth.rows import with_facts

ALL = [(module, name) for module in DISTORTING for name in distortions(module)]
PROFILES = get_args(Profile)
MISSING = {f"{what}_missing" for what in ("carrier", "place", "period", "amount", "number")}


def used(profile):
    rates = rates_of(profile, RATES, DISTORTING)
    return {name for some in (rates.anywhere, *rates.habits.values()) for name in some}


def test_profiles_share_nothing_but_missing_values():
    for one, other in combinations(PROFILES, 2):
        assert used(one) & used(other) <= MISSING, (one, other)
    assert set.union(*map(used, PROFILES)) == {name for _, name in ALL}


def test_habits_are_habits_of_known_lists(small):
    for profile in PROFILES:
        assert set(rates_of(profile, RATES, DISTORTING).habits) == set(small.lists)


def test_an_unknown_distortion_is_named(tmp_path):
    path = tmp_path / "noise.yml"
    rates = "{anywhere: {typin_error: 0.1}, habits: {}}"
    path.write_text("".join(f"{profile}: {rates}\n" for profile in PROFILES))
    with pytest.raises(DeclarationError, match="typin_error"):
        rates_of("everyday", path, DISTORTING)


@pytest.fixture(scope="module")
def plain(small):
    """Rows as they are told without any distortion, titles assembled."""
    nothing = Rates(anywhere={}, habits={})
    rows = small.__class__(**{**vars(small), "rows": small.rows.head(3000)})
    return pl.concat(told_rows(rows, nothing))


@pytest.mark.parametrize(("module", "name"), ALL, ids=lambda value: str(value).split(".")[-1])
def test_every_distortion_changes_some_rows_and_keeps_all(small, plain, module, name):
    always = Rates(anywhere={name: 1.0}, habits={})
    changed = distorted(plain, small.chance, module, always, list(small.lists))
    assert changed.height == plain.height
    differing = [
        column for column in plain.columns if plain[column].ne_missing(changed[column]).any()
    ]
    assert 1 <= len(differing) <= 5
    assert changed["measure"].equals(plain["measure"])


def test_rows_that_a_publisher_copied_share_their_mistakes(records):
    yearly = records.filter(pl.col("source_id") == "bundesamt")
    copies = yearly.filter(~pl.col("title").str.contains("Aufstock"))
    said = copies.group_by("measure_id").agg(pl.col("title").n_unique(), pl.len())
    assert said.filter(pl.col("len") > 1).height > 100
    # A top-up whose remark was cut off or mistyped is told apart by its amount alone.
    assert (said.filter(pl.col("len") > 1)["title"] == 1).mean() > 0.95


def test_most_records_of_a_measure_still_share_a_long_word(records):
    word = records.select(
        "measure_id",
        word=pl.col("title")
        .str.to_lowercase()
        .str.replace_many(["ä", "ö", "ü"], ["ae", "oe", "ue"])
        .str.extract_all(r"\p{L}{5,}"),
    ).with_row_index()
    pairs = word.join(word, on="measure_id", suffix="_b").filter(
        pl.col("index") < pl.col("index_b")
    )
    shared = pairs["word"].list.set_intersection(pairs["word_b"]).list.len() > 0
    assert 0.75 < shared.mean() < 0.995


def test_titles_are_put_together_from_known_parts(small):
    told = with_facts(small, small.rows.head(500))
    assert told.filter(pl.col("name").str.contains(r"[{}]")).is_empty()
    named = told.filter(pl.col("tail") != "")
    assert named.height > 50
    assert named["between"].str.len_chars().min() >= 2


def test_every_distortion_of_persons_is_used():
    from foerderlupe.synth.persons import RATES as PERSON_RATES

    named = set()
    for profile in PROFILES:
        named |= set(rates_of(profile, PERSON_RATES, (noise_persons,)).anywhere)
    assert named == set(distortions(noise_persons))


def test_draws_belong_to_their_owner():
    chance = Chance(3)
    everybody = chance.of("place", range(1000))
    assert chance.of("place", [999, 5]).tolist() == [everybody[999], everybody[5]]
    assert 0.45 < everybody.mean() < 0.55
    assert len(set(everybody)) == 1000
