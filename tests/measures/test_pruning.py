"""Pairs that go no further are pairs that no title would have made worth keeping."""

import numpy as np
import polars as pl

from foerderlupe.measures.counterparts import possible_counterparts
from foerderlupe.measures.deciding import decide, worth_keeping
from foerderlupe.measures.features import Features
from foerderlupe.measures.pruning import hopeful
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.measures.scoring import score
from foerderlupe.measures.vetoes import find_vetoes
from tests.measures.test_rules import AGREEING, FACTS

RULEBOOK = read_rulebook()
ROWS = 120_000
MORE_FACTS = ("both_counted", "local", "starts_together", "field_differs", "shares_translation")

# Titles that name nothing; a place; a call; and parts.
TITLES = pl.DataFrame(
    {
        "title": pl.Series(range(4), dtype=pl.UInt32),
        "title_places": [[], ["ulm"], [], []],
        "call_year": [None, None, 2020, None],
        "pieces": [[], [], [], ["a", "b"]],
    }
)
FEATURES = Features(pl.DataFrame(), TITLES, pl.DataFrame(), {})


def pairs() -> pl.DataFrame:
    """Every kind of pair that can be, and many that cannot, drawn the same each time."""
    draw = np.random.default_rng(7)
    levels = {
        field: draw.choice(names, ROWS)
        for field, names in RULEBOOK.levels.items()
        if field != "counterpart"
    }
    facts = {name: draw.random(ROWS) < 0.1 for name in (*FACTS, *MORE_FACTS)}
    titles = {f"title_{side}": draw.integers(0, 4, ROWS) for side in ("left", "right")}
    drawn = pl.DataFrame(
        {**levels, **facts, **titles, "counterpart": ["missing"] * ROWS}
    ).with_columns(
        pl.col("title_left", "title_right").cast(pl.UInt32), both_counted=~pl.col("both_counted")
    )
    one, other = pl.col("title_left"), pl.col("title_right")
    return drawn.with_columns(
        partner_found=pl.lit(value=False),
        title_places_differ=pl.col("title_places_differ") & (one == 1) & (other == 1),
        title_call_year_differs=pl.col("title_call_year_differs") & (one == 2) & (other == 2),
        left_heads_right=pl.col("left_heads_right") & (other == 3),
        right_heads_left=pl.col("right_heads_left") & (one == 3),
    ).with_row_index("pair")


def kept(compared: pl.DataFrame) -> pl.DataFrame:
    vetoed = find_vetoes(compared).with_columns(possible=possible_counterparts(RULEBOOK))
    decided = decide(score(vetoed, RULEBOOK), RULEBOOK).with_columns(decided_by=pl.lit("rules"))
    worth = worth_keeping(decided, RULEBOOK)
    return worth.filter(pl.col("worth") | pl.col("possible")).select("pair", "veto", "decision")


def test_nothing_that_is_kept_is_left_out() -> None:
    compared = pairs()
    remaining = hopeful(compared, FEATURES, RULEBOOK)
    left_out = compared.join(remaining, on="pair", how="anti")
    assert left_out.height > ROWS / 100
    assert kept(compared).join(left_out, on="pair", how="semi").is_empty()
    assert remaining.columns == compared.columns


def test_a_pair_that_one_name_would_join_goes_on() -> None:
    compared = pl.DataFrame(
        [{**AGREEING, "title": "different", "title_left": 0, "title_right": 0}],
        schema_overrides={"title_left": pl.UInt32, "title_right": pl.UInt32},
    )
    assert hopeful(compared, FEATURES, RULEBOOK).height == 1


def test_two_carriers_in_no_common_place_end_before_their_titles() -> None:
    apart = {"carrier": "different", "place": "missing", "period": "disjoint"}
    compared = pl.DataFrame(
        [{**AGREEING, **apart, "title": "same", "title_left": 0, "title_right": 0}],
        schema_overrides={"title_left": pl.UInt32, "title_right": pl.UInt32},
    )
    assert hopeful(compared, FEATURES, RULEBOOK).is_empty()
