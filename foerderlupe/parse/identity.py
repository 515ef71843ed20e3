"""Names of records that outlive corrections and any order of rows.

Belongs here: ``record_id`` and ``content_hash``. Does not belong here: ids of measures
(``foerderlupe.identity``).
"""

import re
import unicodedata
from hashlib import sha256

import polars as pl

from foerderlupe.parse.fields import Fields
from foerderlupe.spec.document import SourceDocument
from foerderlupe.text.distinct import map_distinct

# What a row is about. Left out on purpose: descriptions, amounts, stated labels and status,
# which publishers correct; the funder, which is usually declared for the whole list.
_IDENTITY = (
    "title",
    "carrier",
    "place",
    "municipality",
    "kreis",
    "region_name",
    "church_unit",
    "postcode",
    "ags",
    "award_number",
    "project_number",
    "call",
    "call_year",
)
_LONGEST_KEY = 64
_NOT_IN_KEY = re.compile(r"[\s#]+")
_BETWEEN_FIELDS = "\x1f"


def identify(fields: Fields, duration: pl.DataFrame, document: SourceDocument) -> pl.DataFrame:
    """Columns ``record_id, content_hash``.

    The id is ``<source>:<key>``. The key is the text of the declared key fields without case
    and blanks, or its hash where it is long; without declared fields, or where all of them are
    empty, a hash of what the row is about: title, carrier, place, period, numbers and call. Rows
    with the same key are numbered #2, #3 … in the order of their content, never of the rows.
    """
    content = _named({name: _with_precision(frame) for name, frame in fields.items()})
    keys = map_distinct(_about(fields, duration), lambda text: _hash(text, 12))
    if document.key:
        declared = [fields[name]["value"] for name in document.key if name in fields]
        keys = _declared(declared).fill_null(keys) if declared else keys
    numbered = _number_repeats(pl.DataFrame({"key": keys, "content": content}))
    return numbered.select(
        record_id=pl.format(f"{document.source_id}:{{}}", "key"),
        content_hash=map_distinct(content, lambda text: _hash(text, 32)),
    )


def fold(text: str) -> str:
    """The text without differences of case, blanks and Unicode form.

    >>> fold("Brücke  GMBH")
    'brücke gmbh'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _with_precision(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.col("value") + pl.col("precision").fill_null("")).to_series()


def _hash(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def _about(fields: Fields, duration: pl.DataFrame) -> pl.Series:
    parts = {
        name: map_distinct(fields[name]["value"], fold) for name in _IDENTITY if name in fields
    }
    period = {name: duration[name].cast(pl.String) for name in ("period_from", "period_to")}
    return _named({**parts, **period})


def _named(columns: dict[str, pl.Series]) -> pl.Series:
    """The stated values of a row with their names as one text; other columns leave no trace."""
    named = [pl.format(f"{name}={{}}", columns[name]) for name in sorted(columns)]
    return pl.select(
        pl.concat_str(named, separator=_BETWEEN_FIELDS, ignore_nulls=True).alias("content")
    ).to_series()


def _declared(values: list[pl.Series]) -> pl.Series:
    joined = pl.select(pl.concat_str(values, separator="/", ignore_nulls=True).alias("key"))
    return map_distinct(joined.to_series().replace("", None), _as_key)


def _as_key(text: str) -> str:
    key = _NOT_IN_KEY.sub("_", fold(text))
    return key if len(key) <= _LONGEST_KEY else _hash(key, 12)


def _number_repeats(keyed: pl.DataFrame) -> pl.DataFrame:
    indexed = keyed.with_row_index()
    repeats = (
        indexed.filter(pl.col("key").is_duplicated())
        .sort("key", "content", "index")
        .select("index", repeat=pl.int_range(1, pl.len() + 1).over("key"))
        .filter(pl.col("repeat") > 1)
    )
    return indexed.join(repeats, on="index", how="left", maintain_order="left").with_columns(
        key=pl.coalesce(pl.format("{}#{}", "key", "repeat"), "key")
    )
