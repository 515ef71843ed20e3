"""Titles as pairs of them are compared: what is asked of a pair, and sets of words as numbers.

Belongs here: the form of the titles that stands beside each pair.
Does not belong here: reading titles (``titles``) and comparing them (``comparing_titles``).

Of all that is done with a pair, putting texts beside it is the most costly. Numbers differ from
run to run, so nothing is remembered by them.
"""

import polars as pl

_UNASKED = ("core", "english", "budget", "unusual")
_NUMBERED = ("telling", "title_places")


def as_compared(titles: pl.DataFrame) -> pl.DataFrame:
    """``titles`` (``titles.read_titles``) in their order, for ``comparing_titles``.

    Only whether titles share telling words and places is asked, never which: both are lists of
    numbers (UInt32). What no comparison asks is left out.
    """
    numbered = [_numbered(titles[name]) for name in _NUMBERED]
    return titles.drop(_UNASKED).with_columns(numbered)


def _numbered(lists: pl.Series) -> pl.Series:
    """The lists with the rank of each word in place of the word, in the order of the words."""
    rows = lists.alias("value").to_frame().with_row_index("row")
    words = rows.explode("value", empty_as_null=True).drop_nulls()
    ranks = words.with_columns(pl.col("value").rank("dense")).group_by("row", maintain_order=True)
    found = rows.select("row").join(ranks.agg("value"), on="row", how="left", maintain_order="left")
    return found.select(pl.col("value").fill_null([])).to_series().alias(lists.name)
