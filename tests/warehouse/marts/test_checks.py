"""A deliberately broken world, or a broken SQL file, is caught by the check that forbids it."""

from datetime import date
from pathlib import Path

import pytest

from foerderlupe.warehouse.contract import load_checks, load_tables

SQL = Path(__file__).parents[3] / "sql"
CHECKS = {check.path.stem: check for check in load_checks(SQL / "checks")}
TABLES = load_tables(SQL / "core") | load_tables(SQL / "marts")
CELLS = "marts.measures_by_region_and_target_group"


def swap(key, old, new):
    """The SELECT of a table with one mistake in it."""
    select = TABLES[key].select
    assert old in select
    return {key: select.replace(old, new)}


def split_by_the_publisher(world):
    two = world.record("x", at=("08111", "08436"))
    for row in (row for row in world.rows["record_regions"] if row["record_id"] == two):
        row.update(weight=0.4, weight_basis="publisher")


def shared_unequally(world):
    for eur in (100, 90):
        world.record(f"shared {eur}", source="d", eur=eur, shared_group="one")


def many_ids_withdrawn(world):
    for n in range(30):
        world.add("measure_ids", measure_id=f"old {n}", id_status="withdrawn")


def rejudged(world, judgement):
    row = {"left_record_id": "r001", "right_record_id": "r002", "judgement": judgement}
    world.add("judgements", judged_by="reviewer", judged_at="2015-01-01", **row)


SPOKEN = {"left_record_id": "r001", "right_record_id": "r999", "judgement": "same"}
NOWHERE = {"region_id": "08999", "year": 2014, "completeness": "complete"}
MISPLACED = {"region_id": "08111777", "parent_id": "08115", "region_level": "gemeinde"}

# One entry per check: what breaks the world, and what breaks the SQL; the check must find rows.
BROKEN_WORLDS = {
    "core.measures__has_a_record": lambda w: w.rows["sources"][-1].update(publisher_id=None),
    "core.records__linked_or_out_of_scope": lambda w: w.record(None),
    "core.source_runs__rows_add_up": lambda w: w.rows["source_runs"][0].update(
        rows=9, records=9, rejected=0, ignored=0
    ),
    "core.measure_fields__known_code": lambda w: w.record("x", fields=("HF0199",)),
    "core.measure_target_groups__known_code": lambda w: w.record("x", groups=("TG7777",)),
    "core.measure_regions__known_region": lambda w: w.record("x", at="08999"),
    "core.measure_ids__resolves": lambda w: w.add(
        "measure_ids", measure_id="old", id_status="merged", redirect_to="never_minted"
    ),
    "core.record_measure__kept_apart": lambda w: rejudged(w, "different"),
    "core.awards__envelope_holds": lambda w: w.record(
        None, list_level="call", programme="P", eur=1, amount_kind="volumen", kind="volumen"
    ),
    "core.measure_years__money_without_year": lambda w: w.record("x", period=None, eur=5),
    "core.measure_periods__plausible": lambda w: w.record(
        "x", period=(date(1014, 1, 1), date(2015, 1, 1))
    ),
    "core.records__no_personal_data": lambda w: w.record("x", carriers=("anna@verein.de",)),
    "core.awards__nothing_lost": lambda w: w.record(None, list_level="award", eur=5),
    "core.awards__one_amount_of_a_known_kind": lambda w: w.add(
        "record_amounts", record_id="r001", amount_kind="bewilligt", amount_eur=101
    ),
    "core.awards__shared_amount_counts_once": shared_unequally,
    "core.measure_regions__publisher_split_adds_up": split_by_the_publisher,
    "core.judgements__known_records": lambda w: w.add(
        "judgements", judged_by="reviewer", judged_at="2015", unknown_records="r999", **SPOKEN
    ),
    "core.judgements__no_contradiction": lambda w: w.add(
        "judgements", judged_by="reviewer", judged_at="2015", contradicts="line 2", **SPOKEN
    ),
    "core.matching_notes__no_large_measure": lambda w: w.add(
        "matching_notes", note="large_cluster", subject="r001", number=40, message="40 records"
    ),
    "marts.identity_report__usual_churn": many_ids_withdrawn,
    "core.need__known_codes": lambda w: w.need("08999", 2013, 500),
    "core.source_coverage__known_codes": lambda w: w.add(
        "source_coverage", source_id="a", **NOWHERE
    ),
    "core.regions__key_agrees_with_parent": lambda w: w.add(
        "reference_regions", name="Falschort", **MISPLACED
    ),
    "core.records__no_phone_number": lambda w: w.record("x", carriers=("Tel. 0711 1234567",)),
}
BROKEN_SQL = {
    "core.measure_regions__weights_add_up": swap(
        "core.measure_regions", "1.0::double / n_stated", "1.0::double"
    ),
    "core.measure_regions__statewide_in_no_kreis": swap(
        "core.measure_regions",
        "coverage in ('explicit', 'inherited', 'carrier_seat')",
        "coverage <> 'none'",
    ),
    "core.measure_fields__one_primary": swap("core.measure_fields", "rank = 1 as", "true as"),
    "core.regions__tree": swap(
        "core.regions", "then '00' else parent_id", "then '0' else parent_id"
    ),
    "core.target_groups__tree": swap(
        "core.target_groups", "nullif(parent_code, '')", "case when code <> 'TG1000' then 'TG1' end"
    ),
    "core.fields__tree": swap("core.fields", "nullif(parent_code, '') as", "'HF0101' as"),
    "core.awards__counted_once": swap("core.awards", "coalesce(passed_eur, 0)", "0"),
    "core.measure_years__money_not_multiplied": swap(
        "core.measure_years",
        "from core.awards\n",
        "from core.awards join core.measure_organisations using (measure_id)\n",
    ),
    "core.measure_organisations__shares_add_up": swap(
        "core.measure_organisations", "1.0::double / count(*)", "1.0::double + 0 * count(*)"
    ),
    "marts.limitations__beside_every_number": swap(
        "marts.limitations", "where tier <> 'gemeinde'", "where tier = 'land'"
    ),
    "core.codes__every_code_has_a_label": swap(
        "core.codes", "from codes.labels", "from codes.labels where vocabulary <> 'anchoring'"
    ),
    "core.award_parents__no_circle": swap(
        "core.award_parents",
        "min_by(parent_award_id, (parent_eur, parent_award_id)) as parent_award_id",
        "award_id as parent_award_id",
    ),
    "core.measures__line_without_circle": swap(
        "core.measures",
        "  predecessor_id, n_records",
        "  evidence.measure_id as predecessor_id, n_records",
    ),
    f"{CELLS}__monotony": swap(
        CELLS,
        "coalesce(counts.n_measures, 0) as n_measures",
        "case when tier = 'land' then 99 else coalesce(counts.n_measures, 0) end as n_measures",
    ),
    f"{CELLS}__same_money_at_every_level": swap(
        "core.cell_money",
        "join core.measure_regions using (measure_id)",
        "join core.measure_regions using (measure_id)\n  join (select measure_id, organisation_id "
        "from core.measure_organisations where role = 'carrier') using (measure_id)",
    ),
    f"{CELLS}__counts_are_true": swap(
        "core.measure_places",
        "from core.measure_regions\n",
        "from (from core.measure_regions where weight = 1) as measure_regions\n",
    ),
    f"{CELLS}__unknown_is_shown": swap(
        CELLS, "coalesce(unlabelled.n_measures + unlabelled.n_unplaced, 0)", "null"
    ),
    "marts.co_funding__judged_before_named": swap(
        "marts.co_funding", "where finding <> 'prüfbedürftig' or", "where true or"
    ),
}


