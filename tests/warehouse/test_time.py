"""What each list said when, of records and of measures."""

from datetime import date

from tests.warehouse.marts.conftest import World, built

MONDAY, TUESDAY, WEDNESDAY = date(2015, 3, 2), date(2015, 3, 3), date(2015, 3, 4)


def said(world, record_id, seen_from, seen_to=None, *, title="Sprachcafé", measure="m"):
    """A list said something of a record from one day on, up to another."""
    source = record_id.partition(":")[0]
    times = {"seen_from": seen_from, "seen_to": seen_to}
    world.add("record_versions", record_id=record_id, source_id=source, title=title, **times)
    if record_id not in {row["record_id"] for row in world.rows.get("members", [])}:
        world.add("members", record_id=record_id, measure_id=measure)


def sightings(world):
    with built(world) as database:
        return database.table("core.measure_sightings").rows()


def test_a_record_that_changed_is_told_from_one_that_is_absent():
    world = World()
    said(world, "a:1", MONDAY, TUESDAY, title="Alt")
    said(world, "a:1", TUESDAY, WEDNESDAY, title="Neu")
    said(world, "a:2", MONDAY)
    with built(world) as database:
        rows = database.table("core.record_versions")
    columns = ("record_id", "version", "title", "seen_to_because")
    assert rows.select(columns).sort("record_id", "version").rows() == [
        ("a:1", 1, "Alt", "changed"),
        ("a:1", 2, "Neu", "absent"),
        ("a:2", 1, "Sprachcafé", None),
    ]


def test_a_measure_is_seen_as_long_as_any_row_of_the_list_names_it():
    world = World()
    world.record("m", source="a", record_id="a:2")
    said(world, "a:1", MONDAY, TUESDAY)
    said(world, "a:2", TUESDAY)
    said(world, "b:1", MONDAY, WEDNESDAY)
    assert sightings(world) == [("m", "a", MONDAY, None), ("m", "b", MONDAY, WEDNESDAY)]


def test_a_measure_that_was_away_is_seen_twice():
    world = World()
    world.record("m", source="a", record_id="a:1")
    said(world, "a:1", MONDAY, TUESDAY)
    said(world, "a:1", WEDNESDAY)
    assert sightings(world) == [("m", "a", MONDAY, TUESDAY), ("m", "a", WEDNESDAY, None)]


def test_what_was_said_of_a_merged_measure_is_said_of_the_one_that_took_over():
    world = World()
    world.record("m", source="a", record_id="a:1")
    world.add("measure_ids", measure_id="old", id_status="merged", redirect_to="m")
    said(world, "a:1", TUESDAY)
    said(world, "a:9", MONDAY, TUESDAY, measure="old")
    assert sightings(world) == [("m", "a", MONDAY, None)]


def test_old_texts_are_published_without_personal_data():
    world = World()
    said(world, "a:1", MONDAY, title="Sprachcafé, Frau Muster, muster@verein.de")
    with built(world) as database:
        [title] = database.table("core.record_versions")["title"]
    assert title == "Sprachcafé, Frau Muster, [entfernt]"
