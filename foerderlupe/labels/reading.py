"""One text read once: which codes it names, in which part, and where.

Belongs here: bringing a text into the form in which stems are matched (DOMAIN section 5: hidden
characters, elliptic compounds and gender forms first, then tokens), exclusions, and cues.
Does not belong here: records, zones and confidences, which depend on where the text stands.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

import polars as pl

from foerderlupe.cores import by_parts
from foerderlupe.labels.ages import find_ages, life_phases
from foerderlupe.labels.cues import CUES, Cue, Sentences, addressed, means, negated
from foerderlupe.labels.stems import TOKEN, Found, Lexicon, Pattern
from foerderlupe.labels.vocabulary import Vocabulary
from foerderlupe.text.characters import UNCLEAN, clean
from foerderlupe.text.compounds import ELLIPTIC, expand_elliptic
from foerderlupe.text.distinct import map_where
from foerderlupe.text.gender import GENDERED, fold_gender

# Labels stand at the beginning; a cell of several megabytes is a pasted document.
TEXT_LIMIT = 20_000

MENTION = {
    "code": pl.String,
    "means": pl.Boolean,
    "addressed": pl.Boolean,
    "span": pl.String,
    "rule": pl.String,
    "position": pl.Int64,
}
_PLAIN_GAPS = frozenset((" ", "-", ""))
_STOP = re.compile(r"[!?;•|\n]|\.\s")
_DIVIDED = re.compile(rf"{_STOP.pattern}|,")
_ABBREVIATIONS = {"bzw", "inkl", "insb", "evtl", "ggf", "usw", "etc", "str", "tel", "abs", "ca"}
_LONGEST_SPAN = 120
_SHORTEST_WORD = 3
# Fewer texts are read sooner than a process of its own begins.
_PART = 20_000
INDIVIDUAL_AID = "individual_aid"


def prepared(texts: pl.Series) -> pl.Series:
    """The form in which texts are read: cleaned, compounds completed, gender forms folded.

    Only the first 20,000 characters (``TEXT_LIMIT``) of a text count.

    >>> prepared(pl.Series(["Sprach- und Kulturmittler*innen"])).item()
    'Sprachmittler und Kulturmittler'
    """
    cleaned = map_where(texts.str.head(TEXT_LIMIT), UNCLEAN, clean)
    completed = map_where(cleaned, ELLIPTIC, expand_elliptic)
    return map_where(completed, GENDERED, fold_gender)


class Mention(NamedTuple):
    """A code named in a text. ``means``: the group acts; ``addressed``: after a for-cue."""

    code: str
    means: bool
    addressed: bool
    span: str
    rule: str
    position: int


class Reader:
    """Reads texts for the codes of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lexicon = Lexicon([*vocabulary.patterns, *CUES])
        self._mediators = {c.code for c in vocabulary.codes.values() if c.role == "mediator"}
        # Only plain life phases follow from an age; a detail below them needs a word.
        self._bands = [
            (code.code, code.ages[0], code.ages[1] or 84)
            for code in vocabulary.codes.values()
            if code.facet == "L" and code.parent is None and code.ages[0] is not None
        ]

    def read(self, text: str) -> list[Mention]:
        """The codes that a prepared text names, once per part and rule, in the order of naming.

        A text on aid to a single person has the one mention ``INDIVIDUAL_AID`` (L9).
        """
        found = self._lexicon.find(TOKEN.findall(text)) + self._ages(text)
        cues = [one for one in found if isinstance(one.pattern.key, Cue)]
        if any(cue.pattern.key is Cue.INDIVIDUAL_AID for cue in cues):
            return [Mention(INDIVIDUAL_AID, False, False, "", INDIVIDUAL_AID, 0)]
        groups = _without_excluded([o for o in found if not isinstance(o.pattern.key, Cue)])
        return _mentions(text, groups, cues, self._mediators) if groups else []

    def read_all(self, texts: pl.Series) -> pl.DataFrame:
        """One row ``text`` and ``MENTION`` per distinct text and mention in it."""
        distinct = texts.drop_nulls().unique()
        numbered = pl.DataFrame({"text": distinct, "prepared": prepared(distinct)})
        numbered = numbered.with_row_index("number")
        parts = by_parts(
            self._read_part, list(numbered.select("number", "prepared").iter_rows()), _PART
        )
        return numbered.drop("prepared").join(pl.concat(parts), on="number").drop("number")

    def _read_part(self, texts: Sequence[tuple[int, str]]) -> pl.DataFrame:
        """One row ``number`` and ``MENTION`` per mention in numbered texts."""
        rows = [(number, *mention) for number, text in texts for mention in self.read(text)]
        return pl.DataFrame(rows, {"number": pl.UInt32, **MENTION}, orient="row")

    def _ages(self, text: str) -> list[Found]:
        ages = find_ages(text) if self._bands else []
        if not ages:
            return []
        spans = [match.span() for match in TOKEN.finditer(text)]
        found = []
        for age in ages:
            inside = [
                at for at, (start, end) in enumerate(spans) if start < age.end and end > age.start
            ]
            for code in life_phases(age.low, age.high, self._bands):
                pattern = Pattern(code, f"age {age.low}–{age.high}", ())
                found.append(Found(pattern, inside[0], inside[-1] + 1))
        return found


