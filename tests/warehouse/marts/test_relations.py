"""The parents of measures and awards, and every relation between records, awards and measures."""

from datetime import date

YEAR = (date(2014, 1, 1), date(2015, 1, 1))


def related(database):
    rows = database.table("marts.relations").rows(named=True)
    return {(row["relation"], row["left_id"], row["right_id"]) for row in rows}


def test_a_measure_stands_under_the_programmes_and_calls_of_its_awards(world, warehouse):
    world.record(
        None, record_id="p", title="VwV-Integration", list_level="programme", source="programmes"
    )
    call = {"programme": "VwV Integration", "call_year": 2014, "eur": 200, "kind": "volumen"}
    world.record(None, title="Aufruf 2014", list_level="call", source="programmes", **call)
    world.record("m", record_id="a", programme="VwV–Integration", call_year=2014, eur=300)
    world.record("m", record_id="b", source="list_b", programme="Soziale Stadt", eur=50)
    with warehouse(world) as database:
        programmes = {
            r["programme_id"]: r for r in database.table("core.programmes").rows(named=True)
        }
        [call] = database.table("core.calls").rows(named=True)
        parents = database.table("core.measure_programmes")
        awards = {r["record_id"]: r for r in database.table("core.awards").rows(named=True)}
        counted = database.table("core.measures")["measure_id"].to_list()
    assert programmes["vwv integration"]["title"] == "VwV-Integration"
    assert programmes["vwv integration"]["is_described"]
    assert not programmes["soziale stadt"]["is_described"]
    assert (call["programme_id"], call["n_measures"]) == ("vwv integration", 1)
    assert (call["envelope_eur"], call["awarded_eur"]) == (200, 300)
    assert parents["programme_id"].to_list() == ["soziale stadt", "vwv integration"]
    assert awards["a"]["call_id"] == call["call_id"]
    assert awards["b"]["call_id"] is None
    assert counted == ["m"]


def test_programmes_with_different_names_stay_apart(world, warehouse):
    world.record("m", programme="Integration vor Ort 2023")
    world.record("n", programme="Integration vor Ort 2024")
    with warehouse(world) as database:
        assert database.count("core.programmes") == 2


def test_awards_of_one_measure_are_related_by_who_gives_and_when(world, warehouse):
    later = (date(2015, 1, 1), date(2016, 1, 1))
    world.record("m", record_id="land", funders=("Land",), carriers=("Kreis",), eur=900)
    world.record(
        "m", record_id="on", source="kreis", funders=("Kreis",), carriers=("Verein",), eur=400
    )
    world.record(
        "m", record_id="more", funders=("Land",), carriers=("Kreis",), eur=100, period=later
    )
    world.record("m", record_id="gift", source="stiftung", funders=("Stiftung",), eur=70)
    world.record("m", record_id="again", source="report", funders=("Stiftung",), eur=70)
    with warehouse(world) as database:
        found = {(a, b.split(":")[0], c.split(":")[0]) for a, b, c in related(database)}
    assert ("pass_through", "land", "on") in found
    assert ("top_up", "land", "more") in found
    assert ("top_up", "more", "land") not in found
    assert ("co_funded", "gift", "land") in found or ("co_funded", "again", "land") in found
    assert {left for left, _, _ in found} == {
        "pass_through",
        "top_up",
        "co_funded",
        "duplicate_award",
    }
    assert not any(
        kind == "co_funded" and {one, other} == {"land", "on"} for kind, one, other in found
    )


def test_measures_are_related_by_likeness_sequence_concept_and_programme(world, warehouse):
    hands = {"funders": ("Land",), "carriers": ("Caritas",)}
    others = {"funders": ("Stiftung",), "carriers": ("Diakonie",)}
    first = world.record("a", title="Kulturlotsen Ravensburg", at="08436", programme="P", **hands)
    world.record("b", title="Nachbarn lernen", at="08436", **others)
    second = world.record("c", title="Ganz anders", at="08111", period=(date(2015, 1, 1), None))
    world.record("d", title="Kulturlotsen Bodenseekreis", at="08435", fields=("HF0202",))
    pair = {"left_record_id": first, "right_record_id": second, "decision": "apart"}
    world.add("pairs", relation="successor", veto="phase", explanation="…", **pair)
    with warehouse(world) as database:
        assert related(database) == {
            ("duplication_candidate", "a", "b"),
            ("successor", "a", "c"),
            ("replication", "a", "d"),
            ("part_of", "p", "a"),
        }


def test_two_rows_of_one_measure_are_a_duplicate_record(world, warehouse):
    left, right = world.record("m"), world.record("m", source="list_b")
    pair = {"left_record_id": left, "right_record_id": right, "decision": "same"}
    world.add("pairs", score=0.97, explanation="title equal", **pair)
    with warehouse(world) as database:
        [row] = database.table("marts.relations").rows(named=True)
    assert (row["relation"], row["grain_of"], row["strength"]) == (
        "duplicate_record",
        "record",
        0.97,
    )
    assert row["left_measure_id"] == row["right_measure_id"] == "m"


def test_what_has_to_be_examined_is_published_after_a_judgement_only(world, warehouse):
    for measure in ("judged", "open"):
        given = {"funders": ("Land",), "eur": 900, "financing_type": "Vollfinanzierung"}
        left = world.record(measure, **given)
        right = world.record(measure, source="b", funders=("Stiftung",), eur=500)
        if measure == "judged":
            pair = {"left_record_id": left, "right_record_id": right}
            world.add("judgements", **pair, judgement="same", judged_by="x", judged_at="2015-01-01")
    with warehouse(world) as database:
        findings = database.table("core.co_funding_findings")
        published = database.table("marts.co_funding")
    assert findings.select("measure_id", "is_judged").rows() == [("judged", True), ("open", False)]
    assert set(findings["finding"]) == {"prüfbedürftig"}
    assert published["measure_id"].to_list() == ["judged"]
