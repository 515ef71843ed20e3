"""The rules that keep two records apart however alike they look (DOMAIN sections 2.3 and 2.4).

Belongs here: one function per veto; its first docstring line is the reason that people read, its
decorator the relation that it forces. The order of the file is the order of precedence.
Does not belong here: facts about values (``title_facts``, ``places``, …) and weights.
"""

import polars as pl

from foerderlupe.measures.veto import VETOES, veto

__all__ = ["VETOES", "find_vetoes"]

_HEADS = pl.col("left_heads_right") | pl.col("right_heads_left")


def _level(field: str, *levels: str) -> pl.Expr:
    return pl.col(field).is_in(levels)


def _carrier_agrees() -> pl.Expr:
    return _level("carrier", "same", "near", "contained", "shared", "swapped")


def _period_agrees() -> pl.Expr:
    return _level("period", "same", "starts", "years", "contained", "overlap")


@veto("part_of", told="always")
def level_differs() -> pl.Expr:
    """One record is a programme, call or offering, the other a measure."""
    named = _level("title", "same", "same_generic", "part", "contained") | _HEADS
    return pl.col("level_differs") & ~pl.col("both_counted") & named


@veto("sibling")
def call_year_differs() -> pl.Expr:
    """The calls are of different years."""
    calls = pl.col("call_year_differs") & ~pl.col("both_counted")
    return (calls | pl.col("title_call_year_differs")) & ~_level("number", "same")


@veto("part_of", told="always")
def programme_heads_title() -> pl.Expr:
    """One title is the name that stands before the other one's, by another carrier."""
    return _HEADS & _level("carrier", "different") & _level("place", "wide", "contained")


@veto("different")
def partner_found() -> pl.Expr:
    """The other list names each measure once, and its record of this one is found."""
    return pl.col("partner_found")


@veto("different")
def individual_aid() -> pl.Expr:
    """Aid for one person each: only an equal number makes two awards one."""
    return pl.col("individual") & ~_level("number", "same")


@veto("different")
def activity_differs() -> pl.Expr:
    """One evaluates or trains what the other does."""
    return pl.col("activity_differs") & ~_level(
        "title", "foreign", "translation", "programme", "described"
    )


@veto("different")
def office_differs() -> pl.Expr:
    """Commissioner, case manager and coordinator are different offices."""
    return pl.col("office_differs")


@veto("different")
def cefr_differs() -> pl.Expr:
    """The language levels differ."""
    return pl.col("cefr_differs")


@veto("different")
def groups_disjoint() -> pl.Expr:
    """The stated target groups have nobody in common."""
    return pl.col("groups_disjoint")


@veto("different")
def budget_line_differs() -> pl.Expr:
    """Different budget lines pay."""
    return pl.col("budget_differs")


@veto("different")
def land_differs() -> pl.Expr:
    """The measures are in different Länder."""
    return pl.col("land_differs")


@veto("different")
def region_homonymous() -> pl.Expr:
    """The regions share a name and are not the same."""
    return _level("place", "different") & pl.col("homonymous")


@veto("part_of", told="always")
def regrant() -> pl.Expr:
    """The carrier of one funds the other: money that is passed on."""
    return (
        (pl.col("pays_right") ^ pl.col("pays_left"))
        & _level("carrier", "different", "related")
        & (_period_agrees() | _level("period", "missing"))
        & _level("place", "same", "contained", "usual", "wide", "seat", "missing")
        & ~_level("title", "different")
    )


@veto("part_of", told="always")
def funding_type_differs() -> pl.Expr:
    """One pays for the institution, the other for a project in it."""
    return pl.col("institutional_differs") & _carrier_agrees() & _period_agrees()


@veto("replication", told="one_name")
def region_disjoint() -> pl.Expr:
    """Both name their region, and the regions do not meet."""
    return _level("place", "different")


@veto("replication", told="one_name")
def title_places_differ() -> pl.Expr:
    """The titles name different places."""
    return pl.col("title_places_differ")


@veto("successor", told="goes_on")
def phase_differs() -> pl.Expr:
    """The phases differ."""
    return pl.col("phase_differs")


