"""The engine as the nightly run uses it: small lists of invented carriers."""

import polars as pl
import pytest

from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from tests.measures.pair_lists import evidence, record

JUDGED = frames.JUDGEMENTS.empty()


def listed(
    source: str, number: int, title: str, carrier: str, place: str, period: str, **extra: object
) -> dict[str, object]:
    row = {
        "id": str(number),
        "title_a": title,
        "carrier_a": carrier,
        "place_a": place,
        "funder_a": "Landesstiftung",
        "period_a": period,
    }
    return {**record(row, "a"), "record_id": f"{source}:{number:02}", "source_id": source, **extra}


def lists(*rows: dict[str, object]) -> Evidence:
    return evidence(frames.RECORDS.conform(pl.DataFrame(rows, infer_schema_length=None)))


def match(
    *rows: dict[str, object], judgements: pl.DataFrame = JUDGED, distinct: tuple[str, ...] = ()
) -> Matched:
    return run(lists(*rows), judgements, distinct)


def run(known: Evidence, judgements: pl.DataFrame, distinct: tuple[str, ...]) -> Matched:
    sources = (
        known.records.select("source_id")
        .unique()
        .with_columns(pl.col("source_id").is_in(list(distinct)).alias("distinct_measures"))
    )
    return match_measures(known, judgements, sources)


def cluster_of(matched: Matched) -> dict[str, str]:
    return dict(matched.clusters.select("record_id", "cluster_id").iter_rows())


def judgement(left: str, right: str, word: str, at: str = "2026-01-01T10:00") -> dict[str, str]:
    return {
        "left_record_id": left,
        "right_record_id": right,
        "judgement": word,
        "judged_by": "reviewer",
        "judged_at": at,
        "reason": "read both",
    }


def judgements(*rows: dict[str, str]) -> pl.DataFrame:
    return frames.JUDGEMENTS.conform(pl.DataFrame(rows))


HOF = ("Nähwerkstatt Hofgarten", "Frauenforum Hofgarten e. V.", "Aalen", "2016")


def test_two_lists_and_one_measure() -> None:
    matched = match(listed("a", 1, *HOF), listed("b", 1, *HOF))
    assert cluster_of(matched) == {"a:01": "a:01", "b:01": "a:01"}
    assert matched.pairs["relation"].to_list() == ["duplicate_record"]
    assert matched.clusters["identity_confidence"].min() > 0.95


def test_a_record_alone_is_its_own_cluster() -> None:
    matched = match(listed("a", 1, *HOF))
    assert cluster_of(matched) == {"a:01": "a:01"}
    assert matched.pairs.is_empty()


def test_an_award_without_title_is_a_doubtful_measure() -> None:
    matched = match({**listed("a", 1, *HOF), "title": None})
    assert matched.clusters["identity_confidence"].to_list() == [0.4]


def test_programmes_calls_and_offerings_never_cluster() -> None:
    rows = [
        {**listed(source, 1, *HOF), "list_level": level}
        for source, level in (("a", "programme"), ("b", "call"), ("c", "offering"))
    ]
    matched = match(*rows, listed("d", 1, *HOF))
    assert cluster_of(matched) == {"d:01": "d:01"}
    assert set(matched.pairs["relation"]) == {"part_of"}


def test_a_list_that_names_each_measure_once_is_believed() -> None:
    rows = [listed("a", 1, *HOF), listed("a", 2, *HOF), listed("b", 1, *HOF)]
    names = cluster_of(match(*rows, distinct=("a",)))
    assert names["a:01"] != names["a:02"]
    assert names["b:01"] in (names["a:01"], names["a:02"])


def test_the_same_coaching_of_many_companies_stays_apart() -> None:
    rows = [
        listed(source, number, "Coaching", f"Firma {name} GmbH", "Göppingen", "2012")
        for source in "ab"
        for number, name in enumerate(("Birkle", "Osswald", "Tannert", "Ziegler", "Uhland"))
    ]
    names = cluster_of(match(*rows))
    assert len(set(names.values())) == 5
    assert names["b:03"] == "a:03"


def test_town_carriers_without_place_are_no_agreement() -> None:
    rows = [listed(s, 1, "Lesefest am Fluss", "Stadt", "", "2015") for s in "ab"]
    names = cluster_of(match(*rows))
    assert names["a:01"] != names["b:01"]


