"""Weights learnt from comparison patterns, kept near the ones that stand.

Belongs here: from counts to a new version of the weights. Does not belong here: comparing
(``sampling``), the general learning (``matching.em``), and showing what changes.

How often one measure shows a level is learnt without labels from the candidate pairs; how often
two measures do from random pairs, less the few that are one measure. Two measures of one carrier
agree in place, period and funder far more often than any two, and such pairs are the ones to be
told apart: for all fields but the carrier the random pairs are those of one carrier. A level that
was seldom seen on either side keeps the weight that it had, since the weight that stands counts
like a number of pairs. DOMAIN 2.4; Fellegi & Sunter 1969.
"""

from math import log2

import polars as pl
from scipy.optimize import isotonic_regression

from foerderlupe.matching.calibrating import fit
from foerderlupe.matching.em import MISSING, Learned, Probabilities, Space, learn, unlikely
from foerderlupe.matching.scoring import with_score
from foerderlupe.measures.rulebook import Rulebook
from foerderlupe.measures.sampling import Sample
from foerderlupe.measures.weights import Training, Weights

STRENGTH = 200.0
"""Pairs that a weight counts for that stands already."""

CERTAINTY = 10.0
"""Pairs that every point of a calibration counts for that stands already."""

Counts = dict[str, dict[str, float]]
"""Field, level and number of pairs."""

_ROUNDS = 3
_START = 20.0
_DECIMALS = 2
_GIVEN = "carrier"  # what the other fields are judged under
_NEVER_RANDOM = ("counterpart",)  # a finding about all pairs, so never about two records alone


def train(sample: Sample, rulebook: Rulebook, strength: float = STRENGTH) -> Weights:
    """A new version of the weights of ``rulebook``; known pairs count as what they are."""
    return calibrate(learn_weights(sample, rulebook, strength), sample)


def learn_weights(sample: Sample, rulebook: Rulebook, strength: float = STRENGTH) -> Weights:
    """A new version of the weights with the calibration that stands."""
    old = rulebook.weights
    learned, random = _settled(sample, rulebook)
    fields = list(learned.weights)
    same = _same(sample, learned)
    two = _counts(_agreeing(random, rulebook), fields) | _counts(random, [_GIVEN])
    bits = dict(old.bits)
    for field in learned.weights:
        blended = _blended(old.bits[field], same[field], two[field], strength)
        bits[field] = _falling(*blended, rulebook.falling[field])
    found = learned.expected
    prior = (found * learned.prior_bits + strength * old.prior) / (found + strength)
    trained = Training(
        records=sample.records,
        candidate_pairs=sample.candidates,
        random_pairs=sample.drawn,
        expected_same=round(found, 1),
        labelled_pairs=int(_known(sample)["count"].sum()),
        strength=strength,
    )
    return Weights(
        version=old.version + 1,
        trained=trained,
        prior=round(prior, _DECIMALS),
        bits=bits,
        calibration=old.calibration,
    )


def calibrate(weights: Weights, sample: Sample, strength: float = CERTAINTY) -> Weights:
    """``weights`` with scores that mean what the known pairs of ``sample`` say.

    The calibration that stands counts like ``strength`` pairs at every point.
    """
    known = _known(sample)
    scored = with_score(known, weights.bits, weights.prior)
    line = fit(scored.select("bits", "count", same="known"), weights.calibration, strength)
    trained = weights.trained.model_copy(update={"labelled_pairs": int(known["count"].sum())})
    return weights.model_copy(update={"calibration": line, "trained": trained})


def _known(sample: Sample) -> pl.DataFrame:
    return sample.patterns.filter(pl.col("known").is_not_null())


def _unknown(sample: Sample) -> pl.DataFrame:
    return sample.patterns.filter(pl.col("known").is_null())


