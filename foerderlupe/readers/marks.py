"""Marks that people put into lists: ditto, footnotes, and rows told by their words.

Belongs here: recognising them in a column of cells.
Does not belong here: what becomes of a marked row (``layout``).
"""

import re

import polars as pl

DITTO = re.compile(
    r"""^(?: d(?:it|t)?o\.? | desgl(?:eichen|\.) | ebd\. | ebenda | (?:siehe|wie)\ oben
        | s\.\ ?o\. | w\.\ ?o\. | ["„“”〃″']+ | [-–—]+\ ?["„“”〃″]+\ ?[-–—]+ )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Cells that say "as above"; a lone dash is none, it says "nothing"."""

_MARKS = r"(?:\s*(?:\*+\)?|[†‡]|[⁰¹²³⁴-⁹]+\)?))+$"
_NUMBER = r"\s*\b?\d{1,2}\)$"


def found_in(cells: pl.Series, pattern: re.Pattern[str]) -> pl.Series:
    """Whether the pattern is found in each cell; an empty cell is never a match.

    >>> found_in(pl.Series(["dito", None, "Dietz"]), DITTO).to_list()
    [True, False, False]
    """
    hits = [text for text in cells.drop_nulls().unique(maintain_order=True) if pattern.search(text)]
    return cells.is_in(hits).fill_null(value=False)


def without_footnote_marks(cells: pl.Expr) -> pl.Expr:
    """Cells without footnote marks at their end.

    A closing bracket with its opening one and a unit such as m² belong to the text.

    >>> frame = pl.DataFrame({"a": ["Haus*", "Café¹ ²", "12.000 1)", "Teil (2)", "80 m²"]})
    >>> frame.select(without_footnote_marks(pl.col("a")))["a"].to_list()
    ['Haus', 'Café', '12.000', 'Teil (2)', '80 m²']
    """
    unpaired = cells.str.count_matches(r"\)") > cells.str.count_matches(r"\(")
    numbered = pl.when(unpaired).then(cells.str.replace(_NUMBER, "")).otherwise(cells)
    return (
        pl.when(cells.str.contains(r"\b[ckm]?m[²³]$"))
        .then(cells)
        .otherwise(numbered.str.replace(_MARKS, ""))
    )
