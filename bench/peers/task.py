"""What every program of the comparison is given and gives back.

Belongs here: reading the tables of a task, writing what was found, and the one-to-one assignment
that programs without one of their own get. Does not belong here: the settings of any program, and
what may be missing where one of them is installed: only pyarrow is expected.
"""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])\w{4,}")

Pair = tuple[str, str]
Answer = Callable[[str, Path, Path | None], pa.Table]
Solve = Callable[[str, pa.Table, pa.Table | None], pa.Table]
_COMPARED = b"pairs compared"


def run(answer: Answer) -> None:
    """Answer ``python -m bench.peers.<program> TASK FOLDER``.

    The folder has left.parquet, and right.parquet where two tables are linked; ``id`` is the key.
    ``answer`` gets the name of the task and the files; what it gives, ``pairs`` of two tables or
    ``clusters`` of one, is written as answer.parquet.
    """
    task, folder = sys.argv[1], Path(sys.argv[2])
    left, right = folder / "left.parquet", folder / "right.parquet"
    found = answer(task, left, right if right.exists() else None)
    pq.write_table(found, folder / "answer.parquet")


def on_tables(solve: Solve) -> Answer:
    """An answer by a program that is given tables instead of files."""

    def answer(task: str, left: Path, right: Path | None) -> pa.Table:
        return solve(task, pq.read_table(left), None if right is None else pq.read_table(right))

    return answer


def pairs(found: Iterable[Pair]) -> pa.Table:
    """The answer on two tables: left_id, right_id."""
    return _table(["left_id", "right_id"], found)


def clusters(found: Iterable[tuple[str, object]]) -> pa.Table:
    """The answer on one table: id, cluster_id."""
    return _table(["id", "cluster_id"], ((record, str(number)) for record, number in found))


def _table(names: list[str], rows: Iterable[tuple[str, str]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [(), ()]
    return pa.table([pa.array(column, pa.string()) for column in columns], names=names)


def with_compared(answer: pa.Table, number: int) -> pa.Table:
    """``answer`` with the number of pairs that were compared for it."""
    return answer.replace_schema_metadata({_COMPARED: str(number).encode()})


def compared(answer: Path) -> int | None:
    """How many pairs were compared for an answer, where the program says it."""
    told = (pq.read_schema(answer).metadata or {}).get(_COMPARED)
    return None if told is None else int(told)


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


def clean(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lower case, letters and digits only; null where nothing is left.

    >>> clean(pa.chunked_array([["PSLX350H - Sony  Türe", " - ", None]])).to_pylist()
    ['pslx350h sony türe', None, None]
    """
    bare = pc.replace_substring_regex(pc.utf8_lower(texts), r"[^\pL\pM\pN]+", " ")
    trimmed = pc.utf8_trim_whitespace(bare)
    return pc.if_else(pc.equal(trimmed, ""), None, trimmed)


def cleaned(table: pa.Table) -> pa.Table:
    """``table`` with every column but ``id`` cleaned."""
    columns = {
        name: table[name] if name == "id" else clean(table[name]) for name in table.column_names
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
