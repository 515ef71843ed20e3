"""Weights kept in a file, so that the next night gets the same.

Belongs here: the shape of the file, writing it, and what it must fit. Does not belong here:
learning the weights (``learning``).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import nan
from pathlib import Path

import yaml

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.matching.columns import Column
from foerderlupe.matching.em import MISSING, Learned
from foerderlupe.matching.rivals import Once
from foerderlupe.spec.positions import Location, Positioned, read_yaml
from foerderlupe.spec.strict import Strict, validate

_HEADER = """\
# What each level of agreement is worth, in bits, learnt by 'foerderlupe match --write-weights'.
# The prior is the log2 odds of any two records; one_partner says which records have one at most;
# follows names columns that say nothing where another one is equal.
"""


class Partners(Strict):
    """Which records can have one partner at the most."""

    left: bool
    right: bool


class Trained(Strict):
    """What was learnt: bits by column and level, and which column follows from which other one."""

    prior: float
    one_partner: Partners
    follows: dict[str, str] = {}
    bits: dict[str, dict[str, float]]

    def learned(self) -> Learned:
        """The weights for scoring; what else was learnt with them is not kept."""
        weights = {name: {**levels, MISSING: 0.0} for name, levels in self.bits.items()}
        return Learned({}, {}, self.prior, weights, nan, nan, 0)

    def once(self) -> Once:
        """Which table names things once."""
        return Once(self.one_partner.left, self.one_partner.right)


def write_trained(learned: Learned, once: Once, columns: Sequence[Column], path: Path) -> None:
    """Write the weights of these columns."""
    bits = {
        name: {level: round(bits, 4) for level, bits in levels.items() if level != MISSING}
        for name, levels in learned.weights.items()
    }
    content = {
        "prior": round(learned.prior_bits, 4),
        "one_partner": {"left": once.left, "right": once.right},
        "follows": {column.name: column.leader.name for column in columns if column.leader},
        "bits": bits,
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(_HEADER + text, encoding="utf-8")


def read_trained(path: Path, columns: Sequence[Column]) -> Trained:
    """Read weights for exactly these columns.

    Raises ``DeclarationError`` for columns or levels that are missing or unknown.
    """
    declared = read_yaml(path)
    trained = validate(Trained, declared)
    levels = {column.name: column.comparison.levels for column in columns}
    _demand_equal(declared, ("bits",), trained.bits, list(levels), "columns")
    for name, bits in trained.bits.items():
        _demand_equal(declared, ("bits", name), bits, levels[name], f"levels of '{name}'")
    for name, leader in trained.follows.items():
        if not {name, leader} <= set(levels):
            raise _unfit(declared, ("follows", name), f"'{name}: {leader}'", "columns", levels)
    return trained


def _demand_equal(
    declared: Positioned, at: Location, given: Mapping[str, object], known: Sequence[str], what: str
) -> None:
    unknown = [name for name in given if name not in known]
    missing = [name for name in known if name not in given]
    if unknown or missing:
        found = f"'{unknown[0]}'" if unknown else f"no '{missing[0]}'"
        raise _unfit(declared, (*at, unknown[0]) if unknown else at, found, what, known)


def _unfit(
    declared: Positioned, at: Location, found: str, what: str, known: Iterable[str]
) -> DeclarationError:
    return DeclarationError(
        Problem(
            found,
            f"the {what} {', '.join(known)}",
            "Learn the weights once more with --write-weights, or correct the spec.",
            file=str(declared.path),
            line=declared.line(at),
        )
    )
