"""Comparison keys: one spelling for everything that is written differently but means the same.

Belongs here: the whole order of normalisation in one pipeline.
Does not belong here: the steps (each has its module) and comparing keys (``matching``).
"""

from collections.abc import Container

from foerderlupe.text.characters import clean, fold
from foerderlupe.text.compounds import Decompounder, expand_elliptic, split_by, split_head
from foerderlupe.text.gender import fold_gender
from foerderlupe.text.hyphens import dehyphenate
from foerderlupe.text.numbers import fold_numbers
from foerderlupe.text.synonyms import fold_synonyms
from foerderlupe.text.titles import read_title


def text_key(
    text: str,
    vocabulary: Container[str] = frozenset(),
    decompounder: Decompounder | None = None,
) -> str:
    """Words of a text in comparison form, joined by blanks, in their order.

    The order of DOMAIN section 5: invisible characters and letter-spacing, line-break hyphens,
    gendered forms, elliptic compounds, case and umlauts and punctuation, number words, synonyms,
    compounds. ``vocabulary`` holds folded words of the corpus.

    >>> text_key("„Zehn Brücken“ für Geflüchtetenhelfer*innen")
    '10 bruecken fuer fluechtlinghelfer'
    """
    whole = fold_gender(dehyphenate(clean(text), vocabulary))
    split = split_by(decompounder) if decompounder else split_head
    words = fold_synonyms(fold_numbers(fold(expand_elliptic(whole, split))))
    if decompounder is None:
        return words
    return " ".join(part for word in words.split() for part in decompounder.split(word))


def title_key(
    title: str,
    vocabulary: Container[str] = frozenset(),
    decompounder: Decompounder | None = None,
) -> str:
    """The key of a title without list number, phase, edition, year, level and brackets.

    What is left out are fields of their own (``titles.read_title``) and compared as such.

    >>> title_key("14. Elternmentor:innen im Kreis, Phase II (Aufstockung)")
    'elternmentoren im kreis'
    """
    whole = fold_gender(dehyphenate(clean(title), vocabulary))
    return text_key(read_title(whole).core, vocabulary, decompounder)


def solid_key(key: str) -> str:
    """A key without blanks: compounds with and without hyphen or blank are equal.

    >>> solid_key(title_key("Eltern-Mentoren-Programm"))
    'elternmentorenprogramm'
    """
    return key.replace(" ", "")
