"""A real list of 8,314 operations, hundreds of them with one generic title."""

from pathlib import Path

import polars as pl
import pytest

from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.match import match_measures
from foerderlupe.model import frames
from foerderlupe.organisations.resolve import resolve_organisations
from tests.measures.pair_lists import parties

LIST = Path(__file__).parents[2] / "../shared/data/bw_esf/esf_2007_2013.csv"

pytestmark = [
    pytest.mark.real_lists,
    pytest.mark.skipif(not LIST.exists(), reason="the folder ../shared/data is absent"),
]


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    rows = pl.read_csv(LIST, infer_schema=False).with_row_index("source_row", offset=1)
    number, carrier, title, year, *amounts = (pl.col(name) for name in rows.columns)
    start = pl.date(year.str.extract(r"(\d{4})").cast(pl.Int64), 1, 1)
    amount = amounts[0].str.replace(",", ".").cast(pl.Float64, strict=False)
    records = rows.select(
        pl.format("esf:{}", number.cast(pl.String).str.zfill(5)).alias("record_id"),
        source_id=pl.lit("esf"), list_level=pl.lit("award"), title=title, carrier=carrier,
        period_from=start, period_to=start.dt.offset_by("1y"), amount_eur=amount,
        funder=pl.lit(None, pl.String),
    ).pipe(frames.RECORDS.conform)  # fmt: skip
    resolved = resolve_organisations(parties(records), records)
    nowhere = records.select("record_id", coverage=pl.lit("none"))
    return Evidence(
        records=records,
        record_organisations=resolved.record_organisations,
        organisations=resolved.organisations,
        record_regions=nowhere,
        record_target_groups=frames.RECORD_TARGET_GROUPS.empty(),
        record_fields=frames.RECORD_FIELDS.empty(),
        record_amounts=records.select("record_id", "amount_eur"),
    )


def match(evidence: Evidence, *, distinct: bool) -> Matched:
    sources = pl.DataFrame({"source_id": ["esf"], "distinct_measures": [distinct]})
    return match_measures(evidence, frames.JUDGEMENTS.empty(), sources)


def test_a_list_of_distinct_measures_is_not_merged(evidence: Evidence) -> None:
    matched = match(evidence, distinct=True)
    assert matched.clusters["cluster_id"].n_unique() == evidence.records.height
    assert set(matched.pairs["decision"]) == {"apart"}
    assert matched.pairs.height < evidence.records.height


def test_a_generic_title_alone_merges_nothing(evidence: Evidence) -> None:
    matched = match(evidence, distinct=False)
    titles = evidence.records.select("record_id", "title")
    large = matched.clusters.join(titles, on="record_id").filter(
        pl.len().over("cluster_id") > 1, pl.col("title").is_in(["Coaching", "Azubi"])
    )
    assert large.is_empty()