def _without_excluded(found: list[Found]) -> list[Found]:
    """Findings that no exclusion of the same code touches; ages are never excluded."""
    excluded = {(f.pattern.key, at) for f in found if f.pattern.excludes for at in f.tokens}
    if not excluded:
        return found
    return [
        f
        for f in found
        if not f.pattern.excludes
        and not (f.pattern.words and any((f.pattern.key, at) in excluded for at in f.tokens))
    ]


def _mentions(
    text: str, groups: Sequence[Found], cues: Sequence[Found], mediators: Set[str]
) -> list[Mention]:
    spans = [match.span() for match in TOKEN.finditer(text)]
    acting, told = set[Found](), {group.start: False for group in groups}
    if cues:
        acting, told = _parts(_sentences(text, spans), groups, cues, mediators)
    mentions: dict[tuple[str, bool, str], Mention] = {}
    for group in groups:
        code, start = group.pattern.key, group.start
        if start not in told:
            continue
        mention = Mention(
            code,
            group in acting,
            told[start],
            text[spans[start][0] : spans[group.end - 1][1]][:_LONGEST_SPAN],
            group.pattern.rule,
            start,
        )
        said = (code, mention.means, mention.rule)
        if said not in mentions or _rank(mention) < _rank(mentions[said]):
            mentions[said] = mention
    return sorted(mentions.values(), key=lambda m: (m.position, m.code, m.means, m.rule))


def _parts(
    text: Sentences, groups: Sequence[Found], cues: Sequence[Found], mediators: Set[str]
) -> tuple[set[Found], dict[int, bool]]:
    """The groups that act, and by first token of a group not left out whether it is addressed."""
    nouns = {at for group in groups for at in group.tokens}
    left_out = negated(cues, text, nouns)
    means_at = means(cues, text, groups)
    # "durch Elternmentoren": the mentors act, the parents do not.
    named_by_mediator = {
        at for group in groups if group.pattern.key in mediators for at in group.tokens
    }
    acting = {
        group
        for group in groups
        if group.start in means_at
        and (group.pattern.key in mediators or group.start not in named_by_mediator)
        and text.is_noun(group.end - 1, nouns)
    }
    first, nowhere = addressed(cues, text), len(text.tokens)
    starts = {group.start for group in groups} - left_out
    told = {start: start >= first.get(text.sentence[start], nowhere) for start in starts}
    return acting, told


def _rank(mention: Mention) -> tuple[bool, int]:
    return (not mention.addressed, mention.position)


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> Sentences:
    tokens = [text[start:end] for start, end in spans]
    if not _DIVIDED.search(text):
        return Sentences(tokens, [0] * len(tokens), [False] * len(tokens))
    number, numbers, commas = 0, [], []
    for at, (start, _) in enumerate(spans):
        gap = text[spans[at - 1][1] : start] if at else ""
        plain = gap in _PLAIN_GAPS
        stop = None if plain else _STOP.search(gap)
        if stop and (stop.group()[0] != "." or _ends_sentence(tokens[at - 1], tokens[at])):
            number += 1
        numbers.append(number)
        commas.append(not plain and "," in gap)
    return Sentences(tokens, numbers, commas)


def _ends_sentence(before: str, after: str) -> bool:
    abbreviated = len(before) < _SHORTEST_WORD or before.lower() in _ABBREVIATIONS
    return not abbreviated and not before.isdigit() and not after[0].islower()
