"""How a decision stands tonight: it holds, is re-opened, waits, or is on a record nobody knows."""

from datetime import date

import polars as pl
import pytest

from foerderlupe.model.frames import JUDGEMENTS, PAIRS, RECORDS, SOURCES
from foerderlupe.project import SQL
from foerderlupe.review.seeing import Before, as_seen
from foerderlupe.review.standing import standing
from foerderlupe.warehouse.build import build, in_order, load_inputs
from foerderlupe.warehouse.contract import load_tables
from foerderlupe.warehouse.database import Database, open_database
from foerderlupe.warehouse.rehearsal import empty_stage

TABLES = ("core.records", "core.judged_values", "core.judgements", "core.pairs")
PAIR = ["left_record_id", "right_record_id"]


def record(record_id: str, **values: object) -> dict[str, object]:
    given = {
        "record_id": record_id,
        "source_id": record_id.partition(":")[0],
        "title": "Sprachcafé am Markt",
        "carrier": "Begegnungshaus Süd e. V.",
        "place": "Aalen",
        "period_from": date(2024, 1, 1),
        "amount_eur": 12500,
        "description": "Jeden Dienstag.",
    }
    return given | values


def records(*rows: dict[str, object]) -> pl.DataFrame:
    if not rows:
        return RECORDS.empty()
    return RECORDS.conform(pl.DataFrame(rows, infer_schema_length=None))


def judgement(left: str = "a:1", right: str = "b:1", word: str = "same", **more: str) -> dict:
    said = {"judgement": word, "judged_by": "Petra", "judged_at": "2024-05-01", "line": 2}
    return {"left_record_id": left, "right_record_id": right, **said, **more}


A, B = record("a:1"), record("b:1")
NOTHING = Before.empty()


class Night:
    """The tables of one night, built by the real SQL."""

    def __init__(self, listed: pl.DataFrame, said: list, before: Before = NOTHING, ever: str = ""):
        judgements = JUDGEMENTS.conform(pl.DataFrame(said, infer_schema_length=None))
        members = pl.DataFrame({"record_id": ever.split()}, schema={"record_id": pl.String})
        stand = standing(judgements, before, listed, members)
        pairs = judgements.select(*PAIR, explanation=pl.lit("title same"))
        stage = {"records": listed, "pairs": PAIRS.conform(pairs), **vars(stand)}
        with open_database() as database:
            load_inputs(database, empty_stage() | {"sources": SOURCES.empty()} | stage, SQL)
            tables = load_tables(SQL / "core")
            list(build(database, in_order(database, {key: tables[key] for key in TABLES})))
            self.read(database)

    def read(self, database: Database) -> None:
        self.records = database.table("core.records")
        self.values = database.table("core.judged_values")
        self.judgements = database.table("core.judgements")
        self.explanation = database.table("core.pairs")["explanation"][0]
        self.status = self.judgements["judgement_status"][0]
        self.changes = self.judgements["changes"][0]

    @property
    def published(self) -> Before:
        """What the next night finds of this one."""
        said = self.judgements.select(set(self.judgements.columns) & set(JUDGEMENTS.columns))
        values = self.values.drop("current_value", "is_changed")
        return Before(said, values, self.records)


def seen(*rows: dict[str, object]) -> str:
    """The cell that the review writes for these records."""
    texts = records(*rows).select(pl.all().cast(pl.String))
    return as_seen({row["record_id"]: row for row in texts.iter_rows(named=True)})


def test_an_unchanged_pair_holds():
    night = Night(records(A, B), [judgement(seen=seen(A, B))])
    assert night.status == "holds"
    assert night.changes is None
    assert night.explanation == "title same"
    assert set(night.values["is_seen"]) == {True}


@pytest.mark.parametrize(
    ("field", "value", "was", "now"),
    [
        ("title", "Nähcafé am Markt", "'Sprachcafé am Markt'", "'Nähcafé am Markt'"),
        ("carrier", None, "'Begegnungshaus Süd e. V.'", "empty"),
        ("project_number", "4711", "empty", "'4711'"),
        ("period_from", date(2025, 1, 1), "'2024-01-01'", "'2025-01-01'"),
        ("amount_eur", 13000, "'12500.00'", "'13000.00'"),
    ],
)
def test_a_field_that_was_relied_on_re_opens_with_old_and_new(field, value, was, now):
    changed = record("b:1", **{field: value})
    night = Night(records(A, changed), [judgement(seen=seen(A, B))])
    assert night.status == "reopened"
    assert night.changes == f"{field} of b:1 was {was}, is {now}"
    assert night.explanation == f"title same; re-opened, since {night.changes}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", "Jeden Mittwoch."),
        ("status", "laufend"),
        ("source_row", 17),
        ("url", "https://a.example"),
        ("title", "SPRACHCAFÉ  am Markt"),
        ("carrier", "Begegnungshaus Süd e.V."),
    ],
)
def test_what_nobody_relied_on_re_opens_nothing(field, value):
    night = Night(records(A, record("b:1", **{field: value})), [judgement(seen=seen(A, B))])
    assert night.status == "holds"


