"""Commands that ask or move a publication, on what a good and an amber night left."""

import polars as pl
import pytest

from foerderlupe.publish import history


def parquet(folder, table):
    return pl.read_parquet(folder / "parquet" / f"{table}.parquet")


class TestAskingThePublication:
    """Commands on what the two published nights left."""

    def test_query(self, town, red):
        said = town.call("query", "select count(*) as n from core.measures")
        assert (said.code, "5" in said.out) == (0, True)
        said = town.call("query", "select title from core.records", "--limit", "2")
        assert "2 of 6 rows" in said.out

    def test_query_on_a_terminal_without_umlauts(self, town, red):
        said = town.call("query", "select title from core.records", PYTHONIOENCODING="ascii")
        assert said.code == 0
        assert "Sprachcaf? f?r" in said.out

    def test_query_cannot_change_a_publication(self, town, red):
        assert town.call("query", "delete from core.measures").code == 2
        assert "5" in town.call("query", "select count(*) from core.measures").out

    @pytest.mark.parametrize("sql", ["selekt", "select * from core.nichts"])
    def test_a_wrong_query_is_the_users_mistake(self, town, red, sql):
        said = town.call("query", sql)
        assert said.code == 2
        assert "Traceback" not in said.err

    def test_ask(self, town, red):
        said = town.call("ask", "7", "kreis=08222")
        assert said.code == 0
        assert "Sprachcafé" in said.out
        assert "Kapazität" in said.out, "what the answer hides stands below it"
        assert "question" in town.call("ask").out

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("99",), "from 01 to 25"),
            (("07",), "kreis="),
            (("07", "08222"), "name=value"),
            (("07", "kreis=8222"), "core.region_shares.kreis_id"),
        ],
    )
    def test_a_wrong_question_is_the_users_mistake(self, town, red, arguments, told):
        said = town.call("ask", *arguments)
        assert said.code == 2
        assert told in said.err
        assert "Traceback" not in said.err

    def test_explain(self, town, red):
        records = parquet(town.published / "current", "core.records")
        members = parquet(town.published / "current", "core.record_measure")
        [measure] = members.filter(pl.len().over("measure_id") == 2)["measure_id"].unique()
        said = town.call("explain", measure)
        assert said.code == 0
        assert "Sprachcafé" in said.out
        assert "neckarau" in said.out
        assert "line 2" in said.out
        pair = members.filter(measure_id=measure)["record_id"].to_list()
        assert "same" in town.call("explain", *pair).out
        apart = [pair[0], *records.filter(~pl.col("record_id").is_in(pair))["record_id"][:1]]
        assert town.call("explain", *apart).code == 0
        assert town.call("explain", "m-gibtesnicht").code == 2
        assert town.call("explain", pair[0], "gibtesnicht").code == 2

    def test_publications_and_the_way_back_and_forth(self, town, red):
        first, second = history.publications(town.published)
        said = town.call("publications")
        assert [line for line in said.out.splitlines() if "●" in line and second in line]
        assert town.call("rollback").code == 0
        assert history.current(town.published) == first
        assert town.call("rollback").code == 2
        assert town.call("rollback", "20200101T000000Z").code == 2
        assert town.call("rollback", second).code == 0
        assert history.current(town.published) == second

    def test_sources_show_what_became_of_each_list(self, town, red):
        said = town.call("sources", "--sources", str(town.folder / "sources"))
        assert said.code == 0
        assert "fallback" in said.out
