"""The names of the places of the embedded register, as words.

Belongs here: the words alone. Does not belong here: which place a name stands for (``places``,
``organisations.territory``).
"""

from functools import cache

import polars as pl

from foerderlupe.text.codes import CODES
from foerderlupe.text.whole_columns import fold_each


@cache
def place_name_words() -> frozenset[str]:
    """The folded words of all names of regions, municipalities and Länder."""
    names = pl.read_csv(CODES / "regions.csv", columns=["name"], infer_schema=False)["name"]
    return frozenset(fold_each(names).str.split(" ").explode())
