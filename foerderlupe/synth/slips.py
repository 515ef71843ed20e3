"""Slips of hands on a keyboard.

Belongs here: typing errors in any text. Does not belong here: where they happen (``noise``).
"""

import polars as pl

from foerderlupe.synth.luck import Luck

_LONG_ENOUGH = 4


def mistyped(column: str, luck: Luck, spared: int = 1) -> pl.Expr:
    """The text of ``column`` with two neighbouring letters in each other's place, or one lost or
    doubled; never the first ``spared`` letters, digits, or texts of three letters.
    """
    text = pl.col(column)
    room = (text.str.len_chars().cast(pl.Int64) - spared - 1).clip(1)
    at = spared + (luck.of("at") * room).cast(pl.Int64)
    before, first, second = text.str.slice(0, at), text.str.slice(at, 1), text.str.slice(at + 1, 1)
    rest, which = text.str.slice(at + 2), luck.below(3, "which")
    changed = (
        pl.when(which == 0)
        .then(pl.concat_str(before, second, first, rest))
        .when(which == 1)
        .then(pl.concat_str(before, second, rest))
        .otherwise(pl.concat_str(before, first, first, second, rest))
    )
    spoken = (first + second).str.contains(r"^\p{L}\p{L}$")
    return pl.when((text.str.len_chars() >= _LONG_ENOUGH) & spoken).then(changed).otherwise(text)
