"""Measures made up at random in columns, as uneven as real ones.

Belongs here: what all records of a measure tell of it; towns by their people, fields, groups and
carriers by Zipf's law, titles that repeat from place to place, some measures statewide or in two
Kreise. More measures are those of more Kreise: a Kreis does not offer ten times as much because
ten times as many Kreise publish lists. All Kreise take part from 100,000 measures on, about one
measure for 800 people in the fourteen years.
Does not belong here: the frames of the stages (``bench.warehouse``), measures as rows of lists
(``bench.invention``).
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from bench.invention import MOTTOS, OFFERS
from foerderlupe.project import CODES

_HOME = "08"
_MEASURES_PER_KREIS = 250
_KREIS = pl.col("region_id").str.head(5)


class Draw:
    """Seeded random columns of one length."""

    def __init__(self, rng: np.random.Generator, rows: int) -> None:
        self.rng, self.rows = rng, rows

    def zipf(self, values: Sequence[str], slope: float = 0.8) -> pl.Series:
        """Values of which the first occur far more often than the last."""
        return self.weighted(pl.Series(values), np.arange(1, len(values) + 1) ** -slope)

    def weighted(self, values: pl.Series, weights: pl.Series | np.ndarray) -> pl.Series:
        """Values as often as their weights say."""
        shares = np.asarray(weights, dtype=float)
        return values[self.rng.choice(len(values), self.rows, p=shares / shares.sum())]

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


def _towns(measures: int) -> pl.DataFrame:
    """Towns of as many Kreise as take part, the home Land first.

    Columns region_id, name, area (Regierungsbezirk, or Kreis where the Land has none) and weight:
    a Kreis takes part by its people, its first towns more than its last.
    """
    regions = pl.read_csv(CODES / "regions.csv", infer_schema=False).with_columns(kreis=_KREIS)
    people = pl.col("population").cast(pl.Int64)
    kreise = regions.filter(pl.col("region_id") == pl.col("kreis")).select("kreis", people=people)
    at_home = pl.col("kreis").str.starts_with(_HOME)
    near_first = kreise.sort(~at_home, "kreis").head(max(1, measures // _MEASURES_PER_KREIS))
    towns = regions.filter(level="gemeinde").sample(fraction=1, shuffle=True, seed=7)
    area, known = pl.col("region_id").str.head(3), regions["region_id"].implode()
    share = 1 / pl.int_range(1, pl.len() + 1)
    return towns.join(near_first, on="kreis").select(
        "region_id",
        "name",
        area=pl.when(area.is_in(known)).then(area).otherwise("kreis"),
        weight=pl.col("people") * (share / share.sum()).over("kreis"),
    )


def measures(draw: Draw) -> pl.DataFrame:
    """One row per measure with all that its records tell of it."""
    towns = _towns(draw.rows)
    carriers = [f"Träger {number}" for number in range(max(50, draw.rows // 12))]
    drawn = pl.DataFrame(
        {
            "measure_id": [f"m-{number:08d}" for number in range(draw.rows)],
            "motto": draw.zipf(MOTTOS),
            "other_motto": draw.zipf(MOTTOS),
            "offer": draw.zipf([offer for offer, _, _ in OFFERS]),
            "town": draw.weighted(towns["region_id"], towns["weight"]),
            "second_town": draw.weighted(towns["region_id"], towns["weight"]),
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
    names = dict(towns.select("region_id", "name").iter_rows())
    areas = dict(towns.select("region_id", "area").iter_rows())
    start = pl.date("start_year", pl.col("start_month").cast(pl.Int64), 1)
    return drawn.with_columns(
        area=pl.col("town").replace_strict(areas),
        title=pl.format(
            "{} {} – {} {}",
            "motto",
            "other_motto",
            "offer",
            pl.col("town").replace_strict(names),
        ),
        period_from=pl.when(pl.col("dating") > 0.02).then(start),
        period_to=pl.when(pl.col("dating") > 0.05).then(
            start + pl.duration(days=pl.col("days").cast(pl.Int64))
        ),
    )
