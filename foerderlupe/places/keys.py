"""Official keys and postcodes in columns of their own.

Belongs here: repairing and checking them. Does not belong here: keys within free text
(``places.mentions``).
"""

import re

from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.mention import Mention
from foerderlupe.places.options import Options
from foerderlupe.places.rows import Row, stated, weighted

_DIGITS = re.compile(r"\d+")
_NUTS = re.compile(r"\bDE[0-9A-Z]{3}\b")


def region_key(text: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The region of one key as published and the rule, or none.

    A leading zero that a spreadsheet lost is restored where the result is a region and the key
    as it stands is not. Twelve digits are the regional key, whose digits 6 to 9 name the
    association of municipalities.
    """
    levels = gazetteer.levels
    if len(text) == 12:
        text = text[:5] + text[9:]
    for form, rule in ((text, "key"), (f"0{text}", "key_zero_restored")):
        if form in levels:
            return gazetteer.canonical(form), rule
        if form.endswith("000") and form[:-3] in levels:
            return gazetteer.canonical(form[:-3]), rule
    whole = text.zfill(8)
    return (whole[:5], "key_of_kreis") if len(text) in {7, 8} and whole[:5] in levels else None


def key_rows(text: str | None, gazetteer: Gazetteer) -> tuple[Row, ...]:
    """Rows of all keys in the column for keys; none where it holds no key of a region.

    An unknown municipality key of a known Kreis gives the Kreis: municipalities merge.
    """
    if text is None:
        return ()
    known = [region_key(digits, gazetteer) for digits in _DIGITS.findall(text)]
    found = [
        Mention(text, Options((region_id,), rule, 1.0 if rule == "key" else 0.95), 0)
        for region_id, rule in (hit for hit in known if hit is not None)
    ]
    nuts = gazetteer.nuts
    found += [
        Mention(text, Options((nuts[code],), "nuts_code", 1.0), 0)
        for code in _NUTS.findall(text)
        if code in nuts
    ]
    return weighted(stated(found, found, text, is_region=False)) if found else ()


def postcodes_in(text: str | None, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Mentions of all postcodes in the column for postcodes; four digits have lost a zero."""
    found = []
    for digits in _DIGITS.findall(text or ""):
        if len(digits) in {4, 5}:
            regions, listed = gazetteer.postcodes.find(digits.zfill(5))
            rule, sure = ("postcode", 0.9) if listed else ("postcode_neighbours", 0.6)
            if regions:
                found.append(Mention(digits, Options(regions, rule, sure), 0))
    return tuple(found)
