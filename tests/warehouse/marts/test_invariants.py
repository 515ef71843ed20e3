"""The invariants of counting hold on generated worlds whose true counts are known."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foerderlupe.warehouse.contract import load_checks

CHECKS = load_checks(Path(__file__).parents[3] / "sql" / "checks")
KREISE = ("08111", "08115", "08435", "08436", "02000")
PLACES = st.one_of(
    st.lists(st.sampled_from((*KREISE, "08436064")), min_size=1, max_size=4, unique=True).map(
        lambda at: {"at": tuple(at)}
    ),
    st.sampled_from(("081", "084", "0843")).map(lambda at: {"at": at, "coverage": "inherited"}),
    st.sampled_from(
        (
            {"at": "08", "coverage": "statewide", "reach": "landesweit"},
            {"at": None, "reach": "bundesweit"},
            {"at": "08115", "coverage": "carrier_seat"},
            {"at": None},
        )
    ),
)
RECORDS = st.fixed_dictionaries(
    {
        "measure": st.sampled_from("abcdefgh"),
        "source": st.sampled_from(("list_a", "list_b", "list_c")),
        "groups": st.lists(
            st.sampled_from(("TG1000", "TG1100", "TG1150", "TG2500")), max_size=3, unique=True
        ).map(tuple),
        "years": st.tuples(st.integers(2012, 2015), st.integers(1, 3)),
        "eur": st.one_of(st.none(), st.integers(1, 10**7).map(lambda cents: cents / 100)),
        "funders": st.lists(st.sampled_from(("Land", "LK", "Stiftung")), max_size=2, unique=True),
        "carriers": st.lists(st.sampled_from(("LK", "AWO", "Caritas")), max_size=2, unique=True),
        "place": PLACES,
    }
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=st.lists(RECORDS, min_size=1, max_size=20))
def test_every_generated_world_passes_every_check(records, new_world, warehouse):
    world = new_world()
    for record in records:
        start, length = record["years"]
        world.record(
            record["measure"],
            source=record["source"],
            groups=record["groups"],
            period=(date(start, 1, 1), date(start + length, 1, 1)),
            eur=record["eur"],
            funders=tuple(record["funders"]),
            carriers=tuple(record["carriers"]),
            **record["place"],
        )
    with warehouse(world) as database:
        broken = {
            check.path.stem: database.query(check.select).rows()
            for check in CHECKS
            if check.path.stem != "marts.co_funding__judged_before_named"
        }
        truth = {record["measure"] for record in records}
        assert set(database.table("core.measures")["measure_id"]) == truth
    assert {name: rows for name, rows in broken.items() if rows} == {}
