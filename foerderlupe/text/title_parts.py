"""The parts of a title that are fields of their own, each recognised by one function.

Belongs here: list number, budget line, award and project numbers, years, language level, edition
and phase. Every function takes cleaned text and gives the part (or nothing) and the text without
it. Does not belong here: their order (``titles``).
"""

import re

from foerderlupe.text.numbers import read_number

Years = int | tuple[int, int] | None

_LIST_NUMBER = re.compile(
    r"(?:(?:lfd\.?\s*)?Nr\.?\s*)?\(?(?P<number>\d{1,3}(?:\.\d{1,2})+\.?|\d{1,4}[.)]|[a-z]\))[\s:]+(?=\S)"
    r"|(?:lfd\.?\s*)?Nr\.?\s*(?P<named>\d{1,4})[:.)\s]+(?=\S)",
    re.IGNORECASE,
)
_ASSET = r"(?:(?:Modell|Pilot|Einzel|Teil)?projekt(?:e?s)?|Ma(?:ß|ss)nahmen?|Vorhabens?)"
_PAID = (
    r"(?:(?:Projekt)?förderung|Durchführung|Umsetzung|Finanzierung|Bezuschussung|Bewilligung"
    r"|(?:Projekt)?zuschuss|(?:Projekt)?zuwendung|Fördermittel|Mittel)"
)
_LINKING = r"(?:de[mnrs]|vo[nm]|an|zu[mr]?|für)(?:\s+(?:d(?:as|ie|en|er)))?"
_KIND = re.compile(
    # What is paid for, or what paying is called before what can be nothing but a name.
    rf"^(?:{_PAID}\s+(?:{_LINKING}\s+)?)?{_ASSET}\s*(?::\s*|\s(?=[„“”\"»«‚]))"
    rf"|^{_PAID}\s+{_LINKING}\s+{_ASSET}\s+(?=\S)"
    rf"|^{_PAID}\s*:\s*"
    rf"|^(?:(?:Projekt)?zuschuss|(?:Projekt)?zuwendung)\s+{_LINKING}\s+(?=\S)"
    rf"|^Durchführung\s+{_LINKING}\s+(?=\S)",
    re.IGNORECASE,
)
# After these words an ordinal counts the thing itself: "3. Generation", "2. Arbeitsmarkt".
_COUNTED = re.compile(
    r"(?:Generation|Chance|Halbjahr|Lehrjahr|Schuljahr|Lebensjahr|Klasse|Semester|Welt|Bildungsweg"
    r"|Arbeitsmarkt|Sprache|Heimat|Mal|Lebenshälfte|Platz|Stock|Hand|Säule|Geschlecht"
    r"|Jahrhundert|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\w*\b",
    re.IGNORECASE,
)
_PHASES = ("phase", "teil", "stufe", "abschnitt")
_EDITIONS = ("auflage", "runde", "staffel", "durchgang", "ausgabe", "edition")
_PHASE_NOUN = rf"(?:Projekt|Förder|Bau|Modell|Programm|Umsetzungs)?-?(?:{'|'.join(_PHASES)})"
_EDITION_NOUN = rf"(?:Förder|Projekt|Programm)?-?(?:{'|'.join(_EDITIONS)})"
# Without one of these words there is nothing to look for, which is seen far faster.
_PHASE_WORDS = (*_PHASES, "part", "pt.")
_EDITION_WORDS = (*_EDITIONS, "mal")
_EVENT = (
    r"\w*(?:woche|wochen|tage?|kongress|konferenz|fest|festival|messe|forum|fachtag|fachtagung"
    r"|tagung|preis|lauf|symposium|turnier|cup|markt|nacht|ball|akademie|camp|olympiade)"
)
_ORDINAL = (
    r"(?:\d{1,2}\.|(?:IX|IV|V?I{1,3}|V|X)\.|(?:erste|zweite|dritte|vierte|fünfte|sechste)[rsnm]?)"
)
_NUMERAL = r"(?:\d{1,2}|IX|IV|V?I{1,3}|V|X|eins|zwei|drei|vier|fünf)"
_END = r"(?=\s*(?:$|[:,;()\[\]/“”\"»«]|\s[-–—]\s))"
_PHASE_NAMED = re.compile(
    rf"\b(?:{_ORDINAL}\s*{_PHASE_NOUN}|(?:{_PHASE_NOUN}|part|pt\.)\s*(?:Nr\.?\s*)?{_NUMERAL})\b",
    re.IGNORECASE,
)
_EDITION = re.compile(
    rf"\b(?:(?P<after>{_ORDINAL})\s*{_EDITION_NOUN}|{_EDITION_NOUN}\s*(?P<before>{_NUMERAL})"
    rf"|zum\s+(?P<time>\d{{1,3}}\.)\s*Mal)\b",
    re.IGNORECASE,
)
_EVENT_EDITION = re.compile(
    rf"(?P<number>\d{{1,3}}\.)\s+(?!{_COUNTED.pattern})(?=(?:[^\W\d]\S*\s+){{0,2}}{_EVENT}\b)", re.I
)
_TRAILING = re.compile(
    rf"(?<=[^\W\d_!?.\"“”'])[!?.\"“”']*\s+(?P<numeral>II|III|IV|VI{{0,3}}|IX|I|[1-9]|[2-9]\.0){_END}"
)
# Before these a trailing numeral belongs to the name: law books, school levels, sentences.
_NO_PHASE_AFTER = re.compile(
    r"(?:\b(?:SGB|Hartz|ALG|Sek|Sekundarstufe|Primarstufe|Interreg|Typ|Klasse|Haus|Gruppe|Jahrgang"
    r"|Jahrgangsstufe|Lehrjahr|Schuljahr|Halbjahr|Quartal|Modul|Level|Säule|Buch|Band|Kapitel|Titel"
    r"|Rechtskreis|Priorität|Ziel|Achse|Los|Nr|Zone|Teilprojekt|Standort|Campus|und|oder|bis|and|or"
    r"|von|ab|unter|über|für|mit|Platz|Vitamin|U|Ü)|\b\w)[.\s]*$",
    re.IGNORECASE,
)
_YEAR = r"(?:199\d|20[0-3]\d)"
_YEAR_WORDS = (
    r"(?:(?:für\s+(?:das\s+)?|im\s+|in\s+)?(?:Schul|Haushalts|Förder|Kalender|Kindergarten)?jahre?n?"
    r"|(?:Förder)?(?:zeitraum|periode)|Laufzeit|vom|von|für|in)"
)
_DATE = rf"(?:(?:\d{{1,2}}[./]\s?){{1,2}}{_YEAR})"
_SPAN = r"\s*(?:[-–—/+,]|bis(?:\s+zum)?|und)\s*"
_YEARS = re.compile(
    rf"(?:\b{_YEAR_WORDS}\s+)?(?<![\d./-])(?<!seit )(?<!ab )(?P<first>{_DATE}|{_YEAR})"
    rf"(?:{_SPAN}(?P<last>{_DATE}|{_YEAR}|(?<=/)\d\d)(?![\d./]\d))*(?![\d-]|\.\d|/\d)",
    re.IGNORECASE,
)
_SHORT_SCHOOL_YEAR = re.compile(r"\bSchuljahr\s+(?P<first>\d\d)/(?P<last>\d\d)\b", re.IGNORECASE)
# Years that are goals or brands: "Agenda 2030", "Europa 2020".
_GOAL = re.compile(
    r"\b(?:Agenda|Vision|Europa?|Horizont|Horizon|Strategie|Zukunft|Ziel|Expo|Perspektive|Region"
    r"|Leitbild|Masterplan|Olympia|Anno|Stadt|Land|Bildung|Arbeit)\s*$"
)
_CEFR = re.compile(
    r"(?<![\w/-])(?P<from>[ABC][12])(?:\.\d)?(?:\s*(?:-|–|/|bis|und|\+)\s*(?P<to>[ABC][12])(?:\.\d)?)?"
    r"(?:[\s-]*Niveau)?(?!\w|-?Jugend)"
)
_CEFR_WORDS = re.compile(
    r"(?:\b(?:auf\s+)?(?:Niveau|Stufe|Sprachniveau|Level|GER)\s*)$", re.IGNORECASE
)
_BUDGET_LINE = re.compile(
    r"(?:\bKap(?:itel|\.)?\s*)?(?<!\d)(?P<chapter>\d{4})\s*(?:/|,?\s*(?:Titel|Tit\.|TG|Titelgruppe)\s*)"
    r"\s*(?P<title>\d{3}\s?\d{2})(?!\d)",
    re.IGNORECASE,
)
_NAMED_NUMBER = re.compile(
    r"\b(?:Az\.?|Aktenzeichen|FKZ|Förderkennzeichen|(?:Projekt|Bewilligungs|Antrags|Vorgangs)-?"
    r"(?:nr\.?|nummer|ID))[:\s]*(?P<number>[\w./-]*\d[\w./-]*\w)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"(?<![\w./-])(?=(?:\S*\d){5})(?=\S*[A-Z]|\d{6,}(?!\S)|\d+[-/]\d+[-/])"
    r"[A-Z0-9]+(?:[-/.][A-Z0-9]+)*(?![\w/-])"
)