@pytest.mark.parametrize("word", ["different", "successor", "sibling", "part_of"])
def test_a_person_keeps_apart_what_rules_would_merge(word: str) -> None:
    said = judgements(judgement("a:01", "b:01", word))
    matched = match(listed("a", 1, *HOF), listed("b", 1, *HOF), judgements=said)
    assert cluster_of(matched) == {"a:01": "a:01", "b:01": "b:01"}
    assert matched.pairs["relation"].to_list() == [word]
    assert matched.pairs["decided_by"].to_list() == ["reviewer"]


def test_a_person_merges_what_rules_keep_apart() -> None:
    said = judgements(judgement("b:01", "a:01", "same"))
    other = listed("b", 1, "Nähwerkstatt Hofgarten II", "Stadt Ulm", "Ulm", "2019")
    matched = match(listed("a", 1, *HOF), other, judgements=said)
    assert cluster_of(matched) == {"a:01": "a:01", "b:01": "a:01"}
    assert matched.clusters["decided_by"].to_list() == ["reviewer", "reviewer"]


def test_unsure_asks_again_and_the_last_word_holds() -> None:
    said = judgements(
        judgement("a:01", "b:01", "same"), judgement("a:01", "b:01", "unsure", "2026-02-01T10:00")
    )
    matched = match(listed("a", 1, *HOF), listed("b", 1, *HOF), judgements=said)
    assert matched.pairs["decision"].to_list() == ["review"]


def test_a_judgement_on_an_absent_record_waits() -> None:
    said = judgements(judgement("a:01", "gone:01", "different"))
    assert match(listed("a", 1, *HOF), judgements=said).pairs.is_empty()


def test_a_judgement_holds_against_a_chain() -> None:
    said = judgements(judgement("a:01", "c:01", "different"))
    matched = match(*(listed(s, 1, *HOF) for s in "abc"), judgements=said)
    names = cluster_of(matched)
    assert names["a:01"] != names["c:01"]
    asked = matched.pairs.filter(pl.col("decision") == "review")
    assert asked["explanation"].str.contains("kept apart").all()


def test_a_veto_between_records_that_a_third_one_joins_is_not_crossed() -> None:
    title, carrier, place, _ = HOF
    early = listed("a", 1, f"{title} I", carrier, place, "2016")
    vague = listed("b", 1, title, carrier, place, "2016")
    late = listed("c", 1, f"{title} II", carrier, place, "2016")
    names = cluster_of(match(early, vague, late))
    assert names["a:01"] != names["c:01"]


@pytest.mark.parametrize("seed", range(3))
def test_order_of_rows_is_without_influence(seed: int) -> None:
    rows = [
        listed(source, number, title, carrier, place, period)
        for source in "abc"
        for number, (title, carrier, place, period) in enumerate(
            [
                HOF,
                ("Sprachcafé", "Stadt Aalen", "Aalen", "2016"),
                ("Sprachcafé", "Caritas Aalen", "Aalen", "2016"),
                ("Sprachcafé 2017", "Stadt Aalen", "Aalen", "2017"),
                ("Nähwerkstatt Hofgarten – Mode aus alten Stoffen", *HOF[1:]),
            ]
        )
    ]
    known = lists(*rows)
    first = run(known, JUDGED, ("b",))
    shuffled = Evidence(
        **{
            name: getattr(known, name).sample(fraction=1, shuffle=True, seed=seed)
            for name in known.__dataclass_fields__
        }
    )
    again = run(shuffled, JUDGED, ("b",))
    assert again.pairs.equals(first.pairs)
    assert again.clusters.equals(first.clusters)
    assert again.notes.equals(first.notes)


def test_no_records_give_empty_tables() -> None:
    empty = Evidence(
        **{name: getattr(frames, name.upper()).empty() for name in Evidence.__dataclass_fields__}
    )
    sources = pl.DataFrame(schema={"source_id": pl.String, "distinct_measures": pl.Boolean})
    matched = match_measures(empty, JUDGED, sources)
    assert matched.pairs.is_empty()
    assert matched.clusters.is_empty()
