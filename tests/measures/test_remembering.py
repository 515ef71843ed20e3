"""A night that remembers finds what a night from scratch finds."""

import random
from dataclasses import fields, replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foerderlupe.matching.judging import judged_pairs
from foerderlupe.measures import remembering
from foerderlupe.measures.evidence import Evidence, Matched
from foerderlupe.measures.features import build_features
from foerderlupe.measures.match import match_measures
from foerderlupe.measures.remembering import RememberingEngine
from foerderlupe.measures.rulebook import read_rulebook
from foerderlupe.model.frames import JUDGEMENTS
from tests.demo.worlds import World, embedded_world

NIGHTS = 3
PERSON = {"judged_by": "reviewer", "reason": "read both"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A third of the embedded lists."""
    whole = embedded_world(tmp_path_factory.mktemp("world"))
    return replace(whole, evidence=only(whole.evidence, pl.col("record_id").hash(1) % 3 == 0))


def only(evidence: Evidence, which: pl.Expr) -> Evidence:
    """The records for which ``which`` holds, and what is known of them."""
    frames = {field.name: getattr(evidence, field.name) for field in fields(evidence)}
    kept = {
        name: frame.filter(which) if "record_id" in frame.columns else frame
        for name, frame in frames.items()
    }
    return Evidence(**kept)


class Editor:
    """Changes lists and judgements from night to night, differently for every seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.chance = random.Random(seed)
        self.whole = world.evidence
        self.gone: set[str] = set()
        self.judged = JUDGEMENTS.empty()

    def night(self) -> tuple[Evidence, pl.DataFrame]:
        """Delete records, bring some back, write others anew, judge pairs, take judgements back."""
        ids = sorted(self.whole.records["record_id"])
        back = self.chance.sample(sorted(self.gone), len(self.gone) // 2)
        self.gone = (self.gone - set(back)) | set(self.chance.sample(ids, 6))
        self.whole = replace(self.whole, records=self._written_anew(ids))
        self.judged = pl.concat([self.judged.sample(fraction=0.5, seed=1), self._judgements(ids)])
        evidence = only(self.whole, ~pl.col("record_id").is_in(sorted(self.gone)))
        return evidence, self.judged

    def _written_anew(self, ids: list[str]) -> pl.DataFrame:
        records = self.whole.records
        titles = records["title"].to_list()
        new = {row: self.chance.choice(titles) for row in self.chance.sample(ids, 5)}
        later = self.chance.sample(ids, 5)
        return records.with_columns(
            title=pl.col("record_id").replace_strict(new, default=pl.col("title")),
            period_from=pl.when(pl.col("record_id").is_in(later))
            .then(pl.col("period_from").dt.offset_by("1y"))
            .otherwise("period_from"),
        )

    def _judgements(self, ids: list[str]) -> pl.DataFrame:
        rows = [
            {
                "left_record_id": left,
                "right_record_id": right,
                "judgement": self.chance.choice(["same", "different", "unsure", "successor"]),
                "judged_at": f"2026-01-{self.chance.randint(10, 28)}T10:00",
                **PERSON,
            }
            for left, right in (self.chance.sample(ids, 2) for _ in range(3))
        ]
        return JUDGEMENTS.conform(pl.DataFrame(rows))


def same(one: Matched, other: Matched) -> None:
    for field in fields(Matched):
        assert_frame_equal(getattr(one, field.name), getattr(other, field.name))


@pytest.mark.parametrize("seed", range(10))
def test_nights_of_edits_end_as_from_scratch(world: World, seed: int, tmp_path: Path) -> None:
    editor, engine = Editor(world, seed), RememberingEngine(tmp_path / "pairs")
    for _ in range(NIGHTS):
        evidence, judged = editor.night()
        remembered = match_measures(evidence, judged, world.sources, engine=engine)
    same(remembered, match_measures(evidence, judged, world.sources))


def test_only_pairs_of_changed_records_are_decided_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rulebook = read_rulebook()
    decided: list[pl.DataFrame] = []

    def counted(pairs: pl.DataFrame, *others: object) -> pl.DataFrame:
        decided.append(pairs)
        return evaluated(pairs, *others)

    evaluated = remembering.evaluated
    monkeypatch.setattr(remembering, "evaluated", counted)
    engine = RememberingEngine(tmp_path)
    features = build_features(world.evidence, world.sources, rulebook)
    nobody = judged_pairs(JUDGEMENTS.empty(), features.records)
    engine.decide(features, nobody, rulebook)
    engine.decide(features, nobody, rulebook)
    assert decided[0].height > 0
    assert decided[1].height == 0
    row = features.records.height // 2
    amount = pl.when(pl.col("record") == row).then(77_777.0).otherwise("amount")
    changed = replace(features, records=features.records.with_columns(amount=amount))
    engine.decide(changed, nobody, rulebook)
    again = decided[2]
    assert again.height > 0
    assert again.filter((pl.col("left") != row) & (pl.col("right") != row)).is_empty()


def test_other_rules_and_damaged_files_are_a_new_beginning(world: World, tmp_path: Path) -> None:
    rulebook = read_rulebook()
    engine = RememberingEngine(tmp_path / "pairs")
    match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, rulebook, engine)
    strict = rulebook.model_copy(update={"automatic": 0.999})
    found = match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, strict, engine)
    same(found, match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, strict))
    kept = tmp_path / "pairs" / "kept.parquet"
    kept.write_bytes(kept.read_bytes()[:-100])
    found = match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, rulebook, engine)
    same(found, match_measures(world.evidence, JUDGEMENTS.empty(), world.sources, rulebook))
