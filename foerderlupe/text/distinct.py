"""Per-value Python logic at the speed of the distinct values.

Belongs here: running a function once per distinct value and joining the result back, and only
where a guard sees that it may change something.
Does not belong here: any such function.
"""

from collections.abc import Callable
from typing import TypeVar

import polars as pl

Result = TypeVar("Result")


def map_distinct(
    series: pl.Series,
    function: Callable[[str], Result | None],
    dtype: pl.DataType | type[pl.DataType] = pl.String,
) -> pl.Series:
    """The function of every text, computed once per distinct text; nulls stay null.

    ``dtype`` is the type of the result, which keeps name, length and order of ``series``.

    >>> map_distinct(pl.Series("title", ["Ja", None, "Ja"]), str.upper).to_list()
    ['JA', None, 'JA']
    """
    texts = series.drop_nulls().unique()
    results = [function(text) for text in texts.to_list()]
    return _mapped(series, texts, pl.Series("result", results, dtype=dtype))


def _mapped(series: pl.Series, texts: pl.Series, results: pl.Series) -> pl.Series:
    table = pl.DataFrame({"text": texts, "result": results})
    mapped = series.to_frame("text").join(table, on="text", how="left", maintain_order="left")
    return mapped.get_column("result").alias(series.name)


def map_where(series: pl.Series, guard: str, function: Callable[[str], str]) -> pl.Series:
    """The function of the texts in which the guard is found; others and nulls stay as they are.

    ``guard`` is a pattern in the notation of polars without which the function changes nothing:
    the whole series is searched for it at once, far faster than the function runs.

    >>> map_where(
    ...     pl.Series(["a-b", "ab", None]), "-", lambda text: text.replace("-", " ")
    ... ).to_list()
    ['a b', 'ab', None]
    """
    suspect = series.str.contains(guard).fill_null(value=False)
    if not suspect.any():
        return series
    changed = map_distinct(series.filter(suspect), function)
    # ``scatter`` writes into the series itself.
    return series.clone().scatter(suspect.arg_true(), changed)
