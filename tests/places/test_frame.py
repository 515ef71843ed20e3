"""The frame as a whole: complete, weighted, independent of order."""

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foerderlupe.model.frames import RECORD_PARTIES, RECORD_REGIONS, RECORDS
from foerderlupe.places.resolve import place_records

PLACES = [
    None, "Aalen", "Aalen, Ulm und Kehl", "Altheim", "Rhein-Neckar", "landesweit", "Kraichgau",
    "Stuttgart (70 %), Ulm (30 %)", "Dekanat Rottweil", "Jugendhaus", "Heilbronn", "LK Heilbronn",
    "Oberschwaben", "Baden", "online", "76133 Karlsruhe", "Region Stuttgart und Calw", "%", "(",
]  # fmt: skip
CARRIERS = ["Stadt Bühl", "Landkreis Heilbronn", "Caritasverband Ulm e.V.", "Verein Nord"]
RECORD = st.tuples(
    st.one_of(st.sampled_from(PLACES), st.text(max_size=30)),
    st.sampled_from(["Lesepaten", "Sprachcafé in Kehl", "Elternmentoren im Landkreis Calw"]),
    st.sampled_from([None, "08", "08119", "02"]),
    st.sampled_from(CARRIERS),
)


def frames(rows):
    records = [
        {"record_id": f"r{n}", "source_id": f"s{n % 2}", "place": p, "title": t,
         "default_region": d}
        for n, (p, t, d, _) in enumerate(rows)
    ]  # fmt: skip
    parties = [
        {"record_id": f"r{n}", "role": "carrier", "position": 1, "organisation_name": c}
        for n, (_, _, _, c) in enumerate(rows)
    ]
    schema = {**RECORDS.schema}
    return (
        RECORDS.conform(pl.DataFrame(records, {k: schema[k] for k in records[0]})),
        RECORD_PARTIES.conform(pl.DataFrame(parties)),
    )


@given(st.lists(RECORD, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_is_there_with_weights_that_add_to_one_in_any_order(gazetteer, rows, random):
    records, parties = frames(rows)
    regions = place_records(records, parties, gazetteer)
    assert regions.schema == RECORD_REGIONS.schema
    assert regions["record_id"].unique().sort().equals(records["record_id"].sort())
    sums = regions.group_by("record_id").agg(pl.col("weight").sum())["weight"]
    assert ((sums - 1).abs() < 1e-9).all()
    lost = regions.filter(pl.col("region_id").is_null())
    assert lost["record_id"].is_unique().all()
    assert set(lost["coverage"]) <= {"none"}
    assert not regions.select("record_id", "region_id").is_duplicated().any()
    assert regions.filter(pl.col("reach").is_null()).is_empty()
    order = list(range(records.height))
    random.shuffle(order)
    shuffled = place_records(records[order], parties[order[::-1]], gazetteer)
    assert shuffled.equals(regions)


def test_no_records_give_no_regions(gazetteer):
    empty = place_records(RECORDS.empty(), RECORD_PARTIES.empty(), gazetteer)
    assert empty.equals(RECORD_REGIONS.empty())


def test_a_list_that_writes_landkreis_elsewhere_means_the_town_by_a_bare_name(gazetteer):
    rows = [("Karlsruhe", "Lesepaten", "08", "Verein Nord"), ("x", "x", "08", "x"),
            ("LK Rastatt", "Lesepaten", "08", "Verein Nord")]  # fmt: skip
    regions = place_records(*frames(rows), gazetteer).filter(record_id="r0")
    assert regions["rule"].item() == "town_beside_landkreise"
    assert regions["confidence"].item() > 0.8
