"""The tripwire for personal data in free text.

Belongs here: finding personal mail addresses, phone numbers, bank accounts and names of contact
persons, and taking them out. Role mailboxes such as info@ stay (DOMAIN section 6, Rights).
Does not belong here: columns that a source document marks as personal; they are never read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl

from foerderlupe.text.distinct import map_distinct

REMOVED = "[personal data removed]"

_MAIL = re.compile(
    r"(?P<local>[\w.+-]+)\s?(?:@|\(at\)|\[at\]|\(ät\))\s?[\w-]+(?:(?:\.|\(dot\)|\[dot\])[\w-]+)+",
    re.IGNORECASE,
)
# The first part of a mailbox that belongs to a function; anything else may be a person.
_ROLE = re.compile(
    r"""(?:info|kontakt|contact|e?mail|post|office|service|b(?:ue|ü)ro|sekretariat|verwaltung
    |gesch(?:ae|ä)ft|gemeinde|stadt|rathaus|landrat|lra|kreis|integration|migra|asyl|fl(?:ue|ü)cht
    |projekt|f(?:oe|ö)rder|bildung|jugend|sozial|beratung|presse|redaktion|web|datenschutz
    |vorstand|verein|zentral|empfang|ehrenamt|freiwillig|vhs|bibliothek|sprach|kurs|anmeldung|team
    |hallo|hello|jobcenter|caritas|diakonie|awo|drk|esf|amif|famil|frauen|m(?:ae|ä)nner|schul|kita
    |koordination|quartier|engagement|willkommen|welcome|support|admin|hilfe|pfarr|dekanat
    |amt|referat|poststelle|noreply|newsletter)""",
    re.VERBOSE | re.IGNORECASE,
)
# A number ends before a postcode with its town and before a date.
_MORE = r"(?:(?!\s\d{5}\s[A-ZÄÖÜ]|\s\d{1,2}\.\s?\d{1,2}\.)[\d\s()/.‐–-])"
_NUMBER = rf"\+?[\d(]{_MORE}{{4,}}(?<=\d)"
_LABELLED_PHONE = re.compile(
    rf"(?P<label>\b(?:Tele(?:fon|fax)|Tel|Fon|Phone|Mobil(?:telefon)?|Handy|Fax|Durchwahl"
    rf"|Ruf(?:nummer)?)\b\.?(?:\s?-?Nr\.?)?\s?:?\s?){_NUMBER}",
    re.IGNORECASE,
)
# Area code with its zero, then a subscriber number, which never starts with one. A year behind
# a slash is a file number, and so is whatever follows "Az.".
_BARE_PHONE = re.compile(
    r"""(?<![\w/.=,–-])(?<!Az\.\s)(?<!Az\s)(?<!Nr\.\s)(?<!FKZ\s)(?<!Aktenzeichen\s)
    (?:(?:\+|00)\d{2}[\s/().-]*(?:\(0\)\s?)?[1-9][\d\s()/-]{5,}\d
      |\(0[1-9]\d{1,4}\)\s?\d[\d\s-]{3,}\d
      |0[1-9]\d{1,4}\s?[/–-]\s?(?!(?:19|20)\d\d(?:\b|-\d{1,2}\b))[1-9][\d\s-]{2,}\d
      |0[1-9]\d{1,4}\s[1-9]\d{4,}(?:-\d+)?
      |0[1-9]\d{1,4}\s[1-9]\d{1,3}(?:\s\d{2,4}){1,4})(?![\w.,/]*\d|\s?(?:€|EUR|Euro))""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
