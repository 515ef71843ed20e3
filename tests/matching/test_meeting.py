"""Records meet by rare keys, or by several frequent ones, and never in numbers without bound."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.matching.candidates import Wanted, candidates
from foerderlupe.matching.meeting import key_matrix, meet
from foerderlupe.matching.overlap import Overlap
from foerderlupe.matching.size import Size
from foerderlupe.matching.tokens import worded

KEYS = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 6)), max_size=40)
NO_KEYS = pl.DataFrame(schema={"record": pl.UInt32, "key": pl.UInt64})
NO_PAIRS = pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32})


def keyed(rows: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=NO_KEYS.schema, orient="row")


def met_at(keys: pl.DataFrame, size: Size) -> tuple[pl.DataFrame, int]:
    return meet(key_matrix(keys, size), size)


@settings(max_examples=60, deadline=None)
@given(KEYS, st.sampled_from([None, 5]))
def test_in_small_tables_all_that_share_a_key_meet_once(rows, first_right) -> None:
    met, left_out = met_at(keyed(sorted(rows)), Size(12, first_right))
    wanted = sorted(
        (one, other)
        for one, other in {(a, b) for a, x in rows for b, y in rows if x == y and a < b}
        if first_right is None or one < first_right <= other
    )
    assert met.rows() == wanted
    assert left_out == 0


def test_the_order_of_keys_has_no_influence() -> None:
    keys = keyed([(record, record % 7) for record in range(300)])
    shuffled = keys.sample(fraction=1, shuffle=True, seed=3)
    assert met_at(keys, Size(300))[0].equals(met_at(shuffled, Size(300))[0])


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foerderlupe.matching.meeting._FEWEST_PAIRS", 1000)
    monkeypatch.setattr("foerderlupe.matching.meeting._PAIRS_PER_RECORD", 0)


@pytest.mark.usefixtures("small_budget")
def test_a_key_of_everybody_leaves_pairs_out_and_says_how_many() -> None:
    met, left_out = met_at(keyed([(record, 1) for record in range(3000)]), Size(3000))
    assert left_out == 3000 * 2999 // 2
    assert met.height <= 5 * 3000


@pytest.mark.usefixtures("small_budget")
def test_frequent_keys_bring_records_together_in_twos_and_threes() -> None:
    # Each of three keys is on a tenth of the records or more, all three on two records only.
    rows = {(r, k) for r in range(3000) for k in range(3) if (r // 10**k) % 10 == 4}
    rows = {row for row in rows if row[0] not in (444, 1444, 2444)}
    rows |= {(record, key) for record in (17, 2901) for key in range(3)}
    met, _ = met_at(keyed(sorted(rows)), Size(3000))
    assert met.filter(left=17, right=2901).height == 1


def test_what_is_wanted_is_compared_however_many_better_partners_there_are() -> None:
    words = pl.Series([["common", *(f"w{n // 20}{w}" for w in range(3))] for n in range(60)])
    keys = keyed([(3, 9), (30, 9)])
    pairs = pl.DataFrame({"left": [1], "right": [50]}, schema=NO_PAIRS.schema)
    wanted = {(1, 50), (3, 30)}
    assert not wanted & met_by(words, Wanted(NO_KEYS, NO_PAIRS))
    assert wanted <= met_by(words, Wanted(keys, pairs))


def met_by(words: pl.Series, wanted: Wanted) -> set[tuple[int, ...]]:
    found = candidates(Overlap(worded(words)), Size(words.len()), wanted).pairs
    return set(found.select("left", "right").rows())


def test_a_record_keeps_its_best_partners_and_the_others_are_counted() -> None:
    words = pl.Series([["common", f"w{n // 2}"] for n in range(60)])
    found = candidates(Overlap(worded(words)), Size(60), Wanted(NO_KEYS, NO_PAIRS))
    assert found.pairs.filter(pl.col("right") == pl.col("left") + 1).height >= 30
    assert found.pairs.height + found.passed_over == 60 * 59 // 2


def test_what_many_share_by_chance_is_not_compared() -> None:
    # Eight of 4,096 records share a word by chance: that is 9 bits, and 10 are wanted.
    words = [[f"often{n % 512:04}", f"once{n:04}"] for n in range(4096)]
    words[7] = words[4000] = ["rare", "other", "often0007"]
    assert met_by(pl.Series(words), Wanted(NO_KEYS, NO_PAIRS)) == {(7, 4000)}


@pytest.mark.usefixtures("small_budget")
def test_keys_that_always_come_together_are_one() -> None:
    # Town, postcode and county of 400 records, a hundred of each.
    rows = [(record, 4 * key + record % 4) for record in range(400) for key in range(3)]
    assert met_at(keyed(rows), Size(400))[0].is_empty()
