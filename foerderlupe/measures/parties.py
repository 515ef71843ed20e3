"""Whether two records name the same organisations.

Belongs here: the sets of carriers and funders of a record, and their comparison.
Does not belong here: which names are one organisation (``organisations``).
"""

import polars as pl

from foerderlupe.text.whole_columns import fold_each

_OFFICIAL = "DE-AGS-"
# Words of an organisation's name that every second name has.
_COMMON_WORDS = frozenset(
    {"stadt", "gemeinde", "landkreis", "kreis", "verein", "verband", "ev", "gmbh", "ggmbh"}
    | {"stiftung", "region", "zentrum", "land", "bund", "ministerium", "haus", "buero", "e", "v"}
    | {"der", "die", "das", "des", "fuer", "in", "im", "und", "von"}
)
# Words that say on which level of an umbrella body an organisation stands.
_LEVEL_WORDS = frozenset(
    {"bundesverband", "landesverband", "dioezesanverband", "bezirksverband", "regionalverband"}
    | {"kreisverband", "stadtverband", "ortsverband", "ortsverein", "ortsgruppe", "kreisgruppe"}
    | {"landesgeschaeftsstelle", "geschaeftsstelle", "zweigstelle", "hauptstelle"}
)
_UNTELLING = sorted(_COMMON_WORDS | _LEVEL_WORDS)
_TERRITORIES = ["stadt", "gemeinde", "landkreis"]
_SETS = {
    "line": "carriers",
    "line_paying": "funders",
    "umbrella": "umbrellas",
    "words": "names",
    "legal_form": "forms",
    "rank": "ranks",
    "kind": "funder_kinds",
}
"""The columns of carriers, and those of funders, by the names of the sets they become."""


def party_sets(record_organisations: pl.DataFrame, organisations: pl.DataFrame) -> pl.DataFrame:
    """The carriers and funders of every record as sorted sets.

    Result: record_id, carriers, funders (institution lines, so that a renamed ministry stays
    one), umbrellas, names (folded words of the carriers' names), forms (their legal forms), ranks
    (words of their names that say which level of a body they are), funder_kinds.
    """
    named = record_organisations.select(
        "record_id", "role", "organisation_id", "organisation_name", "name_words"
    )
    known = organisations.select(
        "organisation_id",
        "umbrella",
        pl.col("organisation_kind").alias("kind"),
        "legal_form",
        pl.coalesce("institution_line", "organisation_id").alias("line"),
    )
    words = _words(named.select("organisation_name", "name_words"))
    joined = (
        named.join(known, on="organisation_id", how="left")
        .join(words, on="organisation_name", how="left")
        .with_columns(pl.coalesce("line", "organisation_id"))
    )
    carrier = pl.col("role").is_in(["carrier", "implementer"])
    carriers = _sets(joined.filter(carrier), ["line", "umbrella", "words", "legal_form", "rank"])
    funders = _sets(joined.filter(pl.col("role") == "funder"), ["line", "kind"])
    return (
        named.select("record_id")
        .unique()
        .join(carriers, on="record_id", how="left")
        .join(funders, on="record_id", how="left", suffix="_paying")
        .select("record_id", *(pl.col(of).fill_null([]).alias(to) for of, to in _SETS.items()))
    )


