"""Crowded cells: the list of overlaps is bounded, the counts are complete."""

from datetime import date
from itertools import combinations

import polars as pl

from foerderlupe.project import QUESTIONS
from foerderlupe.warehouse.questions import load_questions

LISTED = 10
SAME_OFFER_LISTED = 100


def days(start_month, end_month):
    return (date(2014, start_month, 1), date(2014, end_month, 1))


def counts(database):
    table = database.table("marts.overlap_counts")
    return {row.pop("measure_id"): row for row in table.rows(named=True)}


def pairs(database):
    columns = ("left_measure_id", "right_measure_id")
    return set(database.table("marts.overlap_pairs").select(columns).rows())


def test_a_small_cell_is_listed_in_full(world, warehouse):
    for name in "abcde":
        world.record(name, carriers=(name,))
    with warehouse(world) as database:
        assert pairs(database) == set(combinations("abcde", 2))
        assert set(counts(database)["c"].values()) == {4}


def test_in_a_crowd_every_measure_is_listed_and_every_overlap_counted(world, warehouse):
    names = [f"m{number:02d}" for number in range(40)]
    for number, name in enumerate(names):
        # Each with an activity of its own, so that no two are the same offer.
        world.record(name, carriers=(name,), activity=f"Kurs {number}")
    with warehouse(world) as database:
        found, listed = counts(database), pairs(database)
        [cell] = database.table("marts.overlap_cells").filter(year=2014).rows(named=True)
    assert {row["n_overlaps"] for row in found.values()} == {39}
    assert min(row["n_listed"] for row in found.values()) >= LISTED
    assert len(listed) <= LISTED * len(names)
    assert cell["n_overlaps"] == len(names) * (len(names) - 1) // 2


def candidates(database):
    columns = ("left_measure_id", "right_measure_id")
    return set(database.table("marts.duplication_candidates").select(columns).rows())


def test_no_candidate_is_left_out_where_a_measure_has_many(world, warehouse):
    names = [f"m{number:02d}" for number in range(30)]
    for name in names:
        world.record(name, carriers=(name,), funders=(f"für {name}",))
    with warehouse(world) as database:
        assert candidates(database) == set(combinations(names, 2))


def test_a_very_large_crowd_of_one_offer_is_bounded_and_says_so(world, warehouse):
    names = [f"m{number:03d}" for number in range(250)]
    for name in names:
        world.record(name, carriers=(name,), funders=(f"für {name}",))
    with warehouse(world) as database:
        found, listed = counts(database), candidates(database)
    assert {row["n_same_offer"] for row in found.values()} == {249}
    assert min(row["n_same_offer_listed"] for row in found.values()) >= SAME_OFFER_LISTED
    assert len(listed) <= SAME_OFFER_LISTED * len(names)


def test_the_question_for_own_offers_leaves_none_out_in_a_crowd(world, warehouse):
    names = [f"m{number:02d}" for number in range(30)]
    for number, name in enumerate(names):
        world.record(name, carriers=(name,), activity=f"Kurs {number}")
        world.rows["organisations"][-1]["umbrella"] = "Diakonie"
    [question] = [q for q in load_questions(QUESTIONS) if q.number == "17"]
    with warehouse(world) as database:
        found = database.query(question.select, {"umbrella": "Diakonie"})
        assert len(pairs(database)) < found.height == len(list(combinations(names, 2)))


def test_the_strongest_are_listed_those_with_the_same_offer_first(world, warehouse):
    world.record("m", activity="Kurs")
    for number in range(12):
        world.record(f"weak{number:02d}", fields=("HF0103",), period=days(1, 5))
        world.record(f"strong{number:02d}", fields=("HF0101", "HF0103"), activity="Treff")
    world.record("twin", activity="Kurs", period=days(6, 11))
    with warehouse(world) as database:
        rows = database.table("marts.overlap_pairs").rows(named=True)
    with_m = {r["left_measure_id"] for r in rows if r["right_measure_id"] == "m"}
    with_m |= {r["right_measure_id"] for r in rows if r["left_measure_id"] == "m"}
    assert "twin" in with_m
    assert sum(name.startswith("strong") for name in with_m) >= LISTED - 1
    assert not any(name.startswith("weak") for name in with_m)


