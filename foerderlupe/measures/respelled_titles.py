"""Titles read a second time, word by word, where everything else agrees.

Belongs here: titles in which several distortions meet: a programme before the name and the end
cut off, an abbreviation and a subtitle, a slip of the pen and a missing part.
Does not belong here: the first reading (``comparing_titles``), which every pair gets.
"""

from collections.abc import Callable

import polars as pl

from foerderlupe.matching.sets import beside, looked_up
from foerderlupe.measures.features import Features
from foerderlupe.measures.mistyped_titles import mistyped
from foerderlupe.measures.rulebook import Rulebook, Words
from foerderlupe.measures.word_by_word import meeting_words
from foerderlupe.text.distinct import map_distinct
from foerderlupe.text.whole_columns import fold_each, fold_gender_each, key_each

_SEPARATORS = r"[„“”\"»«()]|\s[-–—]\s|[–—:!?|;]|,\s"
_SENTENCE = r"\.\s([A-ZÄÖÜ])"
_MARK = "\x1f"
_ABBREVIATED = r"\p{L}{3,}\.(?:\s|$)"
_SHORTEST_CORE = 8
_SHORTEST_CUT = 3
_SURE_LETTERS = 3
_TITLES = ["title_left", "title_right"]


def with_respelled_titles(
    compared: pl.DataFrame, features: Features, rulebook: Rulebook
) -> pl.DataFrame:
    """``compared`` with a better level of title where a second reading finds one.

    ``near``: all words of both meet. ``part`` or ``part_generic``: what a title has besides the
    common words stands before or behind them and is a part of it (a programme, a subtitle), or
    is what the other title has lost at its end. Looked for where place and period agree, and
    carriers do or are alike (``respelled_carriers``).
    """
    again = (
        pl.col("title").is_in(rulebook.respelled.title)
        & (pl.col("carrier").is_in(rulebook.counterparts.carrier) | pl.col("carriers_alike"))
        & pl.col("place").is_in(rulebook.counterparts.place)
        & pl.col("period").is_in(rulebook.respelled.period)
    )
    pairs = compared.filter(again).select(_TITLES).unique().drop_nulls().sort(_TITLES)
    found = _respelled(pairs, features, rulebook.words)
    respelled = looked_up(compared, found, _TITLES)["respelled"]
    return compared.with_columns(
        title=pl.when(again).then(pl.coalesce(respelled, "title")).otherwise("title")
    )


def _respelled(pairs: pl.DataFrame, features: Features, words: Words) -> pl.DataFrame:
    """title_left, title_right, respelled (a level) of the distinct ``pairs`` that have one.

    They are read with words of one meaning as one word, and as they are written: a phrase that is
    mistyped or cut has no meaning that is known. What is still open is read letter by letter.
    """
    numbered = _akin(pairs, features).with_row_index("pair")
    pieces = _pieces(numbered, features)
    meant, written = key_each(pieces["text"]), fold_each(pieces["text"])
    found = _read(numbered, _lines(pieces, meant, words))
    otherwise = pieces.filter(meant != written)["title"].unique().implode()
    open_pairs = numbered.join(found, on="pair", how="anti").filter(
        pl.any_horizontal(pl.col(_TITLES).is_in(otherwise))
    )
    found = pl.concat([found, _read(open_pairs, _lines(pieces, written, words))])
    still_open = numbered.join(found, on="pair", how="anti")
    by_letters = mistyped(still_open, features).with_columns(respelled=pl.lit("near"))
    return pl.concat([found, by_letters]).join(numbered, on="pair").select(*_TITLES, "respelled")


