"""What one list says about one measure, before the list's own notation.

Belongs here: the report that noise works on and that a list writes down. Does not belong here:
the noise itself (``noise_*``) and file formats (``lists``).
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.demo.places import Place
from tests.demo.world import Measure, rounded


@dataclass(frozen=True)
class Traits:
    """What a list can express: ``free`` names the columns in which people write as they like.

    ``limit`` is the number of characters that the title field holds, ``cp1252`` says that the
    file has no other characters, ``towns`` that its place column holds towns.
    """

    file: str
    free: frozenset[str] = frozenset()
    limit: int | None = None
    cp1252: bool = False
    towns: bool = False


@dataclass
class Report:
    """One measure in one list. The texts override the notation of the list where not None."""

    measure: str
    source: str
    number: int
    title: str
    name: str
    english: str
    carrier: str
    funder: str
    place: Place
    start: date
    end: date | None
    amount: int
    group: str
    field_of_action: str
    about: str
    programme: str
    budget_line: str
    volume: str = ""
    original: str = ""
    place_text: str | None = None
    period_text: str | None = None
    amount_text: str | None = None
    patterns: list[str] = field(default_factory=list)

    def place_or(self, default: str) -> str:
        """The place as this report writes it, by default as the list does."""
        return default if self.place_text is None else self.place_text

    def amount_or(self, default: str) -> str:
        """The amount as this report writes it, by default as the list does."""
        return default if self.amount_text is None else self.amount_text

    def period_or(self, default: str) -> str:
        """The period as this report writes it, by default as the list does."""
        return default if self.period_text is None else self.period_text


def ministry(day: date) -> str:
    """The integration ministry under the name that it bore on a day."""
    if day < date(2016, 5, 12):
        return "Ministerium für Integration Baden-Württemberg"
    if day < date(2021, 5, 12):
        return "Ministerium für Soziales und Integration Baden-Württemberg"
    return "Ministerium für Soziales, Gesundheit und Integration Baden-Württemberg"


FUNDERS = {
    "bund_projekte": "Bundesamt für Migration und Flüchtlinge",
    "stiftung_brueckenbau": "Stiftung Brückenbau Südwest",
    "stiftung_horizonte": "Horizonte Stiftung gGmbH",
    "landeskirche_fonds": "Evangelischer Landesfonds Flucht und Integration",
    "bistum_fonds": "Bischöflicher Fonds Weite Räume",
    "kreis_ortenau": "Ortenaukreis",
    "stadt_mannheim": "Stadt Mannheim",
    "esf_operations": "Europäischer Sozialfonds",
    "land_hessen": "Hessisches Ministerium für Soziales und Integration",
}
BUDGET_LINES = ("0603/684 14", "0603/684 14", "1702/684 01")
SHARES = {
    "landeskirche_fonds": 0.3,
    "bistum_fonds": 0.15,
    "kreis_ortenau": 0.25,
    "stadt_mannheim": 0.35,
    "stiftung_horizonte": 0.6,
}


def _funders(measure: Measure, source: str, rng: Random) -> str:
    """Other known funders of the measure; where nobody else is known, the list's own or anyone."""
    if measure.funder:
        return measure.funder
    known = [
        ministry(measure.start) if s == "land_bewilligungen" else FUNDERS[s]
        for s in measure.sources
        if s not in (source, "wohlfahrt_projekte", "land_programme")
    ]
    return "; ".join(known) or FUNDERS.get(source) or rng.choice(sorted(FUNDERS.values())[1:6])


def _amount(measure: Measure, source: str, rng: Random) -> int:
    """What the list states: its own award, or in the European list the total cost."""
    if source == measure.sources[0]:
        return measure.total
    if source == "esf_operations":
        return int(measure.total * rng.uniform(0.8, 2.5))
    return rounded(rng, 800, max(1000, int(measure.total * SHARES.get(source, 0.8))))


def report(measure: Measure, source: str, number: int, rng: Random) -> Report:
    """What the list would say if it were written with care."""
    line = measure.budget_line or (
        "1702/684 01" if "Jugend" in measure.group else rng.choice(BUDGET_LINES)
    )
    return Report(
        measure=measure.key,
        source=source,
        number=number,
        title=measure.title,
        name=measure.name,
        english=measure.english,
        carrier=" / ".join(measure.carriers),
        funder=_funders(measure, source, rng),
        place=measure.place,
        place_text=measure.place_text,
        start=measure.start,
        end=measure.end,
        amount=_amount(measure, source, rng),
        group=measure.group,
        field_of_action=measure.field,
        about=measure.about,
        programme=measure.programme,
        budget_line=line,
        volume=measure.volume,
        original=measure.title,
    )
