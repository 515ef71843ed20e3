"""Distortions of spelling in titles and carriers: by hands, by machines, by house styles.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: choosing other words (``noise_titles``, ``noise_facts``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck
from foerderlupe.synth.slips import mistyped

_CUT = 60
_SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_LOST = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"}
_SHORT = {
    "Projekt": "Proj.",
    "Integration": "Integr.",
    "Unterstützung": "Unterst.",
    "Kinder und Jugendliche": "Kinder/Jugendl.",
    "Beratung": "Berat.",
    "Qualifizierung": "Qualif.",
    "Migrationshintergrund": "Migrationshintergr.",
    "und": "u.",
}
_MISREAD = [("l", "1"), ("m", "rn"), ("e", "c"), ("i", "l"), ("o", "0"), ("n", "u"), ("t", "f")]
_SPARED = 2
_SIGNED = {" – ": " / ", ": ": " - ", " - ": ": ", "„": "»", "“": "«"}
_MISENCODED = {sign: sign.encode().decode("cp1252") for sign in "äöüÄÖÜßé"}


def _misread(column: str, luck: Luck) -> pl.Expr:
    """One letter is taken for another that looks alike, the second time it occurs."""
    text, which = pl.col(column), luck.below(len(_MISREAD))
    changed = text
    for number, (letter, other) in enumerate(_MISREAD):
        read = text.str.replace(rf"^(.*?[^ ].*?{letter}.*?){letter}", "${1}" + other)
        changed = pl.when(which == number).then(read).otherwise(changed)
    return changed


def typing_error(luck: Luck) -> Changes:
    """A typing error in the title."""
    return {"title": mistyped("title", luck, _SPARED)}


def carrier_typing_error(luck: Luck) -> Changes:
    """A typing error in the carrier."""
    return {"carrier": mistyped("carrier", luck, _SPARED)}


def misread(luck: Luck) -> Changes:
    """The title went through text recognition."""
    return {"title": _misread("title", luck)}


def carrier_misread(luck: Luck) -> Changes:
    """The carrier went through text recognition."""
    return {"carrier": _misread("carrier", luck)}


def umlauts_spelled_out(luck: Luck) -> Changes:
    """ä as ae, in title and carrier."""
    return {
        name: pl.col(name).str.replace_many(_SPELLED_OUT, leftmost=True)
        for name in ("title", "carrier")
    }


def umlauts_lost(luck: Luck) -> Changes:
    """ä as a, in title and carrier."""
    return {
        name: pl.col(name).str.replace_many(_LOST, leftmost=True) for name in ("title", "carrier")
    }


def abbreviated(luck: Luck) -> Changes:
    """Frequent words cut short; parts of compounds stay, since nobody cuts those in the middle."""
    title = pl.col("title")
    for word, short in _SHORT.items():
        title = title.str.replace_all(rf"\b{word}\b", short)
    return {"title": title}


def bare_punctuation(luck: Luck) -> Changes:
    """Without quotation marks, dashes and colons."""
    bare = pl.col("title").str.replace_all(r"[„“:–]| - ", " ")
    return {"title": bare.str.replace_all(r"\s+", " ").str.strip_chars()}


def word_lost(luck: Luck) -> Changes:
    """A word inside the title is lost, neither the first one nor a numeral."""
    inner = r"^(\S+(?: \S+)*?) (?:für|in|im|mit|der|die|und|beim|auf|durch|rund|nach) "
    return {"title": pl.col("title").str.replace(inner, "$1 ")}


def broken_word(luck: Luck) -> Changes:
    """The hyphen of a line end inside a long word."""
    return {"title": pl.col("title").str.replace(r"(\p{L}{6})(\p{L}{5,})", "$1- $2")}


def letter_spaced(luck: Luck) -> Changes:
    """A title of one word, letter by letter."""
    spaced = pl.col("title").str.replace_all("(.)", "$1 ").str.strip_chars()
    single = ~pl.col("title").str.contains(" ")
    return {"title": pl.when(single).then(spaced).otherwise("title")}


def soft_hyphens(luck: Luck) -> Changes:
    """Invisible hyphens in long words, and blanks that do not break."""
    hyphened = pl.col("title").str.replace_all(r"(\p{L}{7})(\p{L}{4,})", "$1\u00ad$2")
    return {"title": hyphened.str.replace(" ", "\u00a0")}


def upper(luck: Luck) -> Changes:
    """In capitals, title and carrier."""
    return {name: pl.col(name).str.to_uppercase() for name in ("title", "carrier")}


def cut(luck: Luck) -> Changes:
    """Cut after 60 characters."""
    return {"title": pl.col("title").str.head(_CUT).str.strip_chars_end()}


def other_signs(luck: Luck) -> Changes:
    """Other signs between the parts of the title, and other quotation marks."""
    return {"title": pl.col("title").str.replace_many(_SIGNED, leftmost=True)}


def blanks_lost(luck: Luck) -> Changes:
    """Two words of the title as one."""
    short = pl.col("title").str.replace(r" (\p{L}{2,4}) ", " $1")
    first = pl.col("title").str.replace(" ", "")
    return {"title": pl.when(luck.of() < 0.7).then(short).otherwise(first)}


def carrier_blanks_lost(luck: Luck) -> Changes:
    """Two words of the carrier as one."""
    return {"carrier": pl.col("carrier").str.replace(" ", "")}


def bold_doubled(luck: Luck) -> Changes:
    """The first word was bold and has every letter twice."""
    first = pl.col("title").str.extract(r"^(\S+)")
    rest = pl.col("title").str.slice(first.str.len_chars())
    return {"title": pl.concat_str(first.str.replace_all("(.)", "$1$1"), rest)}


def misencoded(luck: Luck) -> Changes:
    """Umlauts of title and carrier were read in another encoding."""
    return {
        name: pl.col(name).str.replace_many(_MISENCODED, leftmost=True)
        for name in ("title", "carrier")
    }


def carriers_linked(luck: Luck) -> Changes:
    """Several carriers joined by words."""
    word = luck.one_of(" in Kooperation mit ", ", ", " gemeinsam mit ", " + ")
    return {"carrier": pl.col("carrier").str.replace(" / ", word, literal=True)}
