"""A title taken apart into its name and what lists write into it.

Belongs here: the order in which parts are recognised and ``TitleParts``.
Does not belong here: the recognisers (``title_parts``), places in titles (``places``), and
whether a prefix is a programme: the caller knows the programme names.
"""

import re
from dataclasses import dataclass

from foerderlupe.text.characters import clean
from foerderlupe.text.title_parts import (
    take_budget_line,
    take_cefr,
    take_edition,
    take_list_number,
    take_numbers,
    take_phase,
    take_years,
    without_kind,
)

_PREFIX = re.compile(r"(?P<prefix>[^:]{2,80}?)(?:\s*:\s+|\s+[-–—]\s+)(?P<rest>\S.*)")
_BRACKETS = re.compile(r"(?<![^\W_])[(\[](?P<content>[^()\[\]]*)[)\]](?![^\W_])")
_DANGLING = " ,;:/–—-"
_EMPTY_SEPARATORS = re.compile(r"(?:\s+[–—-])+(?=\s+[–—-]\s)|\s+(?=[,;:])|,(?=\s*[–—:])")
# Spares the patterns of numbers, years and levels, which all have a digit.
_DIGIT = re.compile(r"\d")
_NOTHING_SAID = re.compile(r"[\W_]*")


@dataclass(frozen=True)
class TitleParts:
    """What a title says. Absent parts are None or empty.

    ``core`` is the title without the extracted parts, in its own spelling; ``prefix`` and
    ``rest`` are the core before and after the first ":" or " – ", ``rest`` being the whole core
    where there is no prefix. ``year`` is one year or (first, last). ``cefr`` is a level such as
    "A2" or a range such as "A1-B1". ``qualifiers`` are the brackets, without what was read from
    them. ``numbers`` are award and project numbers.
    """

    core: str
    prefix: str | None
    rest: str
    phase: int | None = None
    edition: int | None = None
    year: int | tuple[int, int] | None = None
    cefr: str | None = None
    list_number: str | None = None
    qualifiers: tuple[str, ...] = ()
    budget_line: str | None = None
    numbers: tuple[str, ...] = ()


def read_title(title: str) -> TitleParts:
    """The parts of a title. DOMAIN section 5, class title.

    >>> parts = read_title("14. Ankommen, 2. Phase (Aufstockung)")
    >>> parts.core, parts.phase, parts.list_number, parts.qualifiers
    ('Ankommen', 2, '14', ('Aufstockung',))
    >>> parts = read_title("VwV-Integration: Elterncafé 2013/14")
    >>> parts.prefix, parts.rest, parts.year
    ('VwV-Integration', 'Elterncafé', (2013, 2014))
    >>> read_title("3. Generation").core, read_title("Deutschkurs A2").cefr
    ('3. Generation', 'A2')
    """
    text = clean(title)
    list_number, text = take_list_number(text)
    text = without_kind(text)
    budget_line = year = cefr = None
    numbers: tuple[str, ...] = ()
    if _DIGIT.search(text):
        budget_line, text = take_budget_line(text)
        numbers, text = take_numbers(text)
        year, text = take_years(text)
        cefr, text = take_cefr(text)
    edition, text = take_edition(text)
    brackets = _BRACKETS.findall(text)
    text = _BRACKETS.sub(" ", text) if brackets else text
    phase, text = take_phase(_tidy(text))
    qualifiers = []
    for content in brackets:
        bracket_phase, content = take_phase(_tidy(content))
        phase = phase or bracket_phase
        if not _NOTHING_SAID.fullmatch(content):
            qualifiers.append(_tidy(content))
    # A title that is nothing but extracted parts keeps its own words: a name is never empty.
    core = _tidy(text) or clean(title)
    named = _PREFIX.fullmatch(core)
    return TitleParts(
        core=core,
        prefix=named["prefix"].strip() if named else None,
        rest=named["rest"].strip() if named else core,
        phase=phase,
        edition=edition,
        year=year,
        cefr=cefr,
        list_number=list_number,
        qualifiers=tuple(qualifiers),
        budget_line=budget_line,
        numbers=numbers,
    )


def _tidy(text: str) -> str:
    """Cleaned text without the separators that an extracted part leaves behind."""
    text = _EMPTY_SEPARATORS.sub("", f" {text} ")
    return " ".join(text.lstrip(_DANGLING).rstrip(_DANGLING + "(").split())
