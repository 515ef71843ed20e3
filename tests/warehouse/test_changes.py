"""What changed since the last publication, and whether the world changed or we did."""

from datetime import date

import pytest

from tests.warehouse.marts.conftest import World, built

REMEMBERED = (
    "core.measures",
    "core.records",
    "core.record_measure",
    "core.judgements",
    "core.sources",
    "core.source_runs",
    "core.run",
    "core.measure_ids",
)


class Night:
    """One night: a world with lists whose rows have a hash of their content."""

    def __init__(self, day: date, rules: str = "1", **snapshots: str) -> None:
        self.world = World(as_of=day)
        self.rules = rules
        self.snapshots = snapshots
        for source in snapshots:
            self.world.source(source)
            self.world.rows["source_runs"][-1]["snapshot"] = snapshots[source]

    def row(self, record_id: str, measure: str, title: str, **row) -> None:
        """One row; the hash is that of title and what else the row says."""
        source = record_id.partition(":")[0]
        said = {"title": title, "content_hash": f"{title} {sorted(map(str, row.items()))}"}
        self.world.record(measure, source=source, record_id=record_id, **said, **row)


def publish(night: Night, before=None):
    """The tables that the next night remembers, and the rows of marts.changes."""
    with built(night.world, before) as database:
        database.execute(f"update stage.run set rules_version = '{night.rules}'")
        changes = database.table("marts.changes")
        remembered = {name: database.table(name) for name in REMEMBERED}
    return remembered, {
        (row["measure_id"], row["changed_fact"]): (row["change"], row["cause"])
        for row in changes.iter_rows(named=True)
    }


SUMMER = date(2015, 7, 1)


def first_night(**snapshots):
    night = Night(SUMMER, **(snapshots or {"a": "monday", "b": "monday"}))
    night.row("a:1", "m1", "Sprachcafé")
    night.row("b:1", "m1", "Das Sprachcafé")
    night.row("b:2", "m2", "Elternlotsen", period=(date(2015, 1, 1), date(2015, 7, 3)))
    return night


@pytest.fixture(scope="module")
def before():
    """What the first publication said; there was none to compare it with."""
    remembered, changes = publish(first_night())
    assert changes == {}
    return remembered


def test_an_equal_publication_changes_nothing(before):
    assert publish(first_night(), before)[1] == {}


def test_a_list_that_says_something_else_is_the_world(before):
    night = Night(SUMMER, a="tuesday", b="monday")
    night.row("a:1", "m1", "Sprachcafé am Abend für alle")
    night.row("a:2", "m3", "Kulturlotsen")
    night.row("b:1", "m1", "Das Sprachcafé")
    night.row("b:2", "m2", "Elternlotsen", period=(date(2015, 1, 1), date(2015, 7, 3)))
    assert publish(night, before)[1] == {
        ("m1", "title"): ("changed", "world"),
        ("m3", "measure"): ("new", "world"),
    }


def test_the_same_bytes_read_by_other_rules_are_the_rules(before):
    night = Night(SUMMER, rules="2", a="monday", b="monday")
    night.row("a:1", "m1", "Sprachcafé Süd (Teil der Reihe)")
    night.row("b:1", "m1", "Das Sprachcafé")
    night.row("b:2", "m2", "Elternlotsen", period=(date(2015, 1, 1), date(2015, 7, 3)))
    assert publish(night, before)[1] == {("m1", "title"): ("changed", "rules")}


def test_world_and_rules_at_once_cannot_be_told_apart(before):
    night = Night(SUMMER, rules="2", a="tuesday", b="monday")
    night.row("a:1", "m1", "Sprachcafé am Abend für alle")
    night.row("b:1", "m1", "Das Sprachcafé")
    night.row("b:2", "m2", "Elternlotsen neu", period=(date(2015, 1, 1), date(2015, 7, 3)))
    assert publish(night, before)[1] == {
        ("m1", "title"): ("changed", "both"),
        ("m2", "title"): ("changed", "rules"),
    }


@pytest.mark.parametrize("rules", ["1", "2"])
def test_a_period_that_ran_out_is_the_calendar(before, rules):
    night = first_night()
    night.world.as_of, night.rules = date(2015, 7, 4), rules
    assert publish(night, before)[1] == {
        ("m2", "measure_status"): ("changed", "calendar"),
        ("m2", "anchoring"): ("changed", "calendar"),
    }


def test_absent_is_not_ended_and_a_list_that_we_gave_up_is_our_doing(before):
    dropped = Night(SUMMER, a="monday", b="tuesday")
    dropped.row("a:1", "m1", "Sprachcafé")
    dropped.row("b:1", "m1", "Das Sprachcafé")
    dropped.world.add("measure_ids", measure_id="m2", id_status="withdrawn")
    assert publish(dropped, before)[1] == {("m2", "measure"): ("absent", "world")}
    given_up = Night(SUMMER, a="monday")
    given_up.row("a:1", "m1", "Sprachcafé")
    given_up.world.add("measure_ids", measure_id="m2", id_status="withdrawn")
    found = publish(given_up, before)[1]
    assert found["m2", "measure"] == ("absent", "lists")
    assert found["m1", "title"] == ("changed", "lists")


def test_a_person_s_word_is_a_cause_of_its_own(before):
    night = Night(SUMMER, a="monday", b="monday")
    night.row("a:1", "m1", "Sprachcafé")
    night.row("b:1", "m1", "Das Sprachcafé")
    night.row("b:2", "m1", "Elternlotsen", period=(date(2015, 1, 1), date(2015, 7, 3)))
    night.world.add("measure_ids", measure_id="m2", id_status="merged", redirect_to="m1")
    judged = {"judgement": "same", "judged_by": "Petra", "judged_at": "2015-06-30"}
    night.world.add("judgements", left_record_id="b:1", right_record_id="b:2", **judged)
    found = publish(night, before)[1]
    assert found["m2", "measure"] == ("merged", "judgement")
    assert {cause for _, cause in found.values()} == {"judgement"}


def test_three_nights_each_compare_with_the_one_before(before):
    second = Night(SUMMER, a="tuesday", b="monday")
    second.row("a:1", "m1", "Sprachcafé am Abend für alle")
    second.row("b:1", "m1", "Das Sprachcafé")
    second.row("b:2", "m2", "Elternlotsen", period=(date(2015, 1, 1), date(2015, 7, 3)))
    middle, changes = publish(second, before)
    assert set(changes) == {("m1", "title")}
    back = first_night(a="wednesday", b="monday")
    assert publish(back, middle)[1] == {("m1", "title"): ("changed", "world")}
    assert publish(back, before)[1] == {}
