"""What must not happen in the lists, the code lists or the stages before: a check names it with
its rows, and nothing is published where a published number would be wrong."""

from pathlib import Path

import pytest

from foerderlupe.warehouse.contract import load_checks
from tests.warehouse.marts.conftest import World, built

CHECKS = {c.path.stem: c for c in load_checks(Path(__file__).parents[2] / "sql" / "checks")}


def failing(world, name, *columns):
    """The rows of a check that fail, and how grave that is."""
    with built(world) as database:
        rows = database.query(CHECKS[name].select).select(columns).rows()
    return rows, CHECKS[name].header.severity


@pytest.fixture
def world():
    world = World()
    world.record("m", funders=("Land",), carriers=("AWO",), eur=100)
    return world


def test_a_region_that_lies_in_two_places(world):
    row = {"region_id": "08111777", "parent_id": "08115", "region_level": "gemeinde"}
    world.add("reference_regions", name="Falschort", **row)
    found = failing(world, "core.regions__key_agrees_with_parent", "region_id", "parent_id")
    assert found == ([("08111777", "08115")], "critical")


def test_a_region_whose_parent_nobody_knows(world):
    row = {"region_id": "16076", "parent_id": "160", "region_level": "landkreis"}
    world.add("reference_regions", name="Inselkreis", **row)
    found = failing(world, "core.regions__tree", "region_id", "parent_id")
    assert found == ([("16076", "160")], "critical")


def test_regions_that_contain_one_another(world):
    for region, parent in (("091", "092"), ("092", "091")):
        row = {"region_id": region, "parent_id": parent, "region_level": "regierungsbezirk"}
        world.add("reference_regions", name=region, **row)
    rows, severity = failing(world, "core.regions__tree", "region_id")
    assert (sorted(rows), severity) == ([("091",), ("092",)], "critical")


def test_a_split_of_the_publisher_that_does_not_add_up(world):
    record = world.record("two", at=("08111", "08436"))
    for row, weight in zip(world.rows["record_regions"][-2:], (0.3, 0.3), strict=True):
        row.update(weight=weight, weight_basis="publisher")
    name = "core.measure_regions__publisher_split_adds_up"
    found = failing(world, name, "record_id", "region_ids", "shares")
    assert found == ([(record, "08111 08436", 0.6)], "warning")
    with built(world) as database:
        weights = database.table("core.measure_regions").filter(measure_id="two")["weight"]
    assert weights.to_list() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("given", "name", "rows"),
    [
        ({"at": "08999"}, "core.measure_regions__known_region", [("x", "08999")]),
        ({"groups": ("TG7777",)}, "core.measure_target_groups__known_code", [("x", "TG7777")]),
        ({"fields": ("HF0199",)}, "core.measure_fields__known_code", [("x", "HF0199")]),
    ],
)
def test_a_code_that_no_list_knows(world, given, name, rows):
    world.record("x", **given)
    column = {"at": "region_id", "groups": "target_group", "fields": "field_of_action"}
    [key] = given
    assert failing(world, name, "measure_id", column[key]) == (rows, "critical")


def test_an_award_without_a_measure(world):
    record = world.record(None, list_level="award", eur=250)
    found = failing(world, "core.awards__nothing_lost", "record_id", "amount_eur")
    assert found == ([(record, 250)], "critical")
    assert failing(world, "core.records__linked_or_out_of_scope", "record_id") == (
        [(record,)],
        "critical",
    )


def test_an_amount_of_an_unknown_kind(world):
    world.add("record_amounts", record_id="r001", amount_kind=None, amount_eur=7)
    name = "core.awards__one_amount_of_a_known_kind"
    assert failing(world, name, "record_id", "amount_kind") == ([("r001", None)], "critical")


def test_two_amounts_of_one_kind(world):
    world.add("record_amounts", record_id="r001", amount_kind="bewilligt", amount_eur=90)
    name = "core.awards__one_amount_of_a_known_kind"
    found = failing(world, name, "record_id", "smallest", "largest")
    assert found == ([("r001", 90, 100)], "critical")


@pytest.mark.parametrize("other", [{"eur": 90}, {"eur": 120, "kind": "gesamtkosten"}])
def test_one_printed_amount_that_is_two(world, other):
    for measure, given in (("x", {"eur": 120}), ("y", other)):
        world.record(measure, source="list_b", shared_group="zeile 4", **given)
    name = "core.awards__shared_amount_counts_once"
    found = failing(world, name, "source_id", "shared_group")
    assert found == ([("list_b", "zeile 4")], "critical")


def test_amounts_of_other_kinds_are_in_no_total(world):
    for kind in ("beantragt", "ausgezahlt", "gesamtkosten", "hoechstbetrag", "volumen"):
        world.add("record_amounts", record_id="r001", amount_kind=kind, amount_eur=10**6)
    with built(world) as database:
        [measure] = database.table("marts.measures").rows(named=True)
        years = database.table("core.measure_years")["awarded_eur"].sum()
        cells = database.table("marts.measures_by_region_and_target_group")
        assert all(database.query(c.select).is_empty() for c in CHECKS.values())
    assert (measure["awarded_eur"], years) == (100, 100)
    assert cells.filter(region_id="00", target_group="TG0000")["awarded_eur"].sum() == 100
