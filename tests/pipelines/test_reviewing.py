"""Judging and explaining pairs at the terminal, on what the amber night left."""

import shutil
from io import StringIO

import pytest
import typer
from rich.console import Console

from foerderlupe.review.judgements import read_judgements
from foerderlupe.warehouse.database import open_database
from pipelines.explaining import explain_pair
from pipelines.reviewing import review, waiting
from pipelines.waterfall import steps, waterfall

PAIR = ["left_record_id", "right_record_id"]


@pytest.fixture
def warehouse(last_publication, amber):
    with open_database(last_publication / "warehouse.duckdb", read_only=True) as database:
        yield database


@pytest.fixture
def judgements(tmp_path, town, amber):
    return shutil.copy(town.home / "judgements.csv", tmp_path / "judgements.csv")


@pytest.fixture
def screen():
    return Console(file=StringIO(), width=80)


@pytest.fixture
def answers(monkeypatch):
    def answers(*given):
        left = list(given)
        monkeypatch.setattr(typer, "prompt", lambda *_, **__: left.pop(0))
        return left

    return answers


def asked(warehouse, judgements, person="Mia"):
    return waiting(warehouse, judgements, person).select(PAIR).rows()


def test_a_re_opened_pair_is_asked_again_until_somebody_decides(
    warehouse, judgements, screen, answers, twice_listed
):
    pair = tuple(twice_listed)
    assert asked(warehouse, judgements).count(pair) == 1
    others = [p for p in asked(warehouse, judgements) if p != pair]
    position = asked(warehouse, judgements).index(pair)
    answers(*["skip"] * position, "different", "zwei Cafés", "stop")
    assert review(screen, warehouse, judgements, "Mia") == 1
    assert "Nähcafé" in screen.file.getvalue()
    assert asked(warehouse, judgements) == others
    last = read_judgements(judgements).judgements.filter(judged_by="Mia").rows(named=True)
    assert [(row["judgement"], row["reason"]) for row in last] == [("different", "zwei Cafés")]
    assert all(f'"{record_id}": {{"title": "Sprachcafé' in last[0]["seen"] for record_id in pair)
    assert "description" not in last[0]["seen"]


def test_a_pair_that_one_is_unsure_of_is_asked_of_others(
    warehouse, judgements, screen, answers, twice_listed
):
    position = asked(warehouse, judgements).index(tuple(twice_listed))
    answers(*["skip"] * position, "was?", "unsure", "", "stop")
    review(screen, warehouse, judgements, "Mia")
    assert "One of same, different" in screen.file.getvalue()
    assert tuple(twice_listed) not in asked(warehouse, judgements, "Mia")
    assert tuple(twice_listed) in asked(warehouse, judgements, "Noa")


@pytest.mark.parametrize("name", ["", "  ", "rules"])
def test_nobody_judges_without_a_name(warehouse, judgements, screen, name):
    before = read_judgements(judgements).judgements
    with pytest.raises(typer.BadParameter):
        review(screen, warehouse, judgements, name)
    assert read_judgements(judgements).judgements.equals(before)


def test_the_evidence_is_a_waterfall_from_prior_to_sum(warehouse, screen, twice_listed):
    explain_pair(screen, warehouse, *reversed(twice_listed))
    lines = screen.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    words = [line.split()[0] for line in lines if line]
    assert words.index("prior") < words.index("title") < words.index("carrier")
    text = screen.file.getvalue()
    assert "same, duplicate_record, decided by Ali" in text
    assert "judged same by Ali, 2024-04-30: gleich" in text
    assert "re-opened" in text
    [changed] = [line for line in lines if "Nähcafé" in line]
    assert changed.index("Nähcafé") < changed.index("Sprachcafé")


def test_the_steps_add_up_to_the_bits(warehouse):
    evidence = warehouse.table("core.pairs").select("evidence_json", "explanation")
    for text, words in evidence.iter_rows():
        told = steps(text)
        for step in told[1:]:
            assert f"{step.field} {step.level} {step.bits:+.1f}" in words
        assert f"= {round(told[-1].after, 1)} bits" in words
    assert evidence.height


@pytest.mark.parametrize(
    ("fields", "bars"),
    [
        ('{"field": "title", "level": "same", "bits": 8.0}', ["prior", "title"]),
        ("", ["prior"]),
        ('{"field": "url", "level": "different", "bits": 0.0}', ["prior", "url"]),
    ],
)
def test_a_terminal_without_blocks_gets_a_waterfall_too(fields, bars, tmp_path):
    with (tmp_path / "screen").open("w", encoding="ascii") as file:
        waterfall(Console(file=file, width=80), f'{{"prior": -10.0, "fields": [{fields}]}}')
    lines = (tmp_path / "screen").read_text(encoding="ascii").splitlines()
    assert [line.split()[0] for line in lines[1:]] == bars
    assert "###" in lines[1]
