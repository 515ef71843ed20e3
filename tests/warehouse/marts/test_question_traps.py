"""Where a question could be answered wrongly: each trap in a small world with a known truth."""

from datetime import date

import pytest

from foerderlupe.project import CODES, QUESTIONS
from foerderlupe.warehouse.questions import load_questions

FILES = {question.number: question for question in load_questions(QUESTIONS)}
ALL_2015 = (date(2015, 1, 1), date(2016, 1, 1))


@pytest.fixture
def answer(world, warehouse):
    """Asks a question of the world, by parameters as the macro fills them in."""

    def answer(number, **given):
        question = FILES[number]
        defaults = {name: p.default for name, p in question.header.parameters.items()}
        with warehouse(world) as database:
            return database.query(question.select, defaults | given)

    return answer


def rows(frame, *names):
    return list(frame.select(names).iter_rows())


class TestPlaces:
    def test_statewide_measures_enter_no_kreis(self, world, answer):
        world.record("m1", at="08111", period=ALL_2015)
        world.record("m2", at=("08111", "08115"), period=ALL_2015)
        world.record("m3", at="08", coverage="statewide", reach="landesweit", period=ALL_2015)
        found = answer("01", year=2015, land="08").filter(region_id="08111")
        assert rows(found, "n_dedicated", "n_shared", "n_statewide") == [(1, 1, 1)]
        [land] = answer("02", year=2015).filter(tier="kreis").iter_rows(named=True)
        assert (land["sum_of_regions"], land["n_distinct"], land["overcount"]) == (3, 2, 1)
        assert land["n_statewide"] == 1

    def test_a_statewide_offer_is_no_offer_of_another_land(self, world, answer):
        world.record("m1", at="08", coverage="statewide", reach="landesweit", period=ALL_2015)
        world.record("m2", at=None, coverage="statewide", reach="bundesweit", period=ALL_2015)
        assert rows(answer("07", kreis="08111"), "measure_id", "placement") == [
            ("m1", "statewide"),
            ("m2", "statewide"),
        ]
        assert rows(answer("07", kreis="02000"), "measure_id") == [("m2",)]

    def test_a_group_is_asked_with_its_sub_groups_and_a_measure_for_two_stands_once(
        self, world, answer
    ):
        world.record("m1", groups=("TG1100", "TG1200"), period=ALL_2015)
        world.record("m2", groups=("TG2500",), period=ALL_2015)
        assert rows(answer("07", kreis="08111", target_group="TG1000"), "measure_id") == [("m1",)]
        counts = answer("24", first_year=2015, last_year=2015)
        by_group = dict(rows(counts, "target_group", "n_measures"))
        assert (by_group["TG1000"], by_group["TG0000"]) == (1, 2)

    def test_who_helps_is_not_whom_it_is_for(self, world, answer):
        record = world.record("m1", groups=("TG1100",), funders=("F",), period=ALL_2015)
        world.add(
            "record_target_groups", record_id=record, target_group="TG5140", label_role="mediator"
        )
        assert answer("07", kreis="08111", target_group="TG5140").is_empty()
        assert answer("12", target_group="TG5140").is_empty()
        assert answer("12", target_group="TG1100").height == 1

    @pytest.mark.parametrize(
        ("period", "status", "runs"),
        [
            ((date(2015, 1, 1), date(2015, 7, 1)), None, False),
            ((date(2015, 1, 1), date(2015, 7, 2)), None, True),
            ((date(2015, 7, 2), date(2016, 1, 1)), None, False),
            (None, None, False),
        ],
    )
    def test_today_is_the_day_of_the_run_and_the_last_day_does_not_count(
        self, world, answer, period, status, runs
    ):
        world.record("m1", period=period, status=status)
        assert answer("07", kreis="08111").height == runs

    def test_a_deanery_takes_its_municipalities_and_leaves_others(self, world, warehouse):
        world.add(
            "organisations",
            organisation_id="o1",
            name="Caritas Nord",
            institution_line="o1",
            umbrella="Caritas",
        )
        places = {"m1": "08325", "m2": "08326074", "m3": "08326", "m4": "08111"}
        for measure, at in places.items():
            world.record(measure, at=at, carriers=("o1",), period=ALL_2015)
        with warehouse(world, codes=CODES) as database:
            found = database.query(FILES["16"].select, {"umbrella": "Caritas", "year": 2015})
        known = dict(rows(found, "church_unit", "n_measures"))
        assert known == {"Dekanat Rottweil": 2, "Dekanat Schwarzwald-Baar": 1, None: 1}
        assert found["weighted"].sum() == pytest.approx(4)
        assert set(found["basis"]) == {"place", "none"}

    def test_a_measure_of_two_units_is_one_in_each_and_half_in_each(self, world, answer):
        world.add(
            "organisations", organisation_id="o1", name="o1", institution_line="o1", umbrella="C"
        )
        for unit in ("Dekanat Ost", "Dekanat West"):
            world.record("m1", at="08435", church_unit=unit, carriers=("o1",), period=ALL_2015)
        assert sorted(rows(answer("16"), "church_unit", "n_measures", "weighted")) == [
            ("Dekanat Ost", 1, 0.5),
            ("Dekanat West", 1, 0.5),
        ]


