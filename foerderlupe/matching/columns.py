"""The columns of one or two tables as numbers of distinct values.

Belongs here: putting both tables into one frame of records, and their columns into codes with a
comparison. Does not belong here: comparing values (``values``) and pairs (``comparing``).
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.kinds import Kind
from foerderlupe.matching.values import Comparison, comparison


@dataclass(frozen=True)
class Column:
    """One column of the records.

    ``codes`` has the number of the value per record, null where there is none; ``values`` one row
    per number: code, value, share (part of the records with it).
    """

    name: str
    kind: Kind
    codes: pl.Series
    values: pl.DataFrame
    comparison: Comparison


def column(name: str, kind: Kind, cells: pl.Series) -> Column:
    """A column of text cells, its values numbered in their alphabetical order."""
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
    codes = (
        cells.alias("value")
        .to_frame()
        .join(values.select("value", "code"), on="value", how="left", maintain_order="left")["code"]
    )
    return Column(name, kind, codes, values, comparison(kind, values))
