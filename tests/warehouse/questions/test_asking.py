"""Every question can be asked, by macro and by file, and a wrong one is told what is wrong."""

from contextlib import closing

import duckdb
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.project import QUESTIONS
from foerderlupe.warehouse.database import Database
from foerderlupe.warehouse.questions import ask, load_questions, rehearse_questions

FILES = load_questions(QUESTIONS)
REQUIRED = {"kreis": "08222", "field_of_action": "HF0100", "funder": "Stiftung"}


class TestAll:
    def test_there_are_twenty_five_numbered_from_one(self):
        assert [question.number for question in FILES] == [f"{n:02}" for n in range(1, 26)]

    @pytest.mark.parametrize("question", FILES, ids=lambda q: q.path.stem)
    def test_the_macro_answers_as_the_file_with_bound_parameters(
        self, question, connection, answer, facts
    ):
        known = REQUIRED | {"measure_id": facts.table("core.measures")["measure_id"][0]}
        required = [n for n, p in question.header.parameters.items() if p.is_required]
        given = {name: known[name] for name in required}
        for arguments in (given, given | _without_null(question.header.sample)):
            texts = {name: str(value) for name, value in arguments.items()}
            by_file = ask(Database(connection), question, texts)
            assert answer(question.number, **arguments).equals(by_file)

    @pytest.mark.parametrize("question", FILES, ids=lambda q: q.path.stem)
    def test_the_macro_says_what_it_is(self, question, connection):
        told = connection.sql("select comment from duckdb_functions() where function_name = $name",
                              params={"name": question.macro.name}).fetchall()  # fmt: skip
        assert told == [(question.macro.comment,)]

    def test_an_unknown_key_gives_no_rows(self, answer):
        assert answer("07", kreis="08999").is_empty()
        assert answer("25", measure_id="m-0").is_empty()

    def test_a_missing_argument_is_an_error_and_not_an_answer(self, answer):
        with pytest.raises(duckdb.Error, match="question_07"):
            answer("07")

    @pytest.mark.parametrize(
        ("number", "given", "found"),
        [
            ("07", {}, "nothing"),
            ("07", {"kreis": "08999"}, "'08999'"),
            ("07", {"kreis": "08118", "day": "22.11.2026"}, "'22.11.2026'"),
            ("01", {"jahr": "2026"}, "'jahr'"),
            ("01", {"year": "zweitausend"}, "'zweitausend'"),
        ],
    )
    def test_a_wrong_argument_is_named(self, connection, number, given, found):
        [question] = [question for question in FILES if question.number == number]
        with pytest.raises(DeclarationError) as caught:
            ask(Database(connection), question, given)
        [problem] = caught.value.problems
        assert problem.found == found
        assert problem.file.endswith(question.path.name)


def _without_null(sample):
    return {name: value for name, value in sample.items() if value is not None}


class TestFiles:
    HEADER = """/*
question_de: x
question_en: x
asked_by: x
limitation_de: x
sample: {{}}
parameters: {{{parameters}}}
columns: {{total: x}}
*/
"""

    @pytest.mark.parametrize(
        ("parameters", "select", "found"),
        [
            ("year: {comment: x}", "select 1 as total", "parameter 'year'"),
            ("", "select $year as total", "parameter 'year'"),
            ("year: {comment: x}", "select year as total from t where $year = 1", "column 'year'"),
            ("", "select total from nowhere", "nowhere"),
            ("", "select 1 as total, 2 as more", "column 'more'"),
        ],
    )
    def test_a_mistake_is_named(self, tmp_path, parameters, select, found):
        text = self.HEADER.format(parameters=parameters) + select
        (tmp_path / "01_x.sql").write_text(text)
        with closing(duckdb.connect()) as connection:
            connection.execute("create table t as select 1 as year")
            with pytest.raises(DeclarationError) as caught:
                rehearse_questions(Database(connection), load_questions(tmp_path))
        assert any(found in problem.found for problem in caught.value.problems)

    def test_a_file_without_number_is_refused(self, tmp_path):
        (tmp_path / "money.sql").write_text("select 1")
        with pytest.raises(DeclarationError, match="two digits"):
            load_questions(tmp_path)