@veto("successor", told="goes_on")
def phase_begins_later() -> pl.Expr:
    """One title names a later phase, and its period is later."""
    return pl.col("phase_unsaid") & _level("period", "shifted") & ~_level("number", "same")


@veto("successor", asks=True)
def phase_unsaid() -> pl.Expr:
    """Only one title names a phase, and the periods are not the same."""
    same = _level("period", "same", "starts", "disjoint") | _level("number", "same")
    return pl.col("phase_unsaid") & ~same


@veto("successor", told="goes_on")
def edition_differs() -> pl.Expr:
    """The editions or the years in the titles differ."""
    return pl.col("edition_differs")


@veto("successor", told="goes_on")
def carrier_and_period_differ() -> pl.Expr:
    """Another carrier goes on in a later period."""
    return (
        _level("carrier", "different")
        & pl.col("follows")
        & _level("title", "same", "same_generic", "near")
        & _level("place", "same", "contained", "usual")
        & _level("funder", "same", "missing")
    )


@veto("successor", told="always")
def brand_goes_on() -> pl.Expr:
    """A brand goes on with another name after it."""
    other = pl.col("brand_suffix_differs") & _level("title", "variant")
    return other & _level("period", "disjoint") & _carrier_agrees()


@veto("successor", told="goes_on")
def period_disjoint() -> pl.Expr:
    """The periods follow each other."""
    related = _level("carrier", "related") & _level("title", "same", "near", "truncated")
    goes_on = _carrier_agrees() | _level("carrier", "bare") | related
    return _level("period", "disjoint") & goes_on


@veto("different")
def brand_suffix_differs() -> pl.Expr:
    """One brand, two names after it."""
    return pl.col("brand_suffix_differs") & _level("title", "variant") & ~_level("number", "same")


@veto("sibling", told="one_name")
def calls_of_two_years() -> pl.Expr:
    """One list names them under calls of different years."""
    # The same money for the same time is one grant, written down in two years.
    one_grant = _level("number", "same") | (_level("period", "same") & _level("amount", "same"))
    return pl.col("call_year_differs") & pl.col("one_list") & ~one_grant


@veto("different")
def number_differs() -> pl.Expr:
    """One list gives them different project numbers."""
    return pl.col("project_differs") & pl.col("one_list")


@veto("part_of", told="always")
def named_within() -> pl.Expr:
    """One list names a part of it under a number of its own."""
    part = _level("title", "part", "contained") & _level(
        "period", "same", "starts", "years", "contained"
    )
    other_award = _level("number", "different") & ~_level("amount", "same", "missing")
    return part & other_award & _carrier_agrees() & ~pl.col("top_up")


@veto("overlap")
def awards_of_two_carriers() -> pl.Expr:
    """One list gives each carrier an award of its own."""
    return _level("carrier", "different") & _level("number", "different")


@veto("overlap")
def carrier_differs() -> pl.Expr:
    """Different carriers offer the same under a name that anybody uses."""
    anybodys = ("same_generic", "part_generic", "contained_generic", "variant", "contained")
    return (
        _level("carrier", "different")
        & _level("title", *anybodys)
        & _level("place", "same", "contained", "usual")
        & ~_level("period", "disjoint")
    )


@veto("overlap")
def funder_level_differs() -> pl.Expr:
    """Similar names are paid at different levels of the state."""
    return pl.col("funder_level_differs") & _level("title", "variant")


@veto("different", asks=True)
def place_ambiguous() -> pl.Expr:
    """The place name belongs to several places and nothing else decides."""
    decided = _level("number", "same") | _level("amount", "same") | _carrier_agrees()
    return _level("place", "ambiguous") & ~decided


def find_vetoes(compared: pl.DataFrame) -> pl.DataFrame:
    """``compared`` with ``veto``, the first rule that holds, or null."""
    holding = [
        pl.when(rule.condition()).then(pl.lit(number, pl.UInt32))
        for number, rule in enumerate(VETOES.values())
    ]
    first = compared.select(pl.coalesce(holding)).to_series()
    return compared.with_columns(pl.Series("veto", list(VETOES)).gather(first))
