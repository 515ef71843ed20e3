"""Places that a text mentions.

Belongs here: finding names, phrases, official keys and postcodes in one cell, with the words
beside a name that say what it is ("Landkreis", "Stadt", "Region"). Does not belong here:
choosing between several regions of one name by what other cells say (``places.decide``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.markers import Marker, marker_at
from foerderlupe.places.mention import Mention, beside_words, credible
from foerderlupe.places.options import Options, options, part_of_word
from foerderlupe.places.spelling import Token, fold, tokens

_ARTICLES = re.compile(
    "am|im|zum|zur|vom|auf|dem|den|das|die|des|beim|unterm|ans|aufs|einen|einem|einer|ein"
)
_STREETS = re.compile("(?:strasse|str|platz|weg|allee|gasse|schule|haus|halle|verein)$")
_NO_WORD_OF_ITS_OWN = re.compile(
    "der|die|das|den|dem|des|im|in|an|am|und|u|bei|aus|von|vom|fuer|mit|sowie|d|de|deutschland"
    "|ot|ortsteil|stadtteil|stadtbezirk|plz|ags"
)
_PLURAL = re.compile("landkreise|kreise|landkreisen|kreisen")


@dataclass(frozen=True, slots=True)
class _Match:
    mention: Mention
    length: int


@dataclass(frozen=True)
class Scan:
    """How a text is read: where names are looked for, and what a bare name means.

    ``implied`` is the marker that the column gives to names without one.
    """

    gazetteer: Gazetteer
    scope: str
    implied: Marker | None = None


def mentions(text: str, scan: Scan) -> tuple[Mention, ...]:
    """All places of a text in order; names within words that no gazetteer knows count less."""
    folded = fold(text)
    words = tokens(folded)
    found: list[Mention] = []
    unread: dict[int, int] = {}
    at = 0
    while at < len(words):
        match = _at(words, at, scan, folded)
        if match is None:
            if _is_share(words, at, folded) and found:
                found[-1] = replace(found[-1], share=float(words[at].word.replace(",", ".")))
            elif (
                not _NO_WORD_OF_ITS_OWN.fullmatch(words[at].word)
                and not words[at].word[0].isdigit()
            ):
                unread[words[at].part] = unread.get(words[at].part, 0) + 1
            if _PLURAL.fullmatch(words[at].word):
                scan = replace(scan, implied=Marker.KREIS)
            at += 1
            continue
        if _PLURAL.fullmatch(words[at].word):
            scan = replace(scan, implied=Marker.KREIS)
        at += match.length
        mention, used = _with_postfix(match.mention, words, at, scan)
        at += used
        at += _district_after(words, at)
        found.append(mention)
    whole = len(found) == 1 and not unread
    return tuple(beside_words(m, unread) for m in found if credible(m, unread, whole))


def _is_share(words: list[Token], at: int, folded: str) -> bool:
    return words[at].word[0].isdigit() and folded[words[at].end :].lstrip()[:1] == "%"


def _at(words: list[Token], at: int, scan: Scan, folded: str) -> _Match | None:
    token = words[at]
    if token.word[0].isdigit():
        return None if _is_share(words, at, folded) else _number(token, scan)
    if token.key not in scan.gazetteer.first_words and marker_at(words, at)[0] is None:
        return None
    matches = [
        match
        for match in (
            _phrase(words, at, scan),
            _church(words, at, scan),
            _marked(words, at, scan),
            _plain(words, at, scan),
        )
        if match is not None
    ]
    return max(matches, key=lambda match: match.length, default=None)


def _number(token: Token, scan: Scan) -> _Match | None:
    levels, digits = scan.gazetteer.levels, token.word
    if len(digits) == 8 and digits in levels:
        region = scan.gazetteer.canonical(digits)
        return _Match(Mention(digits, Options((region,), "key_in_text", 0.98), token.part), 1)
    if len(digits) != 5:
        return None
    by_postcode, listed = scan.gazetteer.postcodes.find(digits)
    if digits in levels and digits.startswith(scan.scope or "?"):
        return _Match(Mention(digits, Options((digits,), "key_in_text", 0.98), token.part), 1)
    if by_postcode:
        rule, sure = ("postcode", 0.9) if listed else ("postcode_neighbours", 0.6)
        return _Match(Mention(digits, Options(by_postcode, rule, sure), token.part), 1)
    return None


def _ends(words: list[Token], at: int) -> Iterator[int]:
    """Ends of the runs of words from ``at`` within one part of the cell, longest first."""
    last = at
    while last < len(words) and last - at < 8 and words[last].part == words[at].part:
        last += 1
    yield from range(last, at, -1)


def _phrase(words: list[Token], at: int, scan: Scan) -> _Match | None:
    for end in _ends(words, at):
        phrase = scan.gazetteer.phrases.get(_key(words, at, end))
        if phrase is not None and _whole_words(words, at, end):
            sure = {"regions": 0.8, "ambiguous": 0.4}.get(phrase.reading, 0.9)
            found = Options(phrase.region_ids, f"phrase_{phrase.reading}", sure)
            mention = Mention(_text(words, at, end), found, words[at].part, phrase)
            return _Match(mention, end - at)
    return None


def _church(words: list[Token], at: int, scan: Scan) -> _Match | None:
    if words[at].key not in scan.gazetteer.church_words:
        return None
    ends = list(_ends(words, at))
    known = [end for end in ends if _key(words, at, end) in scan.gazetteer.church]
    end = known[0] if known else ends[0]
    unit = _key(words, at, end)
    found = Options((), "church_unit", 0.8)
    return _Match(Mention(_text(words, at, end), found, words[at].part, church_unit=unit), end - at)


def _marked(words: list[Token], at: int, scan: Scan) -> _Match | None:
    marker, used = marker_at(words, at)
    if marker is None or at + used >= len(words):
        return None
    match = _name(words, at + used, scan, marker)
    return match and _Match(match.mention, match.length + used)


def _plain(words: list[Token], at: int, scan: Scan) -> _Match | None:
    match = _name(words, at, scan, scan.implied)
    if match is None:
        return None
    before = words[at - 1] if at else None
    guarded = (
        before is not None
        and bool(_ARTICLES.fullmatch(before.word))
        and before.part == words[at].part
    )
    lone = match.length == 1 and not any(len(r) <= 5 for r in match.mention.found.region_ids)
    return None if (guarded and lone) or words[at].joined else match


def _name(words: list[Token], at: int, scan: Scan, marker: Marker | None) -> _Match | None:
    for split_word in (False, True):
        for end in _ends(words, at):
            if _whole_words(words, at, end) == split_word:
                continue
            folded = _key(words, at, end)
            known = scan.gazetteer.names.get(folded, ())
            if marker is Marker.KREIS or marker is Marker.STADTKREIS:
                known = (*known, *scan.gazetteer.plates.get(folded, ()))
            read = part_of_word if split_word else options
            found = read(folded, known, marker, scan.scope, scan.gazetteer)
            if found is not None and not (split_word and _street(words, end)):
                return _Match(Mention(_text(words, at, end), found, words[at].part), end - at)
    return None


def _with_postfix(mention: Mention, words: list[Token], at: int, scan: Scan) -> tuple[Mention, int]:
    """``Ravensburg, Landkreis`` and ``Heilbronn (Stadt)``: a marker that no name follows."""
    if mention.phrase is not None or mention.church_unit is not None or at >= len(words):
        return mention, 0
    marker, used = marker_at(words, at, after_name=True)
    if marker is None:
        return mention, 0
    follows = at + used < len(words) and words[at + used].part == words[at].part
    if follows and _name(words, at + used, scan, marker) is not None:
        return mention, 0
    folded = " ".join(token.key for token in tokens(fold(mention.text)))
    names = scan.gazetteer.names.get(folded, ())
    found = options(folded, names, marker, scan.scope, scan.gazetteer)
    return (replace(mention, found=found), used) if found is not None else (mention, 0)


def _district_after(words: list[Token], at: int) -> int:
    """Words that hang on a found name by a hyphen: ``Mannheim-Neckarstadt``."""
    used = 0
    while at + used < len(words) and words[at + used].joined:
        used += 1
    return used


def _key(words: list[Token], at: int, end: int) -> str:
    return " ".join(token.key for token in words[at:end])


def _text(words: list[Token], at: int, end: int) -> str:
    return "".join(("-" if token.joined else " ") + token.word for token in words[at:end]).lstrip()


def _whole_words(words: list[Token], at: int, end: int) -> bool:
    return end == len(words) or not words[end].joined


def _street(words: list[Token], end: int) -> bool:
    return bool(_STREETS.search(words[end].word))
