"""What a column holds, guessed from its values.

Belongs here: the kinds of columns and the guess. Does not belong here: how values of a kind are
compared (``values``).
"""

from typing import Literal, get_args

import polars as pl

Kind = Literal["text", "names", "code", "codes", "number", "year", "date"]
KINDS: tuple[str, ...] = get_args(Kind)

DATE = r"^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))$"
COMPACT_DATE = r"^(?:1[5-9]|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])$"
_YEAR = r"^(?:1[5-9]\d\d|20\d\d)(?:\.0+)?$"
NUMBER = r"^[-+]?[$€£]?\s*\d[\d., ]*(?:\s*(?:[$€£%]|EUR|USD|Euro))?$"
_FRACTION = r"[.,]\d{1,2}\D*$|[$€£]"
_LIST = r"(?:, | ?; ?| and | und | & ).*\S"
_MOSTLY = 0.9
_OFTEN = 0.5
_SOMETIMES = 0.1
_ENOUGH = 100_000
_WORDS_OF_A_NAME = 4


def guess(values: pl.Series) -> Kind:
    """The kind of a column; each distinct value counts once.

    >>> guess(pl.Series(["1999", "2001", "1987"])), guess(pl.Series(["9.99", "$1,250.00"]))
    ('year', 'number')
    >>> guess(pl.Series(["Ada Lovelace, Alan Turing", "K. Zuse; G. Hopper", "A. Noether"]))
    'names'
    >>> guess(pl.Series(["0711 / 4080-1", "06221-5840"])), guess(pl.Series(["Haus am See 4"]))
    ('code', 'text')
    """
    known = values.drop_nulls()
    # Of many values as many as tell, at equal distances.
    distinct = known.gather_every(max(known.len() // _ENOUGH, 1)).unique().to_frame("value")
    value = pl.col("value")
    plain = value.str.replace_all(r"[^\p{L}\p{N}]", "")
    digits = plain.str.count_matches(r"\p{N}")
    whole = value.str.contains(r"^\d+$")
    found = distinct.select(
        date=_share(value.str.contains(DATE)) + _share(value.str.contains(COMPACT_DATE)),
        year=_share(value.str.contains(_YEAR)),
        number=_share(value.str.contains(NUMBER)),
        fraction=_share(value.str.contains(_FRACTION)),
        spread=plain.str.len_chars().filter(whole).std().fill_null(0.0),
        code=_share((digits * 2 >= plain.str.len_chars()) & (value.str.count_matches(" ") <= 4)),
        names=_share(value.str.contains(_LIST)),
        digit=_share(value.str.contains(r"\d")),
        words=_words_between_marks(value),
    ).row(0, named=True)
    return _decide({name: float(share or 0.0) for name, share in found.items()})


def _decide(found: dict[str, float]) -> Kind:
    if found["year"] >= _MOSTLY:
        return "year"
    if found["date"] >= _MOSTLY:
        return "date"
    if found["number"] >= _MOSTLY and (found["fraction"] >= _SOMETIMES or found["spread"] > 1):
        return "number"
    if found["code"] >= _MOSTLY:
        return "code"
    listed = found["names"] >= _OFTEN and found["digit"] < _SOMETIMES
    return "names" if listed and found["words"] <= _WORDS_OF_A_NAME else "text"


def _share(condition: pl.Expr) -> pl.Expr:
    return condition.cast(pl.Float64).mean()


def _words_between_marks(value: pl.Expr) -> pl.Expr:
    marks = value.str.count_matches(r", |;| and | und | & ") + 1
    return (value.str.count_matches(r"\S+") / marks).mean()