def take_list_number(text: str) -> tuple[str | None, str]:
    """The leading number of a list; ordinals that belong to the name stay.

    >>> take_list_number("3.2 Sprachcafé"), take_list_number("2. Chance für Mütter")
    (('3.2', 'Sprachcafé'), (None, '2. Chance für Mütter'))
    """
    found = _LIST_NUMBER.match(text)
    if not found:
        return None, text
    rest = text[found.end() :]
    named = rf"(?:{_PHASE_NOUN}|{_EDITION_NOUN})\b"
    if _COUNTED.match(rest) or re.match(named, rest, re.I) or _EVENT_EDITION.match(text):
        return None, text
    return (found["number"] or found["named"]).rstrip(".)"), rest


def without_kind(text: str) -> str:
    """The text without leading words that say that what follows is a project or is paid for.

    >>> without_kind("Förderung des Projekts „Lesebrücke“"), without_kind("Projekt Brücke")
    ('„Lesebrücke“', 'Projekt Brücke')
    >>> without_kind("Zuschuss zur Lesebrücke"), without_kind("Förderung von Frauen")
    ('Lesebrücke', 'Förderung von Frauen')
    """
    return _KIND.sub("", text, count=1) or text


def take_budget_line(text: str) -> tuple[str | None, str]:
    """Chapter and title of the budget as "1702/68401".

    >>> take_budget_line("Treffpunkt (Kap. 1702 Titel 684 01)")
    ('1702/68401', 'Treffpunkt ( )')
    """
    found = _BUDGET_LINE.search(text)
    if not found:
        return None, text
    return f"{found['chapter']}/{found['title'].replace(' ', '')}", _without(text, found)


