"""Labels that the publisher states in so many words.

Belongs here: finding codes, labels and synonyms as whole parts of a stated text (DOMAIN section
3, L1). Does not belong here: stems in a stated text, which ``labels.reading`` finds.
"""

import re

import polars as pl

from foerderlupe.labels.reading import MENTION, TEXT_LIMIT, Mention
from foerderlupe.labels.vocabulary import Vocabulary, fold_name

STATED = "stated"
# From coarse to fine, since labels contain commas and "und" themselves.
_SEPARATORS = (r"[;|\n•]", r"[,/]", r"\s(?:und|oder|sowie|u\.)\s|\s?&\s?")


def stated_codes(texts: pl.Series, vocabulary: Vocabulary) -> pl.DataFrame:
    """One row ``text`` and ``MENTION`` per distinct text and code that it states exactly.

    A part of the text has to be a code, label or synonym after folding; the first part that is
    one is not taken apart further.
    """
    names = vocabulary.names
    rows = [
        (text, *Mention(code, False, False, part, STATED, position))
        for text in texts.drop_nulls().unique()
        for position, part in enumerate(_named_parts(text[:TEXT_LIMIT], names, _SEPARATORS))
        for code in names[fold_name(part)]
    ]
    return pl.DataFrame(rows, {"text": pl.String, **MENTION}, orient="row")


def _named_parts(text: str, names: dict[str, list[str]], separators: tuple[str, ...]) -> list[str]:
    if fold_name(text) in names:
        return [text.strip()]
    if not separators:
        return []
    parts = re.split(separators[0], text)
    return [named for part in parts for named in _named_parts(part, names, separators[1:])]
