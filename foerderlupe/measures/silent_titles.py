"""Names of measures in lists whose titles say nothing: "Projektförderung", "Zuschuss 2023".

Belongs here: which titles say nothing, and what stands in their place when records are compared.
Does not belong here: titles that many measures share but that say what is offered
(``TitleWords``), and names that stand in the description of the other record (``descriptions``).
"""

from dataclasses import replace

import polars as pl

from foerderlupe.measures.evidence import Evidence
from foerderlupe.measures.rulebook import Words
from foerderlupe.text.whole_columns import fold_each

# A full stop behind a short word ends an abbreviation.
_SENTENCE = r"^(.*?\p{L}{3}[\p{L}\p{N}“”\"»)]*[.;!?])(?:\s+[\p{Lu}„“\"»]|\s*$)"
_QUOTED = r"[„“»\"]([^„“”»«\"]{4,}?)[“”«\"]"
_SHORTEST = 4


def with_told_names(evidence: Evidence, words: Words) -> Evidence:
    """``evidence`` with another title where the stated one says only that something is paid for.

    The subtitle, else what the first sentence of the description puts in quotation marks, else
    that sentence. Null where none of them says more.
    """
    records = evidence.records
    silent = _says_nothing(records["title"], words)
    if not silent.any():
        return evidence
    told = records.filter(silent).select("subtitle", "description")
    sentence = pl.coalesce(pl.col("description").str.extract(_SENTENCE), "description")
    names = told.with_columns(sentence=sentence).select(
        "subtitle", quoted=pl.col("sentence").str.extract(_QUOTED), sentence="sentence"
    )
    names = names.select(_if_it_tells(names[name], words) for name in names.columns)
    found = names.select(pl.coalesce(pl.all())).to_series()
    # ``scatter`` writes into the series itself.
    titles = records["title"].clone().scatter(silent.arg_true(), found)
    return replace(evidence, records=records.with_columns(titles))


def _if_it_tells(texts: pl.Series, words: Words) -> pl.Series:
    told = ~_says_nothing(texts, words) & (texts.str.len_chars() >= _SHORTEST)
    return pl.select(pl.when(told).then(texts)).to_series().alias(texts.name)


def _says_nothing(texts: pl.Series, words: Words) -> pl.Series:
    return fold_each(texts).str.contains(words.silent_pattern).fill_null(value=False)
