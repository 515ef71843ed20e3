"""Legal forms split off a name.

Belongs here: finding the forms of ``sql/codes/legal_forms.csv`` in folded names.
Does not belong here: whether two forms speak against one organisation (``resolve``).
"""

from dataclasses import dataclass
from functools import cache
from re import Pattern

from foerderlupe.organisations.phrases import whole_words
from foerderlupe.text.codes import read_codes


@dataclass(frozen=True)
class LegalForm:
    """A legal form in its usual spelling, and the family of forms that do not contradict."""

    form: str
    family: str


@cache
def _forms() -> dict[str, LegalForm]:
    return {
        row["words"]: LegalForm(row["form"], row["family"]) for row in read_codes("legal_forms")
    }


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str]]:
    """Forms that are clear anywhere, and all forms for the end of a name."""
    rows = read_codes("legal_forms")
    anywhere = whole_words(row["words"] for row in rows if row["position"] == "any")
    return anywhere, whole_words(row["words"] for row in rows)


def split_legal_form(words: str) -> tuple[str, LegalForm | None]:
    """The folded name without legal forms, and the first form found.

    Short forms ("ag", "ev") are read at the end only, since elsewhere they are other words. A
    name that is nothing but a form stays.

    >>> split_legal_form("brueckenhaus gemeinnuetzige gesellschaft mit beschraenkter haftung")
    ('brueckenhaus', LegalForm(form='gGmbH', family='gmbh'))
    >>> split_legal_form("ag frauen und flucht")
    ('ag frauen und flucht', None)
    """
    first: LegalForm | None = None
    anywhere, at_end = _patterns()
    while True:
        found = anywhere.search(words)
        if found is None:
            found = next((end for end in at_end.finditer(words) if end.end() == len(words)), None)
        rest = f"{words[: found.start()]} {words[found.end() :]}" if found else words
        rest = " ".join(rest.split())
        if found is None or not rest:
            return words, first
        first = first or _forms()[found.group()]
        words = rest
