"""A person's word stands above score, veto, lists that name every measure once, and size."""

import polars as pl

from foerderlupe.matching.judging import judged_pairs
from foerderlupe.measures.evidence import Matched
from foerderlupe.measures.rulebook import read_rulebook
from tests.measures.test_engine import HOF, cluster_of, judgement, judgements, listed, match

TITLE, CARRIER, PLACE, YEAR = HOF


def same(*pairs: tuple[str, str]) -> pl.DataFrame:
    return judgements(*(judgement(left, right, "same") for left, right in pairs))


def pair(matched: Matched, left: str, right: str) -> dict[str, object]:
    return matched.pairs.row(
        by_predicate=(pl.col("left_record_id") == left) & (pl.col("right_record_id") == right),
        named=True,
    )


def test_same_stands_above_the_score() -> None:
    other = listed("b", 1, "Schwimmkurs im Waldbad", "Badeverein Ulm", "Aalen", "")
    rows = [listed("a", 1, *HOF), other]
    matched = match(*rows, judgements=same(("a:01", "b:01")))
    assert len(set(cluster_of(matched).values())) == 1
    assert pair(matched, "a:01", "b:01")["score"] < 0.5
    assert matched.clusters["identity_confidence"].to_list() == [1.0, 1.0]


def test_same_stands_above_a_veto() -> None:
    rows = [listed("a", 1, f"{TITLE} I", *HOF[1:]), listed("b", 1, f"{TITLE} II", *HOF[1:])]
    matched = match(*rows, judgements=same(("a:01", "b:01")))
    assert len(set(cluster_of(matched).values())) == 1
    assert pair(matched, "a:01", "b:01")["veto"] is not None


def test_what_two_decisions_say_together_stands_above_a_veto() -> None:
    rows = [
        listed("a", 1, f"{TITLE} I", *HOF[1:]),
        listed("b", 1, TITLE, *HOF[1:]),
        listed("c", 1, f"{TITLE} II", *HOF[1:]),
    ]
    matched = match(*rows, judgements=same(("a:01", "b:01"), ("b:01", "c:01")))
    assert len(set(cluster_of(matched).values())) == 1
    followed = pair(matched, "a:01", "c:01")
    assert followed["veto"] is not None
    assert (followed["decision"], followed["decided_by"]) == ("same", "reviewer")


def test_same_stands_above_a_list_that_names_every_measure_once() -> None:
    """Nobody said anything of the third row of that list."""
    rows = [listed("a", number, *HOF) for number in (1, 2, 3)]
    said = same(("a:01", "a:02"))
    names = cluster_of(match(*rows, listed("b", 1, *HOF), distinct=("a",), judgements=said))
    assert names["a:01"] == names["a:02"] != names["a:03"]


def test_same_stands_above_the_size_that_a_measure_may_have() -> None:
    number = read_rulebook().bounds.cluster + 2
    rows = [
        listed("a", n, f"Angebot {chr(65 + n % 26)}{n}", f"Träger {n} e. V.", "Ulm", "2015")
        for n in range(number)
    ]
    chain = [(rows[n]["record_id"], rows[n + 1]["record_id"]) for n in range(number - 1)]
    matched = match(*rows, judgements=same(*((str(a), str(b)) for a, b in chain)))
    assert set(cluster_of(matched).values()) == {"a:00"}
    [note] = matched.notes.filter(note="large_cluster").iter_rows(named=True)
    assert (note["subject"], note["number"]) == ("a:00", number)


def test_no_merge_crosses_what_keeps_apart_even_if_others_contradict() -> None:
    said = pl.concat(
        [
            same(("a:01", "b:01"), ("b:01", "c:01")),
            judgements(judgement("a:01", "c:01", "sibling")),
        ]
    )
    matched = match(*(listed(source, 1, *HOF) for source in "abc"), judgements=said)
    names = cluster_of(matched)
    assert names["a:01"] != names["c:01"]
    assert names["b:01"] in (names["a:01"], names["c:01"])
    shuffled = match(*(listed(source, 1, *HOF) for source in "cba"), judgements=said.reverse())
    assert shuffled.clusters.equals(matched.clusters)


def numbered(*said: tuple[str, str, str]) -> dict[str, str]:
    records = pl.DataFrame({"record_id": list("abcd")}).with_row_index("record")
    found = judged_pairs(judgements(*(judgement(*one) for one in said)), records)
    names = dict(records.iter_rows())
    return {names[row[0]] + names[row[1]]: row[2] for row in found.iter_rows()}


def test_what_follows_from_decisions() -> None:
    assert numbered(("a", "b", "same"), ("b", "c", "same")) == dict.fromkeys(
        ("ab", "bc", "ac"), "same"
    )
    unsure = numbered(("a", "b", "same"), ("b", "c", "same"), ("a", "c", "unsure"))
    assert unsure["ac"] == "same"
    for word in ("different", "successor", "sibling", "part_of"):
        against = numbered(("a", "b", "same"), ("b", "c", "same"), ("a", "c", word))
        assert against == {"ab": "same", "bc": "same", "ac": word}
    # What contradicts itself lets nothing follow.
    chain = [("a", "b", "same"), ("b", "c", "same"), ("c", "d", "same"), ("a", "c", "different")]
    assert set(numbered(*chain)) == {"ab", "bc", "cd", "ac"}
    alone = numbered(("a", "b", "unsure"), ("c", "d", "sibling"), ("b", "z", "same"))
    assert alone == {"ab": "unsure", "cd": "sibling"}
