"""The bodies that run measures: branches of umbrellas, associations, towns; all made up.

Belongs here: who there is, what each is called in full and in short, and where it sits.
Does not belong here: which measures a carrier has (``families``).
"""

import numpy as np
import polars as pl

from foerderlupe.synth.chance import Chance, named
from foerderlupe.synth.filling import filled
from foerderlupe.synth.places import Places
from foerderlupe.synth.vocabulary import vocabulary

_ROWS_PER_CARRIER = 9
_FEWEST = 60
_LUCKIEST = 15.0


def carriers(chance: Chance, places: Places, rows: int) -> pl.DataFrame:
    """The carriers of a world of ``rows`` records, ordered by town, no name twice.

    Columns: carrier (its position), carrier_kind, carrier_name, carrier_bare (no legal form),
    carrier_short, seat_town, seat_kreis, size. Few are large: sizes are Pareto distributed.
    """
    ids = np.arange(max(_FEWEST, rows // _ROWS_PER_CARRIER))
    words = vocabulary()
    kinds = list(words.carriers)
    kind = chance.pick("carrier kind", ids, [words.carriers[name].share for name in kinds])
    town = chance.pick("carrier town", ids, places.towns["weight"].to_numpy())
    bodies = pl.DataFrame({"carrier_kind": named(kinds, kind), "seat_town": town}).with_columns(
        brand=named(words.brands, chance.below("carrier brand", ids, len(words.brands))),
        hood=named(
            words.hoods.split(), chance.below("carrier hood", ids, len(words.hoods.split()))
        ),
        luck=np.minimum((1 - chance.of("carrier size", ids)) ** -0.7, _LUCKIEST),
    )
    placed = bodies.join(
        places.towns.select(
            "kreis", seat_town=pl.col("town").cast(pl.Int64), town_name="name", body="body"
        ),
        on="seat_town",
        how="left",
        maintain_order="left",
    ).join(places.kreise.select("kreis", "area"), on="kreis", how="left", maintain_order="left")
    return (
        _called(placed)
        .unique("carrier_name", keep="first", maintain_order=True)
        .sort("seat_town", "carrier_name")
        .with_row_index("carrier")
    )


def _called(bodies: pl.DataFrame) -> pl.DataFrame:
    slots = {"town": "town_name", "body": "body", "area": "area", "brand": "brand", "hood": "hood"}
    called = []
    for (kind,), some in bodies.group_by("carrier_kind", maintain_order=True):
        rule = vocabulary().carriers[str(kind)]
        called.append(
            some.select(
                "carrier_kind",
                carrier_name=filled(rule.name, slots),
                carrier_bare=filled(rule.bare, slots),
                carrier_short=filled(rule.short, slots),
                seat_town=pl.col("seat_town").cast(pl.UInt32),
                seat_kreis="kreis",
                size=pl.col("luck") * rule.size,
            )
        )
    return pl.concat(called)
