"""The demonstration lists: reproducible, readable, and as difficult as real ones."""

import csv
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from foerderlupe.readers.read import read_list
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.spec.document import SourceDocument
from tests.demo.make import Rows, list_modules, make

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "assets" / "demo"
TRUTH = Path(__file__).parent / "truth"
CATALOGUE = load_catalogue([ROOT / "assets" / "sources"])
SOURCES = sorted(list_modules())


def _truth(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _read(source: str) -> ListTable:
    document = CATALOGUE[source]
    return read_list(document, [(Path(place).name, Path(place)) for place in document.addresses])


def _list_column(document: SourceDocument, field: str) -> str:
    return next(
        name for name, rules in document.columns.items() if any(field in r.fields for r in rules)
    )


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Rows]:
    lists, truth = tmp_path_factory.mktemp("lists"), tmp_path_factory.mktemp("truth")
    return lists, truth, make(lists, truth)


def test_the_generator_gives_the_committed_bytes(generated: tuple[Path, Path, Rows]) -> None:
    for made, committed in zip(generated[:2], (LISTS, TRUTH), strict=True):
        for path in sorted(made.iterdir()):
            assert path.read_bytes() == (committed / path.name).read_bytes(), path.name


def test_every_list_has_a_document_and_every_document_points_to_its_list() -> None:
    demo = {s: d for s, d in CATALOGUE.items() if Path(d.addresses[0]).parent == LISTS}
    assert sorted(demo) == SOURCES
    assert all(Path(place).is_file() for d in demo.values() for place in d.addresses)
    assert len({d.publisher.id for d in demo.values()}) >= 9
    assert len({Path(d.addresses[0]).suffix for d in demo.values()}) >= 8


@pytest.mark.parametrize("source", SOURCES)
def test_every_row_is_read_and_numbered_as_the_truth_says(source: str) -> None:
    table = _read(source)
    expected = {row["source_id"]: int(row["rows"]) for row in _truth("rows.csv")}
    numbers = [*table.rows["source_row"], *table.set_aside["source_row"]]
    assert sorted(numbers) == list(range(1, expected[source] + 1))


@pytest.mark.parametrize("source", SOURCES)
def test_every_declared_column_is_there_and_no_other(source: str) -> None:
    document = CATALOGUE[source]
    optional = {name for name, rules in document.columns.items() if all(r.optional for r in rules)}
    read = set(_read(source).columns)
    assert read <= set(document.columns)
    assert set(document.columns) - optional <= read


@pytest.mark.parametrize("source", SOURCES)
def test_the_truth_speaks_of_rows_that_are_data(source: str) -> None:
    table = _read(source)
    titles = dict(
        zip(
            table.rows["source_row"],
            table.rows[_list_column(CATALOGUE[source], "title")],
            strict=True,
        )
    )
    stated = [int(r["source_row"]) for r in _truth("same.csv") if r["source_id"] == source]
    assert all(titles[row] for row in stated)
    assert len(stated) == len(set(stated))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


@pytest.mark.parametrize("source", SOURCES)
def test_each_row_number_of_the_truth_meets_the_row_it_means(
    source: str, generated: tuple[Path, Path, Rows]
) -> None:
    """Page breaks, group rows, totals and several sheets do not shift a row."""
    column = _list_column(CATALOGUE[source], "title")
    read = dict(_read(source).rows.select("source_row", column).iter_rows())
    meant = {n: one.title for n, one in enumerate(generated[2][source], 1) if one is not None}
    assert meant
    shifted = [n for n, title in meant.items() if not _letters(title).startswith(_letters(read[n]))]
    assert shifted == []


def test_all_patterns_occur() -> None:
    same = {p for row in _truth("same.csv") for p in row["pattern"].split()}
    apart = {row["pattern"] for row in _truth("relations.csv")}
    assert same == {f"V{number:02}" for number in range(1, 41)}
    assert apart == {f"H{number:02}" for number in range(1, 25)}


def test_each_look_alike_occurs_several_times() -> None:
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in _truth("relations.csv"):
        seen[row["pattern"]].add((row["source_a"], row["row_a"]))
    assert {pattern for pattern, rows in seen.items() if len(rows) < 3} == set()


def test_about_three_in_ten_measures_stand_in_several_lists() -> None:
    lists: dict[str, set[str]] = defaultdict(set)
    for row in _truth("same.csv"):
        lists[row["measure"]].add(row["source_id"])
    several = [sources for sources in lists.values() if len(sources) > 1]
    assert 0.25 < len(several) / len(lists) < 0.35
    assert max(len(sources) for sources in several) >= 4


def test_no_relation_contradicts_the_truth() -> None:
    measure = {(r["source_id"], r["source_row"]): r["measure"] for r in _truth("same.csv")}
    for row in _truth("relations.csv"):
        left = measure.get((row["source_a"], row["row_a"]))
        right = measure.get((row["source_b"], row["row_b"]))
        if left is not None and right is not None:
            assert (left == right) == (row["relation"] == "top_up"), row


def test_titles_are_varied() -> None:
    patterns = (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines()
    titles = [
        title
        for source in SOURCES
        for title in _read(source).rows[_list_column(CATALOGUE[source], "title")]
    ]
    assert len(set(patterns)) >= 60
    assert len(set(titles)) > 0.6 * len(titles)
