"""What texts say across the borders of columns.

Belongs here: columns made of several text columns. Does not belong here: comparing them
(``values``).
"""

from collections.abc import Sequence

import polars as pl

from foerderlupe.matching.columns import Column, column
from foerderlupe.matching.swapped import swapped_columns
from foerderlupe.matching.tokens import codes, readable
from foerderlupe.text.distinct import map_distinct

_LONG_TEXT = 6.0
_SOMETIMES = 0.1
# Letters and digits in one run, or five digits: whatever else a text holds, it is no code.
_MAY_BE_CODE = r"\d\S*\pL|\pL\S*\d|(?:\d\S*){5}"


def derived(columns: Sequence[Column], records: pl.DataFrame) -> list[Column]:
    """The columns that the text columns of ``records`` give besides.

    Whether two columns of names are swapped (``swapped``). ``codes in texts``: model numbers and
    the like. Another code is another thing, however alike the words are; sometimes a code is all
    that two texts share. ``all texts``: where there are several texts and one is long, one list
    may put into the name what the other puts into the description.
    """
    return [*swapped_columns(columns), *_of_texts(columns, records)]


def _of_texts(columns: Sequence[Column], records: pl.DataFrame) -> list[Column]:
    texts = [item.name for item in columns if item.kind == "text"]
    if not texts:
        return []
    whole = records.select(
        pl.concat_str(texts, separator=" ", ignore_nulls=True).replace("", None).alias("text")
    )["text"]
    found = []
    promising = pl.select(pl.when(whole.str.contains(_MAY_BE_CODE)).then(whole))["text"]
    in_texts = map_distinct(promising, lambda text: " ".join(codes(readable(text))) or None)
    if in_texts.len() - in_texts.null_count() >= _SOMETIMES * in_texts.len():
        found.append(column(_free("codes in texts", records), "codes", in_texts))
    if len(texts) > 1 and max(_words(records[name]) for name in texts) >= _LONG_TEXT:
        found.append(column(_free("all texts", records), "text", whole))
    return found


def _words(cells: pl.Series) -> float:
    mean = cells.str.count_matches(r"\S+").mean()
    return float(mean) if isinstance(mean, float) else 0.0


def _free(name: str, records: pl.DataFrame) -> str:
    return f"{name} (derived)" if name in records.columns else name
