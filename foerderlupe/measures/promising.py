"""Which pairs that share a key are worth a full comparison.

Belongs here: a quick look at the lists, titles and periods of two records, in integers alone.
Does not belong here: which keys records share (``blocking``) and the comparison (``comparing``).

A pair that fails here is hardly one measure, nor related in a way that is told. Words and pairs of
letters are bits of a signature, so two may pass for one: then records are compared in vain.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.sets import beside
from foerderlupe.measures.features import Features

Shared = Literal["number", "carrier", "party", "passing", "amount", "words"]
"""What two records share by their key.

A party is a carrier or a funder; passing is one that may be paid here and pay there.
"""

_WITH_CARRIER = ("carrier", "party")
_SEED = 11
_SPREAD, _LAST_SIX = np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(58)
_NEW_LINE = ord("\n")  # stands between texts, since letters are folded ones
_SAME_DAYS = 62
_AT_ONCE = 2_000_000
_TEXTS = 50_000
_HEAD = 5
# As many pairs of letters does one slip of the pen change.
_SLIP = 3


def read_traits(features: Features) -> pl.DataFrame:
    """What the quick look needs, one row per record in order.

    Columns, as UInt64: words, telling, heads and letters (a bit for each word of the title, for
    each that tells something, for the beginning of each piece and for each pair of letters), and
    described (a bit for each pair of letters of the description), carriers and funders (a bit for
    each). As booleans: otherwise (the title may stand for quite other words) and rough (the period
    names years only). As numbers: start and end (days), year (of the start), and list (for each
    list that names every measure once, null for the others).
    """
    records, titles = features.records, features.titles
    signatures = titles.select(
        _signatures(titles, "words"),
        _signatures(titles, "telling"),
        _signatures(titles.select(heads=_heads()), "heads"),
        _letter_pairs(titles["letters"]).alias("letters"),
        otherwise=_otherwise(),
    )
    titled = signatures.select(pl.all().gather(records["title"])).with_columns(
        pl.col(pl.UInt64).fill_null(0), pl.col(pl.Boolean).fill_null(value=False)
    )
    described = records.select("record").join(
        features.descriptions, on="record", how="left", maintain_order="left"
    )
    return records.select(
        *titled,
        *(
            _signatures(features.sets[name], name).gather(records[name])
            for name in ("carriers", "funders")
        ),
        _letter_pairs(described["text"].str.replace_all(" ", "", literal=True)).alias("described"),
        *(pl.col(name).cast(pl.Int32) for name in ("start", "end")),
        year=pl.col("start").dt.year(),
        rough="rough",
        list=pl.when("exclusive").then("source_id").rank("dense"),
    )


def _signatures(table: pl.DataFrame, name: str) -> pl.Series:
    """The signature of a list of words, one per row in order."""
    lengths = table[name].list.len().fill_null(0).cast(pl.Int64).to_numpy()
    filled = np.flatnonzero(lengths)
    found = np.zeros(len(lengths), np.uint64)
    if len(filled):
        words = table[name].gather(filled).explode()
        bits = np.uint64(1) << (words.hash(_SEED).to_numpy() >> _LAST_SIX)
        found[filled] = np.bitwise_or.reduceat(bits, np.cumsum(lengths[filled]) - lengths[filled])
    return pl.Series(name, found)


def _letter_pairs(texts: pl.Series) -> pl.Series:
    """The signature of the letters that stand together, one per text in order."""
    parts = [_pairs_of_some(texts.slice(at, _TEXTS)) for at in range(0, texts.len(), _TEXTS)]
    return pl.Series(np.concatenate([np.zeros(0, np.uint64), *parts]))


def _pairs_of_some(texts: pl.Series) -> npt.NDArray[np.uint64]:
    lines = texts.fill_null("").str.join("\n")[0] + "\n"
    letters = np.frombuffer(lines.encode(), np.uint8)
    following = np.append(letters[1:], np.uint8(_NEW_LINE))
    number = (letters.astype(np.uint64) << np.uint64(8) | following) * _SPREAD >> _LAST_SIX
    bits = np.uint64(1) << number
    bits[(letters == _NEW_LINE) | (following == _NEW_LINE)] = 0
    ends = np.flatnonzero(letters == _NEW_LINE)
    found: npt.NDArray[np.uint64] = np.bitwise_or.reduceat(bits, np.append(0, ends[:-1] + 1))
    return found


def _heads() -> pl.Expr:
    """The beginning of a title and of its pieces."""
    pieces = pl.concat_list(pl.coalesce("solid", pl.lit("")), "pieces")
    return pieces.list.eval(pl.element().str.head(_HEAD))


def _otherwise() -> pl.Expr:
    """A title in another language, an acronym or the name of a programme."""
    translated = pl.col("translated").list.len() > 0
    return pl.any_horizontal(
        translated, "foreign", "programme_name", pl.col("acronym").is_not_null()
    ).fill_null(value=False)


def promising(pairs: pl.DataFrame, traits: pl.DataFrame, shared: Shared) -> pl.DataFrame:
    """The ``pairs`` (left, right) that are worth comparing, given what their key shares.

    With a number always, and where one may pass money on to the other. Otherwise where one title
    has all words of the other; where it has half of them, and either the carrier is shared, or the
    periods meet and the letters hardly differ; or where carrier or amount are shared, both begin
    together, and the letters hardly differ, two pieces begin alike, one may stand for quite other
    words, or one description seems to name the other. What is not known contradicts nothing. Two
    records of a list that names every measure once are worth it only with a carrier, where
    editions and successors are found.
    """
    if shared != "carrier":
        pairs = _of_two_lists(pairs, traits["list"])
    if shared == "number":
        return pairs
    worth = _worth(shared)
    wanted = {name.rsplit("_", 1)[0] for name in worth.meta.root_names()}
    return pl.concat(
        beside(some, "left", "right", traits, sorted(wanted)).filter(worth).select("left", "right")
        for some in (pairs.iter_slices(_AT_ONCE) if pairs.height else [pairs])
    )


def _worth(shared: Shared) -> pl.Expr:
    if shared == "passing":
        return _pays("left", "right") | _pays("right", "left")
    if shared == "words":
        return _one_within_the_other() | (_half() & _meeting() & _slip_apart())
    akin = pl.lit(shared in _WITH_CARRIER) | (_meeting() & _slip_apart())
    alike = _slip_apart() | (_common("heads") > 0) | _either("otherwise")
    alike = alike | _describes("left", "right") | _describes("right", "left")
    return _one_within_the_other() | (_half() & akin) | (_beginning_together() & alike)


def _of_two_lists(pairs: pl.DataFrame, lists: pl.Series) -> pl.DataFrame:
    one_list = lists.gather(pairs["left"]) == lists.gather(pairs["right"])
    return pairs.filter(~one_list.fill_null(value=False))


def _common(name: str) -> pl.Expr:
    return (pl.col(f"{name}_left") & pl.col(f"{name}_right")).bitwise_count_ones()


def _fewer(name: str) -> pl.Expr:
    return pl.min_horizontal(pl.col(f"{name}_left", f"{name}_right").bitwise_count_ones())


def _one_within_the_other() -> pl.Expr:
    return (_common("words") > 0) & (_common("words") == _fewer("words"))


def _half() -> pl.Expr:
    """As many words as make a title a variant (``comparing_titles``)."""
    return (2 * _common("words") >= _fewer("words")) & (
        (_common("telling") > 0) | (_common("words") > 1)
    )


def _pays(one: str, other: str) -> pl.Expr:
    return pl.col(f"carriers_{one}") & pl.col(f"funders_{other}") != 0


def _either(name: str) -> pl.Expr:
    return pl.any_horizontal(f"{name}_left", f"{name}_right")


def _slip_apart() -> pl.Expr:
    """Nearly all letters of one stand together in the other, as in a title cut off or mistyped."""
    return _fewer("letters") - _common("letters") <= _SLIP


def _describes(one: str, other: str) -> pl.Expr:
    """All letters of a title stand together in the description of the other, which has one."""
    letters, described = pl.col(f"letters_{other}"), pl.col(f"described_{one}")
    return (described != 0) & (letters & described == letters)


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
