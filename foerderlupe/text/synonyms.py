"""Words of one meaning given one form on a comparison key.

Belongs here: synonym classes (``sql/codes/synonyms.csv``) and the bilingual lexicon of basic words
(``sql/codes/lexicon_en_de.csv``), both on folded text.
Does not belong here: target groups; words of neighbouring meaning, such as asylum seekers and
recognised refugees, are no synonyms.
"""

import re
from functools import cache

from foerderlupe.text.codes import read_codes


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = sorted(read_codes("synonyms"), key=lambda row: (-len(row["form"]), row["form"]))
    # A prefix goes on within its word ("fluechtlingshilfe"), a token or phrase ends there.
    forms = [row["form"] + ("" if row["match"] == "prefix" else r"\b") for row in rows]
    canonical = {row["form"]: row["canonical"] for row in rows}
    return re.compile(rf"\b(?:{'|'.join(forms)})"), canonical


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    """German by English, and the words of the longest English entry."""
    german = {row["english"]: row["german"] for row in read_codes("lexicon_en_de")}
    return german, max(len(english.split()) for english in german)


def synonym_pattern() -> str:
    """What is found in every text that ``fold_synonyms`` changes; polars reads it too."""
    return _synonyms()[0].pattern


def fold_synonyms(text: str) -> str:
    """Folded text in which every word of a synonym class has the form of its class.

    >>> fold_synonyms("gefluechtetenhilfe") == fold_synonyms("fluechtlingshilfe")
    True
    >>> fold_synonyms("menschen mit zuwanderungsgeschichte")
    'migrant'
    """
    pattern, canonical = _synonyms()
    return pattern.sub(lambda found: canonical[found.group()], text)


def translate(text: str) -> str:
    """Folded English text word by word in folded German; unknown words stay.

    Evidence that two titles may be one, never a proof.

    >>> translate("reading mentors for refugees")
    'lesen mentoren fuer fluechtling'
    """
    german, longest = _lexicon()
    words, translated = text.split(), []
    while words:
        size = next((n for n in range(longest, 0, -1) if " ".join(words[:n]) in german), 0)
        entry = " ".join(words[: size or 1])
        translated.append(german.get(entry, entry))
        words = words[size or 1 :]
    return " ".join(" ".join(translated).split())
