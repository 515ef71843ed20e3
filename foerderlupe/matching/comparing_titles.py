"""How two titles meet, and what they say that keeps two measures apart.

Belongs here: the level of a pair of titles and the facts about it, once per distinct pair.
Does not belong here: reading one title (``titles``), weights (``measures.yml``), and the rules
that the facts lead to (``vetoes``).
"""

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

_SHORTEST_FUZZY = 6
_SHORTEST_WHOLE = 9
_SHORTEST_CUT = 20
_CUT_ANYWHERE = 38
_SHORTEST_PART = 4
_ALIKE = 0.8


def compare_titles(pairs: pl.DataFrame) -> pl.DataFrame:
    """Level and facts of pairs of titles; columns of ``titles.SCHEMA`` per side are given.

    Result: title (a level of the rulebook), and the booleans named in ``_facts``.
    """
    words_left, words_right = pl.col("words_left"), pl.col("words_right")
    pairs = pairs.with_columns(
        shared=words_left.list.set_intersection(words_right),
        only_left=words_left.list.set_difference(words_right),
        only_right=words_right.list.set_difference(words_left),
    )
    pairs = pairs.with_columns(
        typing_error=_typing_errors(pairs),
        sounds_left=_alike(pairs, "translated_solid_left", "solid_right"),
        sounds_right=_alike(pairs, "translated_solid_right", "solid_left"),
    )
    return pairs.select(_level().alias("title"), *_facts())


def _typing_errors(pairs: pl.DataFrame) -> pl.Series:
    """Whether what one title has and the other lacks are the same words mistyped.

    One edit (swapped letters count as one) is forgiven from six letters, two from twelve, none
    where a digit is involved. Compounds may be taken apart at another place because of the
    error, so one edit is also forgiven in two whole titles of nine letters, blanks and hyphens
    not counted.
    """
    words = [pairs[f"only_{side}"].list.join("").fill_null("") for side in ("left", "right")]
    solid, letters = (
        [pairs[f"{form}_{side}"].fill_null("") for side in ("left", "right")]
        for form in ("solid", "letters")
    )
    return (
        _within_edits(words, _SHORTEST_FUZZY, 2)
        | _within_edits(solid, _SHORTEST_WHOLE, 1)
        | _within_edits(letters, _SHORTEST_WHOLE, 1)
    )


def _within_edits(sides: list[pl.Series], shortest: int, most: int) -> pl.Series:
    left, right = sides
    distance = cpdist(
        left.to_numpy().astype(object),
        right.to_numpy().astype(object),
        scorer=OSA.distance,
        score_cutoff=most,
        dtype=np.uint8,
        workers=-1,
    )
    table = pl.DataFrame({"left": left, "right": right, "distance": distance})
    length = pl.min_horizontal(pl.col("left", "right").str.len_chars())
    allowed = pl.when(length >= 2 * _SHORTEST_FUZZY).then(most).otherwise(1)
    digits = pl.any_horizontal(pl.col("left", "right").str.contains(r"\d"))
    close = (length >= shortest) & (pl.col("distance") <= allowed) & ~digits
    return table.select(close).to_series()


def _alike(pairs: pl.DataFrame, one: str, other: str) -> pl.Series:
    """Whether two words are four fifths the same; false where one is missing."""
    rows = pairs.select(one, other).with_row_index("row").drop_nulls()
    found = cpdist(
        rows[one].to_numpy().astype(object),
        rows[other].to_numpy().astype(object),
        scorer=OSA.normalized_similarity,
        score_cutoff=_ALIKE,
        workers=-1,
    )
    alike = pl.DataFrame({"row": rows["row"].filter(pl.Series(found, dtype=pl.Float64) > 0)})
    return pairs.with_row_index("row").select(pl.col("row").is_in(alike["row"].implode()))["row"]


def _level() -> pl.Expr:
    shared, generic = pl.col("shared").list.len(), _generic()
    nothing_left = pl.col("only_left").list.len() == 0
    nothing_right = pl.col("only_right").list.len() == 0
    fewer = pl.min_horizontal(pl.col("words_left", "words_right").list.len())

    def by_kind(level: str) -> pl.Expr:
        return pl.when(generic).then(pl.lit(f"{level}_generic")).otherwise(pl.lit(level))

    return (
        pl.when(pl.col("solid_left").is_null() | pl.col("solid_right").is_null())
        .then(pl.lit("missing"))
        .when((pl.col("solid_left") == pl.col("solid_right")) | (nothing_left & nothing_right))
        .then(by_kind("same"))
        .when(_cut_off())
        .then(pl.lit("truncated"))
        .when(_piece("left", "right") | _piece("right", "left"))
        .then(by_kind("part"))
        .when((nothing_left | nothing_right) & (shared > 0))
        .then(by_kind("contained"))
        .when(pl.col("typing_error"))
        .then(pl.lit("near"))
        .when(_acronym("left", "right") | _acronym("right", "left"))
        .then(pl.lit("acronym"))
        .when(_translation("left", "right") | _translation("right", "left"))
        .then(pl.lit("translation"))
        .when(pl.col("programme_name_left") != pl.col("programme_name_right"))
        .then(pl.lit("programme"))
        .when((2 * shared >= fewer) & (shared > 0) & (_telling() | (shared > 1)))
        .then(pl.lit("variant"))
        .when((pl.col("foreign_left") != pl.col("foreign_right")) & ~_telling())
        .then(pl.lit("foreign"))
        .otherwise(pl.lit("different"))
    )


def _telling() -> pl.Expr:
    return pl.col("telling_left").list.set_intersection("telling_right").list.len() > 0