def _read(numbered: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """pair, respelled (a level) of the ``numbered`` pairs that have one by these lines."""
    sides = {
        side: numbered.select("pair", title=f"title_{side}").join(lines, on="title")
        for side in ("left", "right")
    }
    meeting = _meeting(sides)
    left, right = (_common(sides[side], meeting, side) for side in ("left", "right"))
    both = left.join(right, on="pair", suffix="_right")
    return both.select("pair", _level().alias("respelled")).drop_nulls()


def _akin(pairs: pl.DataFrame, features: Features) -> pl.DataFrame:
    """The ``pairs`` that have a word in common or the first letters of a piece."""
    sides = beside(
        pairs, "title_left", "title_right", features.titles, ["words", "solid", "pieces"]
    )
    heads = [_heads(side).alias(f"heads_{side}") for side in ("left", "right")]
    common = [
        pl.col(f"{name}_left").list.set_intersection(f"{name}_right").list.len() > 0
        for name in ("words", "heads")
    ]
    return sides.with_columns(heads).filter(pl.any_horizontal(common)).select(_TITLES)


def _heads(side: str) -> pl.Expr:
    """The first letters of a title and of its pieces."""
    solid = pl.concat_list(pl.coalesce(f"solid_{side}", pl.lit("")), f"pieces_{side}")
    return solid.list.eval(pl.element().str.head(_SURE_LETTERS)).list.unique()


def _lines(pieces: pl.DataFrame, keys: pl.Series, words: Words) -> pl.DataFrame:
    """One row per word of ``keys``, the comparison forms of ``pieces``.

    Columns: position, title, piece, word, telling, place, unusual, cut. An abbreviation keeps its
    full stop,
    and the last word of a title that is cut gets one: what it was is not known, so it may tell.
    """
    lines = (
        pieces.with_columns(keys.str.split(" ").alias("word"))
        .explode("word")
        .filter(pl.col("word") != "", ~pl.col("word").is_in(sorted(words.stops)))
    )
    last = pl.int_range(pl.len(), 0, -1).over("title") == 1
    lost = pl.col("cut") & last
    short = _abbreviations(pieces).with_columns(short=pl.lit(value=True))
    lines = (
        lines.with_columns(lost=lost)
        .filter(~pl.col("lost") | (pl.col("word").str.len_chars() >= _SHORTEST_CUT))
        .join(short, on=["title", "word"], how="left", maintain_order="left")
    )
    telling = ~map_distinct(lines["word"], _is_generic(words), pl.Boolean)
    stopped = pl.col("short").fill_null(value=False) | pl.col("lost")
    return (
        lines.with_columns(
            telling.alias("telling") | pl.col("lost"),
            word=pl.when(stopped).then(pl.col("word") + ".").otherwise("word"),
        )
        .with_columns(
            place=pl.col("title_places").list.contains(pl.col("word")),
            unusual=pl.col("unusual").list.contains(pl.col("word")),
        )
        .select("title", "piece", "word", "telling", "place", "unusual", "cut")
        .with_row_index("position")
    )


def _pieces(pairs: pl.DataFrame, features: Features) -> pl.DataFrame:
    """What separators divide in the titles of ``pairs``.

    Columns: title, piece (its number), text, cut, title_places, unusual.
    """
    codes = pl.concat([pairs.select(title=name) for name in _TITLES]).unique()
    wanted = ["title", "core", "cut", "title_places", "unusual"]
    titles = features.titles.select(pl.col(wanted).gather(codes["title"].sort()))
    core = fold_gender_each(titles["core"])
    marked = core.str.replace_all(_SENTENCE, f".{_MARK}$1").str.replace_all(_SEPARATORS, _MARK)
    pieces = titles.drop("core").with_columns(marked.str.split(_MARK).alias("text"))
    pieces = pieces.explode("text").filter(pl.col("text") != "")
    return pieces.with_columns(piece=pl.int_range(pl.len()).over("title"))


def _abbreviations(pieces: pl.DataFrame) -> pl.DataFrame:
    """Words that are followed by a full stop: title, word (folded), each once."""
    found = pieces.select("title", word=pl.col("text").str.extract_all(_ABBREVIATED))
    found = found.explode("word", empty_as_null=True).drop_nulls()
    return found.with_columns(fold_each(found["word"]).alias("word")).unique()


def _is_generic(words: Words) -> Callable[[str], bool]:
    return lambda word: words.generic_pattern.fullmatch(word) is not None


def _meeting(sides: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Positions of words that meet: pair, left, right."""
    left, right = (
        sides[side].select(
            "pair", "unusual", pl.col("word").alias(name), pl.col("position").alias(side)
        )
        for side, name in (("left", "one"), ("right", "other"))
    )
    crossed = left.join(right, on="pair").with_columns(pl.col("unusual") | pl.col("unusual_right"))
    words = ["one", "other", "unusual"]
    same = meeting_words(crossed.select(words).unique().sort(words))
    return crossed.join(same, on=words, how="semi").select("pair", "left", "right")


def _common(side: pl.DataFrame, meeting: pl.DataFrame, name: str) -> pl.DataFrame:
    """Per pair how the words that it shares lie in one title.

    Result: pair, whole (nothing stands between them), before and behind (something stands there),
    apart_before and apart_behind (it is a piece of its own), cut, telling, letters.
    """
    met = meeting.select("pair", position=name, met=pl.lit(value=True)).unique()
    marked = side.join(met, on=["pair", "position"], how="left").with_columns(
        pl.col("met").fill_null(value=False)
    )
    # A place that only one title names tells nothing where the places agree.
    marked = marked.filter(pl.col("met") | ~pl.col("place")).sort("pair", "position")
    marked = marked.with_columns(rank=pl.int_range(pl.len()).over("pair"))
    rank, piece, shared = pl.col("rank"), pl.col("piece"), pl.col("met")
    first, last = rank.filter(shared).min(), rank.filter(shared).max()
    return (
        marked.group_by("pair")
        .agg(
            whole=shared.sum() == last - first + 1,
            before=first > 0,
            behind=last < pl.len() - 1,
            apart_before=piece.filter(rank < first).max() < piece.filter(shared).min(),
            apart_behind=piece.filter(rank > last).min() > piece.filter(shared).max(),
            cut=pl.col("cut").first(),
            telling=(shared & pl.col("telling")).any(),
            letters=pl.col("word").filter(shared).str.len_chars().sum(),
        )
        .drop_nulls("whole")
    )


def _level() -> pl.Expr:
    whole = pl.col("whole") & pl.col("whole_right")
    long_enough = pl.min_horizontal("letters", "letters_right") >= _SHORTEST_CORE
    nothing = ~pl.any_horizontal("before", "behind", "before_right", "behind_right")
    before = pl.col("before") & pl.col("before_right")
    behind = pl.col("behind") & pl.col("behind_right")
    return (
        pl.when(~whole | ~long_enough | before | behind)
        .then(None)
        .when(nothing)
        .then(pl.when("telling").then(pl.lit("near")))
        .when(_is_part("", "_right") & _is_part("_right", ""))
        .then(pl.when("telling").then(pl.lit("part")).otherwise(pl.lit("part_generic")))
    )


def _is_part(one: str, other: str) -> pl.Expr:
    """What a title has besides is a piece of its own, or what the other has lost."""
    before = ~pl.col(f"before{one}") | pl.col(f"apart_before{one}")
    behind = ~pl.col(f"behind{one}") | pl.col(f"apart_behind{one}") | pl.col(f"cut{other}")
    return before & behind
