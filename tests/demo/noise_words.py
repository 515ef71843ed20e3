"""Distortions of words: spelling, encoding, extraction and language.

Belongs here: one function per pattern, named after it, that changes a report and returns whether
it could. Does not belong here: choosing which pattern is applied (``noise``).
"""

import re
import unicodedata
from random import Random

from tests.demo.places import table
from tests.demo.reports import Report, Traits

RESPELLINGS = table("respellings.csv")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def _retitle(report: Report, title: str) -> bool:
    """Set the title; false where nothing changed."""
    changed = title != report.title
    report.title = title
    return changed


def _respell(pattern: str, report: Report) -> bool:
    for row in RESPELLINGS:
        if row["pattern"] == pattern and row["from"] in report.title:
            return _retitle(report, report.title.replace(row["from"], row["to"], 1))
    return False


def v05(report: Report, traits: Traits, rng: Random) -> bool:
    """Umlauts are written as two letters."""
    report.carrier = report.carrier.translate(UMLAUTS)
    return _retitle(report, report.title.translate(UMLAUTS))


def v06(report: Report, traits: Traits, rng: Random) -> bool:
    """ß is written as ss."""
    return _retitle(report, report.title.replace("ß", "ss"))


def v07(report: Report, traits: Traits, rng: Random) -> bool:
    """Umlauts are decomposed, or a soft hyphen stands in a long word."""
    if traits.cp1252:
        return _retitle(report, re.sub(r"(\w{6})(\w{6})", "\\1\u00ad\\2", report.title, count=1))
    return _retitle(report, unicodedata.normalize("NFD", report.title))


def v08(report: Report, traits: Traits, rng: Random) -> bool:
    """A word is broken by the hyphen of a line end."""
    return _retitle(report, re.sub(r"(\w{6})(\w{5,})", r"\1- \2", report.title, count=1))


def v09(report: Report, traits: Traits, rng: Random) -> bool:
    """A heading of one word is letter-spaced."""
    main, dash, rest = report.title.partition(" – ")
    if not main.isalpha() or len(main) < 8:
        return False
    return _retitle(report, " ".join(main) + dash + rest)


def v10(report: Report, traits: Traits, rng: Random) -> bool:
    """Gender star."""
    return _respell("V10", report)


def v11(report: Report, traits: Traits, rng: Random) -> bool:
    """Colon or capital I inside the word."""
    return _respell("V11", report)


def v12(report: Report, traits: Traits, rng: Random) -> bool:
    """Paired form."""
    return _respell("V12", report)


def v13(report: Report, traits: Traits, rng: Random) -> bool:
    """Compounds with and without hyphen."""
    return _respell("V13", report)


def v14(report: Report, traits: Traits, rng: Random) -> bool:
    """Elliptic compounds."""
    return _respell("V14", report)


def v22(report: Report, traits: Traits, rng: Random) -> bool:
    """Capital letters throughout."""
    return _retitle(report, report.title.upper())


def v23(report: Report, traits: Traits, rng: Random) -> bool:
    """Two letters of a long word change places."""
    words = [word for word in re.findall(r"\w{8,}", report.title) if word[3] != word[4]]
    if not words:
        return False
    word = rng.choice(words)
    typo = word[:3] + word[4] + word[3] + word[5:]
    return _retitle(report, report.title.replace(word, typo, 1))


def v34(report: Report, traits: Traits, rng: Random) -> bool:
    """Terms of another decade."""
    return _respell("V34", report)


def v35(report: Report, traits: Traits, rng: Random) -> bool:
    """Quotation marks, exclamation marks and dashes come and go."""
    bare = re.sub(r"\s+", " ", re.sub(r"[„“\"!|–]", " ", report.title)).strip()
    return _retitle(report, bare)


def v36(report: Report, traits: Traits, rng: Random) -> bool:
    """Number words and figures."""
    return _respell("V36", report)


def v37(report: Report, traits: Traits, rng: Random) -> bool:
    """Another word order."""
    return _respell("V37", report)