def test_counts_are_those_of_all_pairs_whatever_the_profiles(world, warehouse):
    """Compared with every pair by the definition, in plain Python."""
    kinds = [
        {"at": "08111"},
        {"at": ("08111", "08115")},
        {"at": "08115", "fields": ("HF0101", "HF0202")},
        {"fields": ("HF0103", "HF0202"), "groups": ("TG1150", "TG2500")},
        {"groups": ("TG1150",), "period": days(6, 11)},
        {"period": days(1, 4)},
        {"at": "08", "coverage": "statewide", "reach": "landesweit"},
    ]
    names = [f"{letter}{kind}" for kind in range(len(kinds)) for letter in "abc"]
    for name in names:
        world.record(name, **kinds[int(name[1])])
    with warehouse(world) as database:
        listed, found = pairs(database), counts(database)
    assert len(names) > 2 * LISTED
    partners = pl.DataFrame(sorted(listed), schema=["one", "other"], orient="row")
    ends = pl.concat([partners["one"], partners["other"]]).value_counts()
    for name, n_listed in ends.rows():
        assert found[name]["n_listed"] == n_listed <= found[name]["n_overlaps"]
    expected = {name: sum(_overlap(kinds, name, other) for other in names) for name in names}
    assert {n: row["n_overlaps"] for n, row in found.items()} == {
        n: count for n, count in expected.items() if count
    }


def _overlap(kinds, one, other):
    """The published definition, for these kinds; a measure does not overlap with itself."""
    if one == other:
        return False
    left, right = kinds[int(one[1])], kinds[int(other[1])]
    return _region(left, right) >= 0.2 and _days(left, right) >= 90 and _groups(left, right)


def _region(left, right):
    places = [
        k["at"] if isinstance(k.get("at"), tuple) else (k.get("at", "08111"),)
        for k in (left, right)
    ]
    return sum(min(1 / len(places[0]), 1 / len(places[1])) for _ in set(places[0]) & set(places[1]))


def _days(left, right):
    year = (date(2014, 1, 1), date(2015, 1, 1))
    (a, b), (c, d) = left.get("period", year), right.get("period", year)
    return (min(b, d) - max(a, c)).days


def _groups(left, right):
    sets = [set(k.get("groups", ("TG1100",))) for k in (left, right)]
    met = sets[0] & sets[1]
    # TG1150 lies below TG1100: such a meeting counts half.
    below = 0 if "TG1150" in met or "TG1100" in met else {"TG1100", "TG1150"} <= sets[0] | sets[1]
    return (len(met) + below / 2) / (len(sets[0]) + len(sets[1]) - len(met) - below) >= 0.5


def test_a_part_is_not_counted_among_the_overlaps_of_its_whole(world, warehouse):
    left, right = world.record("a"), world.record("b")
    world.record("c")
    pair = {"left_record_id": left, "right_record_id": right, "decision": "apart"}
    world.add("pairs", relation="part_of", veto="list_level", explanation="…", **pair)
    with warehouse(world) as database:
        assert {name: row["n_overlaps"] for name, row in counts(database).items()} == {
            "a": 1,
            "b": 1,
            "c": 2,
        }


def test_a_pair_counts_in_every_cell_that_both_share(world, warehouse):
    both = {"at": ("08111", "08115"), "fields": ("HF0101", "HF0202")}
    world.record("a", **both, groups=("TG1100",), period=(date(2014, 1, 1), date(2016, 1, 1)))
    world.record("b", **both, groups=("TG1150",), period=(date(2014, 7, 1), date(2016, 1, 1)))
    with warehouse(world) as database:
        cells = database.table("marts.overlap_cells")
        [pair] = database.table("marts.overlap_pairs").rows(named=True)
    assert (pair["sim_region"], pair["n_shared_regions"]) == (1, 2)
    keys = cells.select("region_id", "field_of_action", "target_group", "year").rows()
    assert set(keys) == {
        (region, field, "TG1100", year)
        for region in ("08111", "08115")
        for field in ("HF0100", "HF0200")
        for year in (2014, 2015)
    }
    assert set(cells["n_overlaps"]) == {1}