def test_a_number_that_looks_like_a_telephone_is_no_change():
    numbered = record("b:1", award_number="0711 / 123456", title="Курс")
    night = Night(records(A, numbered), [judgement(seen=seen(A, numbered))])
    assert night.status == "holds"
    other = record("b:1", award_number="0711 / 123456", title="Кафе")
    night = Night(records(A, other), [judgement(seen=seen(A, numbered))])
    assert night.changes == "title of b:1 was 'Курс', is 'Кафе'"


def test_a_cell_that_names_some_fields_relied_on_those_alone():
    cell = '{"b:1": {"amount_eur": 12500}}'
    other_title = records(A, record("b:1", title="Nähcafé"))
    assert Night(other_title, [judgement(seen=cell)]).status == "holds"
    other_sum = records(A, record("b:1", amount_eur=1))
    assert Night(other_sum, [judgement(seen=cell)]).status == "reopened"


def test_a_list_that_says_the_old_again_closes_the_question():
    said = [judgement(seen=seen(A, B))]
    assert Night(records(A, record("b:1", title="Nähcafé")), said).status == "reopened"
    assert Night(records(A, B), said).status == "holds"


class TestWrittenByHand:
    """A line without the cell ``seen``: its person read the publication before."""

    def test_the_publication_before_is_what_was_seen(self):
        before = Before(JUDGEMENTS.empty(), NOTHING.judged_values, records(A, B))
        night = Night(records(A, record("b:1", title="Nähcafé")), [judgement()], before)
        assert night.status == "reopened"
        assert "was 'Sprachcafé am Markt', is 'Nähcafé'" in night.changes

    def test_without_one_tonight_is_and_every_later_night_hands_it_on(self):
        first = Night(records(A, B), [judgement()])
        assert first.status == "holds"
        changed = records(A, record("b:1", title="Nähcafé"))
        second = Night(changed, [judgement()], first.published)
        third = Night(changed, [judgement()], second.published)
        assert [second.status, third.status] == ["reopened", "reopened"]
        assert third.changes == second.changes

    def test_a_new_decision_saw_the_new_values(self):
        first = Night(records(A, B), [judgement()])
        changed = records(A, record("b:1", title="Nähcafé"))
        second = Night(changed, [judgement()], first.published)
        again = judgement(judged_at="2024-06-01", word="different")
        assert Night(changed, [again], second.published).status == "holds"


def test_a_record_that_is_absent_lets_the_decision_wait_and_returns():
    first = Night(records(A, B), [judgement()])
    second = Night(records(A), [judgement()], first.published, ever="a:1 b:1")
    assert second.status == "waiting"
    assert second.judgements["unknown_records"][0] is None
    assert second.changes is None
    assert not second.values["is_changed"].any()
    back = records(A, record("b:1", title="Nähcafé"))
    assert Night(back, [judgement()], second.published, ever="a:1 b:1").status == "reopened"
    assert Night(records(A, B), [judgement()], second.published).status == "holds"


def test_a_record_of_no_measure_that_is_absent_is_known_by_what_was_seen():
    first = Night(records(A, B), [judgement()])
    second = Night(records(A), [judgement()], first.published)
    third = Night(records(A), [judgement()], second.published)
    assert [second.status, third.status] == ["waiting", "waiting"]


def test_a_record_that_nobody_ever_named_is_told_with_the_line():
    night = Night(records(A, B), [judgement(), judgement("a:1", "x:9", line=3)], ever="a:1 b:1")
    lines = night.judgements.sort("line").select("line", "judgement_status", "unknown_records")
    assert lines.rows() == [(2, "holds", None), (3, "unknown", "x:9")]


def test_contradicting_decisions_are_told_on_each_of_them():
    c = record("c:1")
    said = [judgement(), judgement("b:1", "c:1"), judgement("a:1", "c:1", "different")]
    night = Night(records(A, B, c), said)
    assert set(night.judgements["judgement_status"]) == {"contradicted"}
    assert night.explanation == "title same; contradicted by b:1 same c:1, a:1 different c:1"


def test_personal_data_in_the_file_is_not_published():
    said = judgement(seen='{"b:1": {"carrier": "E. Muster, e.muster@a.example"}}')
    night = Night(records(A, B), [said | {"reason": "laut Tel. 0711/123456 dasselbe"}])
    assert "e.muster" not in str(night.values.rows())
    assert "123456" not in str(night.judgements.rows())


def test_no_decisions_give_empty_tables():
    stand = standing(JUDGEMENTS.empty(), NOTHING, records(A))
    assert stand.judgements.is_empty()
    assert stand.judged_values.is_empty()
