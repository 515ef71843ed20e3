"""Write the demonstration lists and what is true about them: ``python -m tests.demo.make``.

Belongs here: the order of the steps. Does not belong here: measures (``invention``, ``cases``),
distortions (``noise``) and formats (``lists``). The same seed gives the same bytes.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random
from types import ModuleType

from tests.demo.cases import add_cases
from tests.demo.invention import invent
from tests.demo.noise import Noise
from tests.demo.places import HERE
from tests.demo.programmes import add_offers, add_programmes
from tests.demo.reports import Report, report
from tests.demo.world import World

SEED = 20261122
ROOT = HERE.parents[1]
Rows = dict[str, list[Report | None]]
NO_MEASURES = ("land_programme", "kreis_bodensee")


def list_modules() -> dict[str, ModuleType]:
    """One module per list, by the name of its source."""
    names = sorted(path.stem for path in (HERE / "lists").glob("*.py"))
    return {name: import_module(f"tests.demo.lists.{name}") for name in names}


def build_world(seed: int) -> World:
    """Everything that happens, before anybody reports it."""
    world = World()
    invent(world, Random(seed))
    add_cases(world, Random(seed + 1))
    add_programmes(world)
    add_offers(world)
    return world


def _translated(reported: Report, further: bool) -> None:
    """European lists translate titles, some foundations use English brands."""
    if reported.source == "esf_operations":
        reported.title = reported.english
        reported.patterns += ["V25"] if further else []
    elif reported.source == "stiftung_horizonte" and reported.number % 2:
        reported.title = reported.english
        reported.patterns += ["V24"] if further else []


def reports_by_source(
    world: World, modules: dict[str, ModuleType], seed: int
) -> dict[str, list[Report]]:
    """What each list says: the first one with care, the others with noise."""
    rng, noise = Random(seed + 2), Noise(Random(seed + 3))
    reported: dict[str, list[Report]] = defaultdict(list)
    for measure in world.measures.values():
        for position, source in enumerate(measure.sources):
            traits = modules[source].TRAITS
            one = report(measure, source, len(reported[source]) + 1, rng)
            _translated(one, len(measure.sources) > 1)
            if position and not measure.pattern and "V25" not in one.patterns:
                one = noise.distort(one, traits)
            if traits.limit and len(one.title) > traits.limit:
                one.title = one.title[: traits.limit].rstrip()
                one.patterns.append("V21")
            reported[source].append(one)
    return reported


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _same(rows: Rows, same_as: dict[str, str]) -> list[tuple[object, ...]]:
    return [
        (source, number, same_as.get(one.measure, one.measure), " ".join(one.patterns))
        for source, reported in rows.items()
        if source not in NO_MEASURES
        for number, one in enumerate(reported, start=1)
        if one is not None
    ]


def _relations(world: World, rows: Rows) -> list[tuple[object, ...]]:
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, reported in rows.items():
        for number, one in enumerate(reported, start=1):
            if one is not None:
                places[one.measure].append((source, number))
    return [
        (*left, *right, item.relation, item.pattern)
        for item in world.relations
        for left, right in product(places[item.left], places[item.right])
    ]


def make(lists: Path, truth: Path, seed: int = SEED) -> Rows:
    """Write all lists into one folder and the truth into another; what stands in which row.

    Another seed makes another world; the embedded lists are those of ``SEED``.
    """
    modules, world = list_modules(), build_world(seed)
    reported = reports_by_source(world, modules, seed)
    rows: Rows = {}
    for number, (source, module) in enumerate(modules.items()):
        path = lists / module.TRAITS.file
        rows[source] = module.write(reported[source], path, Random(seed + 100 + number))
    top_ups = {r.right: r.left for r in world.relations if r.relation == "top_up"}
    _write_csv(
        truth / "same.csv",
        ("source_id", "source_row", "measure", "pattern"),
        _same(rows, top_ups),
    )
    _write_csv(
        truth / "relations.csv",
        ("source_a", "row_a", "source_b", "row_b", "relation", "pattern"),
        _relations(world, rows),
    )
    counts = [(source, len(reported)) for source, reported in rows.items()]
    _write_csv(truth / "rows.csv", ("source_id", "rows"), counts)
    return rows


if __name__ == "__main__":
    make(ROOT / "assets" / "demo", HERE / "truth")
    sys.stdout.write("lists in assets/demo, truth in tests/demo/truth\n")
