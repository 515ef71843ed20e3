"""Church units as places: deaneries and church districts with the Kreise they lie in.

Belongs here: looking up a church unit on a day. Does not belong here: guessing a Kreis from the
name of a unit; a deanery named after a town rarely ends at that Kreis.
"""

from datetime import date

from foerderlupe.places.gazetteer import ChurchArea, Gazetteer
from foerderlupe.places.rows import Row
from foerderlupe.places.spelling import fold, key


def church_rows(
    text: str | None, day: date | None, gazetteer: Gazetteer, column: bool = False
) -> tuple[Row, ...]:
    """Rows of the church unit that a cell names, weighted as in the code file.

    In the column for church units the word "Dekanat" may be missing. A unit that is not known
    gives one row without region; a cell that names none gives no row.
    """
    if text is None:
        return ()
    named = any(word in fold(text) for word in gazetteer.church_words)
    if not named and not column:
        return ()
    folded = key(text)
    areas = _areas(folded, named, gazetteer)
    valid = [area for area in areas if day is None or area.valid_from <= day < area.valid_to]
    if not valid:
        rule = "church_unit_not_valid_then" if areas else "church_unit_unknown"
        return (Row(None, "none", "unbekannt", text, rule, 0.0),)
    total = sum(area.weight for area in valid)
    reach = "kreis" if len({area.region_id[:5] for area in valid}) == 1 else "mehrere_kreise"
    return tuple(
        Row(area.region_id, "inherited", reach, text, "church_unit", 0.8, area.weight / total)
        for area in valid
    )


def _areas(folded: str, named: bool, gazetteer: Gazetteer) -> tuple[ChurchArea, ...]:
    forms = [folded] if named else [f"{word} {folded}" for word in sorted(gazetteer.church_words)]
    for form in forms:
        for unit, areas in gazetteer.church.items():
            if form == unit or f" {form} ".find(f" {unit} ") >= 0:
                return areas
    return ()
