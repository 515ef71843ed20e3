"""Names that differ by one slip of the pen.

Belongs here: finding such names among all names without comparing all with all.
Does not belong here: whether two names of equal spelling are one organisation (``resolve``).

Two names are candidates when they have the same words but one, and that word differs by one
edit. Words that differ by one edit share a form with one letter left out (Garbe's symmetric
delete, 2012), so both steps are joins on equal values.
"""

from collections.abc import Set

import polars as pl
from rapidfuzz.distance import OSA

_SHORTEST_SWAPPED = 6
_SHORTEST_LEFT_OUT = 8
_SHORTEST_CHANGED = 9
_SHORTEST_REST = 8
# In names of places a changed letter is another place ("-heim", "-hain"), not a slip.
_PLACE_ENDING = (
    r"(?:heim|hain|ingen|hausen|weiler|burg|berg|bach|dorf|stadt|stein|feld|tal|wald|hofen|kirch"
    r"|furt|au|ach|bronn|brunn|steig|rode|stetten|kirchen|felden|felde|bergen|haus|see|ow|itz)$"
)


def misspelt(names: pl.DataFrame, places: Set[str]) -> pl.DataFrame:
    """Pairs of names that are one name with a slip: columns left and right, left < right.

    ``names`` has identity and words (list of folded words in order). A swap of neighbouring
    letters counts in words of 6 letters and more. A letter too many counts in words of 8, a
    changed letter in words of 9 that do not end like a place, both with 8 letters of other
    words beside them. Nothing counts between two known places nor in words with digits.
    """
    each = (
        names.select("identity", "words", position=pl.int_ranges(pl.col("words").list.len()))
        .explode("position", empty_as_null=False)
        .with_columns(word=pl.col("words").list.get("position"))
        .with_columns(
            before=pl.col("words").list.slice(0, pl.col("position")).list.join(" "),
            after=pl.col("words").list.slice(pl.col("position") + 1).list.join(" "),
        )
    )
    slips = _slips(each.get_column("word").unique().sort(), places)
    rest = ["before", "after"]
    return (
        slips.join(each, left_on="left_word", right_on="word")
        .join(each, left_on=["right_word", *rest], right_on=["word", *rest], suffix="_right")
        .filter(pl.col("swapped") | (_letters("before") + _letters("after") >= _SHORTEST_REST))
        .select(
            left=pl.min_horizontal("identity", "identity_right"),
            right=pl.max_horizontal("identity", "identity_right"),
        )
        .filter(pl.col("left") != pl.col("right"))
        .unique()
        .sort("left", "right")
    )


def _letters(column: str) -> pl.Expr:
    return pl.col(column).str.len_chars().cast(pl.Int64)


def _slips(words: pl.Series, places: Set[str]) -> pl.DataFrame:
    """Pairs of words at one edit: left_word, right_word, swapped."""
    long = words.to_frame("word").filter(
        (pl.col("word").str.len_chars() >= _SHORTEST_SWAPPED) & ~pl.col("word").str.contains(r"\d")
    )
    left_out = long.with_columns(
        form=pl.concat_list(
            pl.col("word"),
            pl.col("word").map_elements(_without_one_letter, return_dtype=pl.List(pl.String)),
        )
    ).explode("form", empty_as_null=False)
    pairs = (
        left_out.join(left_out, on="form", suffix="_right")
        .filter(pl.col("word") < pl.col("word_right"))
        .select(left_word="word", right_word="word_right")
        .unique()
        .sort("left_word", "right_word")
    )
    swapped = [_is_swap(left, right) for left, right in pairs.iter_rows()]
    distance = [OSA.distance(left, right) for left, right in pairs.iter_rows()]
    known = pl.Series("place", sorted(places), dtype=pl.String).implode()
    both = ["left_word", "right_word"]
    lengths = [pl.col(word).str.len_chars() for word in both]
    shortest, one_more = pl.min_horizontal(lengths), lengths[0] != lengths[1]
    place = pl.any_horizontal(pl.col(word).str.contains(_PLACE_ENDING) for word in both)
    places_both = pl.all_horizontal(pl.col(word).is_in(known) for word in both)
    return (
        pairs.with_columns(swapped=pl.Series(swapped, dtype=pl.Boolean))
        .filter(pl.Series(distance, dtype=pl.Int64) == 1, ~places_both)
        .filter(
            pl.col("swapped")
            | (one_more & (shortest >= _SHORTEST_LEFT_OUT))
            | (~one_more & ~place & (shortest >= _SHORTEST_CHANGED))
        )
    )


def _without_one_letter(word: str) -> list[str]:
    return sorted({word[:cut] + word[cut + 1 :] for cut in range(len(word))})


def _is_swap(left: str, right: str) -> bool:
    """Whether two words differ by two neighbouring letters in the other order."""
    return len(left) == len(right) and sorted(left) == sorted(right)
