"""Reference lists as statistical offices deliver them."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import SourceError
from foerderlupe.model.frames import NEED, REFERENCE_POSTCODES, REFERENCE_REGIONS
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.mentions import Scan, mentions
from foerderlupe.reference.lists import parse_reference
from foerderlupe.reference.need import embedded_need

CODES = Path(__file__).parents[2] / "sql" / "codes"

REGISTER = """
reference: regions
columns:
  key: register_key
  name: region_name
  persons: population
  km2: area_km2
  code: postcode
"""
POSTCODES = """
reference: postcodes
columns: {zip: postcode, community: ags, town: place}
"""
NEED_TABLE = """
reference: need
columns:
  Schluessel: ags
  Name: region_name
  Jahr: year
  Insgesamt:
    field: need_value
    indicator: foreign_population
    target_group: TG1000
    need_unit: persons
  Anteil: {field: need_value, indicator: foreign_share, need_unit: percent}
"""


def test_a_register_gives_levels_parents_and_keys_of_eight_digits(document, listed):
    columns = ["key", "name", "persons", "km2", "code"]
    rows = listed(
        columns,
        ("08", "Baden-Württemberg", None, None, None),
        ("081", "Reg.-Bez. Stuttgart", None, None, None),
        ("0811", "Region Stuttgart", None, None, None),
        ("08115", "Böblingen", None, None, None),
        ("08111", "Stuttgart, Stadtkreis", None, None, None),
        ("08115   0028", "Leonberg, Stadt", None, None, None),
        ("081150280028", "Leonberg, Stadt", "49512", "48,73", "71229"),
        ("8115003", "Böblingen, Stadt", "50.161", "39,04", "71032*****"),
        ("081110000000", "Stuttgart, Landeshauptstadt", "612663", "207,33", "70173"),
        (None, "Fußnote", None, None, None),
    )
    frame = parse_reference(rows, document(REGISTER))
    assert frame.schema == REFERENCE_REGIONS.schema
    found = {row["region_id"]: row for row in frame.to_dicts()}
    assert sorted(found) == [
        "08", "081", "0811", "08111", "08111000", "08115", "08115003", "08115028",
    ]  # fmt: skip
    assert found["08115"]["region_level"] == "landkreis"
    assert found["08111"]["region_level"] == "stadtkreis"
    assert found["08115028"]["parent_id"] == "08115"
    assert found["08115"]["parent_id"] == "0811"
    assert found["08115003"]["population"] == 50161
    assert found["08115028"]["area_km2"] == pytest.approx(48.73)
    assert found["08115028"]["postcode"] == "71229"


def test_a_newer_register_renames_municipalities_and_old_names_are_still_found(document, listed):
    columns = ["key", "name", "persons", "km2", "code"]
    rows = listed(columns, ("08136088", "Neu-Aalen, Stadt", "1000", None, None),
                  ("08136099", "Neudorf am Kocher", "10", None, None))  # fmt: skip
    gazetteer = load_gazetteer(CODES, regions=parse_reference(rows, document(REGISTER)))
    for text, region in (
        ("Aalen", "08136088"),
        ("Neu-Aalen", "08136088"),
        ("Neudorf am Kocher", "08136099"),
    ):
        [mention] = mentions(text, Scan(gazetteer, "08"))
        assert mention.found.region_ids == (region,)
    assert gazetteer.regions.filter(region_id="08136088")["name"].item() == "Neu-Aalen, Stadt"


def test_postcodes_know_districts_but_no_companies(document, listed):
    rows = listed(
        ["zip", "community", "town"],
        ("70376", "8111", "Stuttgart Bad Cannstatt"),
        ("70376", "08111", "Stuttgart"),
        ("70122", "08111", "Muster"),
        ("70123", "08111", "Musterbank AG"),
        ("1067", "14612", "Dresden"),
        ("keine", "08111", "Stuttgart"),
    )
    frame = parse_reference(rows, document(POSTCODES))
    assert frame.schema == REFERENCE_POSTCODES.schema
    assert frame["postcode"].to_list() == ["01067", "70122", "70123", "70376", "70376"]
    gazetteer = load_gazetteer(CODES, postcodes=frame)
    assert "bad cannstatt" in gazetteer.names
    assert "muster" not in gazetteer.names
    assert gazetteer.postcodes.find("70122") == (("08111",), True)


def test_a_wide_table_gives_one_figure_per_region_year_and_column(document, listed):
    rows = listed(
        ["Schluessel", "Name", "Jahr", "Insgesamt", "Anteil"],
        ("DG", "Deutschland", "2019", "11228258", "13,5"),
        ("8", "  Baden-Württemberg", "31.12.2019", "1.774.000", "16,0"),
        ("8115", "      Böblingen, Landkreis", "2019", "76 500", "19,5"),
        ("08116", "      Esslingen, Landkreis", "2019", ".", "x"),
        ("08117", "      Göppingen, Landkreis", "2019", "-", "/"),
        ("08118", "      Ludwigsburg, Landkreis", "2019", None, "18,1"),
    )
    frame = parse_reference(rows, document(NEED_TABLE))
    assert frame.schema == NEED.schema
    figures = {(r["region_id"], r["indicator"]): r for r in frame.to_dicts()}
    assert len(figures) == frame.height == 9
    assert figures["08", "foreign_population"]["need_value"] == 1_774_000
    assert figures["08115", "foreign_population"]["need_value"] == 76_500
    assert figures["08115", "foreign_share"]["need_value"] == 19.5
    assert figures["08115", "foreign_population"]["ref_date"] == date(2019, 12, 31)
    assert figures["08115", "foreign_population"]["target_group"] == "TG1000"
    for hidden in ("08116", "08117"):
        assert figures[hidden, "foreign_population"]["suppressed"] is True
        assert figures[hidden, "foreign_population"]["need_value"] is None


def test_a_list_without_the_declared_column_is_refused_by_name(document, listed):
    with pytest.raises(SourceError, match="the column 'community'"):
        parse_reference(listed(["zip", "town"], ("70173", "Stuttgart")), document(POSTCODES))
    rows = listed(["zip", "community", "town"], (None, None, "Seite 1"))
    with pytest.raises(SourceError, match="no row with the key of a region"):
        parse_reference(rows, document(POSTCODES))


def test_the_embedded_need_is_share_times_inhabitants():
    need = embedded_need(CODES)
    assert need.schema == NEED.schema
    assert need.select("region_id", "ref_date").is_unique().all()
    shares = pl.read_csv(CODES / "foreign_population_share.csv", infer_schema=False)
    share = float(shares.filter(region_id="08111", year="2019")["foreign_share_percent"].item())
    register = pl.read_csv(CODES / "regions.csv", infer_schema=False)
    persons = int(register.filter(region_id="08111")["population"].item())
    stuttgart = need.filter(region_id="08111", ref_date=date(2019, 12, 31)).row(0, named=True)
    assert stuttgart["need_value"] == round(share / 100 * persons)
    assert (stuttgart["indicator"], stuttgart["unit"]) == ("foreign_population", "persons")
    assert need.filter(pl.col("region_id").str.starts_with("08"))["region_id"].n_unique() == 44
