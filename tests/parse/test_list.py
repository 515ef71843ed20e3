"""A list becomes records, rejected rows and ignored rows."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foerderlupe.errors import SourceError
from foerderlupe.parse.fields import unreadable_constants
from foerderlupe.parse.list import parse_list
from foerderlupe.readers.table import SET_ASIDE_SCHEMA, ListTable

COLUMNS: dict[str, Any] = {
    "Projekt": "title",
    "Träger": "carrier",
    "Ort": "place",
    "Zeitraum": "period",
    "Betrag": "amount_bewilligt",
    "Kontakt": {"ignore": "names of persons", "personal": True},
}
ROW: dict[str, str | None] = {
    "Projekt": "Lernbrücke",
    "Träger": "Stadt Aalen; Caritas Ost (federführend)",
    "Ort": "Aalen",
    "Zeitraum": "Schuljahr 2013/14",
    "Betrag": "15 T€",
    "Kontakt": "Erika Muster",
}


def _one(parsed: Any, frame: str = "records") -> dict[str, Any]:
    row: dict[str, Any] = getattr(parsed, frame).row(0, named=True)
    return row


def test_a_row_becomes_a_record_with_parties_amounts_and_values(document: Any, table: Any) -> None:
    parsed = parse_list(table(ROW), document(COLUMNS, default_region="08"))
    record = _one(parsed)
    assert (record["title"], record["place"], record["period"]) == (
        "Lernbrücke",
        "Aalen",
        "Schuljahr 2013/14",
    )
    assert (record["period_from"], record["period_to"]) == (date(2013, 8, 1), date(2014, 8, 1))
    assert (record["amount_eur"], record["amount_precision"]) == (Decimal(15000), "gerundet")
    assert (record["list_level"], record["default_region"]) == ("measure", "08")
    parties = parsed.record_parties.select("position", "organisation_name").rows()
    assert parties == [(1, "Caritas Ost"), (2, "Stadt Aalen")]
    values = dict(parsed.record_values.select("field", "value").rows())
    assert values["period"] == "2013-08-01/2014-08-01"
    assert values["amount_bewilligt"] == "15000.00"


def test_an_unreadable_value_rejects_its_row_and_says_why(document: Any, table: Any) -> None:
    parsed = parse_list(table({**ROW, "Betrag": "viel"}, ROW), document(COLUMNS))
    rejected = _one(parsed, "rejected_rows")
    assert (parsed.records.height, parsed.rejected_rows.height) == (1, 1)
    assert (rejected["source_row"], rejected["list_column"]) == (1, "Betrag")
    assert (rejected["found"], rejected["reason"]) == ("viel", "not an amount")
    assert json.loads(rejected["content"])["Projekt"] == "Lernbrücke"


def test_personal_columns_appear_nowhere(document: Any, table: Any) -> None:
    undeclared = {**COLUMNS, "E-Mail": {"ignore": "not needed"}}
    rows = [{**ROW, "E-Mail": "Muster"}, {**ROW, "E-Mail": "Muster", "Betrag": "viel"}]
    parsed = parse_list(table(*rows), document(undeclared))
    everything = "".join(
        getattr(parsed, name).write_json()
        for name in ("records", "record_values", "record_parties", "rejected_rows")
    )
    assert "Lernbrücke" in everything
    assert "Muster" not in everything


def test_personal_data_in_text_is_removed_and_the_value_says_so(document: Any, table: Any) -> None:
    parsed = parse_list(table({**ROW, "Projekt": "Treff, Tel. 0711 123456"}), document(COLUMNS))
    title = parsed.record_values.filter(field="title").row(0, named=True)
    assert title["value"] == title["value_raw"] == "Treff, Tel. [personal data removed]"
    assert (title["origin"], title["rule"]) == ("derived", "personal_data")


def test_missing_marks_are_empty_and_ditto_marks_are_refused(document: Any, table: Any) -> None:
    parsed = parse_list(
        table({**ROW, "Ort": "k. A.", "Betrag": "–"}, {**ROW, "Träger": "s. o."}), document(COLUMNS)
    )
    assert _one(parsed)["place"] is None
    assert _one(parsed)["amount_eur"] is None
    assert _one(parsed, "rejected_rows")["reason"] == "repeats the cell above"


def test_lookups_come_first_and_constants_last(document: Any, table: Any) -> None:
    declared = document(
        COLUMNS,
        lookups={"place": {"AA": "Aalen", "entf.": None}},
        constants={"place": "Stuttgart", "funder": "Ministerium für Integration"},
    )
    parsed = parse_list(table({**ROW, "Ort": " AA "}, {**ROW, "Ort": "entf."}), declared)
    assert parsed.records["place"].to_list() == ["Aalen", "Stuttgart"]
    assert parsed.records["funder"].n_unique() == 1
    places = parsed.record_values.filter(field="place").select("origin", "rule").rows()
    assert places == [("derived", "lookup"), ("derived", "constant")]
    assert parsed.record_parties.filter(role="funder").height == 2


def test_a_constant_that_cannot_be_read_is_an_error_of_the_document(
    document: Any, table: Any
) -> None:
    wrong = document(COLUMNS, constants={"amount_volumen": "viel", "funder": "Stiftung Horizonte"})
    [problem] = unreadable_constants(wrong)
    assert problem.found.startswith("'viel'")
    assert "amount_volumen" in problem.advice
    with pytest.raises(SourceError, match="amount_volumen"):
        parse_list(table(ROW), wrong)


def test_ignored_rows_keep_rule_and_reason(document: Any, table: Any) -> None:
    rules: list[dict[str, Any]] = [
        {"column": "ort", "equals": ["ausland"], "reason": "outside of Germany"},
        {"column": "Projekt", "matches": "^Summe", "reason": "total"},
        {"column": "Träger", "empty": True, "reason": "no carrier"},
    ]
    parsed = parse_list(
        table(
            {**ROW, "Ort": "AUSLAND"},
            {**ROW, "Projekt": "Summe 2014", "Betrag": "???"},
            {**ROW, "Träger": None},
            ROW,
        ),
        document(COLUMNS, ignore_rows=rules),
    )
    assert parsed.ignored_rows.select("source_row", "rule", "reason").rows() == [
        (1, "ignore_rows[0]", "outside of Germany"),
        (2, "ignore_rows[1]", "total"),
        (3, "ignore_rows[2]", "no carrier"),
    ]
    assert parsed.records["source_row"].to_list() == [4]
    with pytest.raises(SourceError, match="no column 'Projkt'"):
        parse_list(table(ROW), document(COLUMNS, ignore_rows=[{**rules[1], "column": "Projkt"}]))


def test_a_renamed_column_is_named_with_its_likely_new_name(document: Any, table: Any) -> None:
    renamed = {("Projekttitel" if k == "Projekt" else k): v for k, v in ROW.items()}
    with pytest.raises(SourceError) as error:
        parse_list(table(renamed), document(COLUMNS))
    text = str(error.value)
    assert "no column 'Projekt'" in text
    assert "undeclared column 'Projekttitel'" in text
    assert "Renamed? Declare 'Projekttitel' instead of 'Projekt'" in text


def test_case_and_blanks_of_headers_do_not_count(document: Any, table: Any) -> None:
    row = {("  betrag" if k == "Betrag" else k): v for k, v in ROW.items()}
    assert parse_list(table(row), document(COLUMNS)).records["amount_eur"].item() == 15000


def test_optional_columns_may_be_absent(document: Any, table: Any) -> None:
    columns = {**COLUMNS, "Anmerkung": {"field": "description", "optional": True}}
    assert parse_list(table(ROW), document(columns)).records.height == 1


def test_patterns_take_cells_apart(document: Any, table: Any) -> None:
    columns = {**COLUMNS, "Ort": {"pattern": r"^(?P<postcode>\d{4,5}) (?P<place>.+)$"}}
    parsed = parse_list(
        table({**ROW, "Ort": "73430 Aalen"}, {**ROW, "Ort": "Aalen"}, {**ROW, "Ort": None}),
        document(columns),
    )
    assert parsed.records.select("postcode", "place").rows() == [("73430", "Aalen"), (None, None)]
    assert _one(parsed, "rejected_rows")["reason"] == "the pattern does not match"


def test_several_columns_for_one_field(document: Any, table: Any) -> None:
    columns = {"T": "title", "A": "description", "B": "description", "C": "carrier", "D": "carrier",
               "E": "place", "F": "place"}  # fmt: skip
    row = {"T": "Treff", "A": "Kurse", "B": "für alle", "C": "Stadt Ulm", "D": "Brücke e. V.",
           "E": None, "F": "Ulm"}  # fmt: skip
    parsed = parse_list(table(row, {**row, "B": None, "E": "Söflingen"}), document(columns))
    assert parsed.records["description"].to_list() == ["Kurse; für alle", "Kurse"]
    assert parsed.records["place"].to_list() == ["Ulm", "Söflingen"]
    assert _one(parsed)["carrier"] == "Stadt Ulm; Brücke e. V."
    first = parsed.record_parties.filter(record_id=_one(parsed)["record_id"])
    assert first["organisation_name"].to_list() == ["Stadt Ulm", "Brücke e. V."]
    descriptions = parsed.record_values.filter(field="description")
    assert descriptions["list_column"].to_list() == ["A; B", "A"]


def test_register_numbers_follow_the_order_of_the_cell(document: Any, table: Any) -> None:
    columns = {**COLUMNS, "Register": "carrier_register_id"}
    parsed = parse_list(table({**ROW, "Register": "VR 1; VR 2"}), document(columns))
    numbers = parsed.record_parties.select("organisation_name", "register_id").rows()
    assert numbers == [("Caritas Ost", "VR 2"), ("Stadt Aalen", "VR 1")]


@pytest.mark.parametrize(
    ("begin", "end", "period", "year", "expected"),
    [
        ("01.09.2013", "31.08.2014", None, "2012", ("2013-09-01", "2014-09-01", "day", False)),
        ("seit 2012", None, None, None, ("2012-01-01", None, "year", True)),
        ("41518", "offen", None, None, ("2013-09-01", None, "day", True)),
        ("01.09.2013", None, None, "2013", ("2013-09-01", None, "day", False)),
        (
            "01.09.2013",
            None,
            "2013-2015",
            None,
            ("2013-09-01", "2016-01-01", "funding_period", False),
        ),
        (None, None, None, "2014", ("2014-01-01", "2015-01-01", "year", False)),
        (None, None, None, None, (None, None, None, False)),
    ],
)
def test_dates_outrank_periods_and_periods_outrank_years(
    document: Any,
    table: Any,
    begin: str,
    end: str,
    period: str,
    year: str,
    expected: tuple[Any, ...],
) -> None:
    columns = {"T": "title", "von": "period_from", "bis": "period_to", "Z": "period", "J": "year"}
    row = {"T": "Treff", "von": begin, "bis": end, "Z": period, "J": year}
    record = _one(parse_list(table(row), document(columns)))
    days = [record[name] and str(record[name]) for name in ("period_from", "period_to")]
    assert (*days, record["period_precision"], record["period_open"]) == expected


def test_an_end_before_the_start_rejects_the_row(document: Any, table: Any) -> None:
    columns = {"T": "title", "von": "period_from", "bis": "period_to"}
    parsed = parse_list(
        table({"T": "x", "von": "01.09.2014", "bis": "31.08.2013"}), document(columns)
    )
    rejected = _one(parsed, "rejected_rows")
    assert (rejected["list_column"], rejected["found"]) == ("bis", "2014-09-01 to 2013-08-31")


def test_a_zero_is_kept_but_does_not_lead(document: Any, table: Any) -> None:
    columns = {"T": "title", "gewährt": "amount_bewilligt", "gezahlt": "amount_ausgezahlt"}
    parsed = parse_list(
        table(
            {"T": "a", "gewährt": "0", "gezahlt": "6000"},
            {"T": "b", "gewährt": "5", "gezahlt": "6000"},
            {"T": "c", "gewährt": "0", "gezahlt": None},
        ),
        document(columns),
    )
    leading = parsed.records.select("amount_kind", "amount_eur").rows()
    assert leading == [("ausgezahlt", 6000), ("bewilligt", 5), ("bewilligt", 0)]
    assert parsed.record_amounts.height == 5


def test_ids_survive_corrections_and_know_repeats(document: Any, table: Any) -> None:
    def ids(*rows: dict[str, str | None]) -> list[str]:
        return parse_list(table(*rows), document(COLUMNS)).records["record_id"].to_list()

    [kept] = ids(ROW)
    assert ids({**ROW, "Betrag": "16 T€", "Projekt": "LERNBRÜCKE "}) == [kept]
    assert ids({**ROW, "Ort": "Ulm"}) != [kept]
    assert sorted(ids({**ROW, "Betrag": "1"}, {**ROW, "Betrag": "2"})) == [kept, f"{kept}#2"]


def test_the_number_of_a_repeat_depends_on_its_content_not_on_its_row(
    document: Any, table: Any
) -> None:
    rows = [{**ROW, "Betrag": amount} for amount in ("300", "100", "200")]
    found = [
        dict(
            parse_list(table(*order), document(COLUMNS))
            .records.select("amount_eur", "record_id")
            .rows()
        )
        for order in (rows, rows[::-1])
    ]
    assert found[0] == found[1]


def test_declared_keys_name_the_record(document: Any, table: Any) -> None:
    columns = {"T": "title", "Az": "award_number"}
    rows = [{"T": "a", "Az": "41 / 7"}, {"T": "b", "Az": "41 / 7"}, {"T": "c", "Az": None}]
    found = parse_list(table(*rows), document(columns, key=["award_number"])).records["record_id"]
    assert found[0] == "projekte_2014:41_/_7"
    assert found[1] == "projekte_2014:41_/_7#2"
    assert found.n_unique() == 3


def test_a_list_level_of_the_row_outranks_that_of_the_list(document: Any, table: Any) -> None:
    columns = {"T": "title", "Art": "list_level"}
    declared = document(columns, lookups={"list_level": {"Aufruf": "call"}})
    rows = [{"T": "a", "Art": "Aufruf"}, {"T": "b", "Art": None}, {"T": "c", "Art": "Sonstiges"}]
    parsed = parse_list(table(*rows), declared)
    assert parsed.records["list_level"].to_list() == ["call", "measure"]
    assert parsed.rejected_rows["list_column"].to_list() == ["Art"]


def test_an_empty_list_gives_an_empty_slice(document: Any) -> None:
    schema = {"source_row": pl.Int64, "locator": pl.String, **dict.fromkeys(COLUMNS, pl.String)}
    rows = pl.DataFrame(schema=schema)
    assert parse_list(ListTable(rows, SET_ASIDE_SCHEMA.to_frame()), document(COLUMNS)).rows == 0


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["2014", "2013/14", "seit 2012", "irgendwann", "15 T€", "1.000,00", "1,5", "k. A.", "s. o.",
         "Stadt Aalen", "Stadt Ulm; Brücke e. V.", "Summe", "Tel. 0711 123456", " ", '"', "\n"]
    ),
    st.text(max_size=12),
)  # fmt: skip
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), min_size=1, max_size=12)
RULES = [{"column": "Projekt", "matches": "Summe", "reason": "total"}]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, seed=st.integers(0, 99))
def test_no_row_is_lost_and_order_has_no_influence(
    document: Any, table: Any, rows: list[dict[str, str | None]], seed: int
) -> None:
    declared = document(COLUMNS, ignore_rows=RULES)
    delivered = table(*rows, set_aside=pl.DataFrame([[99, "line 99", "totals", "a total"]],
                      schema=SET_ASIDE_SCHEMA, orient="row"))  # fmt: skip
    parsed = parse_list(delivered, declared)
    assert parsed.rows == len(rows) + 1
    seen = [*parsed.records["source_row"], *parsed.rejected_rows["source_row"],
            *parsed.ignored_rows["source_row"]]  # fmt: skip
    assert sorted(seen) == [*range(1, len(rows) + 1), 99]
    assert parsed.records["record_id"].is_unique().all()
    shuffled = ListTable(
        delivered.rows.sample(fraction=1, shuffle=True, seed=seed), delivered.set_aside
    )
    again = parse_list(shuffled, declared)
    for name in ("records", "record_values", "record_parties", "record_amounts", "rejected_rows"):
        frames = [
            frame.select(sorted(set(frame.columns) - {"source_row", "locator"}))
            for frame in (getattr(parsed, name), getattr(again, name))
        ]
        assert sorted(map(repr, frames[0].rows())) == sorted(map(repr, frames[1].rows()))


def test_a_damaged_cell_of_megabytes_rejects_its_row_alone(document: Any, table: Any) -> None:
    damaged = {**ROW, "Träger": "Stadt Aalen " * 300_000}
    parsed = parse_list(table(damaged, ROW), document(COLUMNS))
    assert parsed.records.height == 1
    rejected = _one(parsed, "rejected_rows")
    assert rejected["list_column"] == "Träger"
    assert rejected["reason"] == "a text of 3600000 characters"
    assert rejected["found"].startswith("Stadt Aalen")
    assert len(rejected["content"]) < 20_000
