"""How far two titles are one name.

Belongs here: the level of a pair of titles, once per distinct pair.
Does not belong here: facts that keep measures apart (``title_facts``), reading one title
(``titles``), and weights (``weights.yml``).
"""

from collections.abc import Collection

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from foerderlupe.measures.acronyms import initials_each
from foerderlupe.measures.likeness import alike
from foerderlupe.measures.title_facts import shares_translation, title_facts, translated_words

_SHORTEST_FUZZY = 6
_SHORTEST_WHOLE = 9
_SHORTEST_CUT = 20
_CUT_ANYWHERE = 38
_SHORTEST_PART = 4
_ALIKE = 0.8


def compare_titles(pairs: pl.DataFrame, stops: Collection[str]) -> pl.DataFrame:
    """Level and facts of pairs of titles; per side the columns of ``as_compared`` are given.

    ``stops`` are words that carry no identity.

    Result: title (a level of the rulebook), and the booleans of ``title_facts``.
    """
    words_left, words_right = pl.col("words_left"), pl.col("words_right")
    pairs = pairs.with_row_index("row").with_columns(
        shared=words_left.list.set_intersection(words_right),
        only_left=words_left.list.set_difference(words_right),
        only_right=words_right.list.set_difference(words_left),
        shares_telling=pl.col("telling_left").list.set_intersection("telling_right").list.len() > 0,
    )
    pairs = pairs.with_columns(
        typing_error=_typing_errors(pairs),
        cut_off=_cut_off(pairs),
        sounds_left=alike(pairs, "translated_solid_left", "solid_right", _ALIKE),
        sounds_right=alike(pairs, "translated_solid_right", "solid_left", _ALIKE),
        translated_words=_where(pairs, _is_translated(), shares_translation()),
    )
    pairs = pairs.with_columns(
        acronym=_acronym(pairs, "left", "right", stops) | _acronym(pairs, "right", "left", stops),
        translation=_where(
            pairs, _is_translated(), _translation("left", "right") | _translation("right", "left")
        ),
    )
    return pairs.select(_level().alias("title"), *title_facts())


def _where(pairs: pl.DataFrame, condition: pl.Expr, claim: pl.Expr) -> pl.Series:
    """Whether a costly claim holds, examined only where a cheap condition allows it."""
    wanted = sorted({*condition.meta.root_names(), *claim.meta.root_names()})
    rows = pairs.select("row", *wanted).filter(condition).filter(claim)["row"]
    return pairs["row"].is_in(rows.implode())


def _is_translated() -> pl.Expr:
    translated = pl.col("translated_left", "translated_right").list.len() > 0
    return pl.any_horizontal(translated)


def _typing_errors(pairs: pl.DataFrame) -> pl.Series:
    """Whether what one title has and the other lacks are the same words mistyped.

    One edit (swapped letters count as one) is forgiven from six letters, two from twelve, none
    where a digit is involved. Compounds may be taken apart at another place because of the
    error, so one edit is also forgiven in two whole titles of nine letters, blanks and hyphens
    not counted.
    """
    left, right = pl.col("only_left").list.len() > 0, pl.col("only_right").list.len() > 0
    # Where one title has all words of the other there is nothing to forgive.
    rows = pairs.select(
        "row",
        *(f"{form}_{side}" for form in ("only", "solid", "letters") for side in ("left", "right")),
        open=(left & right) | (pl.col("shared").list.len() == 0),
    ).filter("open")
    # Differences of sets come in any order.
    rows = rows.with_columns(pl.col("only_left", "only_right").list.sort().list.join(""))
    close = [
        _within_edits(rows.select("row", left=f"{form}_left", right=f"{form}_right"), least, most)
        for form, least, most in (
            ("only", _SHORTEST_FUZZY, 2),
            ("solid", _SHORTEST_WHOLE, 1),
            ("letters", _SHORTEST_WHOLE, 1),
        )
    ]
    return pairs["row"].is_in(pl.concat(close).implode())


