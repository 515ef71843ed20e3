"""Real lists through reading and parsing: every row, every cent, and the places."""

import re
from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest

from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records
from foerderlupe.project import CODES
from tests.real_lists.lists import (
    DATA,
    RECORDS,
    cells,
    english,
    german,
    needs_lists,
    pdf_sum,
    read,
    sheet_sum,
)

pytestmark = needs_lists
OWN = ("record_id", "source_id", "locator", "content_hash")


@pytest.mark.parametrize(("source", "records"), RECORDS.items())
def test_every_row_of_the_list_is_a_record(source: str, records: int) -> None:
    rows = read(source).slice
    assert rows.records.height == records
    assert (rows.rejected_rows.height, rows.ignored_rows.height) == (0, 0)
    assert rows.records["source_row"].to_list() == list(range(1, records + 1))
    assert rows.records["record_id"].is_unique().all()


SUMS: dict[tuple[str, str], Callable[[], Decimal]] = {
    ("esf_2014_2020", "gesamtkosten"): lambda: german(
        row[5] for row in cells("bw_esf/esf_2014_2020.csv")[1:]
    ),
    ("esf_2014_2020_xlsx", "gesamtkosten"): lambda: sheet_sum("bw_esf/esf_2014_2020.xlsx", 9, 6),
    ("esf_2007_2013", "bewilligt"): lambda: german(
        row[3] for row in cells("bw_esf/esf_2007_2013.csv")[1:]
    ),
    ("esf_2007_2013", "ausgezahlt"): lambda: german(
        row[4] for row in cells("bw_esf/esf_2007_2013.csv")[1:]
    ),
    ("efre_2014_2020", "gesamtkosten"): lambda: sheet_sum("bw_esf/efre_2014_2020.xlsx", 12, 6),
    ("hamburg_2011", "bewilligt"): lambda: Decimal(  # printed by the publisher above the header
        cells("hamburg/zuwendungsbericht-2011.csv", "cp1252")[0][12]
    ),
    ("hamburg_2013", "bewilligt"): lambda: english(
        row[12] for row in cells("hamburg/zuwendungsbericht-2013.csv", separator="\t")
    ),
}


@pytest.mark.parametrize(("source", "kind"), SUMS)
def test_the_amounts_add_up_to_the_sum_of_the_file(source: str, kind: str) -> None:
    amounts = read(source).slice.record_amounts.filter(amount_kind=kind)
    assert amounts["amount_eur"].sum() == SUMS[source, kind]()


def test_the_amounts_of_the_pdf_add_up_to_those_in_its_text() -> None:
    amounts = read("efre_2007_2013").slice.record_amounts
    assert amounts["amount_eur"].sum() == pdf_sum("bw_esf/efre_2007_2013.pdf")


def test_the_same_list_in_two_formats_gives_the_same_records() -> None:
    text, book = (read(name).slice for name in ("esf_2014_2020", "esf_2014_2020_xlsx"))
    assert book.records.drop(OWN).equals(text.records.drop(OWN))
    understood = [
        slice_.record_values.join(slice_.records.select("record_id", "source_row"), on="record_id")
        .select("source_row", "field", "value")
        .sort(pl.all())
        for slice_ in (text, book)
    ]
    assert understood[1].equals(understood[0])


def test_lists_of_two_years_of_one_publisher_are_read_alike() -> None:
    """The report changed format, notation and columns; its records did not."""
    for source in ("hamburg_2011", "hamburg_2013"):
        records = read(source).slice.records
        assert records.select("carrier", "award_number", "period_from").null_count().row(0) == (
            (0, 0, 0)
        )
        year = int(source[-4:]) - 1
        running = pl.col("period_from").dt.year() <= year, pl.col("period_to").dt.year() >= year
        assert records.filter(*running).height / records.height > 0.99


def test_nearly_all_operations_of_the_esf_have_a_kreis() -> None:
    postcodes = read("geonames_postcodes").reference.reference_postcodes
    regions = read("gv100ad").reference.reference_regions
    gazetteer = load_gazetteer(CODES, regions, postcodes)
    rows = read("esf_2014_2020").slice
    placed = place_records(rows.records, rows.record_parties, gazetteer)
    kreise = placed.filter(pl.col("region_id").str.len_chars() >= 5)
    assert kreise["record_id"].n_unique() / rows.records.height >= 0.985


def test_the_register_has_every_land_kreis_and_municipality() -> None:
    regions = read("gv100ad").reference.reference_regions
    lines = (DATA / "reference_official/GV100AD_31082025.txt").read_text("utf-8-sig").splitlines()
    for kind, length in (("10", 2), ("40", 5), ("60", 8)):
        keyed = regions.filter(pl.col("region_id").str.len_chars() == length)
        assert keyed.height == sum(line.startswith(kind) for line in lines)
    [stuttgart] = regions.filter(region_id="08111000").to_dicts()
    assert stuttgart["name"].startswith("Stuttgart")
    assert stuttgart["population"] > 600_000


def test_the_postcodes_lie_in_kreise() -> None:
    postcodes = read("geonames_postcodes").reference.reference_postcodes
    listed = {row[1] for row in cells("reference_official/zipcodes.de.csv")[1:] if row[8]}
    assert set(postcodes["postcode"]) == listed
    assert (postcodes["region_id"].str.len_chars() == 5).all()


def test_the_figures_on_need_are_those_of_the_table() -> None:
    need = read("regionalatlas").reference.need
    table = {
        (row[1], int(row[0])): row[5]
        for row in cells("reference_official/AI002-1.csv", "cp1252", ";")
        if len(row) == 10 and row[1].isdecimal()
    }
    figures = need.select(
        "region_id", pl.col("ref_date").dt.year(), "need_value", "suppressed"
    ).rows()
    assert len(figures) == len(table)
    for region, year, value, suppressed in figures:
        printed = table[region, year]
        assert suppressed == (re.search(r"\d", printed) is None)
        assert suppressed or value == float(printed.replace(",", "."))


def test_pages_are_text_without_mark_up() -> None:
    pages = read("integreat_rems_murr").slice.records
    assert pages["title"].null_count() == 0
    described = pages.drop_nulls("description")
    assert described.height == 284  # the others are headings of the navigation
    marked = described.filter(pl.col("description").str.contains(r"</?[a-z]+[^>]*>|&#?\w+;"))
    assert marked.height == 0
