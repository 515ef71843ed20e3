"""Records turned into numbers and codes that can be joined and compared.

Belongs here: one row of features per record and the tables that its codes point to.
Does not belong here: what a single kind of value means (``titles``, ``parties``, ``places``,
``groups``), and pairs.
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.matching.sets import number_sets
from foerderlupe.measures.compared_titles import as_compared
from foerderlupe.measures.corpus import (
    place_words,
    programme_names,
    strange_places,
    with_corpus_facts,
)
from foerderlupe.measures.evidence import Evidence
from foerderlupe.measures.groups import group_sets
from foerderlupe.measures.homonyms import with_places_of_carriers
from foerderlupe.measures.parties import party_sets
from foerderlupe.measures.periods import rough
from foerderlupe.measures.places import place_sets
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.silent_titles import with_told_names
from foerderlupe.measures.titles import read_titles
from foerderlupe.text.characters import fold
from foerderlupe.text.distinct import map_distinct
from foerderlupe.text.title_parts import take_budget_line
from foerderlupe.text.whole_columns import clean_each, fold_each

_COUNTED = ("measure", "award")
_TOP_FIELD = 4
_KREIS = 5
_UNSEEN = 20
_DESCRIBED = 400
_SURE_ZONES = ("stated",)
_CODED_SETS = {
    "carriers": ["carriers", "umbrellas", "names", "forms", "ranks"],
    "funders": ["funders", "funder_kinds"],
    "place": ["regions", "seats", "candidates", "place_names"],
    "groups": ["stated_groups", "title_groups"],
    "amounts": ["amounts"],
}


@dataclass(frozen=True)
class Features:
    """What is compared.

    ``records``: record (UInt32, in order of record_id), record_id, source_id, exclusive (its
    list names every measure once), level, counted (measure or award), title, carriers, funders,
    place, groups and amounts (codes into the tables of ``sets`` and ``titles``), start, end,
    open, rough (its period names years only), amount (EUR), award, project, budget, url,
    call_year, field (top field of action, as stated), local (its carriers work in one Kreis
    only), usual (it lies where its list mostly lies), strange (its title names a further place).
    ``compared_titles``: ``titles`` for pairs (``compared_titles``).
    ``descriptions``: record, text (the folded words of the beginning of its description).
    """

    records: pl.DataFrame
    titles: pl.DataFrame
    compared_titles: pl.DataFrame
    descriptions: pl.DataFrame
    sets: dict[str, pl.DataFrame]

    @property
    def distinct_lists(self) -> pl.DataFrame:
        """Records that must not meet another one of their list: record, group."""
        return self.records.filter("exclusive", "counted").select(
            "record", pl.col("source_id").rank("dense").cast(pl.Int64).alias("group")
        )


def build_features(evidence: Evidence, sources: pl.DataFrame, rulebook: Rulebook) -> Features:
    """The features of all records; ``sources`` has source_id and distinct_measures."""
    named = with_told_names(evidence, rulebook.words)
    records = _with_sets(named).sort("record_id").with_row_index("record")
    records = records.join(sources, on="source_id", how="left", maintain_order="left")
    sets = {}
    for code, lists in _CODED_SETS.items():
        sets[code], codes = number_sets(records, lists, f"{code}_code")
        records = records.with_columns(codes)
    names = pl.concat([records["title"], programme_names(evidence).alias("title")])
    titles = read_titles(names, place_words(evidence, rulebook), rulebook.words)
    records = records.join(
        titles.select(
            pl.col("text"),
            pl.col("title").alias("title_code"),
            title_call_year="call_year",
            title_budget="budget",
        ),
        left_on="title",
        right_on="text",
        how="left",
        maintain_order="left",
    )
    features = _with_usual_places(_with_local_carriers(_select(records), sets), sets)
    described = records.select("record", text="description").drop_nulls()
    beginnings = clean_each(described["text"].str.head(_DESCRIBED))
    described = described.with_columns(fold_each(beginnings))
    features = features.with_columns(strange=strange_places(features, titles, evidence))
    titles = with_corpus_facts(titles, features, evidence, rulebook)
    return Features(features, titles, as_compared(titles), described, sets)


def _with_sets(evidence: Evidence) -> pl.DataFrame:
    amounts = (
        evidence.record_amounts.filter(pl.col("amount_eur") > 0)
        .group_by("record_id")
        .agg(pl.col("amount_eur").cast(pl.String).unique().sort().alias("amounts"))
    )
    records = evidence.records
    for known in (
        party_sets(evidence.record_organisations, evidence.organisations),
        place_sets(evidence.records, evidence.record_regions),
        group_sets(evidence.record_target_groups),
        _primary_fields(evidence),
        amounts,
    ):
        records = records.join(known, on="record_id", how="left", maintain_order="left")
    lists = [name for names in _CODED_SETS.values() for name in names]
    return with_places_of_carriers(
        records.with_columns(pl.col(name).fill_null([]) for name in lists)
    )


def _with_local_carriers(features: pl.DataFrame, sets: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds ``local``: whether all that a record's carriers do is stated in one Kreis."""
    lines = sets["carriers"].select("carriers_code", line="carriers")
    kreise = sets["place"].select(
        "place_code", kreis=pl.col("regions").list.eval(pl.element().str.head(_KREIS)).list.unique()
    )
    named = (
        features.select("record", "carriers", "place")
        .join(lines, left_on="carriers", right_on="carriers_code")
        .explode("line", empty_as_null=True)
        .drop_nulls("line")
    )
    spread = (
        named.join(kreise, left_on="place", right_on="place_code")
        .explode("kreis", empty_as_null=True)
        .group_by("line")
        .agg(pl.col("kreis").drop_nulls().n_unique().alias("spread"))
    )
    local = (
        named.join(spread, on="line")
        .group_by("record")
        .agg((pl.col("spread") == 1).all().alias("local"))
    )
    return features.join(local, on="record", how="left", maintain_order="left").with_columns(
        pl.col("local").fill_null(value=False)
    )