class TestLists:
    def test_two_rows_of_one_publisher_are_no_second_opinion(self, world, answer):
        for source, publisher in (("a", "p1"), ("b", "p1"), ("c", "p2")):
            world.source(source, publisher, publisher_name=publisher)
        for measure, sources in (("m1", "ab"), ("m2", "bc")):
            for source in sources:
                world.record(measure, source=source, funders=("F",))
        assert rows(answer("04", funder="f"), "measure_id", "publishers") == [("m2", "p1; p2")]
        assert answer("04", funder="G").is_empty()

    def test_a_project_with_a_successor_did_not_just_end(self, world, answer):
        years = {"m1": 2013, "m2": 2014, "m3": 2013}
        records = {
            measure: world.record(
                measure,
                call_year=2013,
                programme="Vielfalt",
                period=(date(year, 1, 1), date(year + 1, 1, 1)),
            )
            for measure, year in years.items()
        }
        world.add(
            "pairs",
            left_record_id=records["m1"],
            right_record_id=records["m2"],
            relation="successor",
            decision="apart",
        )
        ended = answer("05", programme="vielfalt", call_year=2013)
        assert sorted(rows(ended, "measure_id")) == [("m2",), ("m3",)]
        assert answer("05", call_year=2014).is_empty()


class TestMoney:
    def test_several_carriers_share_and_do_not_multiply(self, world, answer):
        world.record("m1", carriers=("A", "B"), funders=("F",), eur=1000, groups=("TG1100",))
        found = answer("18")
        assert [float(eur) for eur in found["awarded_eur"]] == [500, 500]
        assert found["share_of_carrier"].to_list() == [1, 1]

    def test_several_labels_do_not_multiply(self, world, answer):
        world.record(
            "m1",
            funders=("F",),
            eur=1000,
            groups=("TG1100", "TG1200"),
            fields=("HF0101", "HF0103"),
            at=("08111", "08115"),
        )
        found = answer("12", field_of_action="HF0100", target_group="TG1000")
        assert rows(found, "region_id", "institution_line", "n_measures") == [("081", "F", 1)]
        assert float(found["awarded_eur"][0]) == 1000
        assert float(found["awarded_eur_assumed"][0]) == 1000

    def test_passed_on_money_counts_once_and_at_its_first_giver(self, world, answer):
        world.source("upper")
        world.source("lower")
        same = {"programme": "Vielfalt", "groups": ("TG1100",), "period": ALL_2015}
        world.record("m1", source="upper", funders=("F",), carriers=("B",), eur=1000, **same)
        world.record("m1", source="lower", funders=("B",), carriers=("C",), eur=400, **same)
        total = answer("22").filter(aspect="gesamt")
        assert float(total["awarded_eur"].item()) == 1000
        by_funder = answer("12")
        assert [(r["institution_line"], float(r["awarded_eur"])) for r in by_funder.to_dicts()] == [
            ("F", 1000.0)
        ]
        assert [float(eur) for eur in answer("11", months=12)["amount_eur"]] == [1000.0]

    def test_money_of_a_statewide_measure_is_left_out_of_the_ranking(self, world, answer):
        for kreis, people in (("08111", 1000), ("08115", 2000)):
            world.need(kreis, 2014, people)
        world.record("m1", at="08111", eur=500, funders=("F",), period=ALL_2015)
        world.record("m2", at="08115", eur=500, funders=("F",), period=ALL_2015)
        world.record(
            "m3", at="08", coverage="statewide", reach="landesweit", eur=9000, period=ALL_2015
        )
        found = answer("23", year=2015).drop_nulls("rank")
        assert rows(found, "rank", "region_id", "eur_per_1000") == [
            (1, "08111", 500.0),
            (2, "08115", 250.0),
        ]
        assert found["awarded_statewide_eur"].min() > 0

    def test_an_award_that_two_lists_report_is_one(self, world, answer):
        world.source("list_a")
        world.source("list_b")
        for source in ("list_a", "list_b"):
            world.record("m1", source=source, funders=("F",), eur=1000, period=ALL_2015)
        assert rows(answer("22").filter(aspect="gesamt"), "n_awards") == [(1,)]
        assert answer("11", months=12).height == 1

    def test_a_rounded_award_without_place_stands_under_both(self, world, answer):
        world.record("m1", at=None, eur=300, amount_precision="gerundet")
        world.record("m2", eur=700)
        found = {row["aspect"]: float(row["awarded_eur"]) for row in answer("22").to_dicts()}
        assert found["gesamt"] == 1000
        assert (found["Betrag nicht exakt"], found["ohne Ort"]) == (300, 300)