def _generic() -> pl.Expr:
    one_word = pl.col("solid_left") == pl.col("solid_right")
    says_nothing = pl.min_horizontal(pl.col("telling_left", "telling_right").list.len()) == 0
    return (
        pl.when(one_word).then(says_nothing).otherwise(~_telling())
        | pl.col("common_left")
        | pl.col("common_right")
    )


def _cut_off() -> pl.Expr:
    """A long beginning of one stands in the other, as written or in comparison form.

    A programme may stand before it ("Fonds A: Title cut"). What is cut off within a word is
    recognised from fewer letters. Where the field of the list is full, the last word is left
    out, since what is left of it may be anything.
    """
    ways = [("stem", "stem", None), ("letters", "letters", None), ("beginning", "stem", "cut")]
    found = [
        _stands_in(f"{form}_{one}", f"{whole}_{other}")
        & (pl.col(f"{where}_{one}") if where else pl.lit(value=True))
        for form, whole, where in ways
        for one, other in (("left", "right"), ("right", "left"))
    ]
    return pl.any_horizontal(found) & (pl.col("solid_left") != pl.col("solid_right"))


def _stands_in(one: str, other: str) -> pl.Expr:
    length = pl.col(one).str.len_chars()
    long_enough = pl.when(_one_within_the_other()).then(_CUT_ANYWHERE).otherwise(_SHORTEST_CUT)
    return (length >= long_enough) & pl.col(other).str.contains(pl.col(one), literal=True)


def _one_within_the_other() -> pl.Expr:
    return (pl.col("only_left").list.len() == 0) | (pl.col("only_right").list.len() == 0)


def _piece(one: str, other: str) -> pl.Expr:
    solid, pieces = pl.col(f"solid_{one}"), pl.col(f"pieces_{other}")
    long_enough = solid.str.len_chars() >= _SHORTEST_PART
    return long_enough & (pieces.list.len() > 1) & pieces.list.contains(solid)


def _acronym(one: str, other: str) -> pl.Expr:
    """The acronym begins the initials: RRT for "Recht auf Respekt, Teilhabe ermöglichen"."""
    acronym = pl.concat_str(pl.lit(" "), f"acronym_{one}")
    initials = pl.concat_str(pl.lit(" "), pl.col(f"initials_{other}").list.join(" "))
    return initials.str.contains(acronym, literal=True).fill_null(value=False)


def _translated_words(one: str, other: str) -> pl.Expr:
    """The number of words of ``other`` that ``one`` has in translation and not as they stand."""
    german = pl.col(f"translated_{one}").list.set_difference(f"words_{one}")
    return german.list.set_intersection(f"words_{other}").list.len()


def _translation(one: str, other: str) -> pl.Expr:
    german, words = pl.col(f"translated_{one}"), pl.col(f"words_{other}")
    shared = german.list.set_intersection(words).list.len()
    in_words = (2 * shared >= words.list.len()) & (_translated_words(one, other) > 0)
    # Titles that share a telling word as it stands are written in one language.
    return in_words | (pl.col(f"sounds_{one}") & ~_telling())


def _differ(name: str) -> pl.Expr:
    left, right = pl.col(f"{name}_left"), pl.col(f"{name}_right")
    return (left != right).fill_null(value=False)


def _facts() -> list[pl.Expr]:
    years_apart = (pl.col("year_to_left") < pl.col("year_from_right")) | (
        pl.col("year_to_right") < pl.col("year_from_left")
    )
    places_left, places_right = pl.col("title_places_left"), pl.col("title_places_right")
    both_placed = pl.min_horizontal(places_left.list.len(), places_right.list.len()) > 0
    apart = places_left.list.set_intersection(places_right).list.len() == 0
    activity = pl.col("activity_left").ne_missing(pl.col("activity_right"))
    return [
        _differ("phase").alias("phase_differs"),
        (_differ("edition") | years_apart.fill_null(value=False)).alias("edition_differs"),
        _differ("call_year").alias("title_call_year_differs"),
        _differ("cefr").alias("cefr_differs"),
        _differ("remarks").alias("remark_differs"),
        (activity & pl.col("text_left").is_not_null() & pl.col("text_right").is_not_null()).alias(
            "activity_differs"
        ),
        _differ("office").alias("office_differs"),
        _differ("institutional").alias("institutional_differs"),
        (pl.col("top_up_left") | pl.col("top_up_right")).fill_null(value=False).alias("top_up"),
        (both_placed & apart).fill_null(value=False).alias("title_places_differ"),
        _brand("left", "right").alias("brand_suffix_differs"),
        _heads("left", "right").alias("left_heads_right"),
        _heads("right", "left").alias("right_heads_left"),
        (_translated_words("left", "right") + _translated_words("right", "left") > 0)
        .fill_null(value=False)
        .alias("shares_translation"),
        (_telling() | (pl.col("shared").list.len() > 1)).fill_null(value=False).alias("akin"),
    ]


def _brand(one: str, other: str) -> pl.Expr:
    """One brand and two suffixes, neither of which is a shorter form of the other."""
    first, second = pl.col(f"pieces_{one}"), pl.col(f"pieces_{other}")
    both = pl.min_horizontal(first.list.len(), second.list.len()) > 1
    same_brand = first.list.first() == second.list.first()
    suffix, other_suffix = first.list.last(), second.list.last()
    shorter = suffix.str.contains(other_suffix, literal=True) | other_suffix.str.contains(
        suffix, literal=True
    )
    return (both & same_brand & ~shorter).fill_null(value=False)


def _heads(one: str, other: str) -> pl.Expr:
    pieces = pl.col(f"pieces_{other}")
    heads = (pieces.list.len() > 1) & (pieces.list.first() == pl.col(f"solid_{one}"))
    return heads.fill_null(value=False)