def take_numbers(text: str) -> tuple[tuple[str, ...], str]:
    """Award and project numbers, named ones and codes of letters and at least five digits.

    >>> take_numbers("Startklar, Az. 33-5913.2/14")
    (('33-5913.2/14',), 'Startklar,')
    """
    named = [found["number"] for found in _NAMED_NUMBER.finditer(text)]
    text = _NAMED_NUMBER.sub("", text)
    bare = [found.group() for found in _BARE_NUMBER.finditer(text)]
    return (*named, *bare), _BARE_NUMBER.sub("", text).strip() if named or bare else text


def take_years(text: str) -> tuple[Years, str]:
    """The year, or the first and the last of several; years that are a goal or brand stay.

    >>> take_years("Lesebrücke Schuljahr 2013/14"), take_years("Agenda 2030")
    (((2013, 2014), 'Lesebrücke  '), (None, 'Agenda 2030'))
    """
    years: list[int] = []

    def taken(found: re.Match[str]) -> str:
        if _GOAL.search(text[: found.start()]) and found["last"] is None:
            return found.group()
        years.extend(_years_in(found))
        return " "

    text = _SHORT_SCHOOL_YEAR.sub(taken, text)
    left = _YEARS.sub(taken, text)
    if not years:
        return None, text
    return (min(years) if min(years) == max(years) else (min(years), max(years))), left


def _years_in(found: re.Match[str]) -> list[int]:
    full = [int(year) for year in re.findall(_YEAR, found.group())]
    short = re.findall(r"(?<=\d{4}/)\d\d\b" if full else r"\d\d", found.group())
    return full + [2000 + int(year) for year in short]


def take_cefr(text: str) -> tuple[str | None, str]:
    """The language level of the European reference frame, "A1" to "C2", or a range "A1-B1".

    >>> take_cefr("Deutsch auf Niveau B1 bis B2 für Pflegekräfte")
    ('B1-B2', 'Deutsch für Pflegekräfte')
    """
    found = _CEFR.search(text)
    if not found:
        return None, text
    before = _CEFR_WORDS.sub("", text[: found.start()]).rstrip()
    level = f"{found['from']}-{found['to']}" if found["to"] else found["from"]
    return level, f"{before} {text[found.end() :].lstrip()}".strip()


def take_edition(text: str) -> tuple[int | None, str]:
    """The number of an edition: "3. Auflage", "Staffel 2", "12. Interkulturelle Woche".

    >>> take_edition("12. Interkulturelle Woche")
    (12, 'Interkulturelle Woche')
    """
    found = _EDITION.search(text) if _has_one_of(_EDITION_WORDS, text) else None
    if found:
        numeral = found["after"] or found["before"] or found["time"]
        return read_number(numeral), _without(text, found)
    found = _EVENT_EDITION.search(text) if "." in text else None
    return (read_number(found["number"]), _without(text, found)) if found else (None, text)


def take_phase(text: str) -> tuple[int | None, str]:
    """The number of a phase: "Phase II", "2. Phase", "Teil 2", or a numeral after the name.

    >>> take_phase("Ankommen II"), take_phase("Leben im SGB II"), take_phase("You and I")
    ((2, 'Ankommen '), (None, 'Leben im SGB II'), (None, 'You and I'))
    """
    found = _PHASE_NAMED.search(text) if _has_one_of(_PHASE_WORDS, text) else None
    if found:
        numeral = re.search(rf"{_NUMERAL}\b|{_ORDINAL}", found.group(), re.IGNORECASE)
        number = read_number(numeral.group().upper()) if numeral else None
        return number, _without(text, found)
    for found in _TRAILING.finditer(text):
        if not _NO_PHASE_AFTER.search(text[: found.start("numeral")]):
            start = found.start("numeral")
            number = read_number(found["numeral"].removesuffix(".0"))
            return number, f"{text[:start]}{text[found.end() :]}"
    return None, text


def _has_one_of(words: tuple[str, ...], text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
