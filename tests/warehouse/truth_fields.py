"""What is true of the fields of action of a generated world, in plain Python.

Belongs here: fragmentation and gaps as DOMAIN 2.3 defines them. Does not belong here: counts and
money per region (``tests.warehouse.truth``), SQL.
"""

from collections import defaultdict

from tests.warehouse.marts.conftest import AS_OF
from tests.warehouse.truth import Cell, groups, kreise_of, placements, table, weights
from tests.warehouse.worlds import Measure, Plan

THIS_YEAR = AS_OF.year


def fragmentation(plan: Plan) -> dict[Cell, tuple[int, int, int]]:
    """Measures, funder institutions and carriers per Kreis, top field and year."""
    found: dict[Cell, tuple[set[str], set[str], set[str]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for measure in (m for m in plan.measures if m.place.kind in ("explicit", "inherited")):
        funders = {award.funder for award in measure.awards}
        funders |= {"Fonds"} if measure in plan.sharing else set()
        for kreis in weights(measure):
            for top in top_fields(measure):
                for year in range(measure.first_year, measure.first_year + measure.n_years):
                    sets = found[kreis, top, year]
                    sets[0].add(measure.name)
                    sets[1].update(funders)
                    sets[2].update(measure.carriers, measure.middlemen)
    return {cell: (len(m), len(f), len(c)) for cell, (m, f, c) in found.items()}


def top_fields(measure: Measure) -> frozenset[str]:
    """The top fields of action of a measure."""
    parents = {row["code"]: row["parent_code"] or row["code"] for row in table("fields_of_action")}
    return frozenset(parents[code] for code in measure.fields)


def gaps(plan: Plan) -> dict[tuple[str, str, str, int], str]:
    """The gap class of every cell of group TG1000 with at least 100 people (DOMAIN 2.3)."""
    supply = _supply(plan)
    known = {region[:2] for m in plan.measures for region in _regions_of(m)}
    known |= {region[:2] for region, _ in plan.covered}
    years = {y for m in plan.measures for y in range(m.first_year, m.first_year + m.n_years)}
    return {
        (kreis, "TG1000", top, year): _gap(plan, supply, (kreis, top, year))
        for kreis in plan.need
        if plan.need[kreis] >= 100 and kreis[:2] in known
        for top in ("HF0100", "HF0200", "HF1200")
        for year in (years | {THIS_YEAR}) & set(range(2012, THIS_YEAR + 1))
    }


def _regions_of(measure: Measure) -> frozenset[str]:
    statewide = measure.place.kind == "statewide"
    return frozenset(measure.place.regions) if statewide else frozenset(weights(measure))


def _supply(plan: Plan) -> dict[Cell, set[tuple[str, str]]]:
    """Measures for TG1000 with their placement, per region, top field and year."""
    found: dict[Cell, set[tuple[str, str]]] = defaultdict(set)
    for measure in plan.measures:
        for region, placement in placements(measure).items():
            for top in top_fields(measure) if "TG1000" in groups(measure) else ():
                for year in range(measure.first_year, measure.first_year + measure.n_years):
                    found[region, top, year].add((measure.name, placement))
    return found


def _gap(plan: Plan, supply: dict[Cell, set[tuple[str, str]]], cell: Cell) -> str:
    kreis, top, year = cell
    here, land = (
        {name for name, how in supply[region, top, year] if how in ("n_dedicated", "n_shared")}
        for region in (kreis, kreis[:2])
    )
    in_land = sum(plan.need[k] for k in kreise_of(kreis[:2]))
    if not any(kreis in kreise_of(region) and year == y for region, y in plan.covered):
        return "no_evidence"
    if not here:
        everywhere = {name for name, how in supply[kreis, top, year] if how == "n_statewide"}
        return "statewide_only" if everywhere else "none"
    below = 2 * len(here) * in_land < len(land) * plan.need[kreis]
    return "below" if below else "present"
