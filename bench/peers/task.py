"""What every program of the comparison is given and gives back.

Belongs here: reading the tables of a task, writing the pairs, and the one-to-one assignment that
programs without one of their own get. Does not belong here: any program's settings, and anything
that may be missing where one of them is installed: only pyarrow is expected.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])\w{4,}")

Pair = tuple[str, str]
Solve = Callable[[str, pa.Table, pa.Table | None], Iterable[Pair]]


def run(solve: Solve) -> None:
    """Answer ``python -m bench.peers.<program> TASK FOLDER``.

    The folder has left.parquet, and right.parquet where two tables are linked; all columns are
    text, ``id`` is the key. ``solve`` gets the name of the task and the tables; its pairs are
    written as pairs.csv (left_id, right_id).
    """
    task, folder = sys.argv[1], Path(sys.argv[2])
    left, right = folder / "left.parquet", folder / "right.parquet"
    found = solve(task, pq.read_table(left), pq.read_table(right) if right.exists() else None)
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("left_id", "right_id"), *found])


def one_to_one(scored: Iterable[tuple[str, str, float]]) -> list[Pair]:
    """The best pairs first; a record that has a partner gets no second one.

    >>> one_to_one([("a", "x", 0.9), ("a", "y", 0.8), ("b", "x", 0.7), ("b", "y", 0.6)])
    [('a', 'x'), ('b', 'y')]
    """
    lefts, rights, chosen = set(), set(), []
    for left, right, _ in sorted(scored, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            chosen.append((left, right))
    return chosen


def within(clusters: Iterable[tuple[str, object]]) -> list[Pair]:
    """All pairs of ids that have the same cluster.

    >>> within([("b", 1), ("a", 1), ("c", 2)])
    [('a', 'b')]
    """
    members: dict[object, list[str]] = {}
    for record, cluster in clusters:
        members.setdefault(cluster, []).append(record)
    ordered = (sorted(group) for group in members.values())
    return [(a, b) for group in ordered for n, a in enumerate(group) for b in group[n + 1 :]]


def clean(text: str | None) -> str | None:
    """Lower case, letters and digits only; None where nothing is left.

    >>> clean("PSLX350H - Sony  Turntable"), clean(" - ")
    ('pslx350h sony turntable', None)
    """
    return " ".join(re.findall(r"[^\W_]+", (text or "").lower())) or None


def cleaned(table: pa.Table) -> pa.Table:
    """``table`` with every column but ``id`` cleaned."""
    columns = {
        name: table[name] if name == "id" else pa.array(map(clean, table[name].to_pylist()))
        for name in table.column_names
    }
    return pa.table(columns)


def with_product_words(table: pa.Table) -> pa.Table:
    """A cleaned table of products with lists of words and codes, the brand, and a price.

    ``words`` are the distinct words of the name, ``codes`` those with letters and digits (a model
    number), ``code`` is the longest of these, ``brand`` the first word, ``price`` a number.
    """
    products = cleaned(table)
    words = [sorted(set((name or "").split())) for name in products["name"].to_pylist()]
    codes = [[word for word in some if _CODE.fullmatch(word)] for some in words]
    code = [max(some, key=len, default=None) for some in codes]
    brands = [(name or "").partition(" ")[0] for name in products["name"].to_pylist()]
    prices = [_price(text) for text in table["price"].to_pylist()]
    products = products.set_column(
        products.column_names.index("price"), "price", pa.array(prices, pa.float64())
    )
    for name, values in {"words": words, "codes": codes}.items():
        filled = [some or None for some in values]
        products = products.append_column(name, pa.array(filled, pa.list_(pa.string())))
    products = products.append_column("code", pa.array(code, pa.string()))
    return products.append_column("brand", pa.array(brands))


def _price(text: str | None) -> float | None:
    digits = re.sub(r"[^\d.]", "", text or "")
    return float(digits) if digits else None
