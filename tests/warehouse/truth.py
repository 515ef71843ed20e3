"""What is true of a generated world, counted in plain Python from the measures themselves.

Belongs here: the counting rules of the field (distinct at every level, weights, money once),
written as sets and fractions. Does not belong here: SQL, or the rows that lists print.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.warehouse.worlds import Measure, Plan

CODES = Path(__file__).parent / "marts" / "codes"
NOWHERE = "99"
COUNTRY = "00"
EVERYBODY = "TG0000"
UNSAID = "TG9999"
Cell = tuple[str, str, int]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a code list."""
    with (CODES / f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _parents() -> dict[str, str]:
    """The region one level up; a Land lies in the country, and so does nowhere."""
    up = {row["region_id"]: row["parent_id"] or COUNTRY for row in table("regions")}
    return {**up, NOWHERE: COUNTRY}


@cache
def kreise_of(region: str) -> frozenset[str]:
    """The Kreise of a region, itself where it is one; of a municipality the Kreis it lies in."""
    kreise = [row["region_id"] for row in table("regions") if len(row["region_id"]) == 5]
    return frozenset(k for k in kreise if region[:5] in above(k))


@cache
def above(region: str) -> frozenset[str]:
    """The region and every region that contains it."""
    return frozenset({region}) | (above(_parents()[region]) if region in _parents() else set())


@cache
def key(area: str, year: int) -> dict[str, Fraction]:
    """Shares of the Kreise of an area by foreign residents of the year (rule R4)."""
    people = {kreis: _foreign(kreis, year) for kreis in kreise_of(area)}
    return {kreis: Fraction(n, sum(people.values())) for kreis, n in people.items()}


def _foreign(kreis: str, year: int) -> int:
    shares = {
        int(row["year"]): Decimal(row["foreign_share_percent"])
        for row in table("foreign_population_share")
        if row["region_id"] == kreis
    }
    known = max((y for y in shares if y <= year), default=min(shares))
    [people] = (row["population"] for row in table("regions") if row["region_id"] == kreis)
    return round(int(people) * shares[known] / 100)


def weights(measure: Measure) -> dict[str, Fraction]:
    """Share of a measure per Kreis; of a statewide one none, without a place all nowhere."""
    place = measure.place
    if place.kind == "none":
        return {NOWHERE: Fraction(1)}
    if place.kind == "statewide":
        return {}
    found: dict[str, Fraction] = defaultdict(Fraction)
    for nth, region in enumerate(place.regions):
        part = Fraction(place.weights[nth]) if place.weights else Fraction(1, len(place.regions))
        spread = {region[:5]: Fraction(1)} if len(region) >= 5 else key(region, measure.first_year)
        for kreis, share in spread.items():
            found[kreis] += part * share
    return found


def groups(measure: Measure) -> frozenset[str]:
    """Target groups that count, with all above them; helpers only where nobody is helped."""
    counted = measure.groups or measure.mediators or (UNSAID,)
    return frozenset(g for code in counted for g in _group_and_above(code)) | {EVERYBODY}


def _group_and_above(code: str) -> Iterator[str]:
    parents = {row["code"]: row["parent_code"] for row in table("target_groups")}
    while code:
        yield code
        code = parents[code]


def money(plan: Plan) -> dict[str, dict[int, Decimal]]:
    """Awarded money per measure and year, each award once, passed on or not."""
    found: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for measure in plan.measures:
        for award in measure.awards:
            # What is passed on is part of the award; the rest stays with whom it was given to.
            for cents in (award.passed_cents, award.cents - award.passed_cents):
                _add(found[measure.name], measure, cents)
    for measure, cents in zip(plan.sharing, _split(plan), strict=True):
        _add(found[measure.name], measure, cents)
    return found


def _split(plan: Plan) -> list[int]:
    """The printed amount in equal parts; the first row gets what is left over."""
    n = len(plan.sharing)
    part = int((Decimal(plan.shared_cents) / max(n, 1)).to_integral_value(ROUND_HALF_UP))
    return [plan.shared_cents - (n - 1) * part, *[part] * (n - 1)][:n]


def _add(years: dict[int, Decimal], measure: Measure, cents: int) -> None:
    start, end = measure.period
    told = Decimal(0)
    for year in range(start.year, end.year):
        days = (start.replace(year=year + 1) - start).days
        until = Decimal(cents) * days / (end - start).days
        until = until.to_integral_value(ROUND_HALF_UP)
        years[year] += (until - told) / 100
        told = until


def counts(plan: Plan) -> dict[Cell, dict[str, int]]:
    """Measures per region, target group and year, by how they count there; only what is not 0."""
    found: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for measure in plan.measures:
        for region, placement in placements(measure).items():
            for group in groups(measure):
                for year in range(measure.first_year, measure.first_year + measure.n_years):
                    found[region, group, year][placement] += 1
    return {cell: dict(numbers) for cell, numbers in found.items()}


def placements(measure: Measure) -> dict[str, str]:
    """How a measure counts in every region that it counts in."""
    place = measure.place
    if place.kind == "statewide":
        return dict.fromkeys(_reached(place.regions[0]), "n_statewide")
    if place.kind == "none":
        return {NOWHERE: "n_unplaced", COUNTRY: "n_unplaced"}
    kreise = frozenset(weights(measure))
    regions = {region for kreis in kreise for region in above(kreis)}
    if place.kind == "carrier_seat":
        return dict.fromkeys(regions, "n_carrier_seat")
    return {r: "n_dedicated" if kreise <= kreise_of(r) else "n_shared" for r in regions}


def _reached(land: str) -> frozenset[str]:
    """Every region down to the Kreis in which a statewide measure is available, and above."""
    inside = {region for kreis in kreise_of(land) for region in above(kreis)}
    return frozenset(inside | {COUNTRY})


def parties(plan: Plan) -> dict[Cell, tuple[int, int]]:
    """Funder institutions and carriers per cell of placed measures, each once."""
    found: dict[Cell, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for measure in plan.measures:
        here = {r for r, p in placements(measure).items() if p in ("n_dedicated", "n_shared")}
        funders = {award.funder for award in measure.awards}
        funders |= {"Fonds"} if measure in plan.sharing else set()
        for region in here:
            for group in groups(measure):
                for year in range(measure.first_year, measure.first_year + measure.n_years):
                    found[region, group, year][0].update(funders)
                    found[region, group, year][1].update(measure.carriers, measure.middlemen)
    sizes = {cell: (len(f), len(c)) for cell, (f, c) in found.items()}
    return {cell: numbers for cell, numbers in sizes.items() if any(numbers)}


def placed_money(plan: Plan) -> dict[Cell, Fraction]:
    """Placed money per region, group and year, whole under every group of a measure."""
    found: dict[Cell, Fraction] = defaultdict(Fraction)
    paid = money(plan)
    for measure in plan.measures:
        for year, eur in paid[measure.name].items():
            for kreis, weight in weights(measure).items():
                for region in above(kreis):
                    for group in groups(measure):
                        found[region, group, year] += Fraction(eur) * weight
    return found


def statewide_money(plan: Plan) -> dict[Cell, Fraction]:
    """Statewide money, spread over the Kreise by the key of the year."""
    found: dict[Cell, Fraction] = defaultdict(Fraction)
    paid = money(plan)
    for measure in (m for m in plan.measures if m.place.kind == "statewide"):
        for year, eur in paid[measure.name].items():
            for kreis, weight in key(measure.place.regions[0], year).items():
                for region in above(kreis):
                    for group in groups(measure):
                        found[region, group, year] += Fraction(eur) * weight
    return found
