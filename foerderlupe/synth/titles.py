"""What a measure calls itself, in parts, and the same in other words.

Belongs here: titles, groups, programmes and descriptions as texts. Does not belong here: how a
list distorts them (``noise_titles``, ``noise_text``).
"""

from collections.abc import Sequence

import polars as pl

from foerderlupe.synth.chance import Chance, named
from foerderlupe.synth.filling import filled
from foerderlupe.synth.vocabulary import phrases, sides, vocabulary

_FIRST_MARKED = 0.35
_PHASES = ["", " II", " III", " IV"]
_ENGLISH = {" für ": " for ", "Nr.": "no."}


def with_titles(chance: Chance, told: pl.DataFrame) -> pl.DataFrame:
    """``told`` (measures with the columns of their families) with texts.

    New columns: name and tail with what stands ``between``, mark (phase or year of the edition,
    with a blank before it); name_replaced and tail_replaced, name_english and tail_english (null
    where nobody translates); offer, offer_hyphen, hood_text; target_group_text, group_replaced;
    programme; description; year.
    """
    spoken = _spoken(chance, told)
    parts = []
    for (number,), some in spoken.group_by("pattern", maintain_order=True):
        pattern = vocabulary().patterns[int(str(number))]
        translatable = pattern.kind in ("named", "described")
        head, tail = pattern.head, pattern.tail
        parts.append(
            some.with_columns(
                name=filled(head, _SLOTS),
                tail=filled(tail, _SLOTS),
                between=pl.lit(pattern.between),
                name_replaced=filled(head, _REPLACED),
                tail_replaced=filled(tail, _REPLACED),
                name_english=_in_english(head, translatable),
                tail_english=_in_english(tail, translatable),
            )
        )
    return _described(chance, pl.concat(parts).sort("measure", "row").drop(_FILLERS))


_FILLERS = [
    *("brand_text", "offer_en", "action_text", "action_en"),
    *("object_text", "object_en", "setting_text", "setting_en", "generic_text", "levelled_text"),
    *("level_text", "concept_text", "aid_text", "serial"),
]
_SLOTS = {
    "brand": "brand_text",
    "town": "town_name",
    "offer": "offer",
    "group": "target_group_text",
    "action": "action_text",
    "object": "object_text",
    "setting": "setting_text",
    "hood": "hood_text",
    "generic": "generic_text",
    "levelled": "levelled_text",
    "level": "level_text",
    "concept": "concept_text",
    "aid": "aid_text",
    "serial": "serial",
}
_REPLACED = {**_SLOTS, "offer": "offer_hyphen", "group": "group_replaced"}
_TRANSLATED = {
    **_SLOTS,
    "offer": "offer_en",
    "group": "group_english",
    "action": "action_en",
    "object": "object_en",
    "setting": "setting_en",
}


def _in_english(template: str, translatable: bool) -> pl.Expr:
    if not translatable:
        return pl.lit(None, pl.String)
    for german, english in _ENGLISH.items():
        template = template.replace(german, english)
    return filled(template, _TRANSLATED)


def _spoken(chance: Chance, told: pl.DataFrame) -> pl.DataFrame:
    """The words behind all codes, each in a column."""
    words = vocabulary()
    groups = list(zip(*words.groups, strict=True))
    origin = told["origin"].to_numpy()
    kinds_of_aid = phrases(words.aid)
    return told.with_columns(
        **_offers(),
        **_names(),
        **_two_sided("action", words.actions),
        **_two_sided("object", words.objects),
        **_two_sided("setting", words.settings),
        generic_text=_taken(phrases(words.generic), "generic"),
        levelled_text=_taken(phrases(words.levelled), "levelled"),
        level_text=_taken(words.levels.split(), "level"),
        aid_text=named(kinds_of_aid, chance.below("aid", origin, len(kinds_of_aid))),
        serial=pl.Series(chance.below("serial", origin, 90_000) + 10_000).cast(pl.String),
        target_group_text=_taken(groups[0], "group"),
        group_replaced=_taken(groups[1], "group"),
        group_english=_taken(groups[2], "group"),
        programme=_taken(phrases(words.programmes), "programme"),
    )


def _taken(words: Sequence[str], code: str) -> pl.Expr:
    """The word at the position that column ``code`` holds."""
    return pl.lit(pl.Series(words)).gather(pl.col(code))


def _two_sided(code: str, entries: list[str]) -> dict[str, pl.Expr]:
    german, english = sides(entries)
    return {f"{code}_text": _taken(german, code), f"{code}_en": _taken(english, code)}


def _offers() -> dict[str, pl.Expr]:
    """Compounds of two words, with and without a hyphen, and in English."""
    firsts, firsts_en = sides(vocabulary().offer_first)
    seconds, seconds_en = sides(vocabulary().offer_second)
    capital = [word[:1].upper() + word[1:] for word in seconds]
    first = _taken(firsts, "offer_first")
    english = pl.format(
        "{} {}", _taken(firsts_en, "offer_first"), _taken(seconds_en, "offer_second")
    )
    return {
        "offer": first + _taken(seconds, "offer_second"),
        "offer_hyphen": first + "-" + _taken(capital, "offer_second"),
        "offer_en": english,
    }


def _names() -> dict[str, pl.Expr]:
    """Names of single projects and of concepts that many carriers have taken up."""
    words = vocabulary()
    brands = words.brands
    concepts = [brands[(613 * number + 41) % len(brands)] for number in range(len(brands))]
    brand, hood = _taken(brands, "brand"), _taken(words.hoods.split(), "hood")
    by_form = pl.when(pl.col("brand_form") == 2).then(_taken(words.slogans, "slogan"))
    return {
        "brand_text": by_form.when(pl.col("brand_form") == 1)
        .then(pl.format("{} {}", brand, hood))
        .otherwise(brand),
        "hood_text": hood,
        "concept_text": _taken(concepts, "concept"),
    }


def _described(chance: Chance, titled: pl.DataFrame) -> pl.DataFrame:
    words = vocabulary()
    sentences = phrases(words.sentences)
    actions, objects = sides(words.actions)[0], sides(words.objects)[0]
    marked = chance.hits("first phase marked", titled["origin"].to_numpy(), _FIRST_MARKED)
    sentence = chance.below("sentence", titled["row"].to_numpy(), len(sentences))
    year = pl.col("start") // 12
    phase = pl.col("step").replace_strict(dict(enumerate(_PHASES)), return_dtype=pl.String)
    return titled.with_columns(
        year=year,
        mark=pl.when(pl.col("goes_on") == "edition")
        .then(pl.format(" {}", year))
        .when((pl.col("goes_on") == "phase") & (pl.col("step") == 0) & pl.Series(marked))
        .then(pl.lit(" I"))
        .when(pl.col("goes_on") == "phase")
        .then(phase)
        .otherwise(pl.lit("")),
        description=pl.format(
            "{} {} für {} in {}. {}",
            _taken(actions, "action"),
            _taken(objects, "object"),
            "target_group_text",
            "town_name",
            pl.Series(sentences).gather(sentence),
        ),
    )
