"""``foerderlupe match`` as a person calls it: two files written, or one sentence and nothing."""

import random
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from pipelines.matching_tables import Asked, match_tables

LEFT = "id,name,town,since\n" + "\n".join(
    f"{n},Verein {word} e.V.,{town},{1950 + n}"
    for n, (word, town) in enumerate(
        (word, town)
        for word in (
            "Brücke",
            "Anker",
            "Horizont",
            "Lichtblick",
            "Kompass",
            "Mosaik",
            "Sprungbrett",
        )
        for town in ("Altenau", "Bergstedt", "Dornhain", "Elmswerda")
    )
)
RIGHT = LEFT.replace("Verein ", "").replace(" e.V.", "").replace(",", ";")
ROOT = str(Path(__file__).parents[2])
SPEC = "columns: [name, town, since]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "left.csv").write_text(LEFT, encoding="utf-8")
    (tmp_path / "right.csv").write_text(RIGHT, encoding="cp1252")
    (tmp_path / "spec.yml").write_text(SPEC)
    (tmp_path / "truth.csv").write_text("D1|D2\n" + "\n".join(f"{n}|{n}" for n in range(28)))
    return tmp_path


def asked(folder: Path, **other: str) -> Asked:
    files = {"left": "left.csv", "right": "right.csv", "spec": "spec.yml", "out": "out", **other}
    return Asked(**{name: folder / file for name, file in files.items()})


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = f"import sys; sys.path.insert(0, {ROOT!r}); from pipelines.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "match", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_two_tables_and_their_truth(folder: Path) -> None:
    said = call(
        folder,
        *["left.csv", "right.csv", "--spec", "spec.yml", "--out", "found", "--truth", "truth.csv"],
    )
    assert said.returncode == 0, said.stderr
    assert "precision 1.0000, recall 1.0000, F1 1.0000" in said.stdout
    pairs = pl.read_parquet(folder / "found" / "pairs.parquet")
    assert pairs.columns == ["left_id", "right_id", "score", "decision", "explanation"]
    clusters = pl.read_parquet(folder / "found" / "clusters.parquet")
    assert clusters.columns == ["side", "id", "cluster_id"]
    assert clusters.group_by("cluster_id").len()["len"].to_list() == [2] * 28


def test_wrong_usage_is_code_two_and_one_sentence(folder: Path) -> None:
    (folder / "spec.yml").write_text("columns: [name, twon]\n")
    said = call(folder, *["left.csv", "right.csv", "--spec", "spec.yml", "--out", "found"])
    assert said.returncode == 2
    assert "twon" in said.stderr
    assert "spec.yml, line 1" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (folder / "found").exists()


def test_a_parquet_table_and_a_file_in_the_way(folder: Path) -> None:
    pl.read_csv(folder / "left.csv").write_parquet(folder / "left.parquet")
    (folder / "spec.yml").write_text("id: id\n")
    match_tables(asked(folder, left="left.parquet"))
    assert pl.read_parquet(folder / "out" / "pairs.parquet").height >= 28
    (folder / "file").write_text("")
    assert call(folder, *["left.csv", "--spec", "spec.yml", "--out", "file"]).returncode == 2


