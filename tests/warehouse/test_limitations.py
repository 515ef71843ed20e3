"""The limitation that stands beside every number, and the report for each publisher."""

from datetime import date

import pytest

from tests.warehouse.marts.conftest import World, built


@pytest.fixture(scope="module")
def limitations():
    """Two measures in Stuttgart, one of them vague, and one without any place."""
    world = World()
    world.record("clear", eur=100, period=(date(2014, 1, 1), date(2015, 1, 1)))
    world.record("vague", source="b", groups=(), fields=("HF9900",), funders=("Land",))
    world.record("lost", source="b", at=None)
    world.rows["record_measure"][1]["identity_confidence"] = 0.5
    world.rows["source_runs"][1]["source_status"] = "fallback"
    row = {"region_id": "081", "year": 2014, "completeness": "complete"}
    world.add("source_coverage", source_id="b", field_of_action="all", **row)
    with built(world) as database:
        rows = database.table("marts.limitations").rows(named=True)
    return {(row["region_id"], row["year"]): row for row in rows}


def test_the_shares_are_those_of_the_measures_behind_the_number(limitations):
    stuttgart = limitations["08111", 2014]
    assert stuttgart["n_measures"] == 2
    shares = ("without_group", "without_field", "without_amount", "low_identity")
    assert [stuttgart[f"share_{name}"] for name in shares] == [0.5] * 4
    assert stuttgart["share_without_place"] == pytest.approx(1 / 3, abs=1e-4)
    sources = ("n_sources", "n_sources_outdated", "n_sources_covering")
    assert [stuttgart[name] for name in sources] == [2, 1, 1]


def test_the_sentence_says_what_a_reader_has_to_know(limitations):
    assert limitations["08111", 2014]["note_de"] == (
        "33 % aller Maßnahmen des Jahres haben keinen Ort. 50 % nennen keine Zielgruppe. "
        "50 % passen in kein Handlungsfeld. 50 % nennen keinen bewilligten Betrag. "
        "Bei 50 % ist die Zuordnung der Zeilen nur vermutet. "
        "Auf dem letzten guten Stand: 1 von 2 Listen."
    )
    assert "No list is meant to be complete here" in limitations["08436", 2014]["note_en"]


def test_an_empty_region_has_its_limitation_too(limitations):
    ravensburg = limitations["08436", 2014]
    assert (ravensburg["n_measures"], ravensburg["n_sources_covering"]) == (0, 0)
    assert ravensburg["share_without_group"] is None
    assert ravensburg["share_without_place"] == pytest.approx(1 / 3, abs=1e-4)


def test_every_level_and_the_year_of_the_run_have_a_row(limitations):
    for region in ("00", "08", "081", "0811", "08111", "99"):
        assert (region, 2014) in limitations
        assert (region, 2015) in limitations
    assert limitations["99", 2014]["n_measures"] == 1