def _settled(sample: Sample, rulebook: Rulebook) -> tuple[Learned, pl.DataFrame]:
    """What is learnt, and the random patterns without those that are one measure.

    In a small home a noticeable part of the random pairs with equal titles are one measure.
    """
    space = Space(sample.space, at_most=sample.records)
    levels = {
        field: [level for level in names if level != MISSING]
        for field, names in rulebook.levels.items()
        if field not in _NEVER_RANDOM
    }
    random = sample.random
    for _ in range(_ROUNDS):
        u = _chance(random, levels, rulebook)
        learned = learn(
            _unknown(sample),
            u,
            space,
            start=_start(u, rulebook),
            strength=_START,
            unordered=list(levels),
        )
        two = 1 - _probability(sample.random, learned)
        random = sample.random.with_columns(count=pl.col("count") * two)
    return learned, random


def _chance(
    random: pl.DataFrame, levels: dict[str, list[str]], rulebook: Rulebook
) -> Probabilities:
    """How often two measures show each level; of one carrier, for all fields but the carrier."""
    beside = {field: names for field, names in levels.items() if field != _GIVEN}
    found = unlikely(random, {_GIVEN: levels[_GIVEN]})
    return found | unlikely(_agreeing(random, rulebook), beside)


def _agreeing(patterns: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    return patterns.filter(pl.col(_GIVEN).is_in(rulebook.agreeing.carrier))


def _start(u: Probabilities, rulebook: Rulebook) -> Probabilities:
    """What the weights that stand say of one measure."""
    start = {}
    for field, levels in u.items():
        stated = {
            level: p * 2 ** rulebook.weights.bits[field][level] for level, p in levels.items()
        }
        start[field] = {level: p / sum(stated.values()) for level, p in stated.items()}
    return start


def _probability(patterns: pl.DataFrame, learned: Learned) -> pl.Series:
    """How probable it is that a pattern shows one measure."""
    return with_score(patterns, learned.weights, learned.prior_bits)["score"]


def _same(sample: Sample, learned: Learned) -> Counts:
    """How many pairs of one measure show each level: as expected, and as known."""
    unknown = _unknown(sample)
    expected = unknown.with_columns(count=pl.col("count") * _probability(unknown, learned))
    known = _known(sample).with_columns(count=pl.col("count") * pl.col("known").cast(pl.Float64))
    return _counts(pl.concat([expected, known]), list(learned.weights))


def _counts(patterns: pl.DataFrame, fields: list[str]) -> Counts:
    counts: Counts = {}
    for field in fields:
        summed = patterns.group_by(field).agg(pl.col("count").sum()).sort(field)
        counts[field] = dict(summed.filter(pl.col(field) != MISSING).iter_rows())
    return counts


def _blended(
    old: dict[str, float], same: dict[str, float], two: dict[str, float], strength: float
) -> tuple[dict[str, float], dict[str, float]]:
    """Weights between the learnt and the ``old`` ones, and how many pairs speak for each.

    For a learnt weight as many pairs speak as were seen on its rarer side.
    """
    half = 0.5 * len(old)
    of_same, of_two = sum(same.values()) + half, sum(two.values()) + half
    bits, support = {}, {}
    for level, stood in old.items():
        m, u = same.get(level, 0.0), two.get(level, 0.0)
        learnt = log2((m + 0.5) / of_same / ((u + 0.5) / of_two))
        support[level] = min(m, u) + strength
        bits[level] = (min(m, u) * learnt + strength * stood) / support[level]
    return bits, support


def _falling(
    bits: dict[str, float], support: dict[str, float], orders: list[list[str]]
) -> dict[str, float]:
    """``bits`` rounded, changed as little as needed for every order to fall."""
    pooled = dict(bits)
    for order in orders:
        weights = [support[level] for level in order]
        found = isotonic_regression(
            [bits[level] for level in order], weights=weights, increasing=False
        )
        pooled |= dict(zip(order, map(float, found.x), strict=True))
    # Adding zero turns a negative zero into a positive one.
    return {level: round(value, _DECIMALS) + 0.0 for level, value in pooled.items()}
