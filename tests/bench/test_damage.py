"""The benchmark damages the texts that it says, and nothing else."""

from random import Random

import polars as pl
import pytest

from bench import damages
from bench.damage import damage_some, name_in_description

RECORDS = pl.DataFrame(
    {
        "record_id": [f"list-{number}" for number in range(200)],
        "title": ["Größenwechsel für ältere Müllerinnen"] * 199 + [None],
        "carrier": ["Verein Wolkenbogen"] * 200,
    }
)


@pytest.mark.parametrize("damage", [damages.one_slip, damages.wrong_encoding, damages.nothing_said])
def test_a_share_of_one_field_is_damaged(damage) -> None:
    damaged, hit = damage_some(RECORDS, "title", damage, 0.4)
    assert 40 <= hit.len() <= 120
    whole = ~pl.col("record_id").is_in(hit.implode())
    assert damaged.filter(whole).equals(RECORDS.filter(whole))
    assert damaged.drop("title").equals(RECORDS.drop("title"))


def test_a_name_may_stand_in_the_description_alone() -> None:
    records = RECORDS.with_columns(description=pl.lit("Wöchentlich."))
    damaged, hit = name_in_description(records, 0.4)
    assert 40 <= hit.len() <= 120
    of_hit = damaged.filter(pl.col("record_id").is_in(hit.implode()))
    assert of_hit.select("title", "description").unique().row(0) == (
        "Projektförderung",
        "Größenwechsel für ältere Müllerinnen. Wöchentlich.",
    )
    others = damaged.join(of_hit, on="record_id", how="anti")
    assert others.equals(records.join(of_hit, on="record_id", how="anti"))


def test_damages_do_what_they_are_called() -> None:
    title = "Größenwechsel für alte Müllerinnen"
    assert damages.wrong_encoding(title, Random(1)).encode("latin-1").decode() == title
    assert damages.umlauts_as_signs(title, Random(1)) == "Gr??enwechsel f?r alte M?llerinnen"
    assert damages.umlauts_lost(title, Random(1)) == "Grenwechsel fr alte Mllerinnen"
    assert damages.marked_up("für & wider", Random(1)) == "f&#252;r &amp; wider"
    assert damages.cut_off(title, Random(1)).rstrip("…") == title[:30].rstrip()
    assert damages.two_words_joined(title, Random(1)).count(" ") == title.count(" ") - 1
    assert sorted(damages.words_shuffled(title, Random(1)).split()) == sorted(title.split())
    assert damages.word_lost("Zwei Worte", Random(1)) == "Zwei Worte"
    assert damages.two_words_shortened(title, Random(1)) == "Größ. für alte Müll."
