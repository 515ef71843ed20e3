"""The second night of the benchmark differs from the first one in as many titles as it says."""

from pathlib import Path

import yaml

from bench.second_night import cells_of, change_titles
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_lists


def test_so_many_titles_change_and_nothing_else(tmp_path: Path) -> None:
    write_lists(world(7, 600, 12), "everyday", tmp_path)
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in tmp_path.glob("*.yml")]
    tables = [document for document in documents if document["reader"]["format"] == "csv"]
    before = [cells_of(tmp_path, document) for document in tables]
    assert change_titles(tmp_path, 25) == 25
    after = [cells_of(tmp_path, document) for document in tables]
    changed = [
        (one, other)
        for old, new in zip(before, after, strict=True)
        for old_row, new_row in zip(old, new, strict=True)
        for one, other in zip(old_row, new_row, strict=True)
        if one != other
    ]
    assert len(changed) == 25
    assert all(other == one + " neu" for one, other in changed)
