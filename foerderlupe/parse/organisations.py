"""Several organisations in one cell.

Belongs here: taking a cell apart into names as published, the lead first.
Does not belong here: which organisation a name means (``foerderlupe.organisations``).
"""

import re
from dataclasses import dataclass

from foerderlupe.text.encodings import decoded

_LEGAL_END = re.compile(
    r"""(?:\be\.?\s?V\.?|\b(?:g|gem\.\s?)?GmbH|\bgUG|\bUG(?:\s\(haftungsbeschränkt\))?|\bAG|\bKG
    |\bGbR|\boHG|\be\.?\s?G\.?|\bK\.?\s?d\.?\s?ö\.?\s?R\.?|\bA\.?\s?d\.?\s?ö\.?\s?R\.?|\bmbH
    |\w*[Ss]tiftung)$""",
    re.VERBOSE,
)
# Words that, with a name behind them, can only be the beginning of a body.
_BODY_START = re.compile(
    r"""(?:Stadt|Große\sKreisstadt|Landeshauptstadt|Gemeinde|Landkreis|Landratsamt|LRA
    |Caritas\w*|Diakonie\w*|Diakonisches\sWerk|Kreisdiakonieverband|AWO|Arbeiterwohlfahrt|DRK
    |Deutsches\sRotes\sKreuz|Johanniter\w*|Malteser\w*|VHS|Volkshochschule|Jobcenter|IHK
    |Handwerkskammer|Universität|Hochschule|(?:Ev|Kath)\w*\.?\s(?:Gesamt)?[Kk]irchengemeinde
    |(?:Ev|Kath)\w*\.?\s\w*[Dd]ekanat\w*|Dekanat|Kirchenbezirk|Ministerium)\s\S+""",
    re.VERBOSE,
)
_LEAD = re.compile(
    r"""\s*\((?:federführend|feder?führung|koordination|koordinierend|koordinator|lead(?:partner)?
    |hauptträger|antragsteller(?:in)?)\)
    |^(?:federführend|federführung|koordination|leadpartner|hauptträger)\s*:\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS = re.compile(r",?\s+(?:u\.\s?a\.|et al\.?|und andere|und weitere(?:\s+\w+)?)$")
_BULLET = re.compile(r"^[-–•*·]\s+")
_BETWEEN = re.compile(r"\s*(?P<mark>;|\n|\s[/|•]\s|,\s|\s(?:und|sowie|&|\+)\s)\s*")
_RIVER = re.compile(
    r"(?:am |a\. ?|an der |a\. ?d\. ?)?(?:Main|Oder|Saale|Neckar|Donau|Rhein|Enz)\b"
)
_COMPANY = re.compile(r"(?:Co|Cie|Comp|Partner)\b", re.IGNORECASE)
_ONE_WORD_BODY = re.compile(
    r"(?:Caritas|Diakoni|AWO|DRK|VHS|IHK|Jobcenter|Johanniter|Malteser)\w*"
    r"|\w*(?:verein|verband|amt|stiftung|ministerium|schule|haus|zentrum|kirchengemeinde)",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:\b(?:für|der|die|das|des|dem|den|und|von|vom|zur|zum|im|in|am)|[-&,])$"
)


@dataclass(frozen=True)
class Named:
    """One name of a cell and its place in the cell, from 0."""

    name: str
    index: int


def split_organisations(text: str, separator: re.Pattern[str] | None = None) -> list[Named]:
    """Names in one cell, each once, the one marked as lead first, otherwise in order.

    With ``separator`` the cell is split wherever it matches. Without, at semicolons; at slashes
    between blanks where both sides can stand alone; at line ends where both sides are clearly
    bodies; at "und" and commas only behind a legal form or between two bodies such as "Stadt A"
    and "Landkreis B". What stands in brackets stays together. Markup is read as what it stands
    for, since it has semicolons of its own.

    >>> [part.name for part in split_organisations("Diakonie X / Caritas X (federführend)")]
    ['Caritas X', 'Diakonie X']
    >>> [part.name for part in split_organisations("Arbeit und Leben e. V.")]
    ['Arbeit und Leben e. V.']
    >>> [part.name for part in split_organisations("B&uuml;rgerhaus A; Caf&eacute; B")]
    ['Bürgerhaus A', 'Café B']
    """
    text = decoded(text)
    parts = _split(text) if separator is None else _split_by(text, separator)
    names: dict[str, tuple[bool, int]] = {}
    for index, part in enumerate(parts):
        name = " ".join(_OTHERS.sub("", _LEAD.sub("", part)).split())
        if name:
            names.setdefault(name, (_LEAD.search(part) is None, index))
    ordered = sorted(names, key=lambda name: names[name])
    return [Named(name, names[name][1]) for name in ordered]


def _split_by(text: str, separator: re.Pattern[str]) -> list[str]:
    starts, ends = [0], []
    for found in separator.finditer(text):
        ends.append(found.start())
        starts.append(found.end())
    parts = [text[start:end].strip() for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return [part for part in parts if part]


def _split(text: str) -> list[str]:
    parts: list[str] = []
    begin = 0
    for found in _BETWEEN.finditer(text):
        left, right = text[begin : found.start()].strip(), text[found.end() :].strip()
        if _outside_brackets(text, found.start()) and _separates(found["mark"], left, right):
            parts.append(left)
            begin = found.end()
    parts.append(text[begin:].strip())
    return [_BULLET.sub("", part) for part in parts if part]


def _outside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


def _separates(mark: str, left: str, right: str) -> bool:
    """Whether a possible separator stands between two organisations."""
    kind = mark.strip() or "\n"
    if kind in ";|•":
        return True
    following = _next_part(right)
    if kind == "/":
        return _is_name(left) and _is_name(following) and _RIVER.match(right) is None
    if kind == "\n":
        return _BULLET.match(right) is not None or (
            _UNFINISHED.search(left) is None and _is_body(left) and _is_body(following)
        )
    legal = _LEGAL_END.search(_LEAD.sub("", left)) is not None
    if _COMPANY.match(right):
        return False
    if legal:
        return _is_body(following)
    return kind in ("und", "sowie") and _starts_body(left) and _starts_body(following)


def _next_part(text: str) -> str:
    """The text up to the next separator that may end an organisation."""
    return re.split(r";|\n|\s[/|]\s|,\s|\s(?:und|sowie)\s(?=.*)", text, maxsplit=1)[0].strip()


def _is_name(text: str) -> bool:
    """Whether a part at a slash can stand alone: "Verein Süd / Nord" is one name."""
    words = re.sub(r"\([^)]*\)", "", _LEAD.sub("", text)).split()
    return len(words) > 1 or (len(words) == 1 and _ONE_WORD_BODY.fullmatch(words[0]) is not None)


def _is_body(text: str) -> bool:
    text = _LEAD.sub("", text).strip()
    return _LEGAL_END.search(text) is not None or _starts_body(text)


def _starts_body(text: str) -> bool:
    return _BODY_START.match(_BULLET.sub("", text)) is not None