def _sets(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Per record_id the values of ``columns``, each once and ordered."""
    several = rows.group_by("record_id").len().filter(pl.col("len") > 1)
    # Most records name one, which is a set already.
    alone = rows.join(several, on="record_id", how="anti").select(
        "record_id", *(pl.concat_list(name).list.drop_nulls().alias(name) for name in columns)
    )
    together = rows.join(several, on="record_id", how="semi").group_by("record_id")
    return pl.concat([alone, together.agg(pl.col(columns).drop_nulls().unique().sort())])


def _words(names: pl.DataFrame) -> pl.DataFrame:
    """What each of the ``names`` (organisation_name, name_words) says, as words in one text.

    Columns: organisation_name; words (those that tell it from others); rank (those that say on
    which level of its body it stands, or that it is a town). Null where there are none.

    >>> names = pl.DataFrame(
    ...     {
    ...         "organisation_name": ["AWO Ortsverein Lindental e. V."],
    ...         "name_words": ["arbeiterwohlfahrt ortsverein lindental"],
    ...     }
    ... )
    >>> _words(names).row(0)
    ('AWO Ortsverein Lindental e. V.', 'arbeiterwohlfahrt lindental', 'ortsverein')
    """
    ranks = "|".join(sorted(_LEVEL_WORDS.union(_TERRITORIES)))
    distinct = names.unique("organisation_name")
    folded = fold_each(distinct["organisation_name"]).alias("folded")
    return distinct.with_columns(folded).select(
        "organisation_name",
        words=_in_one(pl.col("name_words").str.split(" ").list.set_difference(_UNTELLING)),
        rank=_in_one(pl.col("folded").str.extract_all(rf"\b(?:{ranks})\b").list.unique()),
    )


def _in_one(words: pl.Expr) -> pl.Expr:
    return words.list.sort().list.join(" ").replace("", None)


def compare_carriers(pairs: pl.DataFrame) -> pl.DataFrame:
    """The level of two carrier sets: same, contained, shared, related, different or missing.

    Second column bare_carrier: a side names a kind of body, which only a place makes one body.

    ``related`` are branches and levels of one umbrella body, and a name that stands in full
    within the other ("Kinderschutzbund", "Kinderschutzbund Esslingen").
    """
    left, right = pl.col("carriers_left"), pl.col("carriers_right")
    shared = left.list.set_intersection(right).list.len()
    smaller = pl.min_horizontal(left.list.len(), right.list.len())
    umbrella = pl.col("umbrellas_left").list.set_intersection("umbrellas_right").list.len() > 0
    return pairs.with_columns(_words_of("names_left"), _words_of("names_right")).select(
        pl.when((smaller == 0) | smaller.is_null())
        .then(pl.lit("missing"))
        .when((shared == smaller) & (left.list.len() == right.list.len()))
        .then(pl.lit("same"))
        .when(shared == smaller)
        .then(pl.lit("contained"))
        .when(shared > 0)
        .then(pl.lit("shared"))
        .when(umbrella | _one_within_the_other())
        .then(pl.lit("related"))
        .otherwise(pl.lit("different"))
        .alias("carrier"),
        _bare().alias("bare_carrier"),
    )


def _bare() -> pl.Expr:
    """Whether a side names its carrier by one word, such as its kind, without a legal form."""
    least = pl.min_horizontal(pl.col("names_left", "names_right").list.len())
    official = pl.col("carriers_left").list.set_intersection("carriers_right")
    known = official.list.eval(pl.element().str.starts_with(_OFFICIAL)).list.any()
    formed = pl.min_horizontal(pl.col("forms_left", "forms_right").list.len()) > 0
    return ((least < 2) & ~known & ~formed).fill_null(value=False)


def _words_of(column: str) -> pl.Expr:
    return pl.col(column).list.join(" ").str.split(" ")


def _one_within_the_other() -> pl.Expr:
    """One name stands in the other; of a town and a body in it that is no kinship."""
    left, right = pl.col("names_left"), pl.col("names_right")
    shared = left.list.set_intersection(right)
    smaller = pl.min_horizontal(left.list.len(), right.list.len())
    town = [
        pl.col(side).list.eval(pl.element().is_in(_TERRITORIES)).list.any()
        for side in ("ranks_left", "ranks_right")
    ]
    long_enough = shared.list.join("").str.len_chars() >= 6
    return (shared.list.len() == smaller) & long_enough & (town[0] == town[1])


def compare_funders(pairs: pl.DataFrame) -> pl.DataFrame:
    """The level of two funder sets, and whether funders of two levels of the state pay.

    Result: funder (same where one funder is common, different, missing), funder_level_differs.
    """
    left, right = pl.col("funders_left"), pl.col("funders_right")
    shared = left.list.set_intersection(right).list.len()
    smaller = pl.min_horizontal(left.list.len(), right.list.len())
    kinds_left, kinds_right = pl.col("funder_kinds_left"), pl.col("funder_kinds_right")
    kinds = kinds_left.list.set_intersection(kinds_right).list.len()
    known = pl.min_horizontal(kinds_left.list.len(), kinds_right.list.len()) > 0
    return pairs.select(
        pl.when((smaller == 0) | smaller.is_null())
        .then(pl.lit("missing"))
        .when(shared > 0)
        .then(pl.lit("same"))
        .otherwise(pl.lit("different"))
        .alias("funder"),
        ((shared == 0) & known & (kinds == 0)).fill_null(value=False).alias("funder_level_differs"),
    )


def compare_crossed() -> pl.Expr:
    """Whether a carrier of one record (list ``carrying``) funds the other (list ``paying``).

    Both ways it means swapped columns, one way money that is passed on.
    """
    shared = pl.col("carrying").list.set_intersection("paying").list.len() > 0
    return shared.fill_null(value=False)
