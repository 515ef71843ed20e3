"""The same seed gives the same bytes, and every record belongs to one measure."""

from typing import get_args

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.model.frames import RECORDS
from foerderlupe.synth.families import KINDS
from foerderlupe.synth.noise import Profile
from foerderlupe.synth.records import as_records, told_rows
from foerderlupe.synth.relations import relations
from foerderlupe.synth.reports import IN_LISTS
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_tables

FILES = ["records.parquet", "truth.parquet", "relations.parquet"]


def written(folder, seed=7, rows=1500, profile="everyday"):
    write_tables(world(seed, rows, 12), profile, folder)
    return {name: (folder / name).read_bytes() for name in FILES}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_world(tmp_path):
    first = written(tmp_path / "a")
    assert written(tmp_path / "b") == first
    other = written(tmp_path / "c", seed=8)
    assert all(other[name] != first[name] for name in FILES)


def test_the_profile_changes_the_records_and_not_the_truth(tmp_path):
    told = [written(tmp_path / name, profile=name) for name in get_args(Profile)]
    assert len({files["records.parquet"] for files in told}) == len(told) == 3
    for name in ("truth.parquet", "relations.parquet"):
        assert len({files[name] for files in told}) == 1


def test_chunks_have_no_influence(small, profile):
    whole, parts = (
        pl.concat(as_records(small, told) for told in told_rows(small, profile, chunk))
        for chunk in (10_000, 777)
    )
    assert whole.equals(parts)


def test_records_keep_the_contract_of_records(records):
    conformed = RECORDS.conform(records.drop("region_id", "measure_id"))
    assert conformed.schema == RECORDS.schema
    assert records["title"].null_count() == 0
    assert records.filter(pl.col("title").str.strip_chars() == "").is_empty()


def test_there_is_every_record_once_and_lists_are_numbered_from_one(small, records):
    assert records.height == small.rows.height == records["record_id"].n_unique()
    per_list = records.group_by("source_id").agg(pl.col("source_row"), pl.len())
    for source_id, numbers, count in per_list.iter_rows():
        assert sorted(numbers) == list(range(1, count + 1)), source_id


def test_numbers_name_one_measure_each(records):
    for number in ("award_number", "project_number"):
        named = records.drop_nulls(number)
        assert named.height > 100
        assert named.group_by(number).agg(pl.col("measure_id").n_unique())["measure_id"].max() == 1


def test_a_list_of_distinct_measures_names_none_twice(small):
    distinct = [number for number, one in enumerate(small.lists.values()) if one.distinct]
    rows = small.rows.filter(pl.col("list").is_in(distinct))
    assert len(distinct) >= 8
    assert rows.select("measure", "list").is_unique().all()


def test_a_carrier_has_no_two_lines_of_work_of_one_name(small):
    own = small.families.filter((pl.col("family") == pl.col("origin")) & (pl.col("kind") != "aid"))
    generic = own.filter(pl.col("kind") == "generic")
    assert generic.height > 50
    assert generic.select("carrier", "generic").is_unique().all()


class TestShares:
    """The shares that the documentation states."""

    def test_half_of_the_measures_stand_in_one_list(self, larger):
        lists = larger.rows.group_by("measure").agg(pl.col("list").n_unique())["list"]
        projects = larger.measures.join(larger.families, on="family").filter(
            pl.col("kind") != "aid"
        )
        found = larger.rows.filter(pl.col("measure").is_in(projects["measure"].implode()))
        in_lists = found.group_by("measure").agg(pl.col("list").n_unique())["list"]
        shares = [(in_lists == number).mean() for number in (1, 2, 3, 4)]
        assert lists.max() == 4
        assert shares == pytest.approx([share / sum(IN_LISTS) for share in IN_LISTS], abs=0.03)

    def test_kinds_of_titles(self, larger):
        kinds = larger.families.filter(pl.col("alike") == "")["kind"]
        for kind, share in KINDS.items():
            assert (kinds == kind).mean() == pytest.approx(share / sum(KINDS.values()), abs=0.025)

    def test_aid_for_single_persons_is_one_row_in_twelve_at_most(self, larger):
        aid = larger.families.filter(pl.col("kind") == "aid")["family"]
        rows = larger.rows.join(larger.measures, on="measure")
        assert 0.05 < rows["family"].is_in(aid.implode()).mean() < 0.13

    def test_large_measures_are_rare(self, larger):
        sizes = larger.rows.group_by("measure").len()["len"]
        assert (sizes <= 4).mean() > 0.95
        assert sizes.max() <= 8


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**31), rows=st.integers(1, 400), lists=st.integers(1, 14))
def test_any_size_has_its_rows_and_a_whole_truth(seed, rows, lists):
    some = world(seed, rows, lists)
    assert some.rows.height == rows
    assert some.rows.select("list", "source_row").is_unique().all()
    measures = set(some.measures["measure"])
    assert set(some.rows["measure"]) <= measures
    alike = relations(some)
    named = {int(key[1:]) for side in alike.columns[:2] for key in alike[side]}
    assert named <= measures
    assert (alike["left_measure_id"] != alike["right_measure_id"]).all()
