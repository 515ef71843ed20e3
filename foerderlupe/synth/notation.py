"""How a publisher writes the fields of its list.

Belongs here: texts of dates, periods and amounts in the notation of each kind of file.
Does not belong here: the files (``files``) and mistakes (``noise``).
"""

import polars as pl

from foerderlupe.synth.months import month_start
from foerderlupe.synth.publishers import Publisher

_ISO = "%Y-%m-%d"
_GERMAN = "%d.%m.%Y"
ENGLISH_FILES = frozenset({"csv_english", "json", "jsonl"})


def written(told: pl.DataFrame, publisher: Publisher) -> pl.DataFrame:
    """The rows of one list as texts under its headings, in the order of the list."""
    english = publisher.file in ENGLISH_FILES
    return told.select(
        _field(field, english).alias(heading) for heading, field in publisher.columns.items()
    )


def _field(field: str, english: bool) -> pl.Expr:
    day = _ISO if english else _GERMAN
    start, end = month_start(pl.col("start")), pl.col("start") + pl.col("months")
    last = month_start(end).dt.offset_by("-1d")
    if field.startswith("amount_"):
        return english_number("amount") if english else german_number("amount")
    texts = {
        "place": pl.col("place_text"),
        "ags": pl.col("place_text"),
        "funder": pl.col("funder_name"),
        "target_group": pl.col("target_group_text"),
        "call_year": pl.col("call_year").cast(pl.String),
        "period_from": start.dt.strftime(day),
        "period_to": last.dt.strftime(day),
        "years": _years(),
        "period": pl.when("by_month").then(_days(start, last)).otherwise(_years()),
    }
    return texts.get(field, pl.col(field))


def _days(start: pl.Expr, last: pl.Expr) -> pl.Expr:
    first, until = start.dt.strftime(_GERMAN), last.dt.strftime(_GERMAN)
    return pl.coalesce(pl.format("{} - {}", first, until), pl.format("seit {}", first))


def _years() -> pl.Expr:
    first, last = pl.col("start") // 12, (pl.col("start") + pl.col("months") - 1) // 12
    return (
        pl.when(first == last)
        .then(first.cast(pl.String))
        .otherwise(pl.coalesce(pl.format("{}-{}", first, last), pl.format("seit {}", first)))
    )


def german_number(column: str) -> pl.Expr:
    """An amount as German lists write it, without decimals where it has none.

    >>> pl.DataFrame({"eur": [1234567.5, 800.0]}).select(german_number("eur")).to_series().to_list()
    ['1.234.567,50', '800']
    """
    return _grouped(column, ".", ",", decimals=False)


def english_number(column: str) -> pl.Expr:
    """An amount as English lists write it, with two decimals.

    >>> pl.DataFrame({"eur": [1234567.5, 800.0]}).select(
    ...     english_number("eur")
    ... ).to_series().to_list()
    ['1,234,567.50', '800.00']
    """
    return _grouped(column, ",", ".", decimals=True)


def _grouped(column: str, thousands: str, point: str, *, decimals: bool) -> pl.Expr:
    cents = (pl.col(column) * 100).round().cast(pl.Int64)
    euros = cents // 100
    millions, thousand = euros // 1_000_000, euros // 1_000 % 1_000

    def three(number: pl.Expr) -> pl.Expr:
        return number.cast(pl.String).str.zfill(3)

    grouped = (
        pl.when(millions > 0)
        .then(
            pl.concat_str(
                millions.cast(pl.String), three(thousand), three(euros % 1_000), separator=thousands
            )
        )
        .when(thousand > 0)
        .then(pl.concat_str(thousand.cast(pl.String), three(euros % 1_000), separator=thousands))
        .otherwise(euros.cast(pl.String))
    )
    fraction = pl.concat_str(pl.lit(point), (cents % 100).cast(pl.String).str.zfill(2))
    whole = (cents % 100 == 0) & (not decimals)
    return grouped + pl.when(whole).then(pl.lit("")).otherwise(fraction)
