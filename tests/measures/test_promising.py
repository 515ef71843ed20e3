"""What a quick look lets through, and what it spares."""

import polars as pl
import pytest

from foerderlupe.measures.features import build_features
from foerderlupe.measures.promising import Shared, promising, read_traits
from foerderlupe.measures.rulebook import read_rulebook
from tests.measures.test_engine import listed, lists

CAFE = ("Sprachcafé Lindenhof für Mütter", "Lindenhof e. V.", "Ulm")
YEAR = "01.01.2020 - 31.12.2020"
SOON = "01.02.2020 - 30.06.2021"
LATE = "01.09.2020 - 31.12.2021"
LATER = "01.01.2022 - 31.12.2022"


def passes(
    one: tuple[str, str],
    other: tuple[str, str],
    shared: Shared,
    once: tuple[str, ...] = (),
    described: str | None = None,
) -> bool:
    """Whether records of two lists, each a title and a period, are worth comparing.

    ``described`` is the description of the other one.
    """
    rows = [
        listed(source, 1, title, *CAFE[1:], period)
        for source, (title, period) in (("a", one), ("b", other))
    ]
    rows[1]["description"] = described
    if once:
        rows[1] |= {"source_id": "a", "record_id": "a:02"}
    sources = pl.DataFrame(
        {"source_id": ["a", "b"], "distinct_measures": [name in once for name in ("a", "b")]}
    )
    features = build_features(lists(*rows), sources, read_rulebook())
    pairs = pl.DataFrame(
        {"left": [0], "right": [1]}, schema={"left": pl.UInt32, "right": pl.UInt32}
    )
    return promising(pairs, read_traits(features), shared).height == 1


@pytest.mark.parametrize(
    ("title", "period", "shared", "expected"),
    [
        ("Sprachcafé Lindenhof", LATER, "words", True),
        ("Sprachcafé Lindenhof Treffpunkt Nachbarschaft", LATE, "words", False),
        ("Sprachcafé Lindenhof für Mütetr", LATE, "words", True),
        ("Sprachcafé Lindenhof für Mütetr", LATER, "words", False),
        ("Sprachcafé Lindenhof Treffpunkt Nachbarschaft", LATER, "carrier", True),
        ("Fahrradwerkstatt", SOON, "carrier", False),
        ("Sprahccafe Lindehnof", SOON, "carrier", True),
        ("Sprahccafe Lindehnof", SOON, "amount", True),
        ("Sprahccafe Lindehnof", SOON, "words", False),
        ("Sprahccafe Lindehnof", LATE, "carrier", False),
        ("Sprahccafe Lindehnof", "", "carrier", True),
        ("Fonds Nachbarn: Sprachcaef", SOON, "carrier", True),
        ("A language course for everybody", SOON, "carrier", True),
        ("Fahrradwerkstatt", LATER, "number", True),
    ],
)
def test_titles_and_periods_are_looked_at_together(
    title: str, period: str, shared: Shared, expected: bool
) -> None:
    assert passes((CAFE[0], YEAR), (title, period), shared) is expected


def test_a_list_that_names_all_once_meets_itself_only_by_its_carriers() -> None:
    one, other = (CAFE[0], YEAR), (CAFE[0], LATER)
    assert passes(one, other, "words", once=("a",)) is False
    assert passes(one, other, "carrier", once=("a",)) is True


def test_a_description_may_name_the_other() -> None:
    one, other = (CAFE[0], YEAR), ("Nachbarschaft stärken", SOON)
    named = "Gefördert wird das Sprachcafé Lindenhof für Mütter in Ulm."
    assert passes(one, other, "carrier", described=named) is True
    assert passes(one, other, "carrier", described="Gefördert wird eine Werkstatt.") is False
