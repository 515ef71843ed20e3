"""Labels that a run takes over from the last one are those that it would have made."""

import random
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.labels import remembering
from foerderlupe.labels.fields import label_fields
from foerderlupe.labels.remembering import Labelling, remembered
from foerderlupe.labels.target_groups import label_target_groups
from foerderlupe.model.frames import RECORDS

TEXTS = [
    "Sprachcafé für Frauen",
    "Nachhilfe für geflüchtete Kinder und ihre Mütter",
    "Ausbildungslotsen für junge Erwachsene von 16 bis 24 Jahren",
    "Beratung von Seniorinnen mit Migrationsgeschichte",
    "Fußball und Deutsch",
    "Schulung von Ehrenamtlichen in der Flüchtlingshilfe",
]


def records(titles: dict[str, str]) -> pl.DataFrame:
    """Rows in the order of ``titles``, with numbers that follow it."""
    rows = [
        {"record_id": name, "title": title, "source_row": number}
        for number, (name, title) in enumerate(titles.items(), start=1)
    ]
    return RECORDS.conform(pl.DataFrame(rows))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("label", [label_target_groups, label_fields])
def test_edits_change_only_what_they_would_change_anyway(
    label: Labelling, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    titles = {f"a:{number}": chance.choice(TEXTS) for number in range(12)}
    for night in range(4):
        named = list(titles)
        chance.shuffle(named)
        titles = {name: titles[name] for name in named[1:]}
        titles[named[-1]] = chance.choice(TEXTS)
        titles[f"a:new {night}"] = chance.choice(TEXTS)
        now = records(titles)
        assert remembered(label, now, tmp_path / "labels").equals(label(now))


def test_only_records_that_say_something_else_are_read_again(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def label(shown: pl.DataFrame) -> pl.DataFrame:
        asked.append(shown["record_id"].to_list())
        return label_fields(shown)

    first = {"a:1": TEXTS[0], "a:2": TEXTS[1], "a:3": TEXTS[2]}
    remembered(label, records(first), tmp_path)
    remembered(label, records({"a:3": TEXTS[2], "a:2": TEXTS[4], "a:4": TEXTS[0]}), tmp_path)
    assert asked == [["a:1", "a:2", "a:3"], ["a:2", "a:4"]]


def test_another_program_reads_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = records({"a:1": TEXTS[0]})
    remembered(label_fields, titles, tmp_path)
    monkeypatch.setattr(remembering, "version_with", lambda: "another")
    asked = []

    def label(shown: pl.DataFrame) -> pl.DataFrame:
        asked.extend(shown["record_id"].to_list())
        return label_fields(shown)

    assert remembered(label, titles, tmp_path).equals(label_fields(titles))
    assert asked == ["a:1"]
