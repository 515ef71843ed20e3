"""Which distortions a profile applies to which list, and applying them.

Belongs here: the shape of ``noise.yml``, rates, and the order of distortions. Does not belong
here: the distortions, one function each (``noise_carriers``, ``noise_places``, ``noise_facts``,
``noise_titles``, ``noise_wording``, ``noise_text``, ``noise_persons``).
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from inspect import getmembers, isfunction
from pathlib import Path
from types import ModuleType
from typing import Literal

import numpy as np
import polars as pl

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, validate
from foerderlupe.synth.chance import Chance
from foerderlupe.synth.luck import Changes, Luck

Profile = Literal["everyday", "harsh", "blind"]
Distortion = Callable[[Luck], Changes]


class Rates(Strict):
    """How often each distortion hits: in any list, and in some lists instead."""

    anywhere: dict[str, float]
    habits: dict[str, dict[str, float]]


class Noise(Strict):
    """The profiles."""

    everyday: Rates
    harsh: Rates
    blind: Rates


def distortions(module: ModuleType) -> dict[str, Distortion]:
    """The distortions of a module by name, in the order of the file."""
    found = [
        (name, function)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    return dict(sorted(found, key=lambda pair: pair[1].__code__.co_firstlineno))


@lru_cache(maxsize=4)
def rates_of(name: Profile, file: Path, modules: tuple[ModuleType, ...]) -> Rates:
    """The rates of a profile. Raises ``DeclarationError`` for an unknown distortion."""
    declared = validate(Noise, read_yaml(file))
    rates: Rates = getattr(declared, name)
    known = {distortion for module in modules for distortion in distortions(module)}
    named = {n for some in (rates.anywhere, *rates.habits.values()) for n in some}
    if named - known:
        unknown = sorted(named - known)[0]
        raise DeclarationError(
            Problem(f"'{unknown}'", "the name of a distortion", "Correct it.", file=str(file))
        )
    return rates


def distorted(
    said: pl.DataFrame, chance: Chance, module: ModuleType, rates: Rates, lists: list[str]
) -> pl.DataFrame:
    """``said`` (with list and hand) with the distortions of one module, each where it hits.

    ``hand`` numbers acts of writing: rows that a publisher copied share their mistakes.
    """
    numbers, hands = said["list"].to_numpy(), said["hand"].to_numpy()
    for distortion, function in distortions(module).items():
        per_list = np.array([_rate(rates, distortion, one) for one in lists])
        hit = chance.hits(f"noise {distortion}", hands, per_list[numbers])
        if hit.any():
            mask = pl.lit(pl.Series(hit))
            changes = function(Luck(chance, distortion, hands))
            said = said.with_columns(
                pl.when(mask).then(changed).otherwise(pl.col(column)).alias(column)
                for column, changed in changes.items()
            )
    return said


def _rate(rates: Rates, distortion: str, source_id: str) -> float:
    """The rate of a list; ``landesamt_2`` has the habits of ``landesamt``."""
    habits: Mapping[str, float] = rates.habits.get(re.sub(r"_\d+$", "", source_id), {})
    return habits.get(distortion, rates.anywhere.get(distortion, 0.0))
