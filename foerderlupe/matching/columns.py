"""The columns of one or two tables as numbers of distinct values.

Belongs here: putting both tables into one frame of records, and their columns into codes with a
comparison. Does not belong here: comparing values (``values``) and pairs (``comparing``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.kinds import Kind
from foerderlupe.matching.tokens import folded_values, words_of
from foerderlupe.matching.values import Comparator, Comparison, comparison


@dataclass(frozen=True)
class Column:
    """One column of the records.

    ``codes`` has the number of the value per record, null where there is none; ``values`` one row
    per number: code, value, share (part of the records with it), folded (its comparison form) and
    words. ``leader`` is the column that this one follows from, if any: where the leader is equal
    this one says nothing.
    """

    name: str
    kind: Kind
    codes: pl.Series
    values: pl.DataFrame
    comparison: Comparison
    weight: float = 1.0
    leader: "Column | None" = None


def column(
    name: str,
    kind: Kind,
    cells: pl.Series,
    comparator: Comparator | None = None,
    weight: float = 1.0,
) -> Column:
    """A column of text cells, its values numbered in their alphabetical order.

    Without ``comparator`` the kind says how values are compared; what the column says is
    multiplied by ``weight``.
    """
    filled = max(cells.len() - cells.null_count(), 1)
    values = (
        cells.alias("value")
        .drop_nulls()
        .to_frame()
        .group_by("value")
        .agg(share=pl.len() / filled)
        .sort("value")
        .with_row_index("code")
    )
    folded = folded_values(values["value"])
    values = values.with_columns(folded=folded, words=words_of(values["value"], folded))
    codes = (
        cells.alias("value")
        .to_frame()
        .join(values.select("value", "code"), on="value", how="left", maintain_order="left")["code"]
    )
    return Column(name, kind, codes, values, comparison(comparator or kind, values), weight)
