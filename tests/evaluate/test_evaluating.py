"""A publication against a truth: what is counted, what is refused, what is written."""

import re
from xml.etree import ElementTree

import polars as pl
import pytest
from typer.testing import CliRunner

from foerderlupe.errors import DeclarationError
from foerderlupe.evaluate.page import with_figures
from foerderlupe.evaluate.picture import picture
from foerderlupe.evaluate.truth import read_truth
from pipelines.cli import app
from pipelines.evaluating import evaluate_publication

RECORDS = pl.DataFrame({"record_id": ["a", "b", "c"], "source_id": "esf", "source_row": [1, 2, 3]})


@pytest.fixture
def figures(known):
    return evaluate_publication(known.home / "published" / "current", known.truth)


@pytest.fixture
def truth_file(tmp_path):
    def written(text: str):
        path = tmp_path / "known.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_pairs_and_clusters_are_counted(figures):
    assert (figures.pairs.right, figures.pairs.found, figures.pairs.true) == (1, 2, 4)
    assert figures.clusters.records == 7
    assert figures.clusters.precision == pytest.approx(6 / 7)


def test_a_row_that_became_no_record_is_missed_and_told(figures):
    assert figures.unknown == 1
    missed = figures.mistakes.filter(pl.col("mistake") == "missed")
    assert missed["pairs"].sum() == 3
    assert "row 3 of stadt" in missed["right_id"].to_list() + missed["left_id"].to_list()


def test_mistakes_name_what_was_compared_and_the_veto(figures):
    patterns = dict(figures.mistakes.select("pattern", "mistake").rows())
    assert patterns["title near generic"] == "wrongly merged"
    assert patterns["title same; veto phase"] == "missed"


def test_look_alikes_are_merged_or_told(figures):
    """A top-up is one measure, so it is no look-alike."""
    assert sorted(figures.look_alikes.rows()) == [
        ("different", 1, 1, 0),
        ("sibling", 1, 0, 1),
        ("successor", 1, 0, 0),
    ]


def test_scores_are_those_of_pairs_without_a_veto(figures):
    assert figures.reliability["pairs"].sum() == 3
    assert figures.curve["threshold"].min() == 0.8
    assert figures.curve["found"].max() == 3


@pytest.mark.parametrize(
    "text",
    [
        "left_record_id,right_record_id\nb,a\na,b\nb,c\n",
        "measure|record_id\n1|a\n1|b\n1|c\n",
        "record_id,measure,why\n c ,x,\na,x,seen\nb,x,\n",
        "source_row\tsource_id\tmeasure\n3\tesf\tM\n2\tesf\tM\n1\tesf\tM\n",
    ],
)
def test_a_truth_may_be_written_in_several_ways(truth_file, text):
    truth = read_truth(truth_file(text), RECORDS)
    assert sorted(truth.pairs.rows()) == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("record_id,measure\na,1\nb,1\na,2\n", "'a' in two measures"),
        ("record_id,measure\na,1\nb,\n", "row 2, column 'measure'"),
        ("record_id,measure\nx,1\ny,1\n", "no record of this publication"),
        ("record,measure\na,1\n", "record, measure, expected the columns left_record_id"),
        ("record_id,measure\n", "no rows"),
    ],
)
def test_a_truth_that_is_none_is_refused(truth_file, text, said):
    with pytest.raises(DeclarationError, match=re.escape(said)):
        read_truth(truth_file(text), RECORDS)


def test_look_alikes_need_their_columns(known):
    (known.truth / "relations.csv").write_text("source_a,row_a\nesf,1\n")
    with pytest.raises(DeclarationError, match="no column relation, row_b, source_b"):
        evaluate_publication(known.home / "published" / "current", known.truth)


def test_the_page_keeps_what_people_wrote(figures):
    page = "# Matching\n\nWords.\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\nMore.\n"
    written = with_figures(page, figures)
    assert written.startswith("# Matching\n\nWords.\n\n<!-- figures -->\n\n7 rows")
    assert written.endswith("<!-- end of figures -->\n\nMore.\n")
    assert "\nold\n" not in written
    assert with_figures(written, figures) == written


def test_a_page_without_a_place_for_figures_is_refused(figures):
    with pytest.raises(DeclarationError, match="no place for the figures"):
        with_figures("# Matching\n", figures)


def test_the_picture_is_well_formed_and_loads_nothing(figures):
    drawn = picture(figures)
    names = {element.tag.partition("}")[2] for element in ElementTree.fromstring(drawn).iter()}
    assert {"polyline", "circle", "text"} <= names
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_the_command_prints_and_writes(known, tmp_path):
    out = tmp_path / "docs"
    said = _evaluate("--home", known.home, "--truth", known.truth, "--out", out)
    assert said.exit_code == 0
    assert "title near generic" in said.output
    page = (out / "matching.md").read_text(encoding="utf-8")
    assert "| pairs | 0.500 | 0.250 | 0.333 | 1 right of 2 |" in page
    drawn = (out / "matching.svg").read_bytes()
    (out / "matching.md").write_text(page + "\nEigene Wörter.\n", encoding="utf-8")
    _evaluate("--home", known.home, "--truth", known.truth, "--out", out)
    assert (out / "matching.md").read_text(encoding="utf-8") == page + "\nEigene Wörter.\n"
    assert (out / "matching.svg").read_bytes() == drawn


def test_nothing_is_written_without_a_truth(known, tmp_path):
    said = _evaluate(
        "--home", known.home, "--truth", tmp_path / "absent", "--out", tmp_path / "docs"
    )
    assert isinstance(said.exception, DeclarationError)
    assert not (tmp_path / "docs").exists()


def test_without_a_publication_the_command_says_what_to_do(tmp_path):
    said = _evaluate("--home", tmp_path)
    assert said.exit_code == 2
    assert "run 'foerderlupe run' first" in " ".join(said.output.replace("│", " ").split())


def _evaluate(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
