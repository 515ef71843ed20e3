"""What two titles say that tells two measures apart, or that one goes on.

Belongs here: facts about a pair of titles beside their level.
Does not belong here: the level (``comparing_titles``) and the rules that facts lead to
(``vetoes``).
"""

import polars as pl


def translated_words(one: str, other: str) -> pl.Expr:
    """The number of words of ``other`` that ``one`` has in translation and not as they stand."""
    german = pl.col(f"translated_{one}").list.set_difference(f"words_{one}")
    return german.list.set_intersection(f"words_{other}").list.len()


def shares_translation() -> pl.Expr:
    """Whether one title has a word of the other in translation."""
    return translated_words("left", "right") + translated_words("right", "left") > 0


def _differ(name: str) -> pl.Expr:
    left, right = pl.col(f"{name}_left"), pl.col(f"{name}_right")
    return (left != right).fill_null(value=False)


def title_facts() -> list[pl.Expr]:
    """The booleans of a pair of titles, named ``…_differs`` and the like; never null."""
    years_apart = (pl.col("year_to_left") < pl.col("year_from_right")) | (
        pl.col("year_to_right") < pl.col("year_from_left")
    )
    places_left, places_right = pl.col("title_places_left"), pl.col("title_places_right")
    further_left = places_left.list.set_difference(places_right).list.len()
    further_right = places_right.list.set_difference(places_left).list.len()
    more_left = further_left + pl.col("only_left").list.len()
    more_right = further_right + pl.col("only_right").list.len()
    cross = (further_left + further_right > 0) & (more_left > 0) & (more_right > 0)
    activity = pl.col("activity_left").ne_missing(pl.col("activity_right"))
    # What the first word says in one title may stand behind a programme in the other.
    both_train = pl.col("trains_left") & pl.col("trains_right")
    evaluated = pl.any_horizontal(pl.col("activity_left", "activity_right") == "evaluation")
    activity = activity & (~both_train | evaluated.fill_null(value=False))
    return [
        _differ("phase").alias("phase_differs"),
        _unsaid_phase().alias("phase_unsaid"),
        (_differ("edition") | years_apart.fill_null(value=False)).alias("edition_differs"),
        _differ("call_year").alias("title_call_year_differs"),
        _differ("cefr").alias("cefr_differs"),
        (activity & pl.col("text_left").is_not_null() & pl.col("text_right").is_not_null()).alias(
            "activity_differs"
        ),
        _differ("office").alias("office_differs"),
        _differ("institutional").alias("institutional_differs"),
        (pl.col("top_up_left") | pl.col("top_up_right")).fill_null(value=False).alias("top_up"),
        ((further_left > 0) & (further_right > 0))
        .fill_null(value=False)
        .alias("title_places_differ"),
        cross.fill_null(value=False).alias("title_places_cross"),
        (pl.col("individual_left") | pl.col("individual_right"))
        .fill_null(value=False)
        .alias("individual"),
        _brand("left", "right").alias("brand_suffix_differs"),
        _heads("left", "right").alias("left_heads_right"),
        _heads("right", "left").alias("right_heads_left"),
        pl.col("translated_words").alias("shares_translation"),
        (pl.col("shares_telling") | (pl.col("shared").list.len() > 1))
        .fill_null(value=False)
        .alias("akin"),
    ]


def _unsaid_phase() -> pl.Expr:
    """One title names a later phase and the other, which is not cut off, none: mostly the first."""
    left, right = pl.col("phase_left"), pl.col("phase_right")
    later = (left > 1) & right.is_null() & ~pl.col("cut_right")
    later = later | (right > 1) & left.is_null() & ~pl.col("cut_left")
    return later.fill_null(value=False)


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
