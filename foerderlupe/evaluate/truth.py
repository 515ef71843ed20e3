"""What is known to be one measure, from a file or folder that somebody made by hand.

Belongs here: the three ways to write a truth down, and finding its records in a publication.
Does not belong here: how well the truth was found (``figures``).

A file has a header with one of

- ``left_record_id``, ``right_record_id``: every pair that is one measure. Pairs of records that
  the file names, but not together, are no measure; other records are not looked at.
- ``record_id``, ``measure``: the records of one measure have the same value there, whatever it is.
- ``source_id``, ``source_row``, ``measure``: the same by row of a list (header not counted).

A folder has such a file ``same.csv``, and may have ``relations.csv`` with pairs that look alike
and are not one measure: ``source_a``, ``row_a``, ``source_b``, ``row_b``, ``relation``.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.clustering import components
from foerderlupe.matching.evaluation import pairs_within, unordered
from foerderlupe.matching.table import read_table

_PAIRS = ["left_record_id", "right_record_id"]
_RECORDS = ["record_id", "measure"]
_ROWS = ["source_id", "source_row", "measure"]
_RELATIONS = ["source_a", "row_a", "source_b", "row_b", "relation"]


@dataclass(frozen=True)
class Truth:
    """What is true of some records.

    ``clusters`` has id, cluster_id; ``look_alikes`` left_id, right_id (the smaller id first),
    relation. ``unknown`` counts the records of the truth that the publication does not have;
    their pairs can only be missed.
    """

    clusters: pl.DataFrame
    look_alikes: pl.DataFrame
    unknown: int

    @property
    def pairs(self) -> pl.DataFrame:
        """All pairs of records of one measure: left_id, right_id."""
        return pairs_within(self.clusters)


def read_truth(path: Path, records: pl.DataFrame) -> Truth:
    """The truth of a file or folder on ``records`` (record_id, source_id, source_row).

    Raises ``DeclarationError`` where there is none, where the header is another one, where a
    record belongs to two measures, and where the publication has none of the records.
    """
    same = path / "same.csv" if path.is_dir() else path
    if not same.is_file():
        raise _refused(path, "no truth there", "a CSV file, or a folder with same.csv")
    clusters = _clusters(read_table(same), records, same)
    known = clusters.join(records, left_on="id", right_on="record_id", how="semi").height
    if not known:
        raise _refused(same, "no record of this publication", "its record ids or rows")
    look_alikes = _look_alikes(path / "relations.csv", records)
    return Truth(clusters, look_alikes, clusters.height - known)


def _clusters(table: pl.DataFrame, records: pl.DataFrame, file: Path) -> pl.DataFrame:
    columns = set(table.columns)
    if columns.issuperset(_PAIRS):
        return _joined(_complete(table, _PAIRS, file))
    if columns.issuperset(_ROWS):
        table = _complete(table, _ROWS, file)
        ids = _record_ids(table, records, "source_id", "source_row")
        labels = table.select(ids.alias("id"), cluster_id="measure").unique()
    elif columns.issuperset(_RECORDS):
        labels = _complete(table, _RECORDS, file).select(id="record_id", cluster_id="measure")
    else:
        ways = " or ".join(", ".join(way) for way in (_PAIRS, _RECORDS, _ROWS))
        raise _refused(file, ", ".join(table.columns), f"the columns {ways}")
    labels = labels.unique()
    if twice := sorted(labels.filter(pl.col("id").is_duplicated())["id"]):
        raise _refused(file, f"'{twice[0]}' in two measures", "every record in one measure")
    return labels


def _complete(table: pl.DataFrame, columns: list[str], file: Path) -> pl.DataFrame:
    for row, cells in enumerate(table.select(columns).iter_rows(), 1):
        if None in cells:
            column = columns[cells.index(None)]
            raise _refused(file, "an empty cell", "a value", row=row, column=column)
    return table


def _joined(pairs: pl.DataFrame) -> pl.DataFrame:
    """Clusters of pairs: what is the same as a third is the same."""
    ids = pl.concat([pairs[name] for name in _PAIRS]).unique().sort()
    number = pl.DataFrame({"id": ids}).with_row_index("record")
    edges = pairs.select(
        pl.col(name).replace_strict(number["id"], number["record"]).alias(side)
        for name, side in zip(_PAIRS, ("left", "right"), strict=True)
    )
    found = components(edges, ids.len()).join(number, on="record")
    return found.select("id", pl.col("component").cast(pl.String).alias("cluster_id"))


def _record_ids(table: pl.DataFrame, records: pl.DataFrame, source: str, row: str) -> pl.Series:
    """Record id per row of a list; a row that became no record has a name of its own."""
    rows = records.select("record_id", pl.col("source_id", "source_row").cast(pl.String))
    named = table.select(source, row).join(
        rows, left_on=[source, row], right_on=["source_id", "source_row"], how="left",
        maintain_order="left",
    )  # fmt: skip
    return named.select(
        pl.coalesce("record_id", pl.format("row {} of {}", row, source))
    ).to_series()


def _look_alikes(file: Path, records: pl.DataFrame) -> pl.DataFrame:
    if not file.is_file():
        return pl.DataFrame(schema=dict.fromkeys(("left_id", "right_id", "relation"), pl.String))
    table = read_table(file)
    if missing := sorted(set(_RELATIONS) - set(table.columns)):
        raise _refused(file, f"no column {', '.join(missing)}", ", ".join(_RELATIONS))
    table = _complete(table, _RELATIONS, file)
    sides = (
        _record_ids(table, records, f"source_{side}", f"row_{side}").alias(f"{name}_id")
        for side, name in (("a", "left"), ("b", "right"))
    )
    return unordered(table.select(*sides, "relation")).unique()


def _refused(
    file: Path, found: str, expected: str, row: int | None = None, column: str | None = None
) -> DeclarationError:
    advice = "See 'foerderlupe evaluate --help' for the ways to write a truth."
    return DeclarationError(
        Problem(found, expected, advice, file=str(file), row=row, column=column)
    )