BAD = {
    "unknown key": ("spec.yml", "colums: [name]\n", "colums"),
    "unknown kind": ("spec.yml", "columns: {name: {kind: nmae}}\n", "nmae"),
    "unknown column": ("spec.yml", "columns: {name: {right: titel}}\n", "titel"),
    "unknown id": ("spec.yml", "id: {left: id, right: nr}\n", "nr"),
    "column twice": ("spec.yml", "columns: [name, name]\n", "each once"),
    "unknown comparator": ("spec.yml", "comparisons: {name: speling}\n", "perhaps spelling"),
    "compared nowhere": ("spec.yml", "columns: [name]\ncomparisons: {town: text}\n", "line 2"),
    "ignored nowhere": ("spec.yml", "ignore: [nmae]\n", "nmae"),
    "ignored and named": ("spec.yml", "columns: [name]\nignore: [town]\n", "columns or ignore"),
    "unknown key column": ("spec.yml", "keys: [[name, twon]]\n", "twon"),
    "negative weight": ("spec.yml", "columns: {name: {weight: -1}}\n", "greater than"),
    "lists in two tables": ("spec.yml", "source: town\n", "two tables"),
    "weights that are not there": ("spec.yml", "weights: none.yml\n", "none.yml"),
    "review above same": ("spec.yml", "threshold: 0.3\nreview: 0.4\n", "0.3"),
    "no common column": ("right.csv", "id;x\n1;a\n", "no column"),
    "empty table": ("right.csv", "id;name;town;since\n", "no rows"),
    "no value": ("right.csv", "id;name;town;since\n1;a;;1\n2;b;;2\n", "town"),
    "double ids": ("right.csv", "id;name;town;since\n1;a;x;1\n1;b;y;2\n", "row 1"),
    "missing id": ("right.csv", "id;name;town;since\n1;a;x;1\n;b;y;2\n", "row 2"),
    "unreadable": ("right.csv", "\0\0\1", "right.csv"),
    "truth of others": ("truth.csv", "left_id,right_id\n0,0\n1,77\n", "77"),
    "truth without ids": ("truth.csv", "left_id,right_id\n0,0\n1,\n", "row 2"),
    "truth of three": ("truth.csv", "a,b,c\n0,0,1\n", "left_id and right_id"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_and_nothing_written(folder: Path, case: str) -> None:
    name, content, said = BAD[case]
    (folder / name).write_text(content)
    if case == "no common column":
        (folder / "spec.yml").write_text("id: id\n")
    with pytest.raises(DeclarationError, match=said):
        match_tables(asked(folder, truth="truth.csv"))
    assert not (folder / "out").exists()


def test_a_missing_file_is_said(folder: Path) -> None:
    with pytest.raises(DeclarationError, match=r"none\.csv"):
        match_tables(asked(folder, left="none.csv"))


HEADER = "left_record_id,right_record_id,judgement,judged_by,judged_at,reason\n"


def test_judgements_outrank_scores_and_a_bad_line_is_named(folder: Path) -> None:
    lines = [
        "left:3,right:3,different,Mira,2026-03-01,moved",
        "left:3,right:4,same,Mira,2026-03-01,new name",
        "left:5,right:5,perhaps,Mira,2026-03-01,",
    ]
    (folder / "judgements.csv").write_text(HEADER + "\n".join(lines))
    matched = match_tables(asked(folder, judgements="judgements.csv"))
    of_three = matched.linked.pairs.filter(left_id="3").sort("right_id")
    decided = dict(of_three.select("right_id", "decision").iter_rows())
    assert (decided["3"], decided["4"]) == ("apart", "same")
    assert of_three.filter(right_id="4")["explanation"][0].startswith("judged same by Mira; ")
    same = matched.linked.pairs.filter(decision="same")
    assert not same["left_id"].is_duplicated().any()
    assert not same["right_id"].is_duplicated().any()
    of = {(side, name): number for side, name, number in matched.linked.clusters.iter_rows()}
    assert of["left", "3"] == of["right", "4"] != of["right", "3"]
    assert [problem.line for problem in matched.problems] == [4]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("left:3,right:99,same,Mira,2026-03-01,", "right:99"),
        ("3,4,same,Mira,2026-03-01,both tables have both", "'3'"),
    ],
)
def test_a_judgement_on_nothing_stops_everything(folder: Path, line: str, said: str) -> None:
    (folder / "judgements.csv").write_text(HEADER + line)
    arguments = ["--spec", "spec.yml", "--out", "out", "--judgements", "judgements.csv"]
    called = call(folder, "left.csv", "right.csv", *arguments)
    assert called.returncode == 2
    assert said in called.stderr
    assert "line 2" in called.stderr
    assert not (folder / "out").exists()


def test_written_weights_give_the_same_pairs(folder: Path) -> None:
    first = match_tables(asked(folder, weights="weights.yml"))
    (folder / "spec.yml").write_text(SPEC + "weights: weights.yml\n")
    again = match_tables(asked(folder))
    decided = ["left_id", "right_id", "decision"]
    assert again.linked.pairs.select(decided).equals(first.linked.pairs.select(decided))
    (folder / "right.csv").write_text(RIGHT + "\n77;Neuland;Altenau;1999\n", encoding="cp1252")
    later = match_tables(asked(folder))
    assert later.linked.fit.learned.weights == again.linked.fit.learned.weights


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("  town:", "  twon:"), "twon"),
        (("    different:", "    diferent:"), "diferent"),
        (("prior:", "priro:"), "priro"),
    ],
)
def test_weights_of_other_columns_are_refused(folder: Path, change, said: str) -> None:
    match_tables(asked(folder, weights="weights.yml"))
    written = (folder / "weights.yml").read_text()
    (folder / "weights.yml").write_text(written.replace(*change, 1))
    (folder / "spec.yml").write_text(SPEC + "weights: weights.yml\n")
    with pytest.raises(DeclarationError, match=rf"weights\.yml, line \d+: .*{said}"):
        match_tables(asked(folder, out="again"))
    assert not (folder / "again").exists()


def test_the_example_of_the_manual(tmp_path: Path) -> None:
    manual = (Path(ROOT) / "docs" / "match.md").read_text(encoding="utf-8")
    example = manual.split("A complete example")[1].split("```yaml\n")[1].split("```")[0]
    chance = random.Random(3)
    rows = []
    for number in range(120):
        person = [
            chance.choice(["Ayşe", "Björn", "Clara", "Dana", "Emil", "Farid"]),
            chance.choice(["Albrecht", "Brandner", "Celik", "Dorfmann", "Eberling"]),
            f"{chance.randint(1940, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"{chance.choice(['Ahornweg', 'Birkenallee', 'Dammgasse'])} {chance.randint(1, 90)}",
            chance.choice(["Altenau", "Bergstedt", "Crailfurt", "Dornhain"]),
            f"0711 {chance.randint(10000, 99999)}",
        ]
        rows.append([f"a{number}", "north", *person])
        if number < 80:
            rows.append([f"b{number}", "south", person[1], person[0], *person[2:]])
    header = ["id", "register", "given", "family", "born", "street", "town", "phone"]
    pl.DataFrame(rows, schema=header, orient="row").write_csv(tmp_path / "people.csv")
    (tmp_path / "people.yml").write_text(example, encoding="utf-8")
    files = Asked(tmp_path / "people.csv", tmp_path / "people.yml", tmp_path / "found")
    clusters = match_tables(files).linked.clusters
    together = clusters.group_by("cluster_id").agg(pl.col("id").str.slice(1).n_unique().alias("n"))
    assert together["n"].max() == 1
    assert clusters["cluster_id"].n_unique() == 120
