"""``foerderlupe match`` on programme records: the rules of the night on a table of anybody's."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foerderlupe.engines import EngineChoice
from foerderlupe.errors import DeclarationError
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_tables
from pipelines.matching_files import Asked
from pipelines.matching_records import MatchedRecords, match_records
from tests.pipelines.test_match import ROOT, call
from tests.spark.server import pysail_server

HEADER = "Nr;Liste;Projekttitel;Träger;Ort;Beginn;Ende;Summe"
LINES = (
    "1;Stadt;Sprachcafé für geflüchtete Frauen;Begegnungshaus Süd e. V.;Mannheim;"
    "01.03.2023;31.12.2024;12.500,00",
    "2;Stiftung;Sprachcafe fuer gefluechtete Frauen;Begegnungshaus Süd;68159 Mannheim;"
    "2023;2024;12.500 €",
    "3;Stadt;Elternlotsen an Grundschulen;Kinderbrücke gGmbH;Heidelberg;"
    "01.09.2022;31.08.2024;30.000,00",
    "4;Stiftung;Elternlotsen an Grundschulen;Kinderbrücke gGmbH;Ulm;01.09.2022;31.08.2024;k. A.",
    "5;Stiftung;Schwimmkurs;Radhaus e. V.;Ulm;;;",
)
MANUAL = (Path(ROOT) / "docs" / "match.md").read_text(encoding="utf-8")
SPEC = MANUAL.split("## Programme records")[1].split("```yaml\n")[1].split("```")[0]
JUDGEMENTS = "left_record_id,right_record_id,judgement,judged_by,judged_at,reason\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text("\n".join((HEADER, *LINES)), encoding="cp1252")
    (tmp_path / "spec.yml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "truth.csv").write_text("record_id;measure_id\n1;a\n2;a\n3;b\n4;c\n5;d\n")
    return tmp_path


def match(folder: Path, **files: str) -> MatchedRecords:
    given = {"left": "list.csv", "spec": "spec.yml", "out": "found", **files}
    return match_records(Asked(**{name: folder / file for name, file in given.items()}))


def together(matched: MatchedRecords) -> dict[str, str]:
    return dict(matched.clusters.select("id", "cluster_id").iter_rows())


def test_a_list_of_anybody_is_matched_by_the_rules_of_the_night(folder: Path) -> None:
    arguments = ["--spec", "spec.yml", "--out", "found", "--truth", "truth.csv"]
    said = call(folder, "list.csv", *arguments)
    assert said.returncode == 0, said.stderr
    assert "precision 1.0000, recall 1.0000, F1 1.0000" in said.stdout
    pairs = pl.read_parquet(folder / "found" / "pairs.parquet")
    assert pairs.columns[:5] == ["left_id", "right_id", "score", "decision", "explanation"]
    same = pairs.filter(decision="same").select("left_id", "right_id").rows()
    assert same == [("1", "2")]
    assert "title" in pairs["explanation"][0]
    clusters = pl.read_parquet(folder / "found" / "clusters.parquet")
    assert clusters.rows() == [("left", str(n), str(1 if n == 2 else n)) for n in range(1, 6)]


def test_an_invented_world_in_any_order_of_rows(tmp_path: Path) -> None:
    write_tables(world(3, 600, 6), "everyday", tmp_path)
    (tmp_path / "spec.yml").write_text("model: measures\n")
    files = {"left": "records.parquet", "truth": "truth.parquet"}
    first = match(tmp_path, **files)
    assert first.quality is not None
    assert first.quality.f1 > 0.9
    assert first.clusters.height == 600
    records = pl.read_parquet(tmp_path / "records.parquet")
    shuffled = records.sample(fraction=1, shuffle=True, seed=1).select(reversed(records.columns))
    shuffled.write_parquet(tmp_path / "records.parquet")
    again = match(tmp_path, **files)
    assert again.pairs.equals(first.pairs)
    assert again.clusters.equals(first.clusters)


def test_what_a_person_said_stands_above_the_rules(folder: Path) -> None:
    lines = ["1,2,different,Mira,2026-03-01,moved", "3,4,same,Mira,2026-03-01,branch"]
    (folder / "judged.csv").write_text(JUDGEMENTS + "\n".join([*lines, "5,5,same,Mira,,"]))
    matched = match(folder, judgements="judged.csv")
    of = together(matched)
    assert of["1"] != of["2"]
    assert of["3"] == of["4"]
    assert [problem.line for problem in matched.problems] == [4]


def test_a_list_that_names_every_measure_once(folder: Path) -> None:
    twice = LINES[0].replace("1;Stadt", "6;Stiftung")
    (folder / "list.csv").write_text("\n".join((HEADER, *LINES, twice)), encoding="utf-8")
    of = together(match(folder))
    assert of["2"] != of["6"]
    anything = SPEC.replace("unique_in_source: [Stiftung]\n", "")
    (folder / "spec.yml").write_text(anything, encoding="utf-8")
    assert len({together(match(folder))[name] for name in ("1", "2", "6")}) == 1


def test_programmes_and_calls_are_no_measures(folder: Path) -> None:
    levels = [f"{line};{level}" for line, level in zip(LINES, ["programme"] * 5, strict=True)]
    (folder / "list.csv").write_text(f"{HEADER};list_level\n" + "\n".join(levels))
    assert together(match(folder)) == {str(n): str(n) for n in range(1, 6)}


BAD = {
    "two tables": ({"right": "list.csv"}, "", "one table"),
    "weights asked for": ({"weights": "weights.yml"}, "", "foerderlupe train"),
    "weights not there": ({}, "weights: none.yml\n", "none.yml"),
    "unknown key": ({}, "kolumns: {}\n", "kolumns"),
    "truth of others": ({"truth": "truth.csv"}, "", "row 2, column 'record_id': .*'77'"),
    "truth without ids": ({"truth": "truth.csv"}, "", "record_id and measure_id"),
    "judgement on others": ({"judgements": "judged.csv"}, "", "'77'"),
    "no judgements": ({"judgements": "none.csv"}, "", "none.csv"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_said_and_nothing_written(folder: Path, case: str) -> None:
    files, more, said = BAD[case]
    truth = "a,b,c\n1,2,3\n" if case == "truth without ids" else "record_id,measure\n1,a\n77,a\n"
    (folder / "truth.csv").write_text(truth)
    (folder / "judged.csv").write_text(JUDGEMENTS + "1,77,same,Mira,2026-03-01,")
    (folder / "spec.yml").write_text(SPEC + more, encoding="utf-8")
    with pytest.raises(DeclarationError, match=said):
        match(folder, **files)
    assert not (folder / "found").exists()


def test_a_spark_server_finds_the_same(folder: Path) -> None:
    here = match(folder)
    with pysail_server() as remote:
        asked = Asked(*(folder / name for name in ("list.csv", "spec.yml", "there")))
        match_records(replace(asked, engine=EngineChoice("spark", remote)))
    assert_frame_equal(pl.read_parquet(folder / "there" / "pairs.parquet"), here.pairs)
    assert_frame_equal(pl.read_parquet(folder / "there" / "clusters.parquet"), here.clusters)


def test_a_table_of_anything_is_matched_here(folder: Path) -> None:
    (folder / "any.yml").write_text("id: Nr\n", encoding="utf-8")
    said = call(
        folder,
        *("list.csv", "--spec", "any.yml", "--out", "there"),
        *("--engine", "spark", "--spark-remote", "sc://127.0.0.1:1"),
    )
    assert said.returncode == 2
    assert "model: measures" in said.stderr
    assert not (folder / "there").exists()


def test_an_unknown_model_is_usage(folder: Path) -> None:
    (folder / "spec.yml").write_text("model: measure\n")
    said = call(folder, "list.csv", "--spec", "spec.yml", "--out", "found")
    assert said.returncode == 2
    assert "'tables' or 'measures'" in said.stderr
