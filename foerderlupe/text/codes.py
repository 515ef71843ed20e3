"""The code files that rules on text and organisations read.

Belongs here: finding and reading one CSV file of ``sql/codes``.
Does not belong here: what the rows mean; each rule module compiles its own file.
"""

import csv
from functools import cache
from pathlib import Path

from foerderlupe.errors import DeclarationError, Problem

CODES = Path(__file__).parents[2] / "sql" / "codes"


@cache
def read_codes(name: str, folder: Path = CODES) -> tuple[dict[str, str], ...]:
    """All rows of ``<folder>/<name>.csv``, cells as text, empty cells as "".

    Raises ``DeclarationError`` where the file is absent or a row has other columns than its
    header, since a shifted cell would turn a rule into another one silently.

    >>> read_codes("number_words")[0]
    {'word': 'eins', 'number': '1', 'kind': 'cardinal'}
    """
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise DeclarationError(
            Problem("no such file", "a code file", "Reinstall or restore it.", file=str(path))
        )
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = tuple(reader)
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise DeclarationError(
                Problem(
                    "more or fewer cells than the header",
                    f"{len(reader.fieldnames or ())} cells",
                    "Quote cells that contain a comma.",
                    file=str(path),
                    row=number,
                )
            )
    return rows
