"""Measures made up at random in columns, as uneven as real ones.

Belongs here: what all records of a measure tell of it; Kreise, fields, groups and carriers by
Zipf's law, titles that repeat from place to place, some measures statewide or in two Kreise.
Does not belong here: the frames of the stages (``bench.warehouse``), measures as rows of lists
(``bench.invention``).
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from bench.invention import MOTTOS, OFFERS
from foerderlupe.project import CODES


class Draw:
    """Seeded random columns of one length."""

    def __init__(self, rng: np.random.Generator, rows: int) -> None:
        self.rng, self.rows = rng, rows

    def zipf(self, values: Sequence[str], slope: float = 0.8) -> pl.Series:
        """Values of which the first occur far more often than the last."""
        weights = np.arange(1, len(values) + 1) ** -slope
        drawn = self.rng.choice(len(values), self.rows, p=weights / weights.sum())
        return pl.Series(values)[drawn]

    def whole(self, low: int, high: int) -> pl.Series:
        """Whole numbers from low to high."""
        return pl.Series(self.rng.integers(low, high + 1, self.rows))

    def share(self) -> pl.Series:
        """Numbers from 0 to 1."""
        return pl.Series(self.rng.random(self.rows))


def _codes(name: str) -> list[str]:
    codes = pl.read_csv(CODES / f"{name}.csv", infer_schema=False)["code"].sort()
    kept = codes.filter(~codes.is_in(["TG0000", "TG9999", "HF9900"]))
    return kept.sample(fraction=1, shuffle=True, seed=7).to_list()


def measures(draw: Draw) -> pl.DataFrame:
    """One row per measure with all that its records tell of it."""
    regions = pl.read_csv(CODES / "regions.csv", infer_schema=False)
    towns = regions.filter(level="gemeinde").sample(fraction=1, shuffle=True, seed=7)
    near, far = (
        towns.filter(pl.col("region_id").str.starts_with("08") == inside)["region_id"].to_list()
        for inside in (True, False)
    )
    carriers = [f"Träger {number}" for number in range(max(50, draw.rows // 12))]
    drawn = pl.DataFrame(
        {
            "measure_id": [f"m-{number:08d}" for number in range(draw.rows)],
            "motto": draw.zipf(MOTTOS),
            "other_motto": draw.zipf(MOTTOS),
            "offer": draw.zipf([offer for offer, _, _ in OFFERS]),
            "near": draw.zipf(near),
            "far": draw.zipf(far),
            "second_town": draw.zipf(near),
            "is_near": draw.share() < 0.6,
            "placing": draw.share(),
            "groups": draw.zipf(_codes("target_groups"), 1.2),
            "more_groups": draw.zipf(_codes("target_groups"), 1.2),
            "fields": draw.zipf(_codes("fields_of_action"), 1.0),
            "more_fields": draw.zipf(_codes("fields_of_action"), 1.0),
            "several": draw.share(),
            "carrier": draw.zipf(carriers, 0.7),
            "funder": draw.zipf([f"Geber {number}" for number in range(80)]),
            "start_year": draw.whole(2012, 2026),
            "start_month": draw.zipf(["1", "9", "4", "7", "10", "3"]),
            "days": draw.zipf(["365", "730", "1095", "184", "1826"]),
            "dating": draw.share(),
            "eur": draw.whole(4, 900) * 250,
        }
    )
    names = dict(regions.select("region_id", "name").iter_rows())
    start = pl.date("start_year", pl.col("start_month").cast(pl.Int64), 1)
    town = pl.when("is_near").then("near").otherwise("far")
    return drawn.with_columns(
        town=town,
        title=pl.format(
            "{} {} – {} {}", "motto", "other_motto", "offer", town.replace_strict(names)
        ),
        period_from=pl.when(pl.col("dating") > 0.02).then(start),
        period_to=pl.when(pl.col("dating") > 0.05).then(
            start + pl.duration(days=pl.col("days").cast(pl.Int64))
        ),
    )
