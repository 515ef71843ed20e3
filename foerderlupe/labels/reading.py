"""One text read once: which codes it names, in which part, and where.

Belongs here: bringing a text into the form in which stems are matched (DOMAIN section 5: hidden
characters, elliptic compounds and gender forms first, then tokens), exclusions, and cues.
Does not belong here: records, zones and confidences, which depend on where the text stands.
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import polars as pl

from foerderlupe.labels.ages import find_ages, life_phases
from foerderlupe.labels.cues import CUES, Cue, Sentences, addressed, means, negated
from foerderlupe.labels.stems import TOKEN, Found, Lexicon, Pattern
from foerderlupe.labels.vocabulary import Vocabulary
from foerderlupe.text.characters import clean
from foerderlupe.text.compounds import expand_elliptic
from foerderlupe.text.gender import fold_gender

# Labels stand at the beginning; a cell of several megabytes is a pasted document.
TEXT_LIMIT = 20_000

MENTION = pl.Struct(
    {
        "code": pl.String,
        "means": pl.Boolean,
        "addressed": pl.Boolean,
        "span": pl.String,
        "rule": pl.String,
        "position": pl.Int64,
    }
)
_STOP = re.compile(r"[!?;•|\n]|\.\s")
_ABBREVIATIONS = {"bzw", "inkl", "insb", "evtl", "ggf", "usw", "etc", "str", "tel", "abs", "ca"}
_LONGEST_SPAN = 120
_SHORTEST_WORD = 3
INDIVIDUAL_AID = "individual_aid"


def prepare(text: str) -> str:
    """The form in which a text is read: cleaned, compounds completed, gender forms folded.

    Only the first 20,000 characters (``TEXT_LIMIT``) count.

    >>> prepare("Sprach- und Kulturmittler*innen")
    'Sprachmittler und Kulturmittler'
    """
    text = clean(text[:TEXT_LIMIT])
    text = expand_elliptic(text) if "-" in text else text
    return fold_gender(text)


@dataclass(frozen=True)
class Mention:
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
        """The codes that the text names, each once per part and rule, in the order of naming.

        A text on aid to a single person has the one mention ``INDIVIDUAL_AID`` (L9).
        """
        prepared = prepare(text)
        found = self._lexicon.find(TOKEN.findall(prepared)) + self._ages(prepared)
        cues = [f for f in found if isinstance(f.pattern.key, Cue)]
        if any(cue.pattern.key is Cue.INDIVIDUAL_AID for cue in cues):
            return [Mention(INDIVIDUAL_AID, False, False, "", INDIVIDUAL_AID, 0)]
        groups = _without_excluded(f for f in found if not isinstance(f.pattern.key, Cue))
        return _mentions(prepared, groups, cues, self._mediators) if groups else []

    def read_all(self, texts: pl.Series) -> pl.Series:
        """The mentions of every text as a list of ``MENTION``, each distinct text read once."""
        distinct = texts.drop_nulls().unique()
        # One flat frame: polars takes far longer to build a list of structs per text.
        rows = [
            (number, *(getattr(mention, field.name) for field in MENTION.fields))
            for number, text in enumerate(distinct)
            for mention in self.read(text)
        ]
        schema = {"number": pl.UInt32, **{field.name: field.dtype for field in MENTION.fields}}
        flat = pl.DataFrame(rows, schema=schema, orient="row")
        mentions = flat.group_by("number", maintain_order=True).agg(
            pl.struct(pl.exclude("number")).alias("mentions")
        )
        none = pl.lit([], dtype=pl.List(MENTION))
        table = (
            distinct.to_frame("text")
            .with_row_index("number")
            .join(mentions, on="number", how="left", maintain_order="left")
            .select("text", pl.col("mentions").fill_null(none))
        )
        read = texts.to_frame("text").join(table, on="text", how="left", maintain_order="left")
        return read["mentions"].alias(texts.name)

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


def _without_excluded(found: Iterable[Found]) -> list[Found]:
    """Findings that no exclusion of the same code touches."""
    found = list(found)
    excluded = {
        (f.pattern.key, at) for f in found if f.pattern.excludes for at in range(f.start, f.end)
    }
    return [
        f
        for f in found
        if not f.pattern.excludes
        and not any((f.pattern.key, at) in excluded for at in range(f.start, f.end))
    ]


def _mentions(
    text: str, groups: Sequence[Found], cues: Sequence[Found], mediators: Set[str]
) -> list[Mention]:
    spans = [match.span() for match in TOKEN.finditer(text)]
    sentences = _sentences(text, spans)
    nouns = {at for group in groups for at in range(group.start, group.end)}
    left_out = negated(cues, sentences, nouns)
    acting = means(cues, sentences, groups)
    first_addressed = addressed(cues, sentences)
    # "durch Elternmentoren": the mentors act, the parents do not.
    named_by_mediator = {
        at
        for group in groups
        if group.pattern.key in mediators
        for at in range(group.start, group.end)
    }
    mentions: dict[tuple[str, bool, str], Mention] = {}
    for group in groups:
        code, start = group.pattern.key, group.start
        if start in left_out:
            continue
        sentence = sentences.sentence[start]
        mention = Mention(
            code,
            start in acting
            and (code in mediators or start not in named_by_mediator)
            and sentences.is_noun(group.end - 1, nouns),
            start >= first_addressed.get(sentence, len(spans)),
            text[spans[start][0] : spans[group.end - 1][1]][:_LONGEST_SPAN],
            group.pattern.rule,
            start,
        )
        said = (code, mention.means, mention.rule)
        if said not in mentions or _rank(mention) < _rank(mentions[said]):
            mentions[said] = mention
    return sorted(mentions.values(), key=lambda m: (m.position, m.code, m.means, m.rule))


def _rank(mention: Mention) -> tuple[bool, int]:
    return (not mention.addressed, mention.position)


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> Sentences:
    number, numbers, commas = 0, [], []
    tokens = [text[start:end] for start, end in spans]
    for at, (start, _) in enumerate(spans):
        gap = text[spans[at - 1][1] : start] if at else ""
        stop = _STOP.search(gap)
        if stop and (stop.group()[0] != "." or _ends_sentence(tokens[at - 1], tokens[at])):
            number += 1
        numbers.append(number)
        commas.append("," in gap)
    return Sentences(tokens, numbers, commas)


def _ends_sentence(before: str, after: str) -> bool:
    abbreviated = len(before) < _SHORTEST_WORD or before.lower() in _ABBREVIATIONS
    return not abbreviated and not before.isdigit() and not after[0].islower()
