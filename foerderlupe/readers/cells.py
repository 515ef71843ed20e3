"""Cells as text: how white space is folded and how stored numbers and dates are written.

Belongs here: what holds for every cell of every format.
Does not belong here: what a cell means (``parse``), and which cells make up a row (``layout``).
"""

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl


def folded(cells: pl.Expr) -> pl.Expr:
    """Outer white space gone, blanks folded to one, line breaks kept, empty cells null.

    Letters that the file spells as letter and accent, as Apple's programs do, are composed
    (Unicode NFC, canonically the same text), so that names, look-ups and patterns of the source
    document find them.

    >>> frame = pl.DataFrame({"a": ["  Haus\\u00a0 der \\n\\n  Jugend ", " "]})
    >>> frame.select(folded(pl.col("a")))["a"].to_list()
    ['Haus der\\nJugend', None]
    """
    text = (
        cells.map_batches(_composed, return_dtype=pl.String)
        .str.replace_all(r"[^\S\n\u200b\ufeff]+|[\x00\u200b\ufeff]+", " ")
        .str.replace_all(r"\s*\n\s*", "\n")
        .str.strip_chars()
    )
    return pl.when(text != "").then(text)


def _composed(cells: pl.Series) -> pl.Series:
    """NFC; composing every cell of a large list takes seconds, looking for accents does not."""
    has_accent = bool(cells.str.contains(r"\p{M}").any())
    return cells.str.normalize("NFC") if has_accent else cells


def one_line(text: str) -> str:
    """Column names and other labels: every run of white space is one blank, letters composed.

    >>> one_line(" Jahr der\\n Bewilligung ")
    'Jahr der Bewilligung'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def number_text(number: float | Decimal) -> str:
    """A stored number with a decimal point, never with exactly three decimals.

    Floats are written with the 15 digits that a spreadsheet shows, so that storage noise such as
    ``892152355.5499998`` does not become an amount.

    >>> [number_text(n) for n in (9000.0, 1.5, 1.234, 892152355.5499998, 1e-7)]
    ['9000', '1.5', '1.2340', '892152355.55', '0.0000001']
    """
    exact = Decimal(f"{number:.15g}") if isinstance(number, float) else number
    if not exact.is_finite():
        return str(exact)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if re.search(r"\.\d{3}$", text) else text


def value_text(value: Any) -> str | None:
    """A value of a typed format (spreadsheet, JSON) as the text of a cell.

    >>> value_text(datetime.datetime(2016, 3, 17)), value_text(True), value_text(37874.0)
    ('2016-03-17', 'wahr', '37874')
    """
    write = _WRITERS.get(type(value), str)
    return write(value)


def _moment_text(moment: datetime.datetime) -> str:
    if moment.time() == datetime.time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="seconds")


_WRITERS: dict[type, Callable[[Any], str | None]] = {
    type(None): lambda _: None,
    str: lambda text: text,
    bool: lambda flag: "wahr" if flag else "falsch",
    int: str,
    float: number_text,
    Decimal: number_text,
    datetime.datetime: _moment_text,
    datetime.date: datetime.date.isoformat,
}
