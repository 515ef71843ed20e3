"""The measures of a family: a single one, or phases, editions and yearly calls.

Belongs here: period and amount of each measure. Does not belong here: what lists say of them.
"""

import numpy as np
import polars as pl

from foerderlupe.synth.chance import Chance, Codes

FIRST_YEAR, _YEARS, LAST_YEAR = 2012, 14, 2026
_MONTHS = [12, 24, 36, 6, 18, 11]
_MONTH_SHARES = [42, 20, 20, 6, 5, 7]
_STARTS = [55, 2, 5, 5, 2, 2, 3, 2, 18, 4, 1, 1]
_STEPS = {"": [1], "phase": [2, 2, 2, 3], "edition": [2, 2, 3, 4], "call": [2, 3]}
_ROUND = np.array([1, 10, 100, 500, 1000, 1000])


def measures(chance: Chance, families: pl.DataFrame) -> pl.DataFrame:
    """One row per measure, in order of families.

    Columns: measure (its position), family, step (0 for the first of its family), steps, start
    (months since January of year 0), months, amount (EUR).
    """
    counts = families.select("family", "origin", steps=_steps(chance, families))
    rows = (
        counts.select(pl.all().repeat_by("steps").explode())
        .with_columns(step=pl.int_range(pl.len()).over("family"))
        .with_row_index("measure")
    )
    ids, origin = rows["measure"].to_numpy(), rows["origin"].to_numpy()
    year = FIRST_YEAR + (chance.of("year", origin) ** 0.8 * _YEARS).astype(np.int64)
    months = np.array(_MONTHS)[chance.pick("months", origin, _MONTH_SHARES)]
    goes_on = families.select("family", "goes_on")
    timed = rows.join(goes_on, on="family", how="left", maintain_order="left").with_columns(
        start=year * 12 + chance.pick("month", origin, _STARTS),
        months=months,
        amount=_amounts(chance, ids),
    )
    yearly = pl.col("goes_on").is_in(["edition", "call"])
    timed = timed.with_columns(
        months=pl.when(yearly).then(12).otherwise("months"),
        start=pl.when(yearly).then(pl.col("start") // 12 * 12).otherwise("start"),
    )
    start = pl.col("start") + pl.col("step") * pl.col("months")
    late = start > LAST_YEAR * 12
    return (
        timed.with_columns(start=start)
        .filter(~late)
        .select(
            pl.int_range(pl.len()).cast(pl.UInt32).alias("measure"),
            *("family", "step", "steps", "start", "months", "amount"),
        )
    )


def _steps(chance: Chance, families: pl.DataFrame) -> pl.Series:
    luck = chance.of("steps", families["origin"].to_numpy())
    goes_on = families["goes_on"].to_numpy()
    steps = np.ones(len(luck), dtype=np.int64)
    for name, choices in _STEPS.items():
        mine = goes_on == name
        steps[mine] = np.array(choices)[(luck[mine] * len(choices)).astype(np.int64)]
    return pl.Series(steps)


def _amounts(chance: Chance, ids: Codes) -> pl.Series:
    """From 2,000 to 400,000 euros, small ones more often, mostly round."""
    raw = 2000 * 200.0 ** (chance.of("amount", ids) ** 1.3)
    step = _ROUND[chance.below("amount step", ids, len(_ROUND))]
    return pl.Series((np.round(raw / step) * step).astype(np.int64))
