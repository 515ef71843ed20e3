"""From score and veto to a decision and a relation.

Belongs here: the three decisions, and which decided pairs are worth keeping.
Does not belong here: clusters, which may undo a decision (``clustering``).
"""

import polars as pl

from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.vetoes import VETOES


def decide(scored: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``scored`` with decision, relation and would_be (the decision without the veto).

    A veto keeps apart whatever the score; with the same number and title, or where the rule
    says so, it asks a person. Automatic needs the score, the structured agreements, and one
    more of them for a title that is only similar.
    """
    weak = pl.col("title").is_in(rulebook.weak_titles) & (pl.col("counterpart") != "only")
    possible = (
        (pl.col("score") >= rulebook.review) & pl.col("both_counted") & ~_list_names_both(rulebook)
    )
    sure = (
        possible
        & (pl.col("score") >= rulebook.automatic)
        & (pl.col("agreements") >= rulebook.agreements + weak)
        & ~_two_awards_in_one_list(rulebook)
        & ~_one_of_many()
        & ~_other_words(rulebook)
    )
    decided = scored.with_columns(
        pl.when(sure)
        .then(pl.lit("same"))
        .when(possible)
        .then(pl.lit("review"))
        .otherwise(pl.lit("apart"))
        .alias("would_be")
    )
    asking = [name for name, rule in VETOES.items() if rule.asks]
    strong = (pl.col("number") == "same") & pl.col("title").is_in(["same", "near"])
    asked = (pl.col("veto").is_in(asking) | strong) & (pl.col("would_be") != "apart")
    return decided.with_columns(
        pl.when(pl.col("veto").is_null())
        .then("would_be")
        .when(asked)
        .then(pl.lit("review"))
        .otherwise(pl.lit("apart"))
        .alias("decision")
    ).with_columns(_relation().alias("relation"))


def _list_names_both(rulebook: Rulebook) -> pl.Expr:
    """One list names both: two measures if it names each once, or if the names say nothing."""
    vague = pl.col("title").is_in(rulebook.weak_titles) | (pl.col("title") == "same_generic")
    once = pl.col("exclusive_left") & pl.col("exclusive_right")
    return pl.col("one_list") & (once | (vague & (pl.col("number") != "same")))


def _two_awards_in_one_list(rulebook: Rulebook) -> pl.Expr:
    """One list names two awards; sure are only those that the title says to be a second one."""
    two_carriers = ~pl.col("carrier").is_in([*rulebook.agreeing.carrier, "missing", "bare"])
    two = (pl.col("amount") == "different") | (pl.col("number") == "different") | two_carriers
    again = pl.col("top_up") & pl.col("title").is_in(rulebook.told_titles["one_name"])
    return pl.col("one_list") & two & (pl.col("number") != "same") & ~(again & ~two_carriers)


def _one_of_many() -> pl.Expr:
    """A name that anybody uses, in periods that only meet or of two descriptions.

    A carrier may offer it again.
    """
    same_money = (pl.col("number") == "same") | (pl.col("amount") == "same")
    within = (pl.col("period") == "contained") & (pl.col("amount") == "missing")
    unrivalled = pl.col("period").is_in(["starts", "years"]) & (pl.col("counterpart") == "only")
    again = ~(pl.col("period") == "same") & ~within & ~unrivalled
    many = (again | pl.col("descriptions_apart")) & ~same_money
    return (pl.col("title") == "same_generic") & many


def _other_words(rulebook: Rulebook) -> pl.Expr:
    """Each title has words that the other lacks: a bicycle course is no swimming course."""
    return pl.col("title").is_in(rulebook.asked_titles) & (pl.col("number") != "same")


def _relation() -> pl.Expr:
    forced = pl.col("veto").replace_strict(
        {name: rule.relation for name, rule in VETOES.items()}, return_dtype=pl.String
    )
    again = pl.col("top_up") & (pl.col("funder") == "same") & (pl.col("amount") != "same")
    return (
        pl.when(pl.col("veto").is_not_null() & (pl.col("decision") == "apart"))
        .then(forced)
        .when(pl.col("decision") == "apart")
        .then(None)
        .when(again)
        .then(pl.lit("top_up"))
        .when(pl.col("decision") == "same")
        .then(pl.lit("duplicate_record"))
        .otherwise(None)
    )


def worth_keeping(decided: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``decided`` with ``worth``: whether a pair is worth keeping.

    That are merged and asked pairs, forced relations between alike titles, and prevented merges.
    """
    told = pl.lit(value=False)
    for kind, titles in rulebook.told_titles.items():
        names = [name for name, rule in VETOES.items() if rule.told == kind]
        told = told | (pl.col("veto").is_in(names) & pl.col("title").is_in(titles))
    always = pl.col("veto").is_in([n for n, rule in VETOES.items() if rule.told == "always"])
    telling = (told | always) & (pl.col("relation") != "different") & ~_vague_successor()
    prevented = pl.col("veto").is_not_null() & (pl.col("would_be") != "apart")
    confusable = (
        (pl.col("relation") == "different")
        & pl.col("title").is_in(rulebook.told_titles["one_name"])
        & ((pl.col("carrier") != "different") | (pl.col("veto") == "region_homonymous"))
    )
    judged = pl.col("decided_by") != "rules"
    undecided = pl.col("decision") != "apart"
    worth = undecided | judged | telling | prevented | confusable
    return decided.with_columns(worth.fill_null(value=False).alias("worth"))


def _vague_successor() -> pl.Expr:
    """A later measure of another carrier, or of a name and a carrier that anybody may mean."""
    generic = pl.col("title").str.ends_with("_generic")
    placed = pl.col("place").is_in(["same", "contained"]) | (pl.col("carrier") != "bare")
    other_carrier = (pl.col("carrier") == "different") & (
        pl.col("veto") != "carrier_and_period_differ"
    )
    return (pl.col("relation") == "successor") & ((generic & ~placed) | other_carrier)
