"""Gendered spellings folded to one form.

Belongs here: star, colon, underscore, slash, bracket, hyphen and inner capital, and paired forms.
Does not belong here: telling which group is meant. "Migrantinnen" alone may be women only and is
left as it is; the plural that is produced is a comparison form, not a recommended spelling.
"""

import re

# Slash, hyphen and bracket join other words too ("außen/innen"), so nothing may follow there.
_INNEN = re.compile(
    r"(?<![^\W\d_])(?P<stem>(?!au(?:ß|ss)en)[^\W\d_]{2,})(?:[*:_·•]-?innen(?P<rest>[^\W\d_]*)"
    r"|(?:[/|]-?|-)innen(?![^\W\d_])|\(-?(?:innen\)|inn\)en))",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"(?P<stem>[^\W\d_]+[a-zäöüß])Innen(?P<rest>[a-zäöüß]*)")
# A lone "in" is a word of its own ("online/in Präsenz"), so only after endings of persons.
_PERSON = r"[^\W\d_]*(?:er|or|ant|ent|ist|eur|är|ar|og|at|lots|kolleg|kund|expert|ärzt|anwält)"
_IN = re.compile(rf"\b(?P<stem>{_PERSON})(?:[*:_·•/|]-?in|\(-?in\))(?![^\W\d_])", re.IGNORECASE)
_INNER_CAPITAL_IN = re.compile(rf"\b(?P<stem>{_PERSON})In(?![^\W\d_])")
_ADJECTIVE = re.compile(r"(?<=[^\W\d_]e)(?:[*:_·•/|]-?[rnms]|\(-?[rnms]\))(?![^\W\d_])")
_AND_WORDS = r"(?:und|oder|bzw\.|beziehungsweise|sowie|u\.)"
_AND = rf"(?:\s*/\s*|\s*,\s*|\s+{_AND_WORDS}\s+|\s*&\s*)"
_WOMEN_FIRST = re.compile(
    rf"\b(?P<stem>[^\W\d_]{{3,}})in(?:nen)?(?P<hyphen>-?){_AND}(?P<men>[^\W\d_]{{3,}})",
    re.IGNORECASE,
)
_MEN_FIRST = re.compile(
    rf"\b(?P<men>[^\W\d_]{{3,}}){_AND}(?P<stem>[^\W\d_]{{3,}})in(?:nen)?(?![^\W\d_]|-)",
    re.IGNORECASE,
)
_MALE_ENDINGS = ("", "n", "en", "e", "s", "es")
_UMLAUTS = str.maketrans("äöü", "aou")
_PLURAL_E = re.compile(r"(?:eur|är|(?<!nachb)ar|freund|wirt|arzt|anwalt|koch|rat)$")
_PLURAL_AS_IS = re.compile(r"(?:er|el)$")
_SINGULAR_E = re.compile(r"(?:lots|kolleg|kund|expert|og)$")


def fold_gender(text: str) -> str:
    """Text in which every gendered spelling of persons has the form of the plain plural.

    Two spellings of one title give one result. Idempotent. DOMAIN section 5, class language.

    >>> fold_gender("Lots*innen, Mentor:innen, MentorInnen, Schüler/-innen, Schüler(innen)")
    'Lotsen, Mentoren, Mentoren, Schüler, Schüler'
    >>> fold_gender("Migrantinnen und Migranten; Integrationsbeauftragte/r; Migrantinnen stärken")
    'Migranten; Integrationsbeauftragte; Migrantinnen stärken'
    """
    if _SIGN_OR_AND.search(text) is None:
        return text
    folded = _fold_once(text)
    while folded != text:
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    for trace, pattern, form in _SPELLINGS:
        if trace.search(text) is not None:
            text = pattern.sub(form, text)
    return text


def _plural(found: re.Match[str]) -> str:
    stem, rest = found["stem"], found["rest"] or ""
    plain = stem.lower().translate(_UMLAUTS)
    if _PLURAL_AS_IS.search(plain):
        ending = ""
    elif _PLURAL_E.search(stem.lower()) or _PLURAL_E.search(plain):
        ending = "e"
    else:
        ending = "n" if plain.endswith("nachbar") else "en"
    return stem + _like(stem, ending) + rest


def _singular(found: re.Match[str]) -> str:
    stem = found["stem"]
    return stem + (_like(stem, "e") if _SINGULAR_E.search(stem.lower()) else "")


def _pair(found: re.Match[str]) -> str:
    men, stem = found["men"], found["stem"]
    ending = _ending_after(stem, men)
    if ending is None:
        return found.group()
    if found.groupdict().get("hyphen"):
        return men
    if ending not in _MALE_ENDINGS:
        return found.group()
    # The dative of "Schüler" must not differ from its nominative.
    return men[:-1] if men.lower().endswith(("ern", "eln")) else men


def _ending_after(stem: str, word: str) -> str | None:
    """What follows the stem in the word, umlauts aside; None where the word has another stem."""
    plain = word.lower().translate(_UMLAUTS)
    return plain[len(stem) :] if plain.startswith(stem.lower().translate(_UMLAUTS)) else None


def _like(stem: str, ending: str) -> str:
    return ending.upper() if stem.isupper() else ending


_SIGN = r"[*:_·•/|(]"
_NO_LETTER = r"(?:\P{L}|$)"
# The traces below without looking ahead, which polars cannot; dotless i's are an i to Python.
GENDERED = "|".join(
    (
        r"(?i:[*:_·•/|(-]-?inn)",
        r"[a-zäöüß]Innen",
        rf"(?i:{_SIGN}-?in){_NO_LETTER}",
        rf"\SIn{_NO_LETTER}",
        rf"e{_SIGN}-?[rnms]",
        rf"(?i:\Sin(?:nen)?-?{_AND})",
        rf"(?i:{_AND}[\p{{L}}\p{{N}}]{{3,}}in(?:nen)?){_NO_LETTER}",
        r"[İı]",
    )
)
"""In the notation of polars; ``fold_gender`` leaves a text in which it is not found as it is."""
# Every spelling has a sign, an inner capital or an "and" in it.
_SIGN_OR_AND = re.compile(rf"[*:_·•/|(,&-]|In|(?i:\s{_AND_WORDS}\s)")
# Each spelling leaves a trace that is found quickly; the pattern is tried only where it is seen.
_SPELLINGS = (
    (re.compile(r"[*:_·•/|(-]-?inn", re.IGNORECASE), _INNEN, _plural),
    (re.compile(r"[a-zäöüß]Innen"), _INNER_CAPITAL, _plural),
    (re.compile(rf"{_SIGN}-?in(?![^\W\d_])", re.IGNORECASE), _IN, _singular),
    (re.compile(r"[^\W\d_]In(?![^\W\d_])"), _INNER_CAPITAL_IN, _singular),
    (re.compile(rf"e{_SIGN}-?[rnms]"), _ADJECTIVE, ""),
    (re.compile(rf"[^\W\d_]in(?:nen)?-?{_AND}", re.IGNORECASE), _WOMEN_FIRST, _pair),
    (re.compile(rf"{_AND}[^\W\d_]{{3,}}in(?:nen)?(?![^\W\d_])", re.IGNORECASE), _MEN_FIRST, _pair),
)
