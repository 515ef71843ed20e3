"""Words beside a place name that say what kind of region is meant.

Belongs here: "Landkreis", "Stadt", "Region" and their abbreviations. Does not belong here:
what a marker does to the candidates (``places.options``).
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from foerderlupe.places.spelling import Token


class Marker(StrEnum):
    """What a name with this marker can be."""

    KREIS = "kreis"
    STADTKREIS = "stadtkreis"
    BOTH = "stadt_und_landkreis"
    TOWN = "stadt"
    VILLAGE = "gemeinde"
    BEZIRK = "regierungsbezirk"
    REGION = "region"
    KREIS_COLUMN = "kreis_column"


_FORMS: dict[Marker, str] = {
    Marker.KREIS: """landkreis landkreises landkreise landkreisen kreise kreisen lkr lk ldkr ldkrs
        lkrs kreis kreises krs landratsamt lra landratsamtes kreisverwaltung""",
    Marker.STADTKREIS: "stadtkreis sk stkr",
    Marker.BOTH: "stadtundlandkreis",
    Marker.TOWN: """stadt stadtverwaltung landeshauptstadt universitaetsstadt kreisstadt hansestadt
        buergermeisteramt stadtgebiet""",
    Marker.VILLAGE: "gemeinde gemeindeverwaltung ortsgemeinde",
    Marker.BEZIRK: "regierungsbezirk rb regierungspraesidium rp",
    Marker.REGION: "region grossraum raum regionalverband umland",
}
_WORDS = {word: marker for marker, forms in _FORMS.items() for word in forms.split()}
_LONG: tuple[tuple[tuple[str, ...], Marker], ...] = (
    (("reg", "bez"), Marker.BEZIRK),
    (("kreisfreie", "stadt"), Marker.STADTKREIS),
    (("krfr", "stadt"), Marker.STADTKREIS),
    (("grosse", "kreisstadt"), Marker.TOWN),
    (("grossen", "kreisstadt"), Marker.TOWN),
    (("universitaets", "und", "hansestadt"), Marker.TOWN),
)
# In words as long as these a slip of the pen leaves no doubt, in longer ones two leave none.
_ONE_SLIP, _TWO_SLIPS = 8, 9
_LONG_WORDS = [word for word in _WORDS if len(word) >= _ONE_SLIP]
_AFTER_NAME = {"land": Marker.KREIS}


def marker_at(words: list[Token], at: int, after_name: bool = False) -> tuple[Marker | None, int]:
    """The marker that begins at a word and how many words it has.

    ``after_name`` allows forms that mean something only behind a name, as in "Karlsruhe, Land".
    """
    word = words[at].word
    for long_form, marker in _LONG:
        if word == long_form[0] and _starts(words[at:], long_form):
            return marker, len(long_form)
    if after_name and word in _AFTER_NAME:
        return _AFTER_NAME[word], 1
    if word not in _WORDS:
        found = _misspelt(word)
        return found, 1 if found else 0
    return _WORDS[word], 1


@lru_cache(maxsize=65_536)
def _misspelt(word: str) -> Marker | None:
    """The marker that a word with a slip of the pen stands for.

    >>> _misspelt("landkries"), _misspelt("landau")
    (<Marker.KREIS: 'kreis'>, None)
    """
    if len(word) < _ONE_SLIP:
        return None
    slips = 2 if len(word) >= _TWO_SLIPS else 1
    found = extractOne(word, _LONG_WORDS, scorer=OSA.distance, score_cutoff=slips)
    return _WORDS[found[0]] if found else None


def _starts(words: Iterable[Token], form: tuple[str, ...]) -> bool:
    heads = [token.word for token, _ in zip(words, form, strict=False)]
    return tuple(heads) == form
