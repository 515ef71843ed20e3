"""The trained part of the rules: what each level is worth, and how sure a score is.

Belongs here: the shape of ``weights.yml``, reading and writing it.
Does not belong here: learning the weights (``training``), and the levels (``rulebook``).
"""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from foerderlupe.matching.calibration import Calibration
from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, mistake, validate

SHIPPED = Path(__file__).with_name("weights.yml")

_HEADER = """\
# What each level of measures.yml is worth, in bits: log2 of how much more often the level is seen
# on one measure than on two. The weights of a pair and the prior add up to its bits. Written by
# 'foerderlupe train', read by every run and never changed by one.
"""
_CALIBRATION = """\
# What the bits of a pair turned out to mean where the truth is known: from bits to the log2 odds
# that it is one measure, straight between the points and one to one beyond them.
"""


class Training(Strict):
    """What the weights were learnt from.

    ``random_pairs`` were drawn for how often two measures show a level, ``candidate_pairs``
    compared for how often one does, ``expected_same`` of them taken to be one measure.
    ``labelled_pairs`` had a known answer. A weight that stood before counts like ``strength``
    pairs.
    """

    records: int
    candidate_pairs: int
    random_pairs: int
    expected_same: float
    labelled_pairs: int
    strength: float


class Weights(Strict):
    """One version of what is learnt.

    ``bits`` are by field and level, ``prior`` the log2 odds that a pair is one measure before
    anything is compared.
    """

    version: int
    trained: Training
    prior: float
    bits: dict[str, dict[str, float]]
    calibration: Calibration

    @model_validator(mode="after")
    def _calibration_rises(self) -> Self:
        for number, (point, following) in enumerate(
            zip(self.calibration, self.calibration[1:], strict=False), start=1
        ):
            if following[0] <= point[0] or following[1] < point[1]:
                raise mistake("points that rise", str(following), "calibration", number)
        return self

    @property
    def by_field(self) -> dict[str, dict[str, float]]:
        """The weights as field → level → bits."""
        return self.bits


def weights_of(own: Path) -> Path:
    """The file of weights that holds: the ``own`` of a home where there is one, or the shipped."""
    return own if own.exists() else SHIPPED


def read_weights(path: Path = SHIPPED) -> Weights:
    """The weights of a file; raises ``DeclarationError`` with file and line."""
    return validate(Weights, read_yaml(path))


def write_weights(weights: Weights, path: Path) -> None:
    """Write ``weights`` as ``read_weights`` reads them; one line per field."""
    path.write_text(as_yaml(weights), encoding="utf-8")


def as_yaml(weights: Weights) -> str:
    """The text of a weights file."""
    lines = [f"version: {weights.version}", "trained:"]
    lines += [f"  {name}: {value}" for name, value in weights.trained.model_dump().items()]
    lines += [f"prior: {weights.prior}", "bits:"]
    for field, levels in weights.bits.items():
        lines.append(f"  {field}:")
        lines += [f"    {level}: {bits}" for level, bits in levels.items()]
    points = ", ".join(f"[{bits}, {odds}]" for bits, odds in weights.calibration)
    return _HEADER + "\n".join(lines) + "\n" + _CALIBRATION + f"calibration: [{points}]\n"
