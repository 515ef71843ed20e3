"""A register of invented persons."""

from typing import get_args

import polars as pl
import pytest

from foerderlupe.synth.noise import Profile
from foerderlupe.synth.persons import write_persons


@pytest.fixture(scope="module", params=get_args(Profile))
def register(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    write_persons(folder, 5000, 7, request.param)
    return folder


def test_every_entry_belongs_to_one_person(register):
    records = pl.read_parquet(register / "records.parquet")
    truth = pl.read_parquet(register / "truth.parquet")
    assert records["record_id"].to_list() == truth["record_id"].to_list()
    assert truth["record_id"].n_unique() == 5000
    sizes = truth.group_by("person_id").len()["len"]
    assert sizes.max() <= 4
    assert (sizes == 1).mean() == pytest.approx(0.55, abs=0.04)


def test_entries_of_one_person_differ_and_agree_in_part(register):
    records = pl.read_parquet(register / "records.parquet")
    people = records.join(pl.read_parquet(register / "truth.parquet"), on="record_id")
    said = people.group_by("person_id").agg(pl.len(), pl.exclude("record_id").n_unique())
    several = said.filter(pl.col("len") > 1)
    for field in ("given_name", "surname", "street", "phone"):
        assert 0.2 < (several[field] == 1).mean() < 0.97, field


def test_dates_of_birth_are_dates_but_for_slips(register):
    born = pl.read_parquet(register / "records.parquet")["date_of_birth"].drop_nulls()
    assert born.str.to_date("%Y-%m-%d", strict=False).null_count() <= 0.01 * len(born)


def test_same_seed_same_bytes(register, tmp_path):
    profile = next(name for name in get_args(Profile) if register.name.startswith(name))
    write_persons(tmp_path, 5000, 7, profile)
    for name in ("records.parquet", "truth.parquet"):
        assert (tmp_path / name).read_bytes() == (register / name).read_bytes()
