"""Work shared among processes: the same answers in the same order, and failures said."""

import polars as pl
import pytest

from foerderlupe import cores
from foerderlupe.cores import by_parts
from foerderlupe.errors import FoerderlupeError
from foerderlupe.labels import reading
from foerderlupe.labels.reading import Reader
from foerderlupe.labels.vocabulary import read_vocabulary

NAMES = [f"Straße {number}" for number in range(7)]


@pytest.fixture(autouse=True)
def four_cores(monkeypatch):
    monkeypatch.setattr(cores.os, "cpu_count", lambda: 4)


def test_parts_come_back_in_order_and_each_item_once():
    answers = by_parts(list, NAMES, fewest=2)
    assert len(answers) == 3
    assert [name for part in answers for name in part] == NAMES


def test_short_work_is_done_here():
    seen = []
    assert by_parts(seen.extend, NAMES, fewest=4) == [None]
    assert seen == NAMES
    assert by_parts(list, [], fewest=4) == [[]]


def test_a_process_that_fails_says_why():
    with pytest.raises(FoerderlupeError, match=r"unsupported operand type.*'int' and 'str'"):
        by_parts(sum, NAMES, fewest=2)


def test_texts_read_in_parts_say_the_same(monkeypatch):
    texts = pl.Series(
        [
            "Sprachkurse für geflüchtete Frauen mit kleinen Kindern",
            "Beratung durch Ehrenamtliche, nicht für Senioren",
            "Nähcafé",
            "Schwimmkurs für Mädchen von 6 bis 10 Jahren",
        ]
    )
    reader = Reader(read_vocabulary("target_groups"))
    alone = reader.read_all(texts)
    monkeypatch.setattr(reading, "_PART", 2)
    order = ["text", "code", "position", "rule"]
    assert reader.read_all(texts).sort(order).equals(alone.sort(order))
    assert alone["text"].n_unique() == 3
