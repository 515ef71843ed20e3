"""What a veto is, and how a function becomes one.

Belongs here: the shape of a veto and the table of all of them, filled by the decorator.
Does not belong here: any rule (``vetoes``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl

Condition = Callable[[], pl.Expr]
Told = Literal["always", "alike", "goes_on", "one_name"]


@dataclass(frozen=True)
class Veto:
    """One veto: its name, the relation it forces, its reason, and when it holds.

    ``told`` names the titles for which the relation is worth keeping (``told_titles`` of the
    rulebook). ``asks`` sends the pair to a person instead of keeping it apart.
    """

    name: str
    relation: str
    reason: str
    condition: Condition
    told: Told
    asks: bool


VETOES: dict[str, Veto] = {}


def veto(
    relation: str, *, told: Told = "alike", asks: bool = False
) -> Callable[[Condition], Condition]:
    """Enter a function among the vetoes; without a docstring it is refused."""

    def enter(condition: Condition) -> Condition:
        if not condition.__doc__:
            raise ValueError(f"veto '{condition.__name__}' gives no reason")
        reason = condition.__doc__.strip().splitlines()[0]
        rule = Veto(condition.__name__, relation, reason, condition, told, asks)
        VETOES[rule.name] = rule
        return condition

    return enter
