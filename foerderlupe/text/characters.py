"""Characters made comparable.

Belongs here: repairing what encodings and extraction do to letters (``clean``), and the folding
of case, umlauts and punctuation that comparison keys need (``fold``).
Does not belong here: anything that knows words; display text is never changed by these functions.
"""

import re
import unicodedata
from functools import lru_cache

from foerderlupe.text.encodings import MISREAD, decoded

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LETTER = r"[^\W\d_]"
_SPACED_LETTERS = re.compile(rf"(?<![\w.]){_LETTER}(?: {_LETTER}){{3,}}(?![\w.-])")
_WORD_STARTS_INSIDE = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_BLANKS = re.compile(r"\s+")
_MISREAD_DIGIT = re.compile(r"(?<=[a-zäöüß])[01](?=[a-zäöüß])|(?<=\b[A-ZÄÖÜ])[01](?=[a-zäöüß]{3})")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_SPOKEN = re.compile(r"['’‘`´+&]")
_PLUS = re.compile(r"(?<=\w)\+(?!\w)")
_PUNCTUATION = re.compile(r"[\W_]+")
_SPECIAL_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        # Marks that titles are full of; a text without other special signs takes the short way.
        **dict.fromkeys("„“”«»–—…•·§€", " "),
    }
)
_SHORTEST_SPACED_CAPITALS = 6
# A letter, digit or sign that is no usual one in German; blanks at the ends or beside one another;
# two signs that stand alone one after the other; letters that stand there as bytes or markup.
UNCLEAN = (
    r"[^ !-~§°«»À-ÖØ-öø-ÿ–—„“”‚‘’•€]|^ | $|  | [^ ] [^ ] |[A-Za-zÄÖÜäöüß][01][a-zäöüß]"
    rf"|{MISREAD}"
)
"""``clean`` leaves a text in which it is not found as it is; polars reads it, too."""
_UNCLEAN = re.compile(UNCLEAN)
# The steps of one title ask for the same text again and again, one title after the other.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def clean(text: str) -> str:
    """Text without damage from encoding and extraction; letters, case and words stay.

    Decodes letters that stand there as bytes or markup, applies NFKC (ligatures, decomposed
    umlauts, no-break blanks), drops invisible characters, joins letter-spaced words, folds blanks,
    and reads 0 and 1 inside a word as o and l, which text recognition takes them for. DOMAIN
    section 5, classes encoding and extraction.

    >>> clean("Geflüchtete quali\\u00adfi\\u200bzieren")
    'Geflüchtete qualifizieren'
    >>> clean("S p r a c h b r ü c k e  für alle, A B C-Kurs")
    'Sprachbrücke für alle, A B C-Kurs'
    >>> clean("Fe1dhof A1leinerziehende, Deutsch A1")
    'Feldhof Alleinerziehende, Deutsch A1'
    """
    if _UNCLEAN.search(text) is None:
        return text
    text = _INVISIBLE.sub("", decoded(text)).replace("´", "'")
    text = unicodedata.normalize("NFKC", text).replace("\u2010", "-")
    text = _SPACED_LETTERS.sub(_join_letters, _CONTROL.sub(" ", text))
    text = _MISREAD_DIGIT.sub(_letter, text)
    return _BLANKS.sub(" ", text).strip()


def _letter(digit: re.Match[str]) -> str:
    return "o" if digit.group() == "0" else "l"


def _join_letters(run: re.Match[str]) -> str:
    word = run.group().replace(" ", "")
    if word.isupper() and len(word) < _SHORTEST_SPACED_CAPITALS:
        return run.group()
    return _WORD_STARTS_INSIDE.sub(" ", word)


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """Comparison form: lower case, umlauts spelled out, accents dropped, punctuation as blanks.

    A trailing plus is kept as a word since it distinguishes programmes; "&" reads "und".

    >>> fold("„Spaß am Lernen!“ – Café ESF+ & Mütter-Kurs geht's")
    'spass am lernen cafe esf plus und muetter kurs gehts'
    """
    text = unicodedata.normalize("NFC", text).casefold().translate(_SPECIAL_LETTERS)
    if not text.isascii():
        text = _without_accents(text)
    if _SPOKEN.search(text) is not None:
        text = _PLUS.sub(" plus ", _APOSTROPHE.sub("", text)).replace("&", " und ")
    return _PUNCTUATION.sub(" ", text).strip()


def _without_accents(text: str) -> str:
    # NFKD may bring back letters that have to be folded once more, such as U+2122 "TM".
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).casefold()
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return kept.translate(_SPECIAL_LETTERS)
