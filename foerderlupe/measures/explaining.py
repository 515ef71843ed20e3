"""What is known about a pair, as a sentence of evidence.

Belongs here: the text of ``pairs.explanation``. Does not belong here: any decision.
"""

import polars as pl

from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.vetoes import VETOES


def explain(kept: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``kept`` with ``explanation``: bits per field, their sum, the veto, the rules version.

    Fields that are missing on a side are left out, since they say nothing.
    """
    fields = [_field(field, levels) for field, levels in rulebook.weights.by_field.items()]
    evidence = pl.concat_str(fields, separator="; ", ignore_nulls=True)
    reasons = {name: f"; veto {name}: {rule.reason}" for name, rule in VETOES.items()}
    veto = pl.col("veto").replace_strict(reasons, return_dtype=pl.String).fill_null("")
    person = pl.format("; judged {} by {}", "decision", "decided_by")
    refused = pl.lit("; asked, since merging would join records that are kept apart")
    return kept.with_columns(
        pl.format(
            "{}; prior {} = {} bits, probability {}, {} structured agreements{}{}{} (rules {})",
            pl.when(evidence == "").then(pl.lit("nothing to compare")).otherwise(evidence),
            pl.lit(f"{rulebook.prior:+.1f}"),
            pl.col("bits").round(1),
            pl.col("score").round(4),
            pl.col("agreements"),
            veto,
            pl.when(pl.col("decided_by") == "rules").then(pl.lit("")).otherwise(person),
            pl.when("refused").then(refused).otherwise(pl.lit("")),
            pl.lit(rulebook.version),
        ).alias("explanation")
    )


def _field(field: str, levels: dict[str, float]) -> pl.Expr:
    said = {
        level: f"{field} {level.replace('_', ' ')} {bits:+.1f}"
        for level, bits in levels.items()
        if level != "missing"
    }
    return pl.col(field).replace_strict(said, default=None, return_dtype=pl.String)
