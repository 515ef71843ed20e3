"""Keys and numbers as statistical offices print them.

Belongs here: expressions that repair keys and read numbers. Does not belong here: amounts of
money in lists of measures (``parse.amounts``).
"""

from typing import Literal

import polars as pl


def official_key(column: str) -> pl.Expr:
    """The key of a region, or null.

    Twelve digits are the regional key, whose digits 6 to 9 name an association: they become
    the eight of the municipality. One, four or seven digits have lost
    their zero; four digits are kept where they begin with zero, as keys of Regionen do.
    """
    text = pl.col(column).str.strip_chars()
    digits = text.str.len_chars()
    lost = (digits == 1) | (digits == 7) | ((digits == 4) & ~text.str.starts_with("0"))
    return (
        pl.when(~text.str.contains(r"^\d{1,12}$"))
        .then(None)
        .when(digits == 12)
        .then(text.str.head(5) + text.str.slice(9))
        .when(lost)
        .then("0" + text)
        .when(digits.is_in([2, 3, 4, 5, 8]))
        .then(text)
    )


def number(column: str, notation: Literal["de", "en"]) -> pl.Expr:
    """The number in a cell; null for symbols and texts.

    ``de`` has a decimal comma and points or blanks between thousands.
    """
    text = pl.col(column).str.replace_all(r"[\s\u{a0}\u{202f}']", "")
    if notation == "de":
        plain = text.str.contains(r"^-?\d+\.\d{1,2}$|^-?\d+\.\d{4,}$")
        german = text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        return pl.when(plain).then(text).otherwise(german).cast(pl.Float64, strict=False)
    return text.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False)
