"""What a night costs after a night in which most rows were the same.

``python -m bench.second_night [--rows 200000] [--share 0.01]``. Invented lists are read to the
publication, titles of a share of their rows are changed in the files, and the night is repeated:
in its home, and in a copy of it from which all that nights remember is deleted.
"""

import csv
import io
import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

from bench.nightly import machine, run_night
from foerderlupe.synth.world import world
from foerderlupe.synth.write import write_lists

_SEED, _LISTS = 7, 12
_ADDED = " neu"


def bench(
    rows: Annotated[int, typer.Option(help="Rows of all lists together.")] = 200_000,
    share: Annotated[float, typer.Option(help="Part of them that changes.")] = 0.01,
) -> None:
    """Measure a night, and the next one, which remembers or does not."""
    console = Console()
    console.print(machine())
    with TemporaryDirectory(prefix="foerderlupe-bench-") as name:
        lists, home = Path(name) / "lists", Path(name) / "home"
        write_lists(world(_SEED, rows, _LISTS), "everyday", lists)
        nights = {"the first night": run_night(lists, home)}
        forgetful = home.with_name("forgetful")
        shutil.copytree(home, forgetful, symlinks=True, ignore=shutil.ignore_patterns("work"))
        changed = change_titles(lists, round(rows * share))
        nights["the next one"] = run_night(lists, home)
        nights["the next one, from scratch"] = run_night(lists, forgetful)
    shown = Table("night", "seconds", "processor seconds", title_justify="left")
    shown.title = f"{rows:,} rows, {changed:,} of them changed"
    for kind, night in nights.items():
        shown.add_row(kind, f"{night.seconds:.0f}", f"{night.cpu_seconds:.0f}")
    console.print(shown)


def change_titles(lists: Path, wanted: int) -> int:
    """Change ``wanted`` titles in the lists that are CSV files; gives how many there were."""
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(lists.glob("*.yml"))]
    tables = [document for document in documents if document["reader"]["format"] == "csv"]
    read = [(document, cells_of(lists, document)) for document in tables]
    every = [(at, row) for at, (_, cells) in enumerate(read) for row in range(1, len(cells))]
    chosen = random.Random(_SEED).sample(every, min(wanted, len(every)))
    for at, row in chosen:
        document, cells = read[at]
        [title] = [name for name, field in document["columns"].items() if field == "title"]
        cells[row][cells[0].index(title)] += _ADDED
    for document, cells in read:
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=document["reader"]["separator"]).writerows(cells)
        content = written.getvalue().encode(document["reader"]["encoding"])
        (lists / document["address"]).write_bytes(content)
    return len(chosen)


def cells_of(lists: Path, document: dict[str, Any]) -> list[list[str]]:
    """The rows of a list that is a CSV file, its header first."""
    content = (lists / document["address"]).read_bytes().decode(document["reader"]["encoding"])
    return list(csv.reader(io.StringIO(content), delimiter=document["reader"]["separator"]))


if __name__ == "__main__":
    typer.run(bench)
