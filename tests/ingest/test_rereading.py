"""A list that was read before says the same without being read again."""

from dataclasses import fields

import pytest

from foerderlupe import rereading
from foerderlupe.fetch.deliver import deliver
from foerderlupe.ingest import Ingested, ingest, read_snapshot
from foerderlupe.rereading import RememberingReader


@pytest.fixture
def read(monkeypatch):
    """The snapshots that were read, one after the other."""
    read: list[str] = []

    def counted(document, snapshot):
        read.append(snapshot.sha256)
        return read_snapshot(document, snapshot)

    monkeypatch.setattr(rereading, "read_snapshot", counted)
    return read


@pytest.fixture
def remembering(nights, tmp_path):
    """A night of the list with a memory; gives what it found, the memory lasts."""

    def night(content: bytes) -> Ingested:
        nights.liste.write_bytes(content)
        snapshots = tmp_path / "snapshots"
        delivery = deliver(nights.document, snapshots / "musterstadt", offline=False)
        reader = RememberingReader(tmp_path / "lists")
        found = ingest(nights.document, delivery, snapshots, nights.last_good, read=reader)
        nights.last_good = found.verdicts.source_runs["snapshot"].item()
        return found

    return night


def same(one: Ingested, other: Ingested) -> bool:
    return all(
        getattr(bundle, field.name).equals(getattr(getattr(other, part.name), field.name))
        for part in fields(one)
        for bundle in [getattr(one, part.name)]
        for field in fields(bundle)
    )


def test_a_list_that_did_not_change_is_read_once(remembering, nights, read, csv, rows):
    first, second = remembering(csv(rows)), remembering(csv(rows))
    assert len(read) == 1
    assert same(second, nights.night())
    assert second.slice.records.equals(first.slice.records)


def test_of_a_changed_list_only_the_new_delivery_is_read(remembering, read, csv, rows):
    changed = [["Anderer Treff", *rows[0][1:]], *rows[1:]]
    remembering(csv(rows))
    found = remembering(csv(changed))
    assert len(read) == len(set(read)) == 2
    assert found.slice.records["title"][0] == "Anderer Treff"


def test_a_held_list_falls_back_without_reading_either_again(remembering, read, csv, rows):
    remembering(csv(rows))
    for _ in range(2):
        held = remembering(csv(rows[:5]))
        assert held.verdicts.source_runs["source_status"].item() == "held"
        assert held.slice.records.height == len(rows)
    assert len(read) == 2


def test_another_document_reads_the_list_again(remembering, nights, read, csv, rows):
    remembering(csv(rows))
    nights.extra = "rows: {min: 3}\n"
    remembering(csv(rows))
    assert len(read) == 2


def test_another_program_reads_the_list_again(remembering, read, csv, rows, monkeypatch):
    remembering(csv(rows))
    monkeypatch.setattr(rereading, "version_with", lambda *rules: " ".join(("another", *rules)))
    remembering(csv(rows))
    assert len(read) == 2


def test_no_more_than_two_snapshots_of_a_list_are_kept(remembering, read, csv, rows, tmp_path):
    for number in range(4):
        remembering(csv([[f"Treff {number}", *rows[0][1:]], *rows[1:]]))
    assert len(list((tmp_path / "lists" / "musterstadt").iterdir())) == 2
    assert len(read) == 4
