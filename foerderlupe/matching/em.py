"""Weights learnt without labels: Fellegi–Sunter by expectation and maximisation.

Belongs here: how often two different things show a level (``unlikely``), and how often one thing
does (``learn``), both from counts of comparison patterns. Does not belong here: making pairs and
levels, and applying the weights (``scoring``).

The classic failures are closed by construction. Probabilities of different things (u) come from
random pairs and stay fixed, because blocks hold only pairs that agree somewhere. The prior is a
share of *all* pairs, not of the pairs in blocks, so easy blocks cannot raise it. Weights rise with
the order of the levels, so a level that a few chance pairs show cannot turn against the others.
Fellegi & Sunter 1969; Winkler 1988; isotonic likelihood ratios after Dykstra, Kochar & Robertson
1995.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt
import polars as pl

from foerderlupe.matching.scoring import Weights

MISSING = "missing"
"""The level that says nothing: its weight is 0, and neither u nor m counts it. So does null."""

Probabilities = dict[str, dict[str, float]]
"""Field, level and how probable the level is; the levels of a field add to 1."""

_Numbers = npt.NDArray[np.float64]
_Codes = npt.NDArray[np.int64]
_ROUNDS = 500
_SETTLED = 1e-5
_LEAST = 1e-9
# Share of values that are simply wrong: without it a level that the first examples do not show
# would rule out for ever that a pair with it is one.
_WRONG = 0.02
_FEWEST = 0.5  # of a thing that was not found, half may have been missed


@dataclass(frozen=True)
class Space:
    """How many pairs there are, compared or not, and how many can be the same thing at the most.

    Without ``at_most`` half of them can.
    """

    pairs: float
    at_most: float | None = None


@dataclass(frozen=True)
class Learned:
    """What was learnt.

    ``m`` and ``u`` are the probabilities of a level if two records are the same thing and if they
    are not; ``weights`` the bits log2(m/u), with 0 for ``missing``; ``prior_bits`` the log2 odds
    that a random pair is the same thing; ``expected`` how many such pairs the patterns hold.
    """

    m: Probabilities
    u: Probabilities
    prior_bits: float
    weights: Weights
    expected: float
    log_likelihood: float
    rounds: int


def unlikely(
    random: pl.DataFrame, levels: Mapping[str, Sequence[str]], smoothing: float = 0.5
) -> Probabilities:
    """How often pairs of different things show each level.

    ``random`` has one column of levels per field and, if it counts patterns, ``count``. Every
    level gets ``smoothing`` more pairs than were seen, so that none is impossible.

    >>> seen = pl.DataFrame({"year": ["other", "same"], "count": [97.0, 2.0]})
    >>> unlikely(seen, {"year": ["other", "same"]})
    {'year': {'other': 0.975, 'same': 0.025}}
    """
    count = pl.col("count") if "count" in random.columns else pl.lit(1.0)
    counted = random.with_columns(count.cast(pl.Float64).alias("#count"))
    found: Probabilities = {}
    for field, names in levels.items():
        sums = counted.group_by(pl.col(field).cast(pl.String)).agg(pl.col("#count").sum())
        seen = dict(sums.iter_rows())
        told = {level: seen.get(level, 0.0) + smoothing for level in map(str, names)}
        told.pop(MISSING, None)
        total = sum(told.values())
        found[field] = {level: number / total for level, number in told.items()}
    return found


def learn(
    patterns: pl.DataFrame,
    u: Mapping[str, Mapping[str, float]],
    space: Space,
    *,
    start: Mapping[str, Mapping[str, float]] | None = None,
    strength: float = 20.0,
    unordered: Sequence[str] = (),
) -> Learned:
    """The weights under which the counts of ``patterns`` are most probable.

    ``patterns`` has one column of levels per field of ``u``, and ``count``; the pairs that are
    compared. ``space`` says of how many pairs they are a part. ``start`` are probabilities of m
    to begin with, which count like ``strength`` pairs for ever; levels that it omits share what
    is left. The levels of a field stand in ``u`` from the least to the most agreement, except
    in the fields ``unordered``. Raises ``KeyError`` for a level that ``u`` does not know.
    """
    codes = {field: _codes(patterns[field], list(levels)) for field, levels in u.items()}
    chance = {field: np.array(list(levels.values())) for field, levels in u.items()}
    begin = {field: _begin(list(u[field]), (start or {}).get(field, {})) for field in u}
    count = patterns["count"].cast(pl.Float64).to_numpy()
    model = _Model(codes, chance, count, space)
    m, prior, rounds = model.settle(begin, strength, frozenset(unordered))
    posterior, likelihood = model.expect(m, prior)
    learned = {
        field: dict(zip(u[field], map(float, values), strict=True)) for field, values in m.items()
    }
    stated = {field: dict(levels) for field, levels in u.items()}
    weights = {field: weigh(learned[field], stated[field]) for field in u}
    expected = float(count @ posterior)
    return Learned(learned, stated, prior, weights, expected, likelihood, rounds)


def weigh(m: Mapping[str, float], u: Mapping[str, float]) -> dict[str, float]:
    """Bits of every level of one field, and 0 for a missing one.

    >>> weigh({"other": 0.1, "same": 0.9}, {"other": 0.8, "same": 0.2})
    {'other': -3.0, 'same': 2.169925001442312, 'missing': 0.0}
    """
    return {**{level: log2(m[level] / u[level]) for level in u}, MISSING: 0.0}


class _Model:
    """Patterns as integer codes, and the two steps on them."""

    def __init__(
        self,
        codes: dict[str, _Codes],
        chance: dict[str, _Numbers],
        count: _Numbers,
        space: Space,
    ) -> None:
        self.codes, self.chance, self.count = codes, chance, count
        self.pairs = space.pairs
        half = 0.5 * space.pairs
        self.at_most = half if space.at_most is None else min(space.at_most, half)

    def settle(
        self, m: dict[str, _Numbers], strength: float, unordered: frozenset[str]
    ) -> tuple[dict[str, _Numbers], float, int]:
        """The probabilities m and the prior in bits, when a further round changes nothing."""
        begin, prior = m, self._prior(self.at_most / 2)
        for done in range(1, _ROUNDS + 1):
            posterior, _ = self.expect(m, prior)
            counted = self.count * posterior
            fresh = {
                field: self._maximise(field, counted, begin[field] * strength, field in unordered)
                for field in m
            }
            moved = max((float(np.abs(fresh[f] - m[f]).max()) for f in m), default=0.0)
            before, prior = prior, self._prior(float(counted.sum()))
            m = fresh
            if moved < _SETTLED and abs(before - prior) < _SETTLED * 100:
                return m, prior, done
        return m, prior, _ROUNDS

    def expect(self, m: dict[str, _Numbers], prior: float) -> tuple[_Numbers, float]:
        """The probability of every pattern to be the same thing, and the log2 likelihood."""
        bits = np.full(self.count.shape, prior)
        common = np.zeros(self.count.shape)
        for field, codes in self.codes.items():
            # The last place stands for missing, on both sides alike.
            ratio = np.append(np.log2(m[field] / self.chance[field]), 0.0)
            bits += ratio[codes]
            common += np.append(np.log2(self.chance[field]), 0.0)[codes]
        posterior = 1 / (1 + np.exp2(np.clip(-bits, -1000, 1000)))
        likelihood = common + np.logaddexp2(bits, 0.0) - np.logaddexp2(prior, 0.0)
        return posterior, float(self.count @ likelihood)

    def _maximise(
        self, field: str, counted: _Numbers, before: _Numbers, unordered: bool
    ) -> _Numbers:
        size = len(self.chance[field])
        seen = np.bincount(self.codes[field], weights=counted, minlength=size + 1)[:size] + before
        u = self.chance[field]
        m: _Numbers = seen / seen.sum()
        if not unordered:
            m = rising(m, u)
        mixed: _Numbers = np.average([m, u], axis=0, weights=[1 - _WRONG, _WRONG])
        return mixed

    def _prior(self, expected: float) -> float:
        share = min(max(expected, _FEWEST), self.at_most) / self.pairs
        return log2(share / (1 - share))


def rising(m: _Numbers, u: _Numbers) -> _Numbers:
    """``m`` changed as little as needed for m/u to rise from level to level.

    Neighbours that fall are pooled: they get one ratio, that of their sums.

    >>> rising(np.array([0.1, 0.5, 0.4]), np.array([0.2, 0.2, 0.6])).round(3).tolist()
    [0.1, 0.225, 0.675]
    """
    pools: list[list[float]] = []  # m, u and number of levels
    for of_m, of_u in zip(m, u, strict=True):
        pools.append([float(of_m), float(of_u), 1])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] > pools[-1][0] * pools[-2][1]:
            above = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], above, strict=True)]
    sizes = [int(size) for _, _, size in pools]
    ratio: _Numbers = np.repeat(np.array([of_m / of_u for of_m, of_u, _ in pools]), sizes)
    ratio *= u
    return ratio


def _codes(column: pl.Series, levels: list[str]) -> _Codes:
    """The place of every level among ``levels``; one beyond them for a missing one."""
    text = column.cast(pl.String).fill_null(MISSING)
    places = {level: place for place, level in enumerate(levels)}
    unknown = sorted(set(text.unique()) - set(places) - {MISSING})
    if unknown:
        raise KeyError(f"{column.name}: unknown levels {', '.join(unknown)}")
    places.setdefault(MISSING, len(levels))
    return text.replace_strict(places, return_dtype=pl.Int64).to_numpy()


def _begin(levels: list[str], stated: Mapping[str, float]) -> _Numbers:
    """Probabilities to begin with: those stated; the others halve from the best level down."""
    default = {level: 2.0**place for place, level in enumerate(levels)}
    rest = sum(share for level, share in default.items() if level not in stated)
    left = max(1 - sum(stated.values()), _LEAST)
    values = [stated.get(level, default[level] / rest * left if rest else 0.0) for level in levels]
    least = np.maximum(np.array(values), _LEAST)
    shares: _Numbers = least / least.sum()
    return shares
