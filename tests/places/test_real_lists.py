"""Real lists, where they lie beside the repository."""

from pathlib import Path

import polars as pl
import pytest

from foerderlupe.model.frames import RECORD_PARTIES, RECORDS, REFERENCE_POSTCODES
from foerderlupe.places.gazetteer import load_gazetteer
from foerderlupe.places.resolve import place_records

ROOT = Path(__file__).parents[2]
DATA = ROOT / "../shared/data"
CODES = ROOT / "sql" / "codes"
NEEDED = (DATA / "bw_esf/esf_2014_2020.csv", DATA / "reference_official/zipcodes.de.csv")

pytestmark = [
    pytest.mark.real_lists,
    pytest.mark.skipif(
        not all(path.exists() for path in NEEDED), reason="the real lists are not there"
    ),
]


def test_nearly_all_rows_of_the_esf_list_get_a_kreis():
    esf, zipcodes = (pl.read_csv(path, infer_schema=False) for path in NEEDED)
    postcodes = zipcodes.select(
        postcode="zipcode", region_id="community_code", place="place"
    ).drop_nulls()
    gazetteer = load_gazetteer(CODES, postcodes=REFERENCE_POSTCODES.conform(postcodes))
    records = esf.with_row_index("row").select(
        pl.col("row").cast(pl.String).alias("record_id"),
        pl.lit("esf").alias("source_id"),
        pl.col(esf.columns[6]).str.strip_chars().alias("postcode"),
        pl.lit("08").alias("default_region"),
    )
    regions = place_records(RECORDS.conform(records), RECORD_PARTIES.empty(), gazetteer)
    kreise = regions.filter(pl.col("region_id").str.len_chars() >= 5)
    assert records.height == 1598
    assert kreise["record_id"].n_unique() / records.height >= 0.985
    assert kreise["region_id"].str.starts_with("08").mean() > 0.98
