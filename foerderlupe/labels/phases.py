"""Words that stand for several life phases, decided by the rest of the record.

Belongs here: "Kinder" means both day-care and school children, unless the record says which:
by an age, or by a sharper word such as "Kita" or "Vorbereitungsklasse" (DOMAIN section 3, L7).
Does not belong here: reading ages (``labels.ages``) and which words are shared, which follows
from the code list: a stem that two or more codes have.
"""

import polars as pl

from foerderlupe.labels.vocabulary import Vocabulary
from foerderlupe.labels.zones import CLEAR


def decided_phases(statements: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """The statements without those of a shared stem that a sharper statement rules out.

    For each record and shared stem only the codes stay that the record also names otherwise, by
    an age or at least as surely by a word (itself or a code below it); all stay if it names none.
    """
    shared = _shared_rules(vocabulary)
    is_shared = pl.col("rule").is_in(shared["rule"].unique().implode())
    sharp = _sharpness(statements.filter(~is_shared), vocabulary)
    decided = (
        sharp.join(shared, on="code").group_by("record_id", "rule").agg(other=pl.col("sharp").max())
    )
    needed = pl.min_horizontal("confidence", pl.lit(CLEAR))
    vague = (
        statements.filter(is_shared)
        .join(sharp, on=["record_id", "code"], how="left")
        .join(decided, on=["record_id", "rule"], how="left")
        .filter(
            (pl.col("sharp") >= needed).fill_null(value=False)
            | ~(pl.col("other") >= needed).fill_null(value=False)
        )
        .select(statements.columns)
    )
    return pl.concat([statements.filter(~is_shared), vague])


def _sharpness(statements: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """How surely each record names each code, itself or a code below it."""
    itself = vocabulary.table.select("code", ancestor="code")
    # An age is exact wherever it stands.
    sure = pl.when(pl.col("rule").str.starts_with("age ")).then(1.0).otherwise("confidence")
    return (
        statements.with_columns(sharp=sure)
        .join(pl.concat([vocabulary.closure, itself]), on="code")
        .group_by("record_id", code="ancestor")
        .agg(pl.col("sharp").max())
    )


def _shared_rules(vocabulary: Vocabulary) -> pl.DataFrame:
    """One row ``rule, code`` per stem that several life phases have."""
    rows = {
        (pattern.rule, code.code)
        for code in vocabulary.codes.values()
        if code.facet == "L" and code.parent is None
        for pattern in code.patterns
        if not pattern.excludes
    }
    rules = pl.DataFrame(sorted(rows), schema=["rule", "code"], orient="row")
    return rules.filter(pl.len().over("rule") > 1)