def _with_usual_places(features: pl.DataFrame, sets: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds ``usual``: whether half of the list and more states the regions of the record.

    The list is taken to be ``_UNSEEN`` records longer, so that a few rows prove no habit.
    """
    regions = sets["place"].select("place_code", regions=pl.col("regions").list.join(" "))
    placed = features.join(
        regions, left_on="place", right_on="place_code", how="left", maintain_order="left"
    )
    so_many = pl.len().over("source_id", "regions")
    usual = (pl.col("regions") != "") & (2 * so_many >= pl.len().over("source_id") + _UNSEEN)
    return placed.with_columns(usual.fill_null(value=False).alias("usual")).drop("regions")


def _primary_fields(evidence: Evidence) -> pl.DataFrame:
    """The top field of action of every record, where one is known: record_id, field."""
    primary = evidence.record_fields.filter("is_primary", pl.col("zone").is_in(_SURE_ZONES))
    top = pl.col("field_of_action").str.head(_TOP_FIELD).min()
    return primary.group_by("record_id").agg(top.alias("field"))


def _select(records: pl.DataFrame) -> pl.DataFrame:
    funder_budget = map_distinct(records["funder"], lambda text: take_budget_line(text)[0])
    stated_budget = map_distinct(
        records["budget_line"], lambda text: take_budget_line(text)[0] or fold(text) or None
    )

    def code(name: str) -> pl.Series:
        letters = fold_each(records[name]).str.replace_all(" ", "", literal=True)
        return letters.replace("", None)

    return records.select(
        "record",
        "record_id",
        "source_id",
        pl.col("distinct_measures").fill_null(value=False).alias("exclusive"),
        pl.col("list_level").alias("level"),
        pl.col("list_level").is_in(_COUNTED).fill_null(value=False).alias("counted"),
        pl.col("title_code").alias("title"),
        *(pl.col(f"{name}_code").alias(name) for name in _CODED_SETS),
        pl.col("period_from").alias("start"),
        pl.col("period_to").alias("end"),
        pl.col("period_open").fill_null(value=False).alias("open"),
        rough().alias("rough"),
        pl.col("amount_eur").cast(pl.Float64).alias("amount"),
        code("award_number").alias("award"),
        code("project_number").alias("project"),
        pl.coalesce(stated_budget, "title_budget", funder_budget).alias("budget"),
        code("url").alias("url"),
        pl.coalesce("call_year", "title_call_year").alias("call_year"),
        "field",
    )
