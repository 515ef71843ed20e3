"""Distortions of the wording of titles: house styles for words that mean the same.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: parts of titles (``noise_titles``), spelling (``noise_text``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck

# The dot stands for the sign of the house.
_GENDERED = {
    "Migrantinnen und Migranten": "Migrant·innen",
    "Spätaussiedlerinnen und Spätaussiedler": "Spätaussiedler·innen",
    "Gründerinnen und Gründer": "Gründer·innen",
    "Studierende": "Student·innen",
    "Senioren": "Senior·innen",
    "lotsen": "lots·innen",
    "paten": "pat·innen",
}
_SIGNS = (":innen", "*innen", "Innen", "/-innen")
_NUMBERS = {
    "treff": "treffs",
    "werkstatt": "werkstätten",
    "beratung": "beratungen",
    "lotsen": "lotse",
    "kurs": "kurse",
    "gruppe": "gruppen",
    "netzwerk": "netzwerke",
    "tandem": "tandems",
    "brücke": "brücken",
    "stelle": "stellen",
    "wochen": "woche",
    "tage": "tag",
    "sprechstunde": "sprechstunden",
    "café": "cafés",
}


def gendered(luck: Luck) -> Changes:
    """Men and women in one word, with the sign of the house, in title and target group."""
    which = luck.below(len(_SIGNS))
    changes = {}
    for name in ("title", "target_group_text"):
        said = pl.col(name)
        for number, sign in enumerate(_SIGNS):
            forms = {form: other.replace("·innen", sign) for form, other in _GENDERED.items()}
            written = pl.col(name).str.replace_many(forms, leftmost=True)
            said = pl.when(which == number).then(written).otherwise(said)
        changes[name] = said
    return changes


def and_as_sign(luck: Luck) -> Changes:
    """A sign instead of the word between two others."""
    sign = luck.one_of(" & ", " + ")
    return {"title": pl.col("title").str.replace(" und ", sign, literal=True)}


def other_number(luck: Luck) -> Changes:
    """The plural of a word instead of its singular, or the other way round."""
    title = pl.col("title")
    for word, other in _NUMBERS.items():
        title = title.str.replace(rf"{word}\b", other)
    return {"title": title}
