"""Which pairs that share a key are worth a full comparison.

Belongs here: a quick look at the lists, words and periods of two records, in integers alone.
Does not belong here: which keys records share (``blocking``) and the comparison (``comparing``).

A pair that fails here is hardly one measure, nor related in a way that is told. Words are bits of
a signature, so two words may pass for one: then a pair is compared in vain.
"""

from typing import Literal

import polars as pl

from foerderlupe.measures.features import Features

Shared = Literal["number", "carrier", "party", "amount", "words"]
"""What two records share by their key; a party is a carrier or a funder."""

_WITH_CARRIER = ("carrier", "party")
_BITS = pl.Series([1 << bit for bit in range(64)], dtype=pl.UInt64)
_SEED = 11
_SAME_DAYS = 62


def read_traits(features: Features) -> pl.DataFrame:
    """What the quick look needs, one row per record in order.

    Columns: words and telling (UInt64, a bit for each word of the title and for each that tells
    something), start and end (Int32, days), year (of the start), rough (it names years only),
    list (a number for each list that names every measure once, null for the others).
    """
    records = features.records
    return records.select(
        *(
            _signatures(features.titles, name).gather(records["title"]).fill_null(0).alias(name)
            for name in ("words", "telling")
        ),
        *(pl.col(name).cast(pl.Int32) for name in ("start", "end")),
        year=pl.col("start").dt.year(),
        rough="rough",
        list=pl.when("exclusive").then("source_id").rank("dense"),
    )


def _signatures(titles: pl.DataFrame, name: str) -> pl.Series:
    """The signature of a list of words, one per title in order."""
    words = titles.select("title", word=name).explode("word", empty_as_null=True).drop_nulls()
    bits = _BITS.gather(words["word"].hash(_SEED) % _BITS.len())
    signed = words.select("title", bits.alias("bit")).unique().group_by("title").agg(pl.sum("bit"))
    return titles.join(signed, on="title", how="left", maintain_order="left")["bit"].fill_null(0)


def promising(pairs: pl.DataFrame, traits: pl.DataFrame, shared: Shared) -> pl.DataFrame:
    """The ``pairs`` (left, right) that are worth comparing, given what their key shares.

    With a number always. Otherwise where one title has all words of the other; where it has half
    of them and the carrier is shared or the periods meet; or where the titles say nothing, but
    carrier or amount are shared and both begin together. What is not known contradicts nothing.
    Two records of a list that names every measure once are worth it only with a carrier, where
    editions and successors are found.
    """
    if shared != "carrier":
        pairs = _of_two_lists(pairs, traits["list"])
    if shared == "number" or pairs.is_empty():
        return pairs
    sides = pl.concat(
        [
            traits[pairs[side]].rename({name: f"{name}_{side}" for name in traits.columns})
            for side in ("left", "right")
        ],
        how="horizontal",
    )
    worth = _one_within_the_other() | (_half() & (pl.lit(shared in _WITH_CARRIER) | _meeting()))
    if shared == "amount" or shared in _WITH_CARRIER:
        worth = worth | _beginning_together()
    return pairs.filter(sides.select(worth.alias("worth"))["worth"])


def _of_two_lists(pairs: pl.DataFrame, lists: pl.Series) -> pl.DataFrame:
    one_list = lists.gather(pairs["left"]) == lists.gather(pairs["right"])
    return pairs.filter(~one_list.fill_null(value=False))


def _common(name: str) -> pl.Expr:
    return (pl.col(f"{name}_left") & pl.col(f"{name}_right")).bitwise_count_ones()


def _fewer() -> pl.Expr:
    return pl.min_horizontal(pl.col("words_left", "words_right").bitwise_count_ones())


def _one_within_the_other() -> pl.Expr:
    return (_common("words") > 0) & (_common("words") == _fewer())


def _half() -> pl.Expr:
    """As many words as make a title a variant (``comparing_titles``)."""
    return (2 * _common("words") >= _fewer()) & ((_common("telling") > 0) | (_common("words") > 1))


def _meeting() -> pl.Expr:
    apart = (pl.col("end_left") <= pl.col("start_right")) | (
        pl.col("end_right") <= pl.col("start_left")
    )
    return ~apart.fill_null(value=False)


def _beginning_together() -> pl.Expr:
    days = (pl.col("start_left") - pl.col("start_right")).abs()
    rough = pl.any_horizontal("rough_left", "rough_right")
    together = (days <= _SAME_DAYS) | (rough & (pl.col("year_left") == pl.col("year_right")))
    return together.fill_null(value=True)
