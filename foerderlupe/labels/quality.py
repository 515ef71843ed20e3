"""How good the labels are, measured on a sample labelled by hand.

Belongs here: precision and recall per code and over all codes (DOMAIN section 3, L12).
Does not belong here: the sample, and what figure is good enough.
"""

import polars as pl

# Below this number of expected labels a figure says little; such codes are "ungeprüft".
ENOUGH_CASES = 20
ALL_CODES = "all"


def label_quality(expected: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """One row per code, sorted by code, preceded by one for all codes together.

    Both frames have one row per label with ``record_id``, ``code`` and, where it matters,
    ``role``. Columns of the result: ``code, expected, found, right`` (labels), ``precision``
    and ``recall`` (share; null where nothing was found or expected), ``status`` ("geprüft", or
    "ungeprüft" with fewer than 20 expected labels).
    """
    expected, found = expected.unique(), found.select(expected.columns).unique()
    right = found.join(expected, on=expected.columns, how="semi")
    counts = {"expected": expected, "found": found, "right": right}
    long = pl.concat(
        labels.select("code").with_columns(kind=pl.lit(kind)) for kind, labels in counts.items()
    )
    both = pl.concat([long, long.with_columns(code=pl.lit(ALL_CODES))])
    table = both.group_by("code").agg((pl.col("kind") == kind).sum().alias(kind) for kind in counts)
    return table.with_columns(
        precision=_share("right", "found"),
        recall=_share("right", "expected"),
        status=pl.when(pl.col("expected") < ENOUGH_CASES)
        .then(pl.lit("ungeprüft"))
        .otherwise(pl.lit("geprüft")),
    ).sort(pl.col("code") != ALL_CODES, "code")


def _share(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
