"""Names of carriers read a second time, word by word, where title, place and period agree.

Belongs here: carriers that slips of the pen, abbreviations, or what one list adds to a name keep
apart: "KG Lindental" for "Kirchengemeinde Lindental". What is one organisation everywhere is found
before (``organisations``); here two records say it of one measure.
Does not belong here: the first comparison (``parties``).
"""

from functools import cache

import polars as pl

from foerderlupe.matching.sets import beside, looked_up
from foerderlupe.measures.features import Features
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.word_by_word import meeting_words
from foerderlupe.text.codes import read_codes

_LONGEST_ACRONYM = 4
_SHORTEST_SPELT_OUT = 8
_FEWEST_LETTERS = 6
_SHORTEST_BEGINNING = 3
_SHORTEST_ALIKE = 5
_ALIKE, _ALIKE_WHERE_TELLING = 3 / 4, 2 / 3
_TOWN = r"\b(?:stadt|gemeinde|landkreis)\b"
_PAIR = ["carriers_left", "carriers_right", "telling"]
_NAMES = ["pair", "name_left", "name_right"]


def with_carriers_alike(
    compared: pl.DataFrame, features: Features, rulebook: Rulebook
) -> pl.DataFrame:
    """``compared`` with carriers_alike: a second reading of two names finds one carrier.

    Looked for where place and period agree and titles are alike, or may be read again, too.
    """
    rules = rulebook.respelled
    again = (
        pl.col("carrier").is_in(rules.carrier)
        & pl.col("title").is_in([*rules.named, *rules.title])
        & pl.col("place").is_in(rules.placed)
        & pl.col("period").is_in(rulebook.agreeing.period)
    )
    # Titles that are read again count in the end only if they are one name that tells.
    telling = pl.col("title").is_in([*rulebook.told_titles["one_name"], *rules.title])
    named = compared.select(*_PAIR[:2], telling=telling, again=again)
    pairs = named.filter("again").select(_PAIR).unique().sort(_PAIR)
    found = _respelled(pairs, features.sets["carriers"]).with_columns(alike=pl.lit(value=True))
    alike = looked_up(named, found, _PAIR)["alike"].fill_null(value=False)
    return compared.with_columns(carriers_alike=named["again"] & alike)


