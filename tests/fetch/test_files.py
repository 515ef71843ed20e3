"""Lists that lie in files: kept as delivered, once."""

import json

import pytest

from foerderlupe.fetch.archive import Archive
from foerderlupe.fetch.deliver import deliver_all, deliveries_frame, delivery_of


@pytest.fixture
def liste(tmp_path):
    path = tmp_path / "Förderliste 2024.csv"
    path.write_bytes("Titel\r\nSprachcafé\r\n".encode("cp1252"))
    return path


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "snapshots" / "stadt", "stadt")


def kept(archive, suffix=".csv"):
    return sorted(archive.folder.glob(f"*{suffix}"))


def test_bytes_are_kept_as_delivered_with_hash_time_and_licence(fetch, liste, archive):
    delivery = fetch(liste)
    assert delivery.status == "ok"
    [file] = delivery.snapshot.files
    assert file.path.read_bytes() == liste.read_bytes()
    assert file.path.stem == file.sha256
    assert file.licence == "CC-BY-4.0"
    assert archive.newest() == delivery.snapshot


def test_bytes_that_no_reader_understands_are_kept_too(fetch, liste, archive):
    liste.write_bytes(b"\x00\xff kaputt")
    assert fetch(liste).status == "ok"
    assert [path.read_bytes() for path in kept(archive)] == [b"\x00\xff kaputt"]


def test_the_same_bytes_are_stored_once_and_unchanged(fetch, liste, archive):
    first, second = fetch(liste), fetch(liste)
    assert second.status == "unchanged"
    assert second.snapshot == first.snapshot
    assert len(kept(archive)) == len(kept(archive, ".delivery.json")) == 1


def test_a_list_that_returns_to_its_older_state_is_the_newest_again(fetch, liste, archive):
    a = liste.read_bytes()
    first = fetch(liste)
    liste.write_bytes(a + b"Elternlotsen\r\n")
    assert fetch(liste).status == "ok"
    liste.write_bytes(a)
    third = fetch(liste)
    assert third.status == "ok"
    assert archive.newest().sha256 == first.snapshot.sha256
    assert archive.newest().fetched_at > first.snapshot.fetched_at
    assert len(kept(archive)) == 2
    assert len(kept(archive, ".delivery.json")) == 3


def test_several_files_are_one_delivery_in_the_order_of_the_document(fetch, tmp_path):
    files = []
    for name in ("b.csv", "a.csv"):
        files.append(tmp_path / name)
        files[-1].write_text(f"Titel\n{name}\n")
    delivery = fetch(*files)
    assert [file.address for file in delivery.snapshot.files] == [str(path) for path in files]
    files[1].write_text("Titel\nneu\n")
    assert fetch(*files).snapshot.sha256 != delivery.snapshot.sha256


def test_a_document_that_drops_a_file_writes_no_old_delivery_over(fetch, tmp_path, archive):
    files = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in files:
        path.write_text(f"Titel\n{path.name}\n")
    both = fetch(*files).snapshot
    alone = fetch(files[0]).snapshot
    assert archive.newest() == alone
    assert archive.find(both.sha256) == both


def test_a_missing_file_names_the_path_and_leaves_the_older_copy(fetch, liste):
    first = fetch(liste)
    liste.unlink()
    second = fetch(liste)
    assert second.status == "fallback"
    assert second.snapshot == first.snapshot
    assert str(liste) in second.message


@pytest.mark.parametrize("address", ["gibtesnicht.csv", "."])
def test_a_file_that_never_was_is_failed_with_its_path(fetch, tmp_path, address):
    delivery = fetch(address)
    assert (delivery.status, delivery.snapshot) == ("failed", None)
    assert str((tmp_path / "sources" / address).resolve()) in delivery.message


def test_offline_uses_the_newest_copy_and_does_not_look_at_the_file(fetch, liste):
    first = fetch(liste)
    liste.write_text("Titel\nanderes\n")
    second = fetch(liste, offline=True)
    assert (second.status, second.snapshot) == ("unchanged", first.snapshot)


def test_no_list_stops_another_and_each_is_told(document, liste, tmp_path):
    documents = [document(liste, source="gut"), document("fehlt.csv", source="schlecht")]
    told = []
    deliveries = deliver_all(
        documents, tmp_path / "snapshots", offline=False, delivered=told.append
    )
    assert {source: one.status for source, one in deliveries.items()} == {
        "gut": "ok",
        "schlecht": "failed",
    }
    assert len(told) == 2


def test_a_delivery_survives_as_a_row_of_a_frame(fetch, liste, tmp_path):
    delivery = fetch(liste)
    frame = deliveries_frame([delivery])
    assert delivery_of(frame, tmp_path / "snapshots") == delivery


def test_a_run_that_died_while_fetching_leaves_no_delivery(fetch, liste, archive, monkeypatch):
    def die(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dumps", die)
    with pytest.raises(KeyboardInterrupt):
        fetch(liste)
    monkeypatch.undo()
    assert archive.newest() is None
    assert fetch(liste).status == "ok"
