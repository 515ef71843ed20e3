"""How many partners a record can have: one table, several lists in one table, and triangles."""

import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.matching.evaluation import Quality, pairs_within, pairwise, unordered
from foerderlupe.matching.linking import Linked, link
from foerderlupe.matching.listed import Competition, listed
from foerderlupe.matching.records import Table, gather
from foerderlupe.matching.rivals import Once
from foerderlupe.matching.spec import Spec
from foerderlupe.matching.triangles import third_sides
from foerderlupe.spec.positions import Positioned

MAKERS = ["Nordlicht", "Kestrel", "Brumm", "Aurelia", "Vantage"]
THINGS = ["Kaffeemaschine", "Standmixer", "Wasserkocher", "Toaster", "Handrührer", "Waage"]
COLOURS = ["schwarz", "weiß", "rot", "mint", "anthrazit"]
COLUMNS = ["id", "shop", "name", "price"]


def goods(in_all: int, shops: str, *, thrice: bool = False) -> list[list[str]]:
    """The same goods in shops that name them differently; each has siblings in other colours."""
    chance = random.Random(23)
    rows = []
    for number in range(in_all // 3):
        maker, thing = chance.choice(MAKERS), chance.choice(THINGS)
        series = "".join(chance.choices("BCDFGHKLMNP", k=2))
        for colour in chance.sample(COLOURS, 3):
            model, price = f"{series}{chance.randint(100, 999)}", chance.randint(20, 90)
            good = f"{number}{colour[0]}"
            rows.append([f"a{good}", "a", f"{maker} {thing} {model} {colour}", f"{price}.90"])
            if chance.random() < 0.7:
                rows.append(
                    [f"b{good}", "b", f"{maker} {model[:2]}-{model[2:]} {colour}", f"{price}.50"]
                )
            if "c" in shops:
                rows.append([f"c{good}", "c", f"{thing} {model} ({colour}) {maker}", f"{price}.00"])
            if thrice:
                rows.append(
                    [f"cc{good}", "c", f"{thing} {model} {colour} von {maker}", f"{price}.00"]
                )
    return rows


def match(rows: list[list[str]], **spec: object) -> tuple[Linked, Quality]:
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    wanted = Spec.model_validate(spec)
    nowhere = Positioned(Path("spec.yml"), {}, {})
    linked = link(gather([Table(table, Path("goods.csv"), "left")], wanted, nowhere), wanted)
    good = table.select("id", good=pl.col("id").str.strip_chars_start("abc")).sort("id")
    true = good.join(good, on="good").filter(pl.col("id") < pl.col("id_right"))
    pairs = unordered(true.select(left_id="id", right_id="id_right"))
    return linked, pairwise(pairs_within(linked.clusters), pairs)


def test_siblings_of_one_table_are_not_taken_for_copies() -> None:
    linked, quality = match(goods(300, "ab"), columns=["name", "price"])
    assert linked.fit.once == Once(True, True)
    assert quality.precision > 0.8


def test_the_column_of_lists_keeps_siblings_of_a_list_apart() -> None:
    linked, quality = match(goods(300, "abc"), columns=["name", "price"], source="shop")
    shops = linked.clusters.with_columns(shop=pl.col("id").str.slice(0, 1))
    assert not shops.select("cluster_id", "shop").is_duplicated().any()
    assert quality.precision > 0.95
    assert quality.recall > 0.9


def test_a_list_that_names_things_twice_is_found_out() -> None:
    linked, quality = match(
        goods(300, "abc", thrice=True), columns=["name", "price"], source="shop"
    )
    assert linked.fit.listed is not None
    assert linked.fit.listed.once.to_list() == [False, True, True, False]
    assert quality.f1 > 0.9


def test_a_list_that_is_said_to_name_things_once_does() -> None:
    rows = goods(90, "abc", thrice=True)
    linked, _ = match(rows, columns=["name"], source="shop", unique_in_source="yes")
    shops = linked.clusters.with_columns(shop=pl.col("id").str.slice(0, 1))
    assert not shops.select("cluster_id", "shop").is_duplicated().any()


@pytest.mark.parametrize(("one_to_one", "largest"), [("yes", 2), ("auto", 3)])
def test_one_to_one_holds_in_one_table_too(one_to_one: str, largest: int) -> None:
    chance = random.Random(4)
    rows = []
    for number in range(60):
        words = " ".join("".join(chance.choices("abdefgiklmnorstu", k=7)) for _ in range(4))
        names = [words, words[:-1], words[3:]]
        price = str(chance.randint(100, 999))
        rows += [
            [f"{copy}{number}", "a", name, price] for copy, name in zip("abc", names, strict=True)
        ]
    linked, _ = match(rows, columns=["name", "price"], one_to_one=one_to_one)
    assert linked.clusters.group_by("cluster_id").len()["len"].max() == largest


def test_a_weight_is_a_factor_on_the_bits_of_a_column() -> None:
    columns = {"name": {}, "price": {"weight": 0}}
    linked, _ = match(goods(60, "ab"), columns=columns, source="shop")
    assert set(linked.fit.learned.weights["price"].values()) == {0.0}
    assert max(linked.fit.learned.weights["name"].values()) > 1


def test_keys_bring_records_together_that_share_no_word() -> None:
    chance = random.Random(8)
    names = ["".join(chance.choices("abdefgiklmnorstu", k=9)) for _ in range(40)]
    rows = [[f"a{n}", "a", name, str(n // 2)] for n, name in enumerate(names)]
    linked, _ = match(rows, columns=["name"], keys=[["price", "shop"]])
    assert linked.fit.compared.height == 20


EDGES = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25)


@given(EDGES)
def test_third_sides_join_partners_of_one_record(edges) -> None:
    pairs = sorted((one, other) for one, other in edges if one < other)
    same = pl.DataFrame(pairs, schema=["left", "right"], orient="row")
    of = {n: {x for pair in pairs if n in pair for x in pair if x != n} for n in range(9)}
    third = third_sides(same)
    assert third.height == sum(max(len(partners) - 1, 0) for partners in of.values())
    assert all(any({one, other} <= of[n] for n in of) for one, other in third.iter_rows())
    assert third.equals(third_sides(same.reverse()), null_equal=True) or same.is_empty()


@given(st.lists(st.sampled_from(["a", "b", None]), min_size=6, max_size=6), EDGES)
def test_no_record_has_two_partners_in_a_list_that_names_things_once(names, edges) -> None:
    lists = listed(pl.Series(names, dtype=pl.String))
    pairs = sorted((one, other) for one, other in edges if one < other < 6)
    frame = pl.DataFrame(pairs, schema={"left": pl.UInt32, "right": pl.UInt32}, orient="row")
    met = frame.filter(lists.allowed(frame)).with_columns(bits=pl.lit(5.0))
    score = Competition(6, lists).score(met, Once(True, True))
    scored = met.with_columns(score)
    chosen = scored.filter(Competition(6, lists).best(scored, Once(True, True)))
    ends = [(one, names[other]) for one, other in chosen.select("left", "right").iter_rows()]
    ends += [(one, names[other]) for other, one in chosen.select("left", "right").iter_rows()]
    in_lists = [end for end in ends if end[1] is not None]
    assert len(in_lists) == len(set(in_lists))
    assert all(
        names[one] is None or names[one] != names[other]
        for one, other in met.select("left", "right").iter_rows()
    )


@pytest.mark.parametrize("names", [["a"] * 8, [None] * 8, [f"{n}" for n in range(8)]])
def test_lists_that_tell_nothing_do_no_harm(names) -> None:
    rows = [[f"a{n}", name, f"Gerät {n}", "1"] for n, name in enumerate(names)]
    linked, _ = match(rows, columns=["name"], source="shop")
    assert linked.clusters.height == 8
