"""The name of an organisation taken apart.

Belongs here: what one name says by itself: its telling words, legal form, acronym, remarks,
kind and umbrella body.
Does not belong here: public bodies with a territory (``territory``), and comparing names
(``resolve``).
"""

import re
from dataclasses import dataclass
from functools import cache
from re import Pattern

from foerderlupe.organisations.legal_forms import LegalForm, split_legal_form
from foerderlupe.organisations.phrases import rewrite, whole_words
from foerderlupe.text.characters import clean, fold
from foerderlupe.text.codes import read_codes
from foerderlupe.text.gender import fold_gender

_BRACKETS = re.compile(r"[(\[](?P<content>[^()\[\]]*)[)\]]")
_ROLE_REMARK = re.compile(
    r"federf\w*|feder f\w*|koordin\w*|lead\w*|(?:projekt)?traeger\w*|antragsteller\w*|verbund\w*"
    r"|kooperations?\w*|partner\w*|gesamtleitung|in gruendung|i gr?|hauptsitz|sitz|z hd.*"
)
_ACRONYM = re.compile(r"[A-ZÄÖÜ](?:[.\s]?[A-Za-zÄÖÜäöü&]){1,9}\.?")


@dataclass(frozen=True)
class NameParts:
    """What a name says.

    ``words`` are the folded telling words in their order, without legal form, articles and
    remarks; ``acronym`` is the folded short name given in brackets.
    """

    words: tuple[str, ...]
    legal_form: LegalForm | None = None
    acronym: str | None = None

    @property
    def key(self) -> str:
        """The words without blanks, so that compounds with and without hyphen are equal."""
        return "".join(self.words)


@cache
def _name_words() -> tuple[Pattern[str], dict[str, str]]:
    written_as = {row["words"]: row["written_as"] for row in read_codes("name_words")}
    return whole_words(written_as), written_as


def read_name(name: str) -> NameParts:
    """The parts of a name. DOMAIN section 5, class organisation.

    >>> read_name("Förderverein Lindenhof e. V.") == read_name("Förderverein Lindenhof eV")
    True
    >>> read_name("Ev. Kirchengemeinde Sankt Anna (federführend)").words
    ('evangelisch', 'kirchengemeinde', 'st', 'anna')
    >>> read_name("Integrationsverein Lindental (IVL) e.V.").acronym
    'ivl'
    """
    text = fold_gender(clean(name))
    brackets = _BRACKETS.findall(text)
    acronym, kept = None, [_BRACKETS.sub(" ", text) if brackets else text]
    for content in brackets:
        if _ROLE_REMARK.fullmatch(fold(content)):
            continue
        if _stands_for(content, kept[0]):
            acronym = fold(content).replace(" ", "")
        else:
            kept.append(content)
    words, form = split_legal_form(fold(" ".join(kept)))
    words = rewrite(words, *_name_words()) or words
    return NameParts(tuple(words.split()), form, acronym)


def _stands_for(content: str, name: str) -> bool:
    """Whether a bracket is an acronym of the name: capitals that occur in it in this order."""
    letters = fold(content).replace(" ", "")
    capitals = sum(letter.isupper() for letter in content)
    if len(letters) < 3 or capitals < 2 or not _ACRONYM.fullmatch(content.strip()):
        return False
    if split_legal_form(f"x {fold(content)}")[1]:
        return False
    remaining = iter(fold(name).replace(" ", ""))
    return all(letter in remaining for letter in letters)


@cache
def _umbrellas() -> tuple[Pattern[str], dict[str, str]]:
    umbrella = {row["words"]: row["umbrella"] for row in read_codes("umbrellas")}
    return whole_words(umbrella), umbrella


def umbrella_of(parts: NameParts) -> str | None:
    """The umbrella body that a name belongs to, by ``sql/codes/umbrellas.csv``.

    >>> umbrella_of(read_name("Arbeiterwohlfahrt Kreisverband Lindental e. V."))
    'AWO'
    """
    pattern, umbrella = _umbrellas()
    found = pattern.search(" ".join(parts.words))
    return umbrella[found.group()] if found else None


@cache
def _kinds() -> list[tuple[str, Pattern[str], str]]:
    """Words, the pattern of where they stand, kind; to look for bare words is far faster."""
    form = {
        "prefix": r"\b{}",
        "suffix": r"{}(?:[ens]{{1,2}})?\b",
        "start": r"^{}\b",
        "whole": r"^{}$",
    }
    return [
        (words, re.compile(form.get(row["match"], r"\b{}\b").format(words)), row["kind"])
        for row in read_codes("organisation_kinds")
        for words in [row["words"]]
    ]


_KIND_BY_FAMILY = {"verein": "association", "stiftung": "foundation", "kdoer": None, "aoer": None}


def kind_of(parts: NameParts) -> str | None:
    """The kind of organisation by its words, then by its legal form; None where neither tells.

    >>> kind_of(read_name("Bürgerstiftung Lindental")), kind_of(read_name("Metallbau Ahorn GmbH"))
    ('foundation', 'company')
    """
    words = " ".join(parts.words)
    of_words = (kind for said, pattern, kind in _kinds() if said in words and pattern.search(words))
    kind = next(of_words, None)
    if kind or not parts.legal_form:
        return kind
    return _KIND_BY_FAMILY.get(parts.legal_form.family, "company")
