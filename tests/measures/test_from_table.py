"""A table of programme records understood as records, or refused with its row."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.errors import DeclarationError
from foerderlupe.matching.records import Table
from foerderlupe.measures.from_records import lists_of
from foerderlupe.measures.from_table import records_of
from foerderlupe.measures.spec import MeasuresSpec
from foerderlupe.model.frames import RECORDS
from foerderlupe.spec.positions import parse_yaml
from foerderlupe.spec.strict import validate

PRINTED = {
    "Nr": ["7", "8", "9"],
    "Projekt": ["Lesepaten", "k. A.", " Nähcafé für Frauen"],
    "Von": ["01.03.2023", "2019", "Herbst 2021"],
    "Bis": ["31.12.2024", "2020", None],
    "Betrag": ["12.500,00 €", "./.", "rd. 8 T€"],
    "AGS": ["8111000", None, "08111000"],
    "Ebene": ["Award", None, "measure"],
}
NAMES = {
    "title": "Projekt",
    "period_from": "Von",
    "period_to": "Bis",
    "amount_eur": "Betrag",
    "ags": "AGS",
    "list_level": "Ebene",
}


def understood(table: dict[str, list[str | None]], spec: str) -> pl.DataFrame:
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    declared = parse_yaml("model: measures\n" + spec, Path("spec.yml"))
    return records_of(
        Table(frame, Path("table.csv"), "left"), validate(MeasuresSpec, declared), declared
    )


def test_cells_as_lists_print_them() -> None:
    records = understood(PRINTED, f"id: Nr\ncolumns: {NAMES}\ndefault_region: '08'\n")
    assert records.schema == RECORDS.schema
    assert records["record_id"].to_list() == ["7", "8", "9"]
    assert records["title"].to_list() == ["Lesepaten", None, " Nähcafé für Frauen"]
    first, second, third = records.iter_rows(named=True)
    assert (first["period_from"], first["period_to"]) == (date(2023, 3, 1), date(2025, 1, 1))
    assert (second["period_to"], second["period_precision"]) == (date(2021, 1, 1), "year")
    assert (third["period_from"], third["period_to"]) == (date(2021, 9, 1), None)
    assert [row["amount_eur"] for row in (first, second, third)] == [12500, None, 8000]
    assert third["amount_precision"] == "gerundet"
    assert records["ags"].to_list() == ["08111000", None, "08111000"]
    assert records["list_level"].to_list() == ["award", "measure", "measure"]
    assert records["default_region"].to_list() == ["08"] * 3


def test_a_column_called_as_in_core_records_ends_before_its_period_to() -> None:
    table = {"record_id": ["a"], "title": ["x"], "period_from": ["2023-01-01"]}
    named = understood({**table, "period_to": ["2024-01-01"]}, "")
    printed = understood({**table, "Ende": ["2023-12-31"]}, "columns: {period_to: Ende}\n")
    assert named["period_to"].to_list() == printed["period_to"].to_list() == [date(2024, 1, 1)]


def test_a_column_without_values_is_as_one_that_is_not_there() -> None:
    table = {"record_id": ["a", "b"], "title": [None, None], "period_to": [None, None]}
    assert understood(table, "").equals(understood({**table, "period": ["", "-"]}, ""))
    assert understood(table, "")["list_level"].to_list() == ["measure", "measure"]


@given(
    start=st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    days=st.integers(1, 5000),
    cents=st.integers(-(10**9), 10**11),
    opened=st.booleans(),
    precision=st.sampled_from(["day", "year", "funding_period", None]),
)
def test_what_core_records_hold_comes_back_as_it_was(start, days, cents, opened, precision) -> None:
    row = {
        "record_id": "a",
        "source_id": "list",
        "source_row": 1,
        "list_level": "award",
        "title": "Elternlotsen",
        "period_from": start,
        "period_to": date.fromordinal(start.toordinal() + days),
        "period_precision": precision or "day",
        "period_open": opened,
        "amount_eur": Decimal(cents) / 100,
        "amount_precision": "bis_zu",
        "call_year": start.year,
    }
    records = RECORDS.conform(pl.DataFrame([row], infer_schema_length=None))
    cells = records.drop("locator").cast(pl.String).to_dict(as_series=False)
    assert understood(cells, "").equals(records)


BAD = {
    "no title": ({"record_id": ["a"]}, "", "no column 'title' in table.csv"),
    "no such column": ({"record_id": ["a"]}, "columns: {title: Titel}", "Titel"),
    "no ids": ({"title": ["x"]}, "", "no column 'record_id'"),
    "double ids": ({"record_id": ["a", "a"], "title": ["x", "y"]}, "", "row 1, .*record_id"),
    "no lists": ({"record_id": ["a"], "title": ["x"]}, "source: Liste", "line 2: .*Liste"),
    "no amount": (
        {"record_id": ["a", "b"], "title": ["x", "y"], "Summe": ["5", "siehe S. 14"]},
        "columns: {amount_eur: Summe}",
        r"table\.csv, row 2, column 'Summe': found 'siehe S\. 14'",
    ),
    "no level": (
        {"record_id": ["a"], "title": ["x"], "list_level": ["Projekt"]},
        "",
        "row 1, column 'list_level': .*offering",
    ),
    "no flag": (
        {"record_id": ["a"], "title": ["x"], "period_open": ["vielleicht"]},
        "",
        "column 'period_open': .*vielleicht",
    ),
    "no day": (
        {"record_id": ["a"], "title": ["x"], "period_from": ["2023-02-30"]},
        "",
        "column 'period_from': .*2023-02-30",
    ),
    "backwards": (
        {
            "record_id": ["a"],
            "title": ["x"],
            "period_from": ["2023-02-01"],
            "period_to": ["2023-02-01"],
        },
        "",
        "row 1, column 'period_to': .*before 2023-02-01",
    ),
    "unknown name": ({}, "columns: {titel: x}", "line 2: .*perhaps title"),
    "made here": ({}, "columns: {locator: x}", "'locator'"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_understood_is_named(case: str) -> None:
    table, spec, said = BAD[case]
    with pytest.raises(DeclarationError, match=said):
        understood(table, spec)


def lists(spec: str, sources: list[str]) -> dict[str, bool]:
    declared = parse_yaml(f"model: measures\n{spec}", Path("spec.yml"))
    records = pl.DataFrame({"source_id": sources})
    return dict(lists_of(records, validate(MeasuresSpec, declared), declared).iter_rows())


def test_lists_that_name_a_measure_once() -> None:
    assert lists("", ["a", "b", ""]) == {"": False, "a": False, "b": False}
    assert lists("unique_in_source: yes", ["a", "b", ""]) == {"": False, "a": True, "b": True}
    assert lists("unique_in_source: [b]", ["a", "b"]) == {"a": False, "b": True}


@pytest.mark.parametrize("spec", ["unique_in_source: yes", "unique_in_source: [c]"])
def test_lists_that_nobody_names_are_refused(spec: str) -> None:
    with pytest.raises(DeclarationError, match=r"spec\.yml, line 2: .*unique_in_source"):
        lists(spec, [""])
