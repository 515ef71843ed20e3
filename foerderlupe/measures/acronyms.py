"""Short names made of first letters, and the names that they stand for.

Belongs here: the letters that a title could be shortened to, and an acronym before its long form.
Does not belong here: acronyms of organisations (``organisations.name``), comparing (``comparing``).
"""

from collections.abc import Collection

import polars as pl

from foerderlupe.text.compounds import split_head
from foerderlupe.text.distinct import map_distinct
from foerderlupe.text.whole_columns import fold_each

_ACRONYM = r"[A-ZÄÖÜ][A-ZÄÖÜ0-9]{1,7}"
_BEFORE = rf"^(?P<acronym>{_ACRONYM})(?:\s+[-–—|]|:)\s+(?P<rest>\S.*)$"
_CAPITAL = r"\b[A-ZÄÖÜ]\w"
_MOST_WORDS = 8
_SHORTEST = 3


def as_acronyms(titles: pl.Series) -> pl.Series:
    """The folded acronym where a title is nothing else, else null.

    >>> as_acronyms(pl.Series(["MIKA", "MIKA Ost"])).to_list()
    ['mika', None]
    """
    bare = pl.col("title").str.strip_chars()
    alone = bare.str.contains(f"^{_ACRONYM}$") & (bare.str.len_chars() >= _SHORTEST)
    frame = titles.alias("title").to_frame()
    return fold_each(frame.select(pl.when(alone).then(bare))["title"])


def initials_each(titles: pl.Series, stops: Collection[str]) -> pl.Series:
    """What each title could be shortened to: its words, parts of compounds, or capitals.

    >>> initials_each(pl.Series(["Mit Mut in den Kochalltag"]), {"in", "den"}).to_list()
    [['mmk', 'mmkt']]
    >>> initials_each(pl.Series(["Theater und Heimat an Schulen"]), {"und", "an"}).to_list()
    [['ths']]
    """
    rows = pl.int_range(titles.len(), dtype=pl.UInt32, eager=True).alias("title").to_frame()
    words = (
        rows.with_columns(fold_each(titles).str.split(" ").alias("word"))
        .explode("word")
        .filter(pl.col("word").is_in(list(stops)).not_(), pl.col("word") != "")
    )
    words = words.with_columns(map_distinct(words["word"], _letters_of_parts).alias("parts"))
    spelled = (
        words.group_by("title", maintain_order=True)
        .agg(
            pl.len().alias("size"),
            pl.col("word").str.head(1).str.join("").alias("words"),
            pl.col("parts").str.join(""),
        )
        .with_columns(
            pl.when(pl.col("size").is_between(2, _MOST_WORDS)).then(name)
            for name in ("words", "parts")
        )
    )
    capitals = rows.with_columns(
        titles.str.extract_all(_CAPITAL).list.eval(_capital()).list.join("")
    )
    forms = capitals.join(spelled, on="title", how="left", maintain_order="left")
    listed = forms.select(
        pl.concat_list(titles.name, "words", "parts")
        .list.drop_nulls()
        .list.eval(pl.element().filter(pl.element().str.len_chars() > 1))
        .list.unique()
        .list.sort()
        .alias("initials")
    )
    return listed["initials"]


def _capital() -> pl.Expr:
    letter = pl.element().str.head(1).str.to_lowercase()
    return letter.str.replace_many({"ä": "a", "ö": "o", "ü": "u"})


def _letters_of_parts(word: str) -> str:
    """A compound may give a letter per part: "MO" for Migrantenorganisationen."""
    return "".join(part[0] for part in split_head(word) or (word,))


def without_acronyms(titles: pl.Series, stops: Collection[str]) -> pl.Series:
    """Titles without the acronym that stands before its long form.

    >>> without_acronyms(
    ...     pl.Series(["GIB – Gemeinsam in Bewegung", "AWO: Gemeinsam in Bewegung"]), {"in"}
    ... ).to_list()
    ['Gemeinsam in Bewegung', 'AWO: Gemeinsam in Bewegung']
    """
    frame = titles.alias("title").to_frame().with_row_index("row")
    groups = pl.col("title").str.extract_groups(_BEFORE).alias("groups")
    found = frame.select("row", groups).unnest("groups").filter(pl.col("rest").is_not_null())
    found = found.with_columns(fold_each(found["acronym"]))
    forms = pl.concat(
        [
            found.select("row", "acronym", "rest").with_columns(initials_each(found["rest"], words))
            for words in (stops, ())
        ]
    ).explode("initials")
    acronym, form = pl.col("acronym"), pl.col("initials")
    stands_for = forms.filter(form.str.starts_with(acronym) | acronym.str.starts_with(form))
    rest = stands_for.select("row", "rest").unique()
    joined = frame.join(rest, on="row", how="left", maintain_order="left")
    return joined.select(pl.coalesce("rest", "title").alias(titles.name))[titles.name]