@pytest.fixture
def sound(world):
    """One measure in two lists with several carriers, one passed on, one statewide."""
    chain = {"programme": "P", "list_level": "award"}
    world.record("m", source="a", funders=("Land",), carriers=("LK", "AWO"), eur=100, **chain)
    world.record("m", source="b", funders=("LK",), carriers=("AWO",), eur=60, **chain)
    world.record("m", source="c", funders=("Stiftung",), carriers=("AWO",), eur=70)
    world.add("record_amounts", record_id="r003", amount_kind="gesamtkosten", amount_eur=120)
    world.record("s", at="08", coverage="statewide", reach="landesweit", eur=10)
    two = ("08111", "08436")
    world.record("t", at=two, fields=("HF0101", "HF0202"), eur=30, carriers=("AWO", "DRK"))
    return world


def failing(warehouse, world, name, override=None):
    with warehouse(world, override=override) as database:
        return database.query(CHECKS[name].select)


def test_every_check_has_a_world_that_breaks_it():
    assert set(BROKEN_WORLDS) | set(BROKEN_SQL) == set(CHECKS)


def test_the_sound_world_is_sound(warehouse, sound):
    with warehouse(sound) as database:
        assert {
            name for name, check in CHECKS.items() if database.query(check.select).height
        } == set()


@pytest.mark.parametrize("name", sorted(BROKEN_WORLDS))
def test_a_broken_world_is_caught(warehouse, sound, name):
    BROKEN_WORLDS[name](sound)
    assert failing(warehouse, sound, name).height > 0


@pytest.mark.parametrize("name", sorted(BROKEN_SQL))
def test_a_broken_sql_file_is_caught(warehouse, sound, name):
    assert failing(warehouse, sound, name, BROKEN_SQL[name]).height > 0


def test_a_person_may_merge_across_a_veto(warehouse, sound):
    pair = {"left_record_id": "r001", "right_record_id": "r002", "veto": "region_disjoint"}
    sound.add("pairs", decision="apart", relation="replication", explanation="…", **pair)
    name = "core.record_measure__kept_apart"
    assert failing(warehouse, sound, name).height == 1
    rejudged(sound, "same")
    assert failing(warehouse, sound, name).height == 0