def with_respelled_carriers(compared: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``compared`` with the level ``near`` of carriers_alike where the titles are one name."""
    near = pl.col("carriers_alike") & pl.col("title").is_in(rulebook.respelled.named)
    respelled = pl.when(near).then(pl.lit("near")).otherwise("carrier")
    return compared.with_columns(carrier=respelled).drop("carriers_alike")


def _respelled(pairs: pl.DataFrame, carriers: pl.DataFrame) -> pl.DataFrame:
    """The distinct ``pairs`` of carrier sets of which one name of each is one body's.

    ``telling`` says that the title does, which leaves less to the names.
    """
    named = beside(
        pairs, "carriers_left", "carriers_right", carriers, ["names", "umbrellas", "ranks"]
    )
    named = named.rename({f"names_{side}": f"name_{side}" for side in ("left", "right")})
    named = named.with_row_index("pair")
    ranks = pl.col("ranks_left").list.set_intersection("ranks_right").list.len()
    ranked = pl.min_horizontal(pl.col("ranks_left", "ranks_right").list.len()) > 0
    umbrella = pl.col("umbrellas_left").list.set_intersection("umbrellas_right").list.len() > 0
    names = (
        named.filter(~ranked | (ranks > 0))
        .select(*_NAMES, "telling", "ranks_left", "ranks_right", umbrella=umbrella)
        .explode("name_left", empty_as_null=True)
        .explode("name_right", empty_as_null=True)
        .drop_nulls()
    )
    apart = _without_meeting(names)
    # Both questions are costly and most names answer none.
    stands = apart.filter(pl.col("shared") >= _FEWEST_LETTERS).filter(
        _stands_for("left", "right") | _stands_for("right", "left")
    )
    alike = apart.join(stands, on="pair", how="anti").filter(_as_long()).filter(_alike())
    one = pl.concat([stands.select("pair"), alike.select("pair")])
    return named.join(one.unique(), on="pair", how="semi").select(_PAIR)


def _without_meeting(names: pl.DataFrame) -> pl.DataFrame:
    """``names`` with the words that meet in no word of the other: only_left, only_right.

    ``shared`` is how many letters the words have that meet. The word for its rank is no part of a
    name, unless it is mistyped: then it meets the rank of the other ("Gemiende Lindental").
    """
    own = [pl.col(f"name_{side}").str.split(" ") for side in ("left", "right")]
    words = names.with_columns(
        one=own[0].list.concat("ranks_left"), other=own[1].list.concat("ranks_right")
    )
    crossed = words.explode("one").explode("other")
    both = ["one", "other"]
    distinct = crossed.select(both).unique().sort(both)
    same = pl.concat(
        [meeting_words(distinct), distinct.filter(_begins(*both) | _begins(*both[::-1]))]
    )
    met = (
        crossed.join(same, on=both, how="semi")
        .group_by(_NAMES)
        .agg(pl.col("one").unique(), pl.col("other").unique())
    )
    return (
        names.unique(_NAMES)
        .join(met, on=_NAMES, how="left")
        .with_columns(pl.col(both).fill_null([]))
        .with_columns(
            only_left=own[0].list.set_difference("one").list.sort(),
            only_right=own[1].list.set_difference("other").list.sort(),
            shared=own[0].list.set_intersection("one").list.join("").str.len_chars(),
        )
    )


def _begins(short: str, long: str) -> pl.Expr:
    """A word of a name is often cut, with a full stop or without."""
    long_enough = pl.col(short).str.len_chars() >= _SHORTEST_BEGINNING
    return long_enough & pl.col(long).str.starts_with(pl.col(short))


def _as_long() -> pl.Expr:
    """What is left of one name is at least half as long as what is left of the other."""
    lengths = [pl.col(f"only_{side}").list.join("").str.len_chars() for side in ("left", "right")]
    shorter = pl.min_horizontal(lengths)
    return (shorter >= _SHORTEST_ALIKE) & (2 * shorter >= pl.max_horizontal(lengths))


def _alike() -> pl.Expr:
    """What is left of both names has nearly the same pairs of letters, in whatever order.

    So it is with several slips of the pen, and with words that are joined or taken apart.
    """
    pairs = [_letter_pairs(pl.col(f"only_{side}").list.join("")) for side in ("left", "right")]
    common = pairs[0].list.set_intersection(pairs[1]).list.len()
    both = pairs[0].list.len() + pairs[1].list.len()
    enough = pl.when("telling").then(_ALIKE_WHERE_TELLING).otherwise(_ALIKE)
    return 2 * common >= enough * both


def _letter_pairs(text: pl.Expr) -> pl.Expr:
    two = text.str.extract_all(".."), text.str.slice(1).str.extract_all("..")
    return pl.concat_list(two).list.unique()


def _stands_for(one: str, other: str) -> pl.Expr:
    """What is left of one name stands for what is left of the other.

    Nothing for nothing; letters for a long word or for the words that they begin ("KG", "DW");
    nothing for anything where the title tells: a department or a person that only one list names,
    but no body of a town; or two names of one umbrella body.
    """
    short, long = pl.col(f"only_{one}"), pl.col(f"only_{other}")
    acronym, word = short.list.join(""), long.list.join("")
    one_word = (short.list.len() == 1) & (acronym.str.len_chars() <= _LONGEST_ACRONYM)
    letters = acronym.str.replace_all("(.)", "$1.*")
    spelt_out = (long.list.len() == 1) & (word.str.len_chars() >= _SHORTEST_SPELT_OUT)
    # A pattern per row is costly, so most rows get none.
    pattern = pl.when(one_word & spelt_out).then(pl.format("^{}", letters))
    spelt_out = word.str.contains(pattern).fill_null(value=False)
    initials = long.list.eval(pl.element().str.head(1)).list.sort().list.join("")
    begun = (long.list.len() > 1) & (initials == acronym.str.split("").list.sort().list.join(""))
    known = pl.lit(pl.Series(_umbrella_words())).implode()
    of_umbrella = pl.col("umbrella") & (
        pl.concat_list(short, long).list.set_difference(known).list.len() == 0
    )
    towns = [pl.col(f"ranks_{end}").list.join(" ").str.contains(_TOWN) for end in (one, other)]
    more = pl.col("telling") & (towns[0] == towns[1])
    nothing = (short.list.len() == 0) & ((long.list.len() == 0) | more)
    return nothing | spelt_out | (one_word & begun) | of_umbrella


@cache
def _umbrella_words() -> list[str]:
    return sorted({word for row in read_codes("umbrellas") for word in row["words"].split()})