class TestOverlap:
    @pytest.fixture
    def parallel(self, world):
        for name in ("o1", "o2", "o3"):
            world.add(
                "organisations",
                organisation_id=name,
                name=name,
                institution_line=name,
                umbrella=None if name == "o3" else "Diakonie",
            )
        for measure, carrier, funder in (("m1", "o1", "F"), ("m2", "o2", "G"), ("m3", "o3", "H")):
            world.record(
                measure,
                carriers=(carrier,),
                funders=(funder,),
                eur=100,
                activity="Kurs",
                period=ALL_2015,
            )
        return world

    def test_only_carriers_of_one_umbrella_are_our_own(self, parallel, answer):
        pair = ("left_measure_id", "right_measure_id")
        assert rows(answer("17", umbrella="Diakonie"), *pair) == [("m1", "m2")]
        assert rows(answer("17"), *pair) == [("m1", "m2")]
        assert answer("17", umbrella="Caritas").is_empty()

    def test_candidates_come_with_their_places_in_the_lists(self, parallel, answer):
        found = answer("21", kreis="08111")
        assert found.height == 3
        assert all(evidence.count("line 1") == 2 for evidence in found["evidence"])
        assert answer("21", kreis="08115").is_empty()


class TestOrigin:
    def test_a_merged_measure_answers_under_its_old_key(self, world, answer):
        record = world.record("m2")
        world.add("measure_ids", measure_id="m1", id_status="merged", redirect_to="m2")
        world.add(
            "record_values", record_id=record, field="title", value="Lotsen", value_raw="Lotsen "
        )
        for key in ("m1", "m2"):
            found = answer("25", measure_id=key)
            assert rows(found, "measure_id", "field", "value_raw") == [("m2", "title", "Lotsen ")]

    def test_a_split_measure_answers_with_all_its_parts(self, world, answer):
        for measure in ("m2", "m3"):
            record = world.record(measure)
            world.add("record_values", record_id=record, field="title", value=measure)
        world.add("measure_ids", measure_id="m1", id_status="split", redirect_to="m2 m3")
        assert rows(answer("25", measure_id="m1"), "measure_id") == [("m2",), ("m3",)]
