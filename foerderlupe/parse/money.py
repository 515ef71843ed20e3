"""The amounts of a record, and the one that leads.

Belongs here: all amounts of a row, one below the other, and the choice for matching and totals.
Does not belong here: reading an amount (``parse.amounts``), or adding any.
"""

import polars as pl

from foerderlupe.model.columns import MONEY
from foerderlupe.parse.fields import Fields

# The funder's decision is what most lists print, so it compares best between lists; what was
# paid follows from it; total costs include other people's money; ceilings and envelopes bound
# several awards; what was applied for was never granted.
_LEADING = ("bewilligt", "ausgezahlt", "gesamtkosten", "hoechstbetrag", "volumen", "beantragt")


def list_amounts(fields: Fields, records: pl.DataFrame) -> pl.DataFrame:
    """One row per record and kind: ``record_id, amount_kind, amount_eur, amount_precision``.

    A stated zero is a fact and stays.
    """
    stated = [
        fields[f"amount_{kind}"].select(
            records["record_id"],
            amount_kind=pl.lit(kind),
            amount_eur=pl.col("value").cast(MONEY),
            amount_precision="precision",
        )
        for kind in _LEADING
        if f"amount_{kind}" in fields
    ]
    return pl.concat(stated).drop_nulls("amount_eur") if stated else pl.DataFrame()


def leading_amount(fields: Fields, height: int) -> pl.DataFrame:
    """Columns ``amount_eur, amount_kind, amount_precision``: the first amount that is not zero.

    Where all stated amounts are zero, the first of them.
    """
    kinds = [kind for kind in _LEADING if f"amount_{kind}" in fields]
    amounts = pl.DataFrame({"row": pl.Series(range(height), dtype=pl.Int64)}).with_columns(
        fields[f"amount_{kind}"]
        .select(
            pl.struct(
                amount_eur=pl.col("value").cast(MONEY),
                amount_kind=pl.lit(kind),
                amount_precision="precision",
            )
        )
        .to_series()
        .alias(kind)
        for kind in kinds
    )
    eur = {kind: pl.col(kind).struct.field("amount_eur") for kind in kinds}
    none = pl.struct(
        amount_eur=pl.lit(None, MONEY),
        amount_kind=pl.lit(None, pl.String),
        amount_precision=pl.lit(None, pl.String),
    )
    return amounts.with_columns(
        pl.coalesce(
            *(pl.when(eur[kind] != 0).then(pl.col(kind)) for kind in kinds),
            *(pl.when(eur[kind].is_not_null()).then(pl.col(kind)) for kind in kinds),
            none,
        ).alias("leading")
    ).select(pl.col("leading").struct.unnest())
