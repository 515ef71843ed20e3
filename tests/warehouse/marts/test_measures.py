"""What a measure is: title, concept, period, state, anchoring, exchange, changes, reports."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.warehouse.contract import load_tables

SQL = Path(__file__).parents[3] / "sql"


def measure(database, measure_id="m"):
    return database.table("core.measures").filter(measure_id=measure_id).row(0, named=True)


def test_the_title_of_a_measure_list_goes_before_that_of_an_award_list(world, warehouse):
    world.record("m", title="Sprachbrücke", source="kreis")
    long = "Zuwendung Sprachbrücke im Landkreis Ravensburg, 2. Förderabschnitt"
    world.record("m", title=long, list_level="award", source="land")
    with warehouse(world) as database:
        assert measure(database)["title"] == "Sprachbrücke"
        assert measure(database)["n_publishers"] == 2
        assert measure(database)["source_ids"] == "kreis land"


def test_an_award_without_a_measure_is_a_placeholder(world, warehouse):
    world.record("m", title="VwV Integration", programme="VwV-Integration", list_level="award")
    with warehouse(world) as database:
        row = measure(database)
    assert row["is_placeholder"]
    assert row["identity_confidence"] < 0.5
    assert row["identity_class"] == "vermutet"


def test_an_award_with_a_telling_title_is_a_measure(world, warehouse):
    world.record("m", title="Lesebrücke Nordstadt", list_level="award")
    with warehouse(world) as database:
        row = measure(database)
    assert not row["is_placeholder"]
    assert row["identity_class"] != "vermutet"


@pytest.mark.parametrize(
    "title",
    [
        "Elternlotsen im Landkreis Ravensburg",
        "ELTERNLOTSEN Ravensburg 2014/2015",
        "Elternlots*innen – Phase II",
        "Elternlots:innen III (Ravensburg)",
    ],
)
def test_the_concept_key_leaves_out_place_phase_and_year(world, warehouse, title):
    world.record("m", title=title, at="08436064")
    with warehouse(world) as database:
        assert measure(database)["concept_key"].startswith("elternlots")
        assert " " not in measure(database)["concept_key"]


@pytest.mark.parametrize(
    ("period", "is_open", "status"),
    [
        ((date(2014, 1, 1), date(2015, 7, 1)), False, "beendet"),
        ((date(2014, 1, 1), date(2015, 7, 2)), False, "laufend"),
        ((date(2015, 7, 2), date(2016, 1, 1)), False, "geplant"),
        ((date(2009, 1, 1), None), True, "laufend"),
        ((date(2009, 1, 1), None), False, "unbekannt"),
        (None, False, "unbekannt"),
    ],
)
def test_the_state_is_that_of_the_day_of_the_run(world, warehouse, period, is_open, status):
    world.record("m", period=period, period_open=is_open)
    with warehouse(world) as database:
        assert measure(database)["measure_status"] == status


def test_an_open_period_nobody_confirms_has_an_unknown_state(world, warehouse):
    world.record("m", period=(date(2009, 1, 1), None), period_open=True)
    world.rows["source_runs"][0]["fetched_at"] = "2013-06-30T00:00:00Z"
    with warehouse(world) as database:
        assert measure(database)["measure_status"] == "unbekannt"


def test_a_period_is_the_earliest_to_the_latest(world, warehouse):
    world.record("m", period=(date(2013, 1, 1), date(2014, 1, 1)))
    world.record("m", period=(date(2013, 7, 1), date(2015, 1, 1)), source="b")
    with warehouse(world) as database:
        row = measure(database)
    assert (row["period_from"], row["period_to"]) == (date(2013, 1, 1), date(2015, 1, 1))


def test_successors_make_a_line(world, warehouse):
    first = world.record("one", period=(date(2009, 1, 1), date(2012, 1, 1)))
    second = world.record("two", period=(date(2012, 1, 1), date(2015, 9, 1)))
    pair = {"left_record_id": first, "right_record_id": second, "decision": "apart"}
    world.add("pairs", relation="successor", veto="phase", explanation="Phase I, II", **pair)
    with warehouse(world) as database:
        rows = {r["measure_id"]: r for r in database.table("marts.anchoring").rows(named=True)}
    assert rows["one"]["successor_id"] == "two"
    assert rows["one"]["anchoring"] == "verlaengert"
    assert rows["two"]["predecessor_id"] == "one"
    assert rows["two"]["line_since"] == date(2009, 1, 1)
    assert rows["two"]["ends_soon"]
    assert rows["two"]["is_candidate"]
    assert not rows["one"]["ends_soon"]


def test_a_person_outranks_the_rule_on_a_relation(world, warehouse):
    first = world.record("one", period=(date(2009, 1, 1), date(2012, 1, 1)))
    second = world.record("two")
    pair = {"left_record_id": first, "right_record_id": second}
    world.add("pairs", **pair, relation="successor", decision="apart", explanation="…")
    world.add("judgements", **pair, judgement="different", judged_by="x", judged_at="2015-01-01")
    with warehouse(world) as database:
        assert database.count("core.measure_links") == 0


def test_what_became_regular_and_what_ended_without_more(world, warehouse):
    world.record("regular", status="Regelangebot")
    world.record("ended")
    with warehouse(world) as database:
        assert measure(database, "regular")["anchoring"] == "regelstruktur"
        assert measure(database, "ended")["anchoring"] == "beendet_ohne_anschluss"


def test_exchange_finds_the_concept_elsewhere(world, warehouse):
    world.record("rv", title="Kulturlotsen im Landkreis Ravensburg", at="08436")
    world.record("fn", title="Kulturlotsen Bodenseekreis", at="08435", carriers=("Caritas",))
    world.record("bb", title="Sprachcafé", at="08115")
    with warehouse(world) as database:
        rows = database.table("marts.exchange_partners")
    assert rows["measure_id"].to_list() == ["fn", "rv"]
    assert set(rows["concept_key"]) == {"kulturlotsen"}
    assert rows["n_kreise"].to_list() == [2, 2]


def test_a_first_publication_changes_nothing(world, warehouse):
    world.record("m")
    with warehouse(world) as database:
        assert database.count("marts.changes") == 0


def test_the_report_tells_a_publisher_what_is_missing(world, warehouse):
    world.record("m", source="kreis", at=None, groups=(), period=None)
    world.record("m", source="land", carriers=("Caritas",), eur=10)
    with warehouse(world) as database:
        rows = {
            r["source_id"]: r for r in database.table("marts.publisher_report").rows(named=True)
        }
    assert rows["kreis"]["n_measures_elsewhere"] == 1
    assert rows["kreis"]["share_without_place"] == 1
    assert "Träger" in rows["kreis"]["suggestions"]
    assert rows["land"]["suggestions"] is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Kontakt: anna.muster@verein.de", "Kontakt: [entfernt]"),
        ("Anmeldung Tel.: 0711/123-4567 bis Mai", "Anmeldung [entfernt] bis Mai"),
        ("Spenden an DE89 3704 0044 0532 0130 00", "Spenden an [entfernt]"),
        ("Kurs B1, 2014/2015, 12–27 Jahre, 1.234,56 €", None),
        ("Az. 41-5913.0/2014, 70173 Stuttgart", None),
    ],
)
def test_personal_data_never_leaves(world, warehouse, text, published):
    world.record("m", description=text)
    with warehouse(world) as database:
        assert database.table("core.records")["description"].to_list() == [published or text]


def test_texts_stay_at_home_where_the_licence_says_so(world, warehouse):
    world.source("portal", texts_may_be_published=False)
    record = world.record("m", source="portal", description="Ein langer Text")
    world.add("record_values", record_id=record, field="description", value="Ein langer Text")
    world.add("record_values", record_id=record, field="title", value="Titel")
    with warehouse(world) as database:
        assert database.table("core.records")["description"].to_list() == [None]
        values = database.table("core.record_values").sort("field")
    assert values["value"].to_list() == [None, "Titel"]


def test_statements_do_not_depend_on_the_order_of_rows(world, new_world, warehouse):
    world.record("m", source="a", title="Gleich lang A", groups=("TG1100", "TG2500"))
    world.record("m", source="b", title="Gleich lang B", fields=("HF0202", "HF0101"))
    world.record("n", source="a", funders=("Land",), eur=10, at=("08111", "08436"))
    turned = new_world({name: rows[::-1] for name, rows in world.rows.items()})
    with warehouse(world) as left, warehouse(turned) as right:
        for key in load_tables(SQL / "core") | load_tables(SQL / "marts"):
            assert left.table(key).equals(right.table(key)), key
        assert left.table("marts.measures").select(pl.len()).item() == 2
