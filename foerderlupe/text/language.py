"""Which of two languages a short text is written in.

Belongs here: telling English from German titles, by words and, where no word is known, by letters.
Does not belong here: translating (``synonyms``), and what a translated title proves (``matching``).
"""

from collections import Counter
from functools import cache
from math import log

from foerderlupe.text.characters import fold
from foerderlupe.text.codes import read_codes
from foerderlupe.text.compounds import split_head

# Function words, which no basic vocabulary needs to translate; some are words of both languages.
_GERMAN = (
    "am an auf aus bei bis das dem den der des die durch ein eine einem einen einer eines es fuer "
    "gegen hier ihr im in ist mit nach nicht noch oder ohne sich sie sind so ueber um und uns "
    "unter vom von vor was wie will wir zu zum zur zwischen angebot buendnis initiative massnahme "
    "modellprojekt traeger treffpunkt verein"
)
_ENGLISH = "a an and are as at by for from has in into is its of on or our out the to with"
# Words that German titles have taken over, and words that mean something else in German.
_BOTH = (
    "art bank box camp center club coaching community event fair fall fast festival fit hall hub "
    "job jobs kids last live management mentoring mobile note pass power quiz radio rest rock "
    "service show song stand studio talk taste team tour tower trainer training up wall welcome "
    "west workshop workshops link name hand ring wind land park plan start test"
)
_LETTERS = 3
_SURE = 1.0


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are only English, and words that are only German."""
    rows = read_codes("lexicon_en_de")
    english = {word for row in rows for word in row["english"].split()} | set(_ENGLISH.split())
    german = {word for row in rows for word in row["german"].split()} | set(_GERMAN.split())
    both = (english & german) | set(_BOTH.split())
    return frozenset(english - both), frozenset(german - both)


@cache
def _odds() -> tuple[dict[str, float], float]:
    """Log odds of English per group of letters, and of a group that neither language shows.

    A letter model with add-one smoothing (Cavnar & Trenkle 1994 rank the same groups).
    """
    english, german = (Counter(_groups(sorted(words))) for words in _words())
    kinds, totals = len(english | german), (english.total(), german.total())
    unseen = log((totals[1] + kinds) / (totals[0] + kinds))
    odds = {
        group: log((english[group] + 1) / (german[group] + 1)) + unseen
        for group in sorted(english | german)
    }
    return odds, unseen


def _groups(words: list[str]) -> list[str]:
    padded = (f" {word} " for word in words)
    return [word[at : at + _LETTERS] for word in padded for at in range(len(word) - _LETTERS + 1)]


def english_words(text: str) -> int:
    """How many more words of a text are only English than only German.

    >>> english_words("Bridge to vocational training"), english_words("Brücke in Ausbildung")
    (3, -2)
    """
    english, german = _words()
    words = fold(text).split()
    return sum(word in english for word in words) - sum(word in german for word in words)


def is_english(text: str) -> bool:
    """Whether a title is English rather than German: by its words, else by its letters.

    >>> [is_english(title) for title in ("Thoughtfulness", "Treppenwitz", "RRT")]
    [True, False, False]
    """
    words = fold(text).split()
    difference = english_words(text)
    if difference or not any(len(word) > _LETTERS for word in words):
        return difference > 0
    # "Computerkurs": only German writes compounds in one word.
    if any(len(split_head(word)) > 1 for word in words):
        return False
    odds, unseen = _odds()
    return sum(odds.get(group, unseen) for group in _groups(words)) > _SURE