_TITLED = r"(?:(?:Frau|Herrn?|Fr\.|Hr\.|Dr\.|Prof\.|Pfr\.|Dipl\.-\w+\.?)\s+)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢİĶŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
_WORD = rf"{_CAPITAL}[^\W\d_]+(?:[-'’]{_CAPITAL}[^\W\d_]+)*"
_NAME = (
    rf"(?:{_CAPITAL}\.\s?)?{_WORD}(?:\s+(?:von\s|van\s|de\s|zu\s|der\s)*{_WORD}|,\s{_WORD}(?=\b))?"
)
_CONTACT = re.compile(
    rf"""(?P<label>\b(?:Ansprech(?:partner|person)|Kontaktperson|Projektleit(?:er|ung)
    |Sachbearbeit(?:er|ung)|Ansprechbar)(?:[*:/_]?-?in(?:nen)?)?(?:\s?:|\s(?:ist|sind))\s*)
    (?P<name>{_TITLED}*{_NAME}(?:\s(?:und|&|/)\s{_TITLED}*{_NAME})*)
    |(?P<label2>\b(?:Kontakt|Leitung|Infos?|Anmeldung)(?:\s?:|\sbei|\süber)\s*)
    (?P<name2>{_TITLED}+{_NAME})""",
    re.VERBOSE,
)
_INSTITUTION = re.compile(
    r"""(?:Stadt|Gemeinde|Land|Kreis|Amt|Büro|Haus|Caritas|Diakon|Arbeiter|Verein|Verband|Zentrum
    |Jugend|Sozial|Integration|Migration|Jobcenter|Schul|Volks|Evang|Kath|Deutsch|Projekt|Team
    |Fach|Referat|Abteilung|Kinder|Eltern|Frauen|Familien|Bildung|Flüchtling|Ministerium|Siehe)""",
    re.VERBOSE,
)
_PERSONAL_HEADING = re.compile(
    r"ansprech|kontakt|e-?mail|telefon|\btel\b|mobil|handy|sachbearb|bearbeiter|iban|konto"
    r"|geburt|vorname|nachname|privat",
    re.IGNORECASE,
)


def names_personal_column(heading: str) -> bool:
    """Whether a column by its heading is likely to hold personal data.

    >>> names_personal_column("E-Mail"), names_personal_column("Projekttitel")
    (True, False)
    """
    return _PERSONAL_HEADING.search(heading) is not None


def _without_person(found: re.Match[str]) -> str:
    return found.group() if _ROLE.match(found["local"]) else REMOVED


def _without_account(found: re.Match[str]) -> str:
    """Only numbers with right check digits are accounts (ISO 13616), award numbers are not."""
    number = re.sub(r"\s", "", found.group())
    digits = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return REMOVED if 15 <= len(number) <= 34 and int(digits) % 97 == 1 else found.group()


def _without_name(found: re.Match[str]) -> str:
    label = found["label"] or found["label2"]
    name = found["name"] or found["name2"]
    if _INSTITUTION.match(name):
        return found.group()
    return f"{label}{REMOVED}"


@dataclass(frozen=True)
class _Rule:
    """What to replace, and a quick pattern without which the text cannot hold it."""

    guard: str
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


_RULES = (
    _Rule(r"@|\((?i:at)\)|\[(?i:at)\]|\(ät\)", _MAIL, _without_person),
    _Rule(r"[A-Z]{2}[0-9]{2}", _ACCOUNT, _without_account),
    _Rule(
        r"(?i)(?:fon|tel|phone|fax|mobil|handy|durchwahl|ruf)[^0-9]{0,20}[0-9]",
        _LABELLED_PHONE,
        rf"\g<label>{REMOVED}",
    ),
    _Rule(r"(?:^|[^0-9])(?:\+|\(?0)[0-9]{2}", _BARE_PHONE, REMOVED),
    _Rule(
        r"Ansprech|Kontakt|Projektleit|Sachbearb|(?:Leitung|Info|Anmeldung)s?(?:\s?:|\s[bü])",
        _CONTACT,
        _without_name,
    ),
)


def redact(texts: pl.Series) -> pl.Series:
    """All texts with personal data replaced by a remark; nulls stay null.

    >>> redact(pl.Series(["Ansprechpartnerin: Erika Muster, Tel. 0711 / 123 45-67"])).item()
    'Ansprechpartnerin: [personal data removed], Tel. [personal data removed]'
    >>> redact(pl.Series(["info@verein.example, 70173 Stuttgart, Az. 0123/2014"])).item()
    'info@verein.example, 70173 Stuttgart, Az. 0123/2014'
    """
    for rule in _RULES:
        suspect = texts.str.contains(rule.guard).fill_null(False)
        replace = partial(rule.pattern.sub, rule.replacement)
        texts = map_distinct(texts.set(~suspect, None), replace).zip_with(suspect, texts)
    return texts


def without_personal_data(text: str) -> str:
    """One text with personal data replaced by a remark; ``redact`` for many."""
    return str(redact(pl.Series([text], dtype=pl.String)).item())
