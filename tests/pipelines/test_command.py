"""The command before anything runs: exit codes, and what is said to whom."""

import pytest

from foerderlupe.lock import only_run


@pytest.fixture
def town(new_town):
    return new_town()


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("run", "--soruces", "x"),
            ("run", "--as-of", "22.11.2026"),
            ("run", "--sources", "gibt/es/nicht"),
            ("check", "--sources", "gibt/es/nicht"),
            ("query",),
            ("rollback",),
            ("explain", "m-1"),
            ("erfinde",),
        ],
    )
    def test_wrong_usage_is_code_two_and_no_trace(self, town, arguments):
        said = town.call(*arguments)
        assert said.code == 2
        assert said.err
        assert "Traceback" not in said.err
        assert not town.published.exists()

    def test_accepting_an_unknown_list_is_wrong_usage(self, town):
        said = town.run("--accept", "neckerau")
        assert said.code == 2
        assert "neckerau" in said.err

    def test_a_home_that_is_a_file_is_wrong_usage(self, town):
        town.home.write_text("kein Ordner")
        assert town.run().code == 2
        assert town.call("query", "select 1").code == 2

    def test_no_publication_yet_is_said(self, town):
        said = town.call("query", "select 1")
        assert said.code == 2
        assert "foerderlupe run" in said.err
        assert "No publication" in town.call("publications").out

    @pytest.mark.parametrize("command", ["run", "query", "explain", "rollback"])
    def test_help_has_an_example_on_any_terminal(self, town, command):
        said = town.call(command, "--help", PYTHONIOENCODING="ascii")
        assert said.code == 0
        assert f"foerderlupe {command}" in said.out


class TestCheck:
    def test_good_documents_are_code_zero(self, town):
        said = town.call("check", "--sources", str(town.folder / "sources"))
        assert (said.code, said.err) == (0, "")
        assert "2 source documents" in said.out

    def test_a_broken_document_is_code_two_with_file_and_line(self, town):
        town.document("neckarau", "jahresangabe: schuljahr\n")
        for said in (town.call("check", "--sources", str(town.folder / "sources")), town.run()):
            assert said.code == 2
            assert "neckarau.yml, line 18" in said.err
            assert "'jahresangabe'" in said.err
            assert "year_notation" in said.err

    @pytest.mark.parametrize(
        "check",
        [
            "expect_column_values_to_be_lovely: {column: title}",
            "expect_column_values_to_be_between: {collumn: amount_eur}",
        ],
    )
    def test_a_check_that_nobody_can_evaluate_is_found_before_the_night(self, town, check):
        town.document("neckarau", f"checks:\n  - {check}\n")
        said = town.call("check", "--sources", str(town.folder / "sources"))
        assert said.code == 2
        assert "neckarau.yml" in said.err
        assert check.partition(":")[0] in said.err


def test_a_second_run_at_the_same_time_waits_for_nobody_and_touches_nothing(town):
    with only_run(town.home):
        said = town.run()
    assert said.code == 1
    assert "another run" in said.err
    assert not town.published.exists()
    with only_run(town.home):
        pass
