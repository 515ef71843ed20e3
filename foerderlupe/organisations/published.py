"""The name in what a list prints as the name of an organisation.

Belongs here: what lists add to names (an address, a department, a person) or take from them
(umlauts, blanks), for whole columns.
Does not belong here: what a name says (``name``), slips of the pen (``spelling``).
"""

import polars as pl

from foerderlupe.text.place_names import place_name_words
from foerderlupe.text.umlauts import restored_each
from foerderlupe.text.whole_columns import clean_each

# What ends with a number behind a comma is an address, unless it is a part of an office.
_OFFICE = (
    r"(?i)[,;]\s*\w*"
    r"(?:abteilung|abt\.|amt|referat|ref\.|dezernat|fachbereich|fachdienst|gruppe|team)\b"
)
_STREET = r"\p{Lu}[\p{L}.' -]{2,40}?\s\d{1,4}\s?[a-z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-z]?)?"
_TOWN = r"(?:D[- ])?\d{5}\s+\p{Lu}[^,;]*"
# Who in a body is meant: a department, a person, or where letters are to go.
_DEPARTMENT = r"(?:Abteilung|Fachdienst|Fachbereich|Sachgebiet|Geschäftsstelle)"
_BEHIND = (
    rf"\s*(?:[,;(]|\s[-–])\s*{_DEPARTMENT}(?:\s+(?:für|und|[A-ZÄÖÜ])[\p{{L}}-]*){{0,4}}\s*\)?$"
    r"|[,;(\s]+(?:c/o|z\.\s?Hd?\.|zu Händen)\s.*$"
)
_BEFORE = (
    r"^(?:Ansprechpartner(?:in)?|Träger(?:in)?|Antragsteller(?:in)?|Zuwendungsempfänger(?:in)?)\s*:\s*"
    r"|^(?:Frau|Herr)\s+(?:Dr\.\s+)?[A-ZÄÖÜ][\p{L}-]+\s*[,;(]\s*"
)
_BROKEN, _ELLIPTIC = r"(\p{Ll})-\s+(\p{Ll}{2})", r"-\s+(?:und|u\.|oder|sowie|bzw)\b"
_JOINED = r"(\p{Ll}{3})(\p{Lu}\p{Ll}{3})"
_ADDRESS = rf"\s*[,;]\s*(?:{_STREET}|{_TOWN})(?:\s*[,;]?\s+{_TOWN})?\s*$"


def as_named(published: pl.Series) -> pl.Series:
    """The names without addresses, departments and persons, with their blanks and umlauts.

    Umlauts that a list has lost come from the other names.

    >>> as_named(pl.Series(["Brückenhaus e. V., Am Markt 3", "Bruckenhaus e. V."])).to_list()
    ['Brückenhaus e. V.', 'Brückenhaus e. V.']
    >>> as_named(pl.Series(["VereinBrückenhaus gGmbH - Fachdienst Migration"])).to_list()
    ['Verein Brückenhaus gGmbH']
    >>> as_named(pl.Series(["Stadt Lindental, Amt 50"])).to_list()
    ['Stadt Lindental, Amt 50']
    """
    distinct = published.unique()
    cleaned = clean_each(distinct)
    numbered = cleaned.str.contains(r"[,;].*\d") & ~cleaned.str.contains(_OFFICE)
    bare = cleaned.filter(numbered).str.replace(_ADDRESS, "")
    # ``scatter`` writes into the series itself.
    named = cleaned.clone().scatter(numbered.fill_null(value=False).arg_true(), bare)
    named = named.str.replace(_BEFORE, "").str.replace(_BEHIND, "")
    named = _mended(named).str.replace_all(_JOINED, "$1 $2")
    return published.replace(distinct, restored_each(named, place_name_words()))


def _mended(names: pl.Series) -> pl.Series:
    """The names without words that were broken at the end of a line."""
    name = pl.col("name")
    broken = name.str.contains(_BROKEN) & ~name.str.contains(_ELLIPTIC)
    mended = pl.when(broken).then(name.str.replace_all(_BROKEN, "$1$2")).otherwise(name)
    return names.alias("name").to_frame().select(mended)["name"]