def _within_edits(texts: pl.DataFrame, shortest: int, most: int) -> pl.Series:
    """The rows of ``texts`` (row, left, right) that are as near as that."""
    left, right = pl.col("left").str.len_chars(), pl.col("right").str.len_chars()
    length = pl.min_horizontal(left, right)
    allowed = pl.when(length >= 2 * _SHORTEST_FUZZY).then(most).otherwise(1)
    digits = pl.any_horizontal(pl.col("left", "right").str.contains(r"\d"))
    # The distance is at least the difference of the lengths: most pairs need no comparison.
    near = (length >= shortest) & (pl.max_horizontal(left, right) - length <= allowed)
    rows = texts.drop_nulls().filter(near).filter(~digits).with_columns(allowed=allowed)
    distance = cpdist(
        rows["left"].to_numpy().astype(object),
        rows["right"].to_numpy().astype(object),
        scorer=OSA.distance,
        score_cutoff=most,
        dtype=np.uint8,
        workers=-1,
    )
    return rows["row"].filter(pl.Series(distance, dtype=pl.UInt8) <= rows["allowed"])


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
        .when("cut_off")
        .then(pl.lit("truncated"))
        .when(_piece("left", "right") | _piece("right", "left"))
        .then(by_kind("part"))
        .when((nothing_left | nothing_right) & (shared > 0))
        .then(by_kind("contained"))
        .when(pl.col("typing_error"))
        .then(pl.lit("near"))
        .when("acronym")
        .then(pl.lit("acronym"))
        .when("translation")
        .then(pl.lit("translation"))
        .when(pl.col("programme_name_left") != pl.col("programme_name_right"))
        .then(pl.lit("programme"))
        .when((2 * shared >= fewer) & (shared > 0) & (pl.col("shares_telling") | (shared > 1)))
        .then(pl.lit("variant"))
        .when((pl.col("foreign_left") != pl.col("foreign_right")) & ~pl.col("shares_telling"))
        .then(pl.lit("foreign"))
        .otherwise(pl.lit("different"))
    )


def _generic() -> pl.Expr:
    one_word = pl.col("solid_left") == pl.col("solid_right")
    says_nothing = pl.min_horizontal(pl.col("telling_left", "telling_right").list.len()) == 0
    return (
        pl.when(one_word).then(says_nothing).otherwise(~pl.col("shares_telling"))
        | pl.col("common_left")
        | pl.col("common_right")
    )


def _cut_off(pairs: pl.DataFrame) -> pl.Series:
    """A long beginning of one stands in the other, as written or in comparison form.

    A programme may stand before it ("Fonds A: Title cut"). What is cut off within a word is
    recognised from fewer letters. Where the field of the list is full, the last word is left
    out, since what is left of it may be anything.
    """
    ways = [("stem", "stem", None), ("letters", "letters", None), ("beginning", "stem", "cut")]
    found = pl.repeat(value=False, n=pairs.height, eager=True)
    for form, whole, where in ways:
        for one, other in (("left", "right"), ("right", "left")):
            shorter, longer = pl.col(f"{form}_{one}"), pl.col(f"{whole}_{other}")
            possible = _long_enough(shorter, longer) & (
                pl.col("solid_left") != pl.col("solid_right")
            )
            possible = possible & pl.col(f"{where}_{one}") if where else possible
            found = found | _where(pairs, possible, longer.str.contains(shorter, literal=True))
    return found


def _long_enough(shorter: pl.Expr, longer: pl.Expr) -> pl.Expr:
    length = shorter.str.len_chars()
    least = pl.when(_one_within_the_other()).then(_CUT_ANYWHERE).otherwise(_SHORTEST_CUT)
    return (length >= least) & (length <= longer.str.len_chars())


def _one_within_the_other() -> pl.Expr:
    return (pl.col("only_left").list.len() == 0) | (pl.col("only_right").list.len() == 0)


def _piece(one: str, other: str) -> pl.Expr:
    solid, pieces = pl.col(f"solid_{one}"), pl.col(f"pieces_{other}")
    long_enough = solid.str.len_chars() >= _SHORTEST_PART
    return long_enough & (pieces.list.len() > 1) & pieces.list.contains(solid)


def _acronym(pairs: pl.DataFrame, one: str, other: str, stops: Collection[str]) -> pl.Series:
    """The acronym begins the initials: RRT for "Recht auf Respekt, Teilhabe ermöglichen"."""
    rows = pairs.select("row", short=f"acronym_{one}", text=f"text_{other}").drop_nulls()
    # "BRUNO" has letters of "Bildung rund um neue Orte" that carry no identity, "RRT" has none.
    begun = [
        forms.explode("form").filter(pl.col("form").str.starts_with(pl.col("short")))["row"]
        for forms in (
            rows.with_columns(initials_each(rows["text"], words).alias("form"))
            for words in (stops, ())
        )
    ]
    return pairs["row"].is_in(pl.concat(begun).implode())


def _translation(one: str, other: str) -> pl.Expr:
    german, words = pl.col(f"translated_{one}"), pl.col(f"words_{other}")
    shared = german.list.set_intersection(words).list.len()
    in_words = (2 * shared >= words.list.len()) & (translated_words(one, other) > 0)
    # Titles that share a telling word as it stands are written in one language.
    return in_words | (pl.col(f"sounds_{one}") & ~pl.col("shares_telling"))
