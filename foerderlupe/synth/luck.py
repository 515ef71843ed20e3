"""What a distortion may draw.

Belongs here: draws for the rows of a chunk under the name of a distortion, as expressions.
Does not belong here: the distortions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foerderlupe.synth.chance import Chance

Changes = Mapping[str, pl.Expr]


@dataclass(frozen=True)
class Luck:
    """The draws of one distortion for the ``hands`` that wrote the rows (see ``noise``)."""

    chance: Chance
    distortion: str
    hands: NDArray[np.int64]

    def of(self, what: str = "") -> pl.Expr:
        """A number in [0, 1) per row."""
        return pl.lit(pl.Series(self.chance.of(f"{self.distortion} {what}", self.hands)))

    def below(self, number: int, what: str = "") -> pl.Expr:
        """A whole number from 0 to ``number - 1`` per row."""
        return (self.of(what) * number).cast(pl.Int64)

    def one_of(self, *texts: str) -> pl.Expr:
        """One of the texts per row."""
        return pl.lit(pl.Series(texts)).gather(self.below(len(texts), "one of"))
