"""Comparison forms of whole columns of texts.

Belongs here: what ``characters``, ``gender``, ``keys`` and ``titles`` do with one text, done to a
column: only texts in which a guard sees something to do go through Python.
Does not belong here: what these steps are.
"""

from collections.abc import Container, Sequence
from functools import cache, partial

import polars as pl

from foerderlupe.cores import by_parts
from foerderlupe.text.characters import UNCLEAN, clean, fold
from foerderlupe.text.compounds import ELLIPTIC, expand_elliptic
from foerderlupe.text.distinct import map_distinct, map_where
from foerderlupe.text.gender import GENDERED, fold_gender
from foerderlupe.text.hyphens import BROKEN, dehyphenate
from foerderlupe.text.numbers import cardinals, fold_numbers
from foerderlupe.text.synonyms import fold_synonyms, synonym_pattern
from foerderlupe.text.titles import read_title

# Letters and signs that fold in another way than those of German; marks that letters stand around.
_FOREIGN = r"[^\x00-&(-*,-_a-~äöüßÄÖÜ„“”«»–—…•·§€]"
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": " und "}
_NUMERAL = r"(?:[^\p{L}]|$|[ivx]|eins|zwei|drei|vier|fünf)"
_TAKEN_APART = "|".join(
    (
        r"[\d()\[\]]",
        r"^[A-Za-z]\)",
        # What titles begin with that say of themselves that they are paid for.
        r"^(?i:\w*(?:projekt|förderung|zuschuss|zuwendung|mittel)|ma(?:ß|ss)nahme|vorhaben"
        r"|durchführung|umsetzung|finanzierung|bezuschussung|bewilligung)",
        rf"(?i:(?:phase|teil|stufe|abschnitt|part|pt\.){_NUMERAL})",
        rf"(?i:(?:auflage|runde|staffel|durchgang|ausgabe|edition){_NUMERAL})",
        r"\s(?:[IVX]+)(?:[^\p{L}]|$)",
        r"^[\s,;:/–—-]|[\s,;:/–—-]$|\s[,;:]|,\s*[–—:]|\s[–—-]\s+[–—-]\s",
    )
)
"""Titles in which it is not found are their own core and say nothing besides."""
# Titles that keep a process busy for much longer than it takes to start.
_FEWEST = 10_000
_PARTS = pl.Schema(
    {
        "core": pl.String(),
        "phase": pl.Int64(),
        "edition": pl.Int64(),
        "year_from": pl.Int64(),
        "year_to": pl.Int64(),
        "cefr": pl.String(),
        "budget": pl.String(),
    }
)


def clean_each(texts: pl.Series) -> pl.Series:
    """``characters.clean`` of every text."""
    return map_where(texts, UNCLEAN, clean)


def fold_each(texts: pl.Series) -> pl.Series:
    """``characters.fold`` of every text.

    >>> fold_each(pl.Series(["Spaß & „Lernen“ – Café", "Mütter-Kurs", None])).to_list()
    ['spass und lernen cafe', 'muetter kurs', None]
    """
    lower = texts.str.to_lowercase().to_frame("text").lazy()
    usual = pl.col("text").str.replace_many(_LETTERS)
    usual = usual.str.replace_all("[^a-z0-9]+", " ").str.strip_chars(" ")
    folded = lower.select(usual).collect()["text"]
    foreign = texts.str.contains(_FOREIGN).fill_null(value=False)
    if foreign.any():
        folded = folded.scatter(foreign.arg_true(), map_distinct(texts.filter(foreign), fold))
    return folded.alias(texts.name)


def letters_each(texts: pl.Series) -> pl.Series:
    """Every text cleaned and folded, with nothing between its letters.

    >>> letters_each(pl.Series(["Spaß & „Lernen“", None])).to_list()
    ['spassundlernen', None]
    """
    return fold_each(clean_each(texts)).str.replace_all(" ", "", literal=True)


def key_each(texts: pl.Series, vocabulary: Container[str] = frozenset()) -> pl.Series:
    """``keys.text_key`` of every text; ``vocabulary`` holds folded words of the corpus.

    >>> key_each(pl.Series(["„Zehn Brücken“ für Geflüchtetenhelfer*innen"])).to_list()
    ['10 bruecken fuer fluechtlinghelfer']
    """
    whole = map_where(clean_each(texts), BROKEN, partial(dehyphenate, vocabulary=vocabulary))
    whole = map_where(fold_gender_each(whole), ELLIPTIC, expand_elliptic)
    words = map_where(fold_each(whole), _cardinal(), fold_numbers)
    return map_where(words, synonym_pattern(), fold_synonyms)


def fold_gender_each(texts: pl.Series) -> pl.Series:
    """``gender.fold_gender`` of every text."""
    return map_where(texts, GENDERED, fold_gender)


@cache
def _cardinal() -> str:
    return rf"\b(?:{'|'.join(sorted(cardinals()))})\b"


def parts_each(titles: pl.Series) -> pl.DataFrame:
    """``titles.read_title`` of every title, a row each.

    Columns: core, phase, edition, year_from, year_to, cefr, budget (its line).
    """
    cleaned = clean_each(titles).alias("core").to_frame().with_row_index("row")
    apart = cleaned.filter(pl.col("core").str.contains(_TAKEN_APART))
    parts = by_parts(_parts_of_all, apart["core"].to_list(), _FEWEST)
    read = pl.concat(parts).with_columns(apart["row"])
    joined = cleaned.join(read, on="row", how="left", maintain_order="left", suffix="_read")
    return joined.with_columns(pl.coalesce("core_read", "core").alias("core")).select(*_PARTS)


def _parts_of_all(titles: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame([_parts(title) for title in titles], schema=_PARTS, orient="row")


def _parts(title: str) -> tuple[object, ...]:
    parts = read_title(title)
    first, last = parts.year if isinstance(parts.year, tuple) else (parts.year, parts.year)
    return parts.core, parts.phase, parts.edition, first, last, parts.cefr, parts.budget_line
