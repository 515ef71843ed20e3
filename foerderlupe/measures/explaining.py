"""What is known about a pair, as a sentence of evidence and as JSON.

Belongs here: the texts of ``pairs.explanation`` and ``pairs.evidence``. Does not belong here:
any decision.
"""

import json
from collections.abc import Callable

import polars as pl

from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.vetoes import VETOES

_MISSING = "missing"
_Saying = Callable[[str, str, float], str]


def explain(kept: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """``kept`` with ``explanation`` and ``evidence``.

    Both name the bits per field, their sum and the rules version, the explanation also what
    followed. Fields that are missing on a side are left out, since they say nothing.
    """
    return kept.with_columns(_explanation(rulebook), _evidence(rulebook))


def _explanation(rulebook: Rulebook) -> pl.Expr:
    said = _told(rulebook, _in_words, "; ")
    reasons = {name: f"; veto {name}: {rule.reason}" for name, rule in VETOES.items()}
    veto = pl.col("veto").replace_strict(reasons, return_dtype=pl.String).fill_null("")
    person = pl.format("; judged {} by {}", "decision", "decided_by")
    refused = pl.lit("; asked, since merging would join records that are kept apart")
    return pl.format(
        "{}; prior {} = {} bits, probability {}, {} structured agreements{}{}{} (rules {})",
        pl.when(said == "").then(pl.lit("nothing to compare")).otherwise(said),
        pl.lit(f"{rulebook.prior:+.1f}"),
        pl.col("bits").round(1),
        pl.col("score").round(4),
        pl.col("agreements"),
        veto,
        pl.when(pl.col("decided_by") == "rules").then(pl.lit("")).otherwise(person),
        pl.when("refused").then(refused).otherwise(pl.lit("")),
        pl.lit(rulebook.version),
    ).alias("explanation")


def _evidence(rulebook: Rulebook) -> pl.Expr:
    return pl.concat_str(
        pl.lit(
            f'{{"rules": {json.dumps(rulebook.version)}, "prior": {rulebook.prior}, "fields": ['
        ),
        _told(rulebook, _as_json, ", "),
        pl.lit('], "bits": '),
        pl.col("bits").round(2),
        pl.lit(', "agreements": '),
        pl.col("agreements"),
        pl.lit("}"),
    ).alias("evidence_json")


def _told(rulebook: Rulebook, saying: _Saying, separator: str) -> pl.Expr:
    """What ``saying`` makes of the level of each field that is known on both sides."""
    fields = [
        pl.col(field).replace_strict(
            {
                level: saying(field, level, bits)
                for level, bits in levels.items()
                if level != _MISSING
            },
            default=None,
            return_dtype=pl.String,
        )
        for field, levels in rulebook.weights.by_field.items()
    ]
    return pl.concat_str(fields, separator=separator, ignore_nulls=True)


def _in_words(field: str, level: str, bits: float) -> str:
    return f"{field} {level.replace('_', ' ')} {bits:+.1f}"


def _as_json(field: str, level: str, bits: float) -> str:
    return json.dumps({"field": field, "level": level, "bits": round(bits, 2)})
