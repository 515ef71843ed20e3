"""Words that say what part a group plays: addressed, means to an end, or left out.

Belongs here: the cues in the notation of ``labels.stems`` and how far each of them reaches
(DOMAIN section 3, L3 and L4). Does not belong here: codes, zones and confidences.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from foerderlupe.labels.stems import Found, parse_stem


class Cue(StrEnum):
    """What a cue says about the groups in its reach."""

    FOR = "cue:for"
    FOR_SENTENCE = "cue:for_sentence"
    BY = "cue:by"
    BY_IF_DONE = "cue:by_if_done"
    DONE = "cue:done"
    DOES = "cue:does"
    NOT = "cue:not"
    NOT_BEFORE = "cue:not_before"
    INDIVIDUAL_AID = "cue:individual_aid"


_STEMS = {
    Cue.FOR: """~für|richtet sich an|richten sich an|wendet sich an|wenden sich an|zugunsten
        |zu gunsten|angebot an|angebote an|unterstützt|unterstützung von|unterstützung der|begleitet
        |begleitung von|betreut|betreuung von|förderung von|stärkung von|integration von
        |qualifizierung von|beratung von|~an die zielgruppe""",
    Cue.FOR_SENTENCE: "zielgruppe|adressaten|adressiert|werden unterstützt|werden begleitet",
    Cue.BY: """~durch|~mithilfe|mit hilfe|mit unterstützung|unter mitwirkung|unter anleitung
        |unter leitung|in kooperation mit|in zusammenarbeit mit|getragen von|geleitet von
        |organisiert von|durchgeführt von|begleitet von|betreut von|unterstützt von|gestaltet von
        |angeboten von|~seitens""",
    Cue.BY_IF_DONE: "~von|~vom",
    Cue.DONE: """geleitet|organisiert|durchgeführt|getragen|begleitet|betreut|initiiert|gestaltet
        |angeboten|umgesetzt|~für""",
    Cue.DOES: """~begleiten|~unterstützen|~betreuen|~helfen|~beraten|~dolmetschen|~unterrichten
        |~übersetzen""",
    Cue.NOT: """nicht für|nicht an|nicht gefördert werden|~ausgenommen|~außer|mit ausnahme
        |~kein|~keine|~keinen|~ohne|~ausgeschlossen""",
    Cue.NOT_BEFORE: "~ausgenommen|~ausgeschlossen",
    Cue.INDIVIDUAL_AID: """individualhilf|individualbeihilf|einzelbeihilf|einzelfallbeihilf
        |individuelle nothilf|individuelle beihilf|personenbezogene daten|beihilfe im einzelfall
        |einzelfallhilfe für ~Frau|einzelfallhilfe für ~Herrn|einzelfallhilfe für familie""",
}
CUES = [
    parse_stem(cue, stem.strip())
    for cue, stems in _STEMS.items()
    for stem in " ".join(stems.split()).split("|")
]

_CONNECTORS = {"und", "oder", "sowie", "bzw", "beziehungsweise", "u"}
# A preposition or a finite verb ends the phrase that a cue governs.
_ENDS = frozenset(
    word
    for words in (
        "an am auf aus bei beim bis durch für gegen hinter im in ins mit nach neben ohne seit",
        "über um unter vom von vor während wegen zu zum zur zwischen dass damit sich sondern",
        "wird werden ist sind soll sollen hat haben kann können bietet bieten",
    )
    for word in words.split()
)
_LONGEST_REACH = 7
_ACTING = (Cue.BY, Cue.BY_IF_DONE, Cue.DOES)


@dataclass(frozen=True)
class Sentences:
    """The tokens of a text and where one sentence or clause ends.

    ``sentence[i]`` is the number of the sentence of token i, ``comma[i]`` whether a comma stands
    directly before it.
    """

    tokens: Sequence[str]
    sentence: Sequence[int]
    comma: Sequence[bool]

    def reach(self, start: int, nouns: Set[int]) -> range:
        """The tokens of the phrase that begins at ``start``.

        Articles and adjectives belong to it, and nouns that are groups (``nouns``) if they are
        joined by "und" or a comma; any other noun ends it: in "durch Schulung von Ehrenamtlichen"
        the volunteers are not who acts.
        """
        joined = True
        for at in range(start, min(start + _LONGEST_REACH, len(self.tokens))):
            token = self.tokens[at]
            if self.sentence[at] != self.sentence[start] or token in _ENDS:
                return range(start, at)
            if token in _CONNECTORS:
                joined = True
                continue
            joined = joined or self.comma[at]
            if not joined or (token[0].isupper() and at not in nouns):
                return range(start, at)
            joined = at not in nouns or not token[0].isupper()
        return range(start, min(start + _LONGEST_REACH, len(self.tokens)))

    def clause_before(self, end: int) -> range:
        """The last three tokens before ``end`` in the same clause."""
        start = end
        while start > max(0, end - 3) and not self.comma[start] and self.same(start - 1, end):
            start -= 1
        return range(start, end)

    def is_noun(self, at: int, nouns: Set[int]) -> bool:
        """Whether a group stands for itself and is no adjective of a noun that is no group."""
        following = at + 1
        return (
            self.tokens[at][0].isupper()
            or following in nouns
            or not self.same(at, following)
            or self.tokens[following][0].islower()
        )

    def same(self, first: int, last: int) -> bool:
        """Whether both tokens exist and stand in one sentence."""
        return max(first, last) < len(self.tokens) and self.sentence[first] == self.sentence[last]


def negated(cues: Sequence[Found], text: Sentences, nouns: Set[int]) -> set[int]:
    """Tokens that the text leaves out: "nicht für", "außer", "Senioren sind ausgenommen" (L4)."""
    tokens: set[int] = set()
    for cue in cues:
        if cue.pattern.key == Cue.NOT:
            tokens.update(text.reach(cue.end, nouns))
        elif cue.pattern.key == Cue.NOT_BEFORE and not text.same(cue.start, cue.end):
            tokens.update(text.clause_before(cue.start))
    return tokens


def means(cues: Sequence[Found], text: Sentences, groups: Sequence[Found]) -> set[int]:
    """Tokens that name who acts, not who is addressed: "durch Ehrenamtliche" (L3)."""
    if not any(cue.pattern.key in _ACTING for cue in cues):
        return set()
    nouns = {at for group in groups for at in range(group.start, group.end)}
    starts = {group.start for group in groups}
    done = {cue.start for cue in cues if cue.pattern.key == Cue.DONE}
    tokens: set[int] = set()
    for cue in cues:
        if cue.pattern.key == Cue.BY:
            tokens.update(text.reach(cue.end, nouns))
        elif cue.pattern.key == Cue.BY_IF_DONE:
            reach = text.reach(cue.end, nouns)
            if reach.stop in done and text.same(cue.start, reach.stop):
                tokens.update(reach)
        elif cue.pattern.key == Cue.DOES and _has_object(cue, text, starts):
            tokens.update({cue.start - 1, cue.start - 2} & nouns)
    return tokens


def _has_object(cue: Found, text: Sentences, starts: Set[int]) -> bool:
    return any(at in starts and text.same(cue.start, at) for at in range(cue.end, cue.end + 5))


def addressed(cues: Sequence[Found], text: Sentences) -> dict[int, int]:
    """By sentence, the token from which on groups are addressed (L3)."""
    first: dict[int, int] = {}
    for cue in cues:
        sentence = text.sentence[cue.start]
        if cue.pattern.key == Cue.FOR:
            first[sentence] = min(cue.end, first.get(sentence, cue.end))
        elif cue.pattern.key == Cue.FOR_SENTENCE:
            first[sentence] = 0
    return first
