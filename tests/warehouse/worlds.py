"""Small random worlds: measures as they are, and what several lists tell of them.

Belongs here: what a generated measure is, the hypothesis strategies, and the rows that lists
would print of it. Does not belong here: counting (``tests.warehouse.truth``), which never looks
at these rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.warehouse.marts.conftest import World

KREISE = ("08111", "08115", "08435", "08436", "02000")
AREAS = ("081", "084", "0843")
STATEWIDE = {"08": "landesweit", "00": "bundesweit"}
GROUPS = ("TG1000", "TG1100", "TG1150", "TG1200", "TG2500")
FIELDS = ("HF0100", "HF0101", "HF0103", "HF0202", "HF1200")
LISTS = ("list_a", "list_b", "list_c")
FUNDERS = ("Land", "Bund", "Stiftung", "Diözese")
CARRIERS = ("AWO Süd", "Caritas Nord", "Verein Ost")


@dataclass(frozen=True)
class Place:
    """Where a measure takes place; ``regions`` are keys, ``weights`` the publisher's split."""

    kind: str
    regions: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True)
class Award:
    """One decision of a funder, told by ``lists``; ``passed_cents`` goes through a middleman."""

    funder: str
    cents: int
    lists: tuple[str, ...]
    passed_cents: int = 0


@dataclass(frozen=True)
class Measure:
    """One measure as it is; years are calendar years, ``mediators`` the groups that help."""

    name: str
    place: Place
    first_year: int
    n_years: int
    groups: tuple[str, ...]
    mediators: tuple[str, ...]
    fields: tuple[str, ...]
    carriers: tuple[str, ...]
    awards: tuple[Award, ...]

    @property
    def period(self) -> tuple[date, date]:
        """First day and first day after."""
        return date(self.first_year, 1, 1), date(self.first_year + self.n_years, 1, 1)

    @property
    def middlemen(self) -> tuple[str, ...]:
        """Institutions that receive money and pass it on."""
        passing = (n for n, award in enumerate(self.awards) if award.passed_cents)
        return tuple(f"Mittler {self.name} {n}" for n in passing)


@dataclass(frozen=True)
class Plan:
    """A whole world: measures, rows that share one printed amount, need and coverage."""

    measures: tuple[Measure, ...]
    shared_cents: int
    need: dict[str, int]
    covered: frozenset[tuple[str, int]]

    @property
    def sharing(self) -> tuple[Measure, ...]:
        """The measures that one list prints one amount for, in the order of its rows."""
        return self.measures[:3] if self.shared_cents else ()


_MONEY = st.integers(1, 10**7)
_PLACES = st.one_of(
    st.lists(st.sampled_from(KREISE), min_size=1, max_size=4, unique=True).map(
        lambda at: Place("explicit", tuple(at))
    ),
    st.lists(st.sampled_from(KREISE), min_size=2, max_size=3, unique=True).flatmap(
        lambda at: st.lists(st.integers(1, 9), min_size=len(at), max_size=len(at)).map(
            lambda parts: Place("explicit", tuple(at), tuple(p / sum(parts) for p in parts))
        )
    ),
    st.sampled_from(("08436064", "02")).map(lambda at: Place("explicit", (at,))),
    st.sampled_from(AREAS).map(lambda at: Place("inherited", (at,))),
    st.sampled_from(sorted(STATEWIDE)).map(lambda at: Place("statewide", (at,))),
    st.sampled_from(KREISE).map(lambda at: Place("carrier_seat", (at,))),
    st.just(Place("none")),
)


@st.composite
def _awards(draw: st.DrawFn) -> tuple[Award, ...]:
    funders = draw(st.lists(st.sampled_from(FUNDERS), max_size=3, unique=True))
    told = st.lists(st.sampled_from(LISTS), min_size=1, max_size=3, unique=True).map(tuple)
    awards = [Award(funder, draw(_MONEY), draw(told)) for funder in funders]
    passed = st.one_of(st.just(0), st.integers(1, 100))
    return tuple(Award(a.funder, a.cents, a.lists, a.cents * draw(passed) // 100) for a in awards)


def _some(values: tuple[str, ...], most: int, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A world of one to twelve measures."""
    measures = [
        Measure(
            name=f"m{n:02d}",
            place=draw(_PLACES),
            first_year=draw(st.integers(2012, 2015)),
            n_years=draw(st.integers(1, 3)),
            groups=draw(_some(GROUPS, 3)),
            mediators=draw(_some(("TG5140",), 1)),
            fields=draw(_some(FIELDS, 2, 1)),
            carriers=draw(_some(CARRIERS, 2)),
            awards=draw(_awards()),
        )
        for n in range(draw(st.integers(1, 12)))
    ]
    covered = st.tuples(st.sampled_from(("08", "0843", "08111")), st.integers(2013, 2015))
    return Plan(
        tuple(measures),
        draw(st.one_of(st.just(0), _MONEY)),
        {kreis: draw(st.integers(50, 10**6)) for kreis in KREISE},
        draw(st.frozensets(covered, max_size=3)),
    )


def told(plan: Plan, world: World) -> World:
    """The world as lists tell it: one row per award and list, in no helpful order."""
    for measure in reversed(plan.measures):
        _tell_plainly(measure, world)
        for nth, award in enumerate(measure.awards):
            _tell_award(measure, nth, award, world)
    for nth, measure in enumerate(plan.sharing):
        row = {"source": "list_s", "record_id": f"s{nth}", "shared_group": "one amount"}
        _tell(measure, world, funders=("Fonds",), eur=plan.shared_cents / 100, **row)
    for kreis, people in plan.need.items():
        world.need(kreis, 2012, people)
    for region, year in sorted(plan.covered):
        row = {"region_id": region, "year": year, "completeness": "complete"}
        world.add("source_coverage", source_id="list_p", field_of_action="all", **row)
    return world


def _tell_plainly(measure: Measure, world: World) -> None:
    """A list without money names every measure, its carriers and whom it is for."""
    record = _tell(measure, world, source="list_p", carriers=measure.carriers)
    for code in measure.mediators:
        label = {"label_role": "mediator", "origin": "upstream", "confidence": 0.95}
        world.add("record_target_groups", record_id=record, target_group=code, **label)


def _tell_award(measure: Measure, nth: int, award: Award, world: World) -> None:
    """The award in every list that tells it, and what was passed on before or after it."""
    middleman = (f"Mittler {measure.name} {nth}",) if award.passed_cents else measure.carriers
    rows = [
        {"source": source, "funders": (award.funder,), "carriers": middleman, "cents": award.cents}
        for source in award.lists
    ]
    if award.passed_cents:
        cents = award.passed_cents
        row = {"source": "list_m", "funders": middleman, "carriers": measure.carriers}
        rows.insert(cents % 2 * len(rows), {**row, "cents": cents})
    for row in rows:
        _tell(measure, world, eur=row.pop("cents") / 100, list_level="award", **row)


def _tell(measure: Measure, world: World, **row: Any) -> str:
    """One row of one list; the place is told as lists do."""
    place = measure.place
    at: Any = place.regions or None
    record = world.record(
        measure.name,
        at=at[0] if at and place.kind in ("statewide", "inherited") else at,
        coverage=place.kind if at else "none",
        reach=STATEWIDE[place.regions[0]] if place.kind == "statewide" else None,
        groups=measure.groups,
        fields=measure.fields,
        period=measure.period,
        **row,
    )
    for region, weight in zip(place.regions, place.weights, strict=False):
        for stated in world.rows["record_regions"]:
            if stated["record_id"] == record and stated["region_id"] == region:
                stated.update(weight=weight, weight_basis="publisher")
    return record
