"""One place that a text names.

Belongs here: the value between reading a text and deciding, and whether it holds beside words
that no gazetteer knows. Does not belong here: finding mentions (``places.mentions``).
"""

from dataclasses import dataclass, replace

from foerderlupe.places.gazetteer import Phrase
from foerderlupe.places.names import Strength
from foerderlupe.places.options import Options

_SHORT_NAME, _BESIDE_WORDS = 5, 0.8


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that a text names.

    ``found`` are the regions it can be; none for a phrase without regions. ``text`` are the
    words. ``share`` is the percentage printed beside it, ``part`` the part of the cell.
    """

    text: str
    found: Options
    part: int
    phrase: Phrase | None = None
    share: float | None = None
    church_unit: str | None = None


def beside_words(mention: Mention, unread: dict[int, int]) -> Mention:
    """The mention, less sure where unknown words stand in the same part of the cell."""
    if not unread.get(mention.part):
        return mention
    sure = min(mention.found.confidence, _BESIDE_WORDS)
    return replace(mention, found=replace(mention.found, confidence=sure))


def credible(mention: Mention, unread: dict[int, int], whole: bool) -> bool:
    """Whether the mention holds beside the unknown words of its part of the cell.

    Villages with very short names, districts and names outside the area of the list do not:
    most of them are ordinary words as well.
    """
    if mention.found.strength == Strength.WHOLE_CELL:
        return whole
    if not unread.get(mention.part):
        return True
    if mention.phrase is not None or mention.church_unit is not None:
        return True
    found = mention.found
    short_village = len(mention.text) < _SHORT_NAME and not found.town
    marked = found.rule.startswith("name_")
    return found.inside and found.strength >= Strength.SHORT and (marked or not short_village)
